/** The fold against PostgreSQL: the same SQL ends in the same schema, and the same statements are refused. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { introspect } from '../../server/src/dev/introspect/introspect';
import { beginTransaction, endTransaction } from '../../server/src/dev/introspect/sql';
import { foldHistory } from '../../server/src/fold/history';
import { defaultStyle } from '../../server/src/generate/style';
import type { DevSchema } from '../../server/src/model/dev';
import type { Schema } from '../../server/src/model/schema';
import { check } from '../../server/src/rules/check';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { agreementOf } from '../corpus/agreement';
import { availableServers, startServer, type TestDatabase, type TestServer } from '../support/postgres';
import { made, madeSince18 } from './fold/made';
import { queries } from './fold/queries';
import { refusedQueries } from './fold/queries-refused';
import { stands, statements } from './fold/refused';
import { otherStatements, standsOthers } from './fold/refused-others';
import { standsUsed, usedStatements } from './fold/refused-uses';

const majors = await availableServers();

async function read(database: TestDatabase): Promise<Schema> {
  for (const statement of beginTransaction(60_000)) await database.exec(statement);
  const schema = await introspect((sql) => database.query(sql));
  await database.exec(endTransaction);
  return schema;
}
/** The files of a history of which none has run, on an empty database. */
function fold(schema: Schema, ...texts: readonly string[]) {
  const files = texts.map((text, at) => parseDocument(`file:///${at}.sql`, 1, text));
  const applied = [{ tool: 'none', table: 'none', entries: [] }];
  const dev: DevSchema = { schema, readAt: 0, label: 'dev', fingerprint: '', applied };
  const convention = {
    id: 'plain',
    name: '',
    folder: '/',
    files: texts.map((_, at) => ({ path: `${at}.sql`, id: String(at), name: '', runs: true })),
    problems: [],
    sections: () => [],
    isApplied: () => false,
  };
  return foldHistory({ convention, files, dev });
}

describe.each(majors)('on PostgreSQL %i', (major) => {
  let server: TestServer;
  let empty: Schema;
  beforeAll(async () => {
    await loadParser();
    server = await startServer(major);
    const database = await server.createDatabase();
    empty = await read(database);
    await database.drop();
  });
  afterAll(async () => server.stop());

  test.each(Object.entries({ ...made, ...(major >= 18 && madeSince18) }))('%s', async (_, sql) => {
    const database = await server.createDatabase();
    for (const { parsed } of parseDocument('file:///run.sql', 1, sql).statements) await database.exec(parsed.text);
    await database.exec('DISCARD TEMP');
    const folded = fold(empty, sql);
    expect(folded.files.flatMap((file) => file.conflicts.map((conflict) => conflict.message))).toEqual(
      sql.includes('CREATE TABLE IF NOT EXISTS t (b int)') ? ['relation "t" already exists, skipping'] : [],
    );
    const { different, unknown } = agreementOf(folded.pendingEnd, await read(database));
    expect({ different, unknown }).toEqual({ different: [], unknown: [] });
    await database.drop();
  });

  test.each([
    ['of names and kinds', stands, statements],
    ['of operators, privileges, publications and the like', standsOthers, otherStatements],
    ['of what is used, partitioned, inherited or typed', standsUsed, usedStatements],
  ])('refuses what PostgreSQL refuses %s, and nothing else', async (_, before, refusable) => {
    const database = await server.createDatabase();
    await database.exec(before);
    const wrong: string[] = [];
    for (const statement of refusable) {
      const answer = await refusal(database, statement);
      const conflicts = fold(empty, before, statement).files[1]!.conflicts;
      const messages = conflicts.filter((each) => each.kind !== 'skipped by if not exists').map((each) => each.message);
      if ((answer === undefined) !== (messages.length === 0))
        wrong.push(`${statement}: PostgreSQL: ${answer ?? 'fine'}; here: ${messages.join('; ') || 'fine'}`);
    }
    expect(wrong).toEqual([]);
    await database.drop();
  });

  test('finds what queries name and is not there, and nothing else', async () => {
    const database = await server.createDatabase();
    await database.exec(stands);
    const dev: DevSchema = { schema: await read(database), readAt: 0, label: 'dev', fingerprint: '', applied: [] };
    const settings = { rules: {}, style: defaultStyle };
    const wrong: string[] = [];
    for (const query of [...queries, ...refusedQueries].filter((each) => since(each) <= major)) {
      const refused = await refusal(database, /^C/.test(query) ? query : `EXPLAIN ${query}`);
      const document = parseDocument('file:///query.sql', 1, query);
      const history = foldHistory({ convention: undefined, files: [document], dev });
      const { findings } = check({ history, uri: document.uri, dev, settings });
      const errors = findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
      if ((refused === undefined) !== (errors.length === 0))
        wrong.push(`${query}: PostgreSQL: ${refused ?? 'fine'}; here: ${errors.join('; ') || 'fine'}`);
    }
    expect(wrong).toEqual([]);
    await database.drop();
  });
});
/** The first version that has what the query is written with. */
const since = (query: string): number =>
  / RETURNING (WITH|old)/.test(query) ? 18 : query.startsWith('MERGE') ? 15 : / USING \(id\) AS /.test(query) ? 14 : 0;
/** Run and undone. */
async function refusal(database: TestDatabase, statement: string): Promise<string | undefined> {
  const answer = await database.exec(`BEGIN; ${statement}`).then(
    () => undefined,
    (error: Error) => error.message,
  );
  await database.exec('ROLLBACK');
  return answer;
}
