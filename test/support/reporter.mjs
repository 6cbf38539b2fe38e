import { writeFileSync } from 'node:fs';

/** Writes what `test/run.mjs` sums up: counts, and each test that was not run with its reason. */
export default class CountReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const report = { passed: 0, failed: unhandledErrors.length, skipped: 0, notRun: [] };
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      const results = tests.map((test) => test.result());
      // What fails outside of every test (the file itself, its set-up) has no test to be counted by.
      const brokenSetUp = module.state() === 'failed' && !results.some((one) => one.state === 'failed');
      if (brokenSetUp) report.failed++;
      for (const [at, { state, note }] of results.entries()) {
        if (state === 'passed') report.passed++;
        else if (state === 'failed') report.failed++;
        else {
          report.skipped++;
          const why = note ?? (brokenSetUp ? `the set-up of ${module.relativeModuleId} failed` : 'marked as skipped');
          report.notRun.push({ what: tests[at].fullName, why });
        }
      }
    }
    if (process.env.DEVSCHEMA_TEST_REPORT) writeFileSync(process.env.DEVSCHEMA_TEST_REPORT, JSON.stringify(report));
  }
}
