/** The forms of build servers, held to the rules of their documentation: Jenkins' junit-10.xsd and GitLab's code quality. */
import { describe, expect, it } from 'vitest';
import { formatReport } from '../../server/src/cli/format';
import type { FileReport, Report } from '../../server/src/cli/report-data';
import { emptySchema } from '../../server/src/model/schema';
import type { Severity } from '../../server/src/rules/rule';

const text = 'CREATE TABLE a (b int);\nSELECT ]]> & "x";\n';
const range = { start: 13, end: 14 };
const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
const file = (path: string, more: Partial<FileReport> = {}): FileReport => ({
  ...{ path, text, statements: 2, syntaxOnly: 0, findings: [], notKnown: [] },
  ...more,
});
const finding = (severity: Severity, message: string) => ({ code: 'some-rule', severity, message, range, fixes: [] });
const files = [
  ...severities.map((severity) => file(`db/${severity}.sql`, { findings: [finding(severity, 'a <b> & "c"\u0000')] })),
  file('db/two.sql', { findings: [finding('error', 'same'), finding('error', 'same')] }),
  file('db/clean.sql'),
  file('db/open.sql', { notKnown: [{ reason: 'a DO block builds SQL ]]>', range }] }),
  file('db/not run.sql', { verdict: { outcome: 'not known', isUnproved: true } }),
  file('db/proved.sql', { verdict: { outcome: 'proved', base: 'dev', version: '18.3' } }),
];
const report: Report = {
  files,
  failures: [{ message: 'dev cannot be reached' }, { path: 'db/gone.sql', message: 'there is no such file' }],
  settings: [{ key: 'x', message: 'There is no setting x.' }],
  notes: ['a note'],
  dev: { schema: emptySchema(150018), readAt: 0, label: 'bazaar', fingerprint: '', applied: [] },
  pathOf: (uri) => uri,
  now: 0,
};
const empty: Report = { ...report, files: [], failures: [] };

/** Of junit-10.xsd: an element's attributes, those that have to be there, and what may stand in it. */
const junit: Readonly<Record<string, { readonly must: string; readonly may: string; readonly inside: string }>> = {
  testsuites: { must: '', may: 'name time tests failures errors', inside: 'testsuite' },
  testsuite: {
    must: 'name tests failures errors',
    may: 'group time skipped timestamp hostname id package file log url',
    inside: 'testsuite properties testcase system-out system-err',
  },
  testcase: {
    must: 'name',
    may: 'time classname group',
    inside: 'skipped error failure rerunFailure rerunError flakyFailure flakyError system-out system-err',
  },
  failure: { must: '', may: 'type message', inside: '#text' },
  error: { must: '', may: 'type message', inside: '#text' },
  skipped: { must: '', may: 'type message', inside: '#text' },
  'system-out': { must: '', may: '', inside: '#text' },
};
const words = (list: string): string[] => list.split(' ').filter(Boolean);

/** Walks XML as written here, tag by tag, and holds each against `junit`; gives the elements in their order. */
function walk(xml: string): { name: string; attributes: Record<string, string> }[] {
  const [head, ...rest] = xml.split('\n');
  expect(head).toBe('<?xml version="1.0" encoding="UTF-8"?>');
  const open: string[] = [];
  const seen: { name: string; attributes: Record<string, string> }[] = [];
  for (const [piece] of rest.join('\n').matchAll(/<[^>]*>|[^<]+/g)) {
    const within = words(junit[open.at(-1) ?? '']?.inside ?? 'testsuites');
    if (!piece.startsWith('<')) {
      expect(piece).not.toMatch(/&(?!(?:amp|lt|gt|quot);)/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has none of these
      expect(piece).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
      if (piece.trim() !== '') expect(within).toContain('#text');
      continue;
    }
    const [, slash, name, list] = /^<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)>$/.exec(piece)!;
    if (slash) {
      expect(open.pop()).toBe(name);
      continue;
    }
    const attributes = Object.fromEntries(
      [...list!.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
    );
    const { must, may } = junit[name!]!;
    expect(within, name).toContain(name);
    expect(Object.keys(attributes)).toEqual(expect.arrayContaining(words(must)));
    expect([...words(must), ...words(may)]).toEqual(expect.arrayContaining(Object.keys(attributes)));
    seen.push({ name: name!, attributes: attributes as Record<string, string> });
    open.push(name!);
  }
  expect(open).toEqual([]);
  return seen;
}

describe('JUnit', () => {
  it('is what Jenkins reads, and its counts are those of its cases', () => {
    for (const one of [report, empty]) {
      const seen = walk(formatReport(one, 'junit', { color: false }));
      const count = (name: string) => String(seen.filter((element) => element.name === name).length);
      const suite = seen.find(({ name }) => name === 'testsuite')!.attributes;
      const counts = { tests: count('testcase'), failures: count('failure'), errors: count('error') };
      expect(suite).toMatchObject({ ...counts, skipped: count('skipped') });
      expect(seen[0]!.attributes).toEqual({ name: 'DevSchema', ...counts });
    }
    expect(
      walk(formatReport(report, 'junit', { color: false })).filter(({ name }) => name === 'testcase'),
    ).toHaveLength(files.length + 2);
  });
});

describe('GitLab’s code quality', () => {
  it('has of each finding what GitLab wants, once', () => {
    const list = JSON.parse(formatReport(report, 'gitlab', { color: false })) as Record<string, unknown>[];
    expect(JSON.parse(formatReport(empty, 'gitlab', { color: false }))).toEqual([]);
    for (const one of list) {
      expect(Object.keys(one).sort()).toEqual(['check_name', 'description', 'fingerprint', 'location', 'severity']);
      for (const key of ['check_name', 'description', 'fingerprint']) expect(one[key]).toMatch(/\S/);
      expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(one.severity);
      const { path, lines } = one.location as { path: string; lines: { begin: number; end: number } };
      // Relative to the repository, without ./ before it.
      expect(path).toMatch(/^(?!\.|\/)/);
      expect(Number.isInteger(lines.begin) && lines.begin >= 1 && lines.end >= lines.begin).toBe(true);
    }
    expect(new Set(list.map(({ fingerprint }) => fingerprint)).size).toBe(list.length);
    expect(list.map(({ severity }) => severity).sort()).toEqual(
      ['critical', 'critical', 'critical', 'major', 'minor', 'info', 'info', 'info'].sort(),
    );
  });
});
