/** What programs read, held to the schemas that are published for it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Ajv from 'ajv';
import { afterAll, describe, expect, it } from 'vitest';
import { planInJson } from '../../server/src/cli/diff-report';
import { formatReport } from '../../server/src/cli/format';
import { init } from '../../server/src/cli/init';
import type { FileReport, Report } from '../../server/src/cli/report-data';
import type { Terminal } from '../../server/src/cli/session';
import { emptySchema } from '../../server/src/model/schema';
import type { Plan, Step } from '../../server/src/plan/step';
import type { Checklist } from '../../server/src/report/checklist';
import { checklistInJson } from '../../server/src/report/in-json';
import { settingsTable } from '../../server/src/settings/table';

const root = path.resolve(__dirname, '../..');
const ajv = new Ajv({ strict: false, formats: { 'date-time': true } });
const schemaOf = (name: string) => JSON.parse(readFileSync(path.join(root, 'docs/schemas', name), 'utf8'));
function problems(name: string, value: unknown): unknown {
  const { $id: _, ...schema } = schemaOf(name);
  return ajv.validate(schema, value) ? [] : ajv.errors;
}
const text = 'CREATE TABLE t (a int4);\n';
const range = { start: 13, end: 14 };
const plain: FileReport = { path: 'a.sql', text, statements: 1, syntaxOnly: 0, findings: [], notKnown: [] };
const full: FileReport = {
  ...{ path: 'b.sql', text, statements: 1, syntaxOnly: 1, standing: 'applied', because: 'goose says so' },
  findings: [
    {
      ...{ code: 'column-type', severity: 'warning', message: 'x', range },
      fixes: [{ title: 'y', preferred: true, edits: [{ range, newText: 'z' }] }],
      related: [{ uri: 'a.sql', range, message: 'there' }],
    },
  ],
  notKnown: [{ reason: 'a DO block builds SQL', range }],
};
const report: Report = {
  files: [plain, full],
  failures: [{ path: 'c.sql', message: 'gone' }, { message: 'dev is away' }],
  settings: [{ key: 'rules', message: 'x' }],
  notes: ['n'],
  source: { label: 'bazaar', from: '--dev' },
  dev: { schema: emptySchema(150018), readAt: 0, label: 'bazaar', fingerprint: '', applied: [] },
  pathOf: (uri) => uri,
  now: 0,
};
const jsonOf = (one: Report): unknown => JSON.parse(formatReport(one, 'json', { color: false }));

describe('a report in JSON', () => {
  it('is as its schema says, with everything in it and with nothing', () => {
    expect(problems('report-1.json', jsonOf(report))).toEqual([]);
    const { dev: _, source: __, ...bare } = report;
    expect(problems('report-1.json', jsonOf({ ...bare, files: [], failures: [], settings: [], notes: [] }))).toEqual(
      [],
    );
  });
  it.each(['proved', 'refused', 'differs', 'not known'] as const)('is so of a file that is %s', (outcome) => {
    const verdict = {
      outcome,
      base: 'dev',
      version: '18.3',
      isUnproved: true,
      isTooNew: true,
      changes: true,
      aside: ['comment'] as const,
    };
    expect(problems('report-1.json', jsonOf({ ...report, files: [{ ...full, verdict }] }))).toEqual([]);
  });
  it('has no member that the schema does not name', () => {
    expect(problems('report-1.json', { ...(jsonOf(report) as object), more: 1 })).not.toEqual([]);
  });
});

describe('a checklist in JSON', () => {
  const read = { label: 'x', readAt: 0, from: '--dev', serverVersion: '18.3' };
  const lock = { key: 't', table: 't', mode: 'SHARE', rewrites: false, reads: true, line: 1, statement: 'x', uri: 'a' };
  const line = {
    answer: 'done',
    about: 'a',
    reason: 'r',
    details: ['d'],
    code: { language: 'sql', text: 's' },
  } as const;
  const full: Checklist = {
    ...{ files: ['a.sql'], madeAt: 0, dev: { ...read, fingerprint: 'f' }, target: read, traffic: [lock] },
    tables: [
      { table: 't', dev: { columns: 1, constraints: 2, indexes: 3 }, target: { rows: 1.5, exact: true, bytes: 8 } },
      { table: 'u', target: { problem: 'p' } },
    ],
    sections: [{ title: 'If it fails', lines: [line, { answer: 'not known', reason: 'r' }] }],
  };
  const asJson = (one: Checklist): unknown => JSON.parse(checklistInJson(one, (uri) => uri));
  it('is as its schema says, with everything in it and with nothing', () => {
    expect(problems('checklist-1.json', asJson(full))).toEqual([]);
    const { target: _, ...bare } = full;
    const empty = { ...bare, dev: { label: 'x', readAt: 0, fingerprint: '' }, tables: [], traffic: [], sections: [] };
    expect(problems('checklist-1.json', asJson(empty))).toEqual([]);
    expect(problems('checklist-1.json', { ...(asJson(full) as object), more: 1 })).not.toEqual([]);
  });
});

describe('a plan in JSON', () => {
  const step: Step = {
    ...{ number: 1, sql: 'DROP TABLE a', object: 'table a', why: 'gone', needs: [], rewrites: false },
    ...{
      transaction: 'any',
      loses: 'rows',
      fails: 'never',
      locks: [{ mode: 'ACCESS EXCLUSIVE', on: 'a', rows: 1, bytes: 1 }],
    },
  };
  const plan: Plan = { steps: [step], notes: ['n'], notKnown: ['k'] };
  it.each([true, false])('is as its schema says, safe: %s', (safe) => {
    const proof = { outcome: 'proved', said: 'Proved.' } as const;
    expect(problems('plan-1.json', JSON.parse(planInJson(plan, { from: 'a', to: 'b', safe, proof })))).toEqual([]);
  });
});

describe('devschema.json', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'devschema-forms-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  it('may say every setting at its default, by its key and within its group', () => {
    const known = settingsTable.filter(({ clientOnly }) => !clientOnly);
    const dotted = Object.fromEntries(known.map(({ key, default: preset }) => [key, preset]));
    expect(problems('settings.json', dotted)).toEqual([]);
    expect(problems('settings.json', { generate: { indent: 2 }, 'rules.missing-index': 'off' })).toEqual([]);
    expect(problems('settings.json', { generate: { indnt: 2 } })).not.toEqual([]);
    expect(problems('settings.json', { conection: 'x' })).not.toEqual([]);
  });
  it('is so as init writes it where nothing is found, and says what was looked for and what comes next', async () => {
    const [bare, said] = [path.join(folder, 'bare'), [] as string[]];
    mkdirSync(bare);
    const rest = { err: () => {}, progress: () => {}, color: false, signal: new AbortController().signal };
    expect(await init({ cwd: bare, env: {}, out: (line) => said.push(line), ...rest }, { workspace: bare })).toBe(0);
    const written = JSON.parse(readFileSync(path.join(bare, 'devschema.json'), 'utf8'));
    expect(written.connection).toBe('');
    expect(problems('settings.json', written)).toEqual([]);
    expect(said.join('').replace(/\s+/g, ' ')).toMatch(
      /looked for DATABASE_URL, .* Next: fill in connection \(.*then devschema check \./,
    );
  });
  it('is so as init writes it', async () => {
    writeFileSync(path.join(folder, 'schema.sql'), '');
    const quiet = {
      out: () => {},
      err: () => {},
      progress: () => {},
      color: false,
      signal: new AbortController().signal,
    };
    const terminal: Terminal = { cwd: folder, env: {}, ...quiet };
    expect(await init(terminal, { workspace: folder })).toBe(0);
    const written = JSON.parse(readFileSync(path.join(folder, 'devschema.json'), 'utf8'));
    expect(written.connection).toBe('schema.sql');
    expect(problems('settings.json', written)).toEqual([]);
  });
});
