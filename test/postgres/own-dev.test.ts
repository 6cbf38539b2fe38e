/**
 * A file is its own dev: whatever SQL says, nothing is found when it is checked against what PostgreSQL makes of it, and
 * nothing is left undecided.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Convention } from '../../server/src/conventions/convention';
import { foldHistory } from '../../server/src/fold/history';
import type { DevSchema } from '../../server/src/model/dev';
import { check } from '../../server/src/rules/check';
import type { CheckResult } from '../../server/src/rules/rule';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { checkText, everything } from '../rules/support';
import { availableServers, startServer, type TestServer } from '../support/postgres';
import { made, madeSince18 } from './fold/made';
import { blocks } from './own-dev/blocks';
import { histories } from './own-dev/histories';
import { later } from './own-dev/later';
import { constants, typesByPlace } from './own-dev/types';
import { randomSchema } from './random-schema';
import { readSchema } from './roundtrip';

/** What is found, and what is left undecided. */
const said = (sql: string, { findings, notKnown }: CheckResult): string[] => [
  ...findings.map(({ code, message }) => `${code}: ${message}`),
  ...notKnown.map(({ reason, range }) => `${sql.slice(range.start, range.start + 60)}: ${reason}`),
];

/** Those that end in something else than they make at first, or that one message may be said of. */
const others = [
  'temporary tables that fall with their transaction',
  'transactions that roll back',
  'IF NOT EXISTS and IF EXISTS',
];

/** A query's text has the names of its time; and USING gives a star one column for two. */
const undecided: readonly (string | undefined)[] = [
  'columns of a function that returns records',
  'tables renamed',
  'columns, functions, types and tables are renamed everywhere',
  'what reads a table is renamed along',
];
const ofQuery = /: reading cannot tell whether its condition or query means the same in dev/;
const isAsked = (name: string, one: string): boolean => !(undecided.includes(name) && ofQuery.test(one));

const majors = await availableServers();

describe.each(majors)('on PostgreSQL %i', (major) => {
  let server: TestServer;
  beforeAll(async () => {
    await loadParser();
    server = await startServer(major);
  });
  afterAll(async () => server.stop());

  /** What PostgreSQL makes of the files, run one after another. */
  async function devOf(texts: readonly string[]): Promise<DevSchema> {
    const database = await server.createDatabase();
    for (const text of texts) await database.exec(text);
    const schema = await readSchema(database);
    await database.drop();
    return { schema, readAt: 0, label: 'dev', fingerprint: '', applied: [] };
  }

  const scripts = { ...typesByPlace, constants, ...later, ...made, ...(major >= 18 && madeSince18) };
  test.each(Object.entries(scripts).filter(([name]) => !others.includes(name)))('%s', async (name, sql) => {
    const open = said(sql, checkText(sql, await devOf([sql]), everything));
    expect(open.filter((one) => isAsked(name, one))).toEqual([]);
  });

  test('random schemas', async () => {
    const property = fc.asyncProperty(randomSchema, async (statements) => {
      const database = await server.createDatabase();
      const kept: string[] = [];
      for (const statement of statements)
        await database.exec(statement).then(
          () => kept.push(`${statement.trim().replace(/;*$/, '')};`),
          () => {},
        );
      const schema = await readSchema(database);
      await database.drop();
      const sql = kept.join('\n');
      const dev = { schema, readAt: 0, label: 'dev', fingerprint: '', applied: [] };
      // A whole row in an expression is left undecided.
      const { findings } = checkText(sql, dev, everything);
      expect(
        findings.map(({ message }) => message),
        sql,
      ).toEqual([]);
    });
    await fc.assert(property, { numRuns: 5, endOnFailure: true, seed: 1 });
  });

  test.each(Object.entries(blocks))('%s', async (_, sql) => {
    // Once it has run, and before.
    for (const dev of [await devOf([sql]), await devOf([])]) {
      const { findings } = checkText(sql, dev, everything);
      expect(findings.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
    }
  });

  test.each(Object.entries(histories))('%s', async (name, texts) => {
    const dev = await devOf(texts);
    const files = texts.map((text, at) => parseDocument(`file:///m/${at}.sql`, 1, text));
    const convention: Convention = {
      id: 'plain',
      name: 'plain files',
      folder: '/m',
      files: texts.map((_text, at) => ({ path: `${at}.sql`, id: String(at), name: '', runs: true })),
      problems: [],
      sections: () => [],
      isApplied: () => true,
    };
    const history = foldHistory({ convention, files, dev });
    const found = files.flatMap(({ uri }, at) => said(texts[at]!, check({ history, uri, dev, settings: everything })));
    expect(found.filter((one) => isAsked(name, one))).toEqual([]);
  });
});
