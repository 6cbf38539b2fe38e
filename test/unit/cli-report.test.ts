import { describe, expect, it } from 'vitest';
import { formatReport } from '../../server/src/cli/format';
import { exitStatus } from '../../server/src/cli/report';
import type { FileReport, Report } from '../../server/src/cli/report-data';
import { emptySchema } from '../../server/src/model/schema';
import type { Finding } from '../../server/src/rules/rule';
import { readJson } from '../support/manifest';

const text = '-- 🚀\nCREATE TABLE\t"é🚀" (a int4);\r\nSELECT 1;\n';
const at = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });
const finding = (part: string, message: string): Finding => ({
  code: 'some-rule',
  severity: 'warning',
  message,
  range: at(part),
  fixes: [{ title: 'Change type to integer', preferred: true, edits: [{ range: at('int4'), newText: 'integer' }] }],
});
const file = (findings: Finding[], notKnown: FileReport['notKnown'] = []): FileReport => ({
  path: 'db/a b,c.sql',
  text,
  statements: 2,
  syntaxOnly: 0,
  findings,
  notKnown,
});
const report = (files: FileReport[], more: Partial<Report> = {}): Report => ({
  files,
  failures: [],
  settings: [],
  notes: [],
  dev: { schema: emptySchema(150018), readAt: 0, label: 'bazaar', fingerprint: '', applied: [] },
  pathOf: (uri) => uri,
  now: 2 * 3_600_000,
  ...more,
});
const plain = { color: false };

describe('exit status', () => {
  it('is 0 only when all was read and nothing found', () => {
    expect(exitStatus(report([file([])]))).toBe(0);
    expect(exitStatus(report([file([finding('a', 'x')])]))).toBe(1);
    expect(exitStatus(report([], { failures: [{ message: 'dev cannot be reached' }] }))).toBe(2);
  });
  it('is 2 where a setting is not understood: the result may be of other settings than were meant', () => {
    expect(exitStatus(report([file([])], { settings: [{ key: 'conection', message: 'x' }] }))).toBe(2);
  });
  it('is 2 rather than 1 when findings are not all that could be found', () => {
    expect(exitStatus(report([file([finding('a', 'x')])], { failures: [{ message: 'gone' }] }))).toBe(2);
  });
  it('does not count a statement that could not be decided as a failure', () => {
    expect(exitStatus(report([file([], [{ reason: 'a DO block builds SQL', range: at('SELECT 1') }])]))).toBe(0);
  });
});

describe('for people', () => {
  it('shows the place, the line and carets under what is wrong', () => {
    expect(formatReport(report([file([finding('"é🚀"', 'dev has no such table.')])]), 'human', plain)).toBe(
      [
        'db/a b,c.sql:2:14 warning some-rule dev has no such table.',
        '  2 | CREATE TABLE "é🚀" (a int4);',
        '    |              ^^^^^',
        '  fix: Change type to integer',
        '',
        'Read 1 file with 2 statements: 1 warning.',
        'Dev: bazaar, read 2 h ago; it holds no table that is read.',
        '',
      ].join('\n'),
    );
  });
  it('never leaves out what is not known', () => {
    const notKnown = [{ reason: 'a DO block builds SQL', range: at('SELECT 1') }];
    const shown = formatReport(report([file([], notKnown)]), 'human', plain);
    expect(shown).toContain('db/a b,c.sql:3:1 not known a DO block builds SQL');
    expect(shown).toContain('Read 1 file with 2 statements: nothing found; 1 place not known.');
  });
  it('says a reason once in a file, with all its lines', () => {
    const one = (needle: string) => ({ reason: 'no dev is set', range: at(needle) });
    const two = formatReport(report([file([], [one('CREATE'), one('SELECT 1')])]), 'human', plain);
    expect(two).toContain('not known no dev is set (2 places: lines 2, 3)\n');
    const many = Array.from({ length: 7 }, (_, n) => ({
      ...file([], [one('CREATE'), one('SELECT 1')]),
      path: `${n}.sql`,
    }));
    expect(formatReport(report(many), 'human', plain)).toContain(
      'not known 7 files at 14 places: no dev is set\n  0.sql\n',
    );
  });
  it('says once why many files were not read, and how many they are', () => {
    const reason = 'it is for SQLite, as its path says';
    const passedOver = (count: number) =>
      Array.from({ length: count }, (_, n) => ({
        ...file([], [{ reason, range: { start: 0, end: text.length } }]),
        path: `sqlite/${n}.sql`,
        statements: 0,
      }));
    const shown = formatReport(report([file([]), ...passedOver(7)]), 'human', plain);
    expect(shown).toContain(`not known 7 files: ${reason}\n  sqlite/0.sql\n`);
    expect(shown).toContain('  sqlite/4.sql\n  and 2 more; --format json names each\n');
    expect(shown).toContain('Read 1 file with 2 statements: nothing found; 7 places not known.');
    expect(formatReport(report(passedOver(2)), 'human', plain)).toContain(`sqlite/1.sql:1:1 not known ${reason}`);
  });
  it('says once why a file was not run: in its verdict, or once for many', () => {
    const reason = 'the migration tool does not run it';
    const down = (count: number) =>
      Array.from({ length: count }, (_, n) => ({
        ...file([], [{ reason, range: { start: 0, end: text.length } }]),
        path: `${n}.down.sql`,
        verdict: { outcome: 'not known' as const },
      }));
    const few = formatReport(report(down(2)), 'human', plain);
    expect(few).toBe(
      `0.down.sql: not known: ${reason}\n1.down.sql: not known: ${reason}\n0 of 2 files proved, 2 not known.\nDev: bazaar, read 2 h ago; it holds no table that is read.\n`,
    );
    const many = formatReport(report(down(7)), 'human', plain);
    expect(many.split(reason)).toHaveLength(2);
    expect(many).toContain(`not known 7 files: ${reason}\n  0.down.sql\n`);
  });
  it('does not let what the tool never runs pass for compared with dev', () => {
    const shown = formatReport(report([{ ...file([]), syntaxOnly: 1 }]), 'human', plain);
    expect(shown).toContain(
      '2 statements: nothing found; 1 statement that the migration tool does not run, read for syntax only',
    );
    const [json] = JSON.parse(formatReport(report([{ ...file([]), syntaxOnly: 1 }]), 'json', plain)).files;
    expect(json).toMatchObject({ statements: 2, syntaxOnly: 1 });
  });
  it('says why dev was not read', () => {
    const { dev: _, ...without } = report([file([])]);
    const failed = { ...without, failures: [{ message: 'Dev: connection refused' }] };
    const shown = formatReport(failed, 'human', plain);
    expect(shown).toContain('Not known Dev: connection refused');
    expect(shown).toContain('Incomplete: read 1 file');
  });
  it('lets no control character of a file or of dev reach the terminal', () => {
    const evil = { ...file([finding('a', '\u001b[2Jx\ny')]), path: '\u001b]0;x\u0007.sql' };
    const shown = formatReport(report([evil]), 'human', plain);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
  it('paints only when asked to', () => {
    const one = report([file([finding('a', 'x')])]);
    expect(formatReport(one, 'human', { color: true })).toContain('\u001b[33mwarning\u001b[0m');
    expect(formatReport(one, 'human', plain)).not.toContain('\u001b');
  });
});

describe('for programs', () => {
  it('lists every file, with lines and UTF-16 characters from 0', () => {
    const clean = { ...file([]), path: 'clean.sql' };
    const json = JSON.parse(formatReport(report([file([finding('int4', 'x')]), clean]), 'json', plain));
    expect(json.files.map((one: FileReport) => [one.path, one.statements, one.findings.length])).toEqual([
      ['db/a b,c.sql', 2, 1],
      ['clean.sql', 2, 0],
    ]);
    expect(json.files[0].findings[0]).toMatchObject({
      code: 'some-rule',
      severity: 'warning',
      message: 'x',
      range: { start: { line: 1, character: 22 }, end: { line: 1, character: 26 } },
    });
    expect(json.files[0].notKnown).toEqual([]);
    expect(json.dev).toMatchObject({ label: 'bazaar', state: 'read', readAt: '1970-01-01T00:00:00.000Z' });
  });
});

describe('for GitHub', () => {
  it('escapes what would end or change the command', () => {
    const shown = formatReport(report([file([finding('int4', '100 %\n::error::x')])]), 'github', plain);
    expect(shown.split('\n')[0]).toBe(
      '::warning file=db/a b%2Cc.sql,line=2,endLine=2,col=23,endColumn=27,title=some-rule::100 %25%0A: :error::x',
    );
    const odd = formatReport(
      report([{ ...file([finding('int4', '##[error]x')]), path: '##vso[x].sql' }]),
      'github',
      plain,
    );
    expect(odd).not.toMatch(/##\w*\[/);
  });
});

describe('for build servers', () => {
  const both = report([file([finding('int4', 'x')], [{ reason: 'a DO block builds SQL', range: at('SELECT 1') }])], {
    failures: [{ path: 'gone.sql', message: 'there is no such file' }],
  });
  it('names a file in SARIF by the characters that it has', () => {
    const odd = report([{ ...file([finding('int4', 'x')]), path: 'a\u001b[1m\u202e.sql' }]);
    const [{ results }] = JSON.parse(formatReport(odd, 'sarif', plain)).runs;
    const { uri } = results[0].locations[0].physicalLocation.artifactLocation;
    expect([uri, decodeURIComponent(uri)]).toEqual(['a%1B%5B1m%E2%80%AE.sql', 'a\u001b[1m\u202e.sql']);
  });
  it('is SARIF with regions in UTF-16, fixes, and what is not known beside the results', () => {
    const [run] = JSON.parse(formatReport(both, 'sarif', plain)).runs;
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.invocations[0].executionSuccessful).toBe(false);
    expect(
      run.invocations[0].toolExecutionNotifications.map((one: { message: { text: string } }) => one.message.text),
    ).toEqual(['there is no such file', 'Not known: a DO block builds SQL']);
    const region = { startLine: 2, startColumn: 23, endLine: 2, endColumn: 27 };
    expect(run.results).toMatchObject([
      {
        ruleId: 'some-rule',
        level: 'warning',
        message: { text: 'x' },
        locations: [{ physicalLocation: { artifactLocation: { uri: 'db/a%20b%2Cc.sql' }, region } }],
        fixes: [
          { artifactChanges: [{ replacements: [{ deletedRegion: region, insertedContent: { text: 'integer' } }] }] },
        ],
      },
    ]);
    const named = report([file([{ ...finding('int4', 'x'), code: 'missing-columns' }])]);
    const { informationUri, rules } = JSON.parse(formatReport(named, 'sarif', plain)).runs[0].tool.driver;
    expect(informationUri).toBe(readJson<{ homepage: string }>('package.json').homepage);
    const [{ id, helpUri }] = rules;
    expect([id, helpUri.split('/').at(-1)]).toEqual(['missing-columns', 'missing-columns.md']);
  });
  it('is JUnit, where what is not known is neither passed nor failed', () => {
    expect(formatReport(both, 'junit', plain)).toContain('tests="2" failures="1" errors="1"');
    const open = report([file([], [{ reason: 'a DO block builds SQL', range: at('SELECT 1') }]), file([])]);
    const xml = formatReport(open, 'junit', plain);
    expect(xml).toContain('tests="2" failures="0" errors="0" skipped="1"');
    expect(xml).toContain('<skipped message="db/a b,c.sql:3:1 not known: a DO block builds SQL"></skipped>');
  });
  it('shows a file that was not run in none of them as a pass', () => {
    const one = report([{ ...file([]), verdict: { outcome: 'not known', isUnproved: true } }]);
    expect(formatReport(one, 'junit', plain)).toContain('failures="0" errors="0" skipped="1"');
    expect(JSON.parse(formatReport(one, 'sarif', plain)).runs[0].invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ message: { text: 'Not known: it was not run' } }],
    });
    expect(JSON.parse(formatReport(one, 'gitlab', plain))).toMatchObject([{ check_name: 'not-known' }]);
  });
  it('shows notes in JUnit beside the pass', () => {
    const note = { ...finding('int4', 'only a note'), severity: 'information' as const };
    expect(formatReport(report([file([note])]), 'junit', plain)).toMatch(/<testcase [^>]*><system-out>.*only a note</);
  });
  it('is GitLab’s list, with fingerprints that stay when lines move and differ for two alike', () => {
    const twice = [finding('int4', 'x'), finding('é', 'x')];
    const list = (one: Report) => JSON.parse(formatReport(one, 'gitlab', plain)) as { fingerprint: string }[];
    const before = list(report([file(twice)]));
    expect(before[0]).toMatchObject({ check_name: 'some-rule', severity: 'major', location: { lines: { begin: 2 } } });
    const range = { start: 0, end: 1 };
    const after = list(report([file(twice.map((one) => ({ ...one, range })))]));
    expect(after.map(({ fingerprint }) => fingerprint)).toEqual(before.map(({ fingerprint }) => fingerprint));
    expect(before[0]!.fingerprint).not.toBe(before[1]!.fingerprint);
  });
});
