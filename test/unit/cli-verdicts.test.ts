/** What `verify` says: proved, refused, differs, not known, each with its reason, and never that all was checked. */
import { describe, expect, it } from 'vitest';
import { formatReport } from '../../server/src/cli/format';
import { exitStatus } from '../../server/src/cli/report';
import type { FileReport, Report, Verdict } from '../../server/src/cli/report-data';
import { emptySchema } from '../../server/src/model/schema';

const text = 'SELECT 1;\nSELECT 2;\n';
function file(path: string, verdict: Verdict, more: Partial<FileReport> = {}): FileReport {
  return { path, text, statements: 2, syntaxOnly: 0, findings: [], notKnown: [], verdict, ...more };
}
const on = { base: 'dev without public.users', version: '18.3' };
const proved = file('a.sql', { outcome: 'proved', ...on });
const finding = {
  code: 'refused',
  severity: 'error',
  message: 'no <b>',
  range: { start: 10, end: 16 },
  fixes: [],
} as const;
const refused = file('b.sql', { outcome: 'refused', ...on, base: 'dev' }, { findings: [finding] });
const differs = file('c.sql', { outcome: 'differs', ...on }, { findings: [{ ...finding, severity: 'warning' }] });
const open = file(
  'd.sql',
  { outcome: 'not known' },
  { notKnown: [{ reason: 'it is a placeholder', range: { start: 0, end: 6 } }] },
);
const report = (...files: FileReport[]): Report => ({
  files,
  failures: [],
  settings: [],
  notes: [],
  dev: { schema: emptySchema(150018), readAt: 0, label: 'bazaar', fingerprint: '', applied: [] },
  pathOf: (uri) => uri,
  now: 0,
});
const all = report(proved, refused, differs, open);

it('ends with 2 where nothing of a file was proved, and with 0 where only a place is not known', () => {
  const partly = file('e.sql', { outcome: 'not known', ...on }, { notKnown: open.notKnown });
  expect(exitStatus(report(proved, partly, open))).toBe(0);
  expect(exitStatus(report(proved, refused))).toBe(1);
  const nothing = file('f.sql', { outcome: 'not known', ...on, isUnproved: true }, { notKnown: open.notKnown });
  expect(exitStatus(report(proved, refused, nothing))).toBe(2);
});

describe('for people', () => {
  it('says of each file what was proved and on what, and counts them', () => {
    const shown = formatReport(all, 'human', { color: false });
    expect(shown).toContain(
      [
        'a.sql: proved on PostgreSQL 18.3: it runs on dev without public.users, and makes that as dev has it, rows aside',
        'b.sql: refused by PostgreSQL 18.3, run on dev',
        'c.sql: differs: PostgreSQL 18.3 runs it on dev without public.users, and what it makes is not what dev has',
        'd.sql: not known: it is a placeholder',
        '1 of 4 files proved on PostgreSQL 18.3, 1 refused, 1 not as dev, 1 not known.',
      ].join('\n'),
    );
  });
  it('does not say of one file of a history that the end of all is dev', () => {
    const after = file('e.sql', { outcome: 'proved', version: '18.3', base: 'what the files before it make' });
    expect(formatReport(report(differs, after), 'human', { color: false })).toContain(
      'e.sql: proved on PostgreSQL 18.3: it runs on what the files before it make, and makes what dev has, rows aside\n',
    );
  });
  it('does not say of what only an older server refuses that the one that ran it refused it', () => {
    const tooNew = file('b.sql', { outcome: 'refused', ...on, isTooNew: true });
    expect(formatReport(report(tooNew), 'human', { color: false })).toContain(
      'b.sql: refused: PostgreSQL 18.3 takes it, run on dev without public.users; the server that it is for is too old\n',
    );
  });
  it('never says that all was checked', () => {
    expect(formatReport(report(proved), 'human', { color: false })).toContain('\n1 file proved on PostgreSQL 18.3.\n');
    for (const format of ['human', 'json', 'github', 'markdown'] as const)
      expect(formatReport(all, format, { color: false })).not.toMatch(/all were checked|not checked/i);
  });
});

it('gives programs the same', () => {
  const parsed = JSON.parse(formatReport(all, 'json', { color: false }));
  expect(parsed.files[0]).toMatchObject({ outcome: 'proved', base: 'dev without public.users', version: '18.3' });
  expect(parsed.files[3]).toMatchObject({ outcome: 'not known' });
  expect(parsed.summary.outcomes).toEqual({ proved: 1, refused: 1, differs: 1, 'not known': 1 });
});

it('writes Markdown in which nothing of a file is markup', () => {
  const shown = formatReport(report(refused, file('a`b\n#.sql', { outcome: 'proved', ...on })), 'markdown', {
    color: false,
  });
  expect(shown).toContain('- `b.sql`: refused by PostgreSQL 18.3, run on dev\n');
  expect(shown).toContain('### Findings\n\n- `b.sql:2:1` error `refused` no \\<b\\>\n');
  expect(shown).toContain('- `` a`b #.sql ``: proved');
});
