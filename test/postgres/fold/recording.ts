/**
 * What PostgreSQL makes of the scripts beside this file, and what the fold has to agree with: recorded in `recorded/`,
 * so that the fast layers hold the fold to it without a server. `npm run record` writes it; the postgres layer holds it
 * to what servers say.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { introspect } from '../../../server/src/dev/introspect/introspect';
import { beginTransaction, endTransaction } from '../../../server/src/dev/introspect/sql';
import { decodeSchema, encodeSchema } from '../../../server/src/dev/schema-json';
import { foldFile } from '../../../server/src/fold/fold-file';
import type { FoldedHistory } from '../../../server/src/fold/folded';
import { foldHistory } from '../../../server/src/fold/history';
import { defaultStyle } from '../../../server/src/generate/style';
import type { DevSchema } from '../../../server/src/model/dev';
import { isHeldAgainstDev } from '../../../server/src/model/other-kinds';
import type { Schema } from '../../../server/src/model/schema';
import { check } from '../../../server/src/rules/check';
import type { Finding } from '../../../server/src/rules/rule';
import { parseDocument } from '../../../server/src/sql/document/document';
import type { SqlDocument } from '../../../server/src/sql/document/statement';
import { agreementOf } from '../../corpus/agreement';
import type { TestDatabase, TestServer } from '../../support/postgres';
import { made, madeSince18 } from './made';
import { queries as named } from './queries';
import { refusedQueries } from './queries-refused';
import { stands, statements } from './refused';
import { bodyStatements, standsBodies } from './refused-bodies';
import { changedStatements, standsChanged } from './refused-changes';
import { everydayStatements, standsEveryday } from './refused-everyday';
import { namedStatements, standsNamed } from './refused-named';
import { optionStatements, standsOptions } from './refused-options';
import { otherStatements, standsOthers } from './refused-others';
import { shopStatements, standsShop } from './refused-shop';
import { standsTyped, typedStatements } from './refused-types';
import { standsUsed, usedStatements } from './refused-uses';

const queries: readonly string[] = [...named, ...refusedQueries];

type EncodedSchema = ReturnType<typeof encodeSchema>;
/** By statement: the SQLSTATE with which it is refused, or null. */
type Refusals = Readonly<Record<string, string | null>>;
export interface Recording {
  /** `server_version`: `18.1`. */
  readonly version: string;
  /** A new database. */
  readonly empty: EncodedSchema;
  /** By the name of the script: its end. */
  readonly made: Readonly<Record<string, EncodedSchema>>;
  /** By what the statements are about. */
  readonly refused: Readonly<Record<string, Refusals>>;
  /** The schema that the queries are about, and those. */
  readonly queried: EncodedSchema;
  readonly queries: Refusals;
}

export const scriptsFor = (major: number): Readonly<Record<string, string>> => ({
  ...made,
  ...(major >= 18 && madeSince18),
});
/** What stands, and statements on it, by what they are about. */
export const refusable: Readonly<Record<string, { readonly before: string; readonly statements: readonly string[] }>> =
  {
    'names and kinds': { before: stands, statements },
    'operators, privileges, publications and the like': { before: standsOptions, statements: optionStatements },
    'servers, user mappings and what else is kept by its text': { before: standsOthers, statements: otherStatements },
    'what is used, partitioned, inherited or typed': { before: standsUsed, statements: usedStatements },
    'what migrations say every day': { before: standsEveryday, statements: everydayStatements },
    'what stands in the way of a change': { before: standsChanged, statements: changedStatements },
    'types, and what becomes what': { before: standsTyped, statements: typedStatements },
    'what functions, casts, views and queries name': { before: standsNamed, statements: namedStatements },
    'a shop': { before: standsShop, statements: shopStatements },
    'bodies of PL/pgSQL': { before: standsBodies, statements: bodyStatements },
  };
/** The first version that has what the query is written with. */
const since = (query: string): number =>
  / RETURNING (WITH|old)/.test(query) ? 18 : query.startsWith('MERGE') ? 15 : / USING \(id\) AS /.test(query) ? 14 : 0;

/** Asks a server for all of it; some ten seconds. */
export async function recordOn(server: TestServer): Promise<Recording> {
  const inNew = async <T>(work: (database: TestDatabase) => Promise<T>): Promise<T> => {
    const database = await server.createDatabase();
    const answer = await work(database);
    await database.drop();
    return answer;
  };
  const ends: Record<string, EncodedSchema> = {};
  for (const [name, sql] of Object.entries(scriptsFor(server.major)))
    ends[name] = await inNew(async (database) => {
      for (const { parsed } of parseDocument('file:///run.sql', 1, sql).statements) await database.exec(parsed.text);
      await database.exec('DISCARD TEMP');
      return read(database, server.major);
    });
  const refused: Record<string, Refusals> = {};
  for (const [about, { before, statements: all }] of Object.entries(refusable))
    refused[about] = await inNew(async (database) => {
      await database.exec(before);
      return refusals(database, all);
    });
  const asked = queries.filter((query) => since(query) <= server.major);
  return inNew(async (database) => {
    const [[version] = []] = await database.query('SHOW server_version');
    const empty = await read(database, server.major);
    await database.exec(stands);
    const queried = await read(database, server.major);
    const found = await refusals(database, asked, (query) => (/^C/.test(query) ? query : `EXPLAIN ${query}`));
    return { version: String(version).split(' ')[0]!, empty, made: ends, refused, queried, queries: found };
  });
}
/** Minor versions are alike. */
async function read(database: TestDatabase, major: number): Promise<EncodedSchema> {
  for (const statement of beginTransaction(60_000)) await database.exec(statement);
  const schema = await introspect((sql) => database.query(sql));
  await database.exec(endTransaction);
  return encodeSchema({ ...schema, serverVersion: major * 10_000 });
}
/** Each run and undone. */
async function refusals(
  database: TestDatabase,
  all: readonly string[],
  asRun: (statement: string) => string = (same) => same,
): Promise<Refusals> {
  const found: Record<string, string | null> = {};
  for (const statement of all) {
    found[statement] = await database.exec(`BEGIN; ${asRun(statement)}`).then(
      () => null,
      (error: Error & { readonly code?: string }) => error.code ?? error.message,
    );
    await database.exec('ROLLBACK');
  }
  return found;
}

const fileOf = (major: number): string => path.join('test/postgres/fold/recorded', `postgresql-${major}.json`);
/** Undefined where nothing is recorded of this version. */
export function readRecording(major: number): Recording | undefined {
  return existsSync(fileOf(major)) ? (JSON.parse(readFileSync(fileOf(major), 'utf8')) as Recording) : undefined;
}
/** A line for each script and statement, so that a change of one is a line of a diff. */
export function writeRecording(major: number, { version, empty, queried, ...lists }: Recording): void {
  const lines = (list: object): string =>
    `{\n${Object.entries(list)
      .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join(',\n')}\n}`;
  const refused = Object.entries(lists.refused).map(([about, list]) => `${JSON.stringify(about)}: ${lines(list)}`);
  const members = [
    `"version": ${JSON.stringify(version)}`,
    `"empty": ${JSON.stringify(empty)}`,
    `"made": ${lines(lists.made)}`,
    `"refused": {\n${refused.join(',\n')}\n}`,
    `"queried": ${JSON.stringify(queried)}`,
    `"queries": ${lines(lists.queries)}`,
  ];
  writeFileSync(fileOf(major), `{\n${members.join(',\n')}\n}\n`);
}

/** Histories of which no file has run, on an empty database; what two in a row have in common is folded once. */
function folding(schema: Schema) {
  const applied = [{ tool: 'none', table: 'none', entries: [] }];
  const dev: DevSchema = { schema, readAt: 0, label: 'dev', fingerprint: '', applied };
  let last: FoldedHistory | undefined;
  return (...files: readonly SqlDocument[]): FoldedHistory => {
    const convention = {
      id: 'plain',
      name: '',
      folder: '/',
      files: files.map((_, at) => ({ path: `${at}.sql`, id: String(at), name: '', runs: true })),
      problems: [],
      sections: () => [],
      isApplied: () => false,
    };
    last = foldHistory({ convention, files, dev }, last);
    return last;
  };
}
const documentOf = (text: string, at = 0): SqlDocument => parseDocument(`file:///${at}.sql`, 1, text);
/** Where the fold of a script does not end as it did on the server. Empty: all alike. */
export function endsOtherwise({ empty, made: ends }: Recording, name: string, sql: string): string[] {
  const end = ends[name];
  if (end === undefined) return ['it is not recorded: npm run record'];
  const folded = folding(decodeSchema(empty))(documentOf(sql));
  const made = decodeSchema(end);
  const { different, unknown } = agreementOf(folded.pendingEnd, made);
  const others = (schema: Schema): string[] =>
    [...schema.others].flatMap(([key, { kind, definition = '' }]) =>
      kind === 'USER MAPPING' ? [`${key} ${definition}`] : isHeldAgainstDev(kind) ? [key] : [],
    );
  const differ = symmetric(others(folded.pendingEnd), others(made));
  const messages = folded.files.flatMap((file) => file.conflicts.map(({ message }) => message));
  const skipped = sql.includes('CREATE TABLE IF NOT EXISTS t (b int)') ? ['relation "t" already exists, skipping'] : [];
  return [
    ...different,
    ...differ,
    // A view's text has the name that its table had.
    ...unknown.flatMap((one) => (name === 'tables renamed' && one.startsWith('view v: ') ? [] : `unknown: ${one}`)),
    ...messages.filter((one) => !skipped.includes(one)),
  ];
}
/** What only one of the two has. */
const symmetric = (one: readonly string[], other: readonly string[]): string[] => [
  ...one.filter((each) => !other.includes(each)).map((each) => `only in the fold: ${each}`),
  ...other.filter((each) => !one.includes(each)).map((each) => `only in the database: ${each}`),
];
/** What the fold refuses and the server does not, or the other way round. */
export function refusedOtherwise({ empty, refused }: Recording, about: string): string[] {
  const { before, statements: all } = refusable[about]!;
  const end = foldFile(documentOf(before), 'pending', '', decodeSchema(empty)).end;
  return otherwise(all, refused[about] ?? {}, (statement) => errorsOn(end, statement));
}
/** The errors found in a statement that is about to run on a schema. */
export const errorsOn = (schema: Schema, statement: string): string[] =>
  errorFindings(schema, statement).map(({ code, message }) => `${code}: ${message}`);
function errorFindings(schema: Schema, statement: string): Finding[] {
  const uri = 'file:///refusal.sql';
  const fold = foldFile(parseDocument(uri, 1, statement), 'pending', '', schema);
  const history: FoldedHistory = {
    convention: undefined,
    files: [fold],
    file: () => fold,
    end: schema,
    pendingEnd: fold.end,
  };
  const dev: DevSchema = { schema, readAt: 0, label: 'dev', fingerprint: '', applied: [] };
  const { findings } = check({ history, uri, dev, settings: { rules: {}, style: defaultStyle } });
  return findings.filter(({ severity, code }) => severity === 'error' && !code.startsWith('concurrently'));
}
/** Statements in which one fault is told twice: by two rules, on one text. */
export function toldTwice({ empty, queried }: Recording): string[] {
  const twice = (schema: Schema, statement: string): string[] =>
    overlapping(errorFindings(schema, statement)).map((two) => `${statement}: ${two}`);
  const asked = Object.values(refusable).flatMap(({ before, statements: all }) => {
    const { end } = foldFile(documentOf(before), 'pending', '', decodeSchema(empty));
    return all.flatMap((statement) => twice(end, statement));
  });
  return [...asked, ...queries.flatMap((query) => twice(decodeSchema(queried), query))];
}
/** Pairs of errors of different rules on the same text. */
export function overlapping(findings: readonly Finding[]): string[] {
  const touch = (a: Finding, b: Finding): boolean => a.range.start < b.range.end && b.range.start < a.range.end;
  return findings.flatMap((one, i) =>
    findings
      .slice(i + 1)
      .filter((other) => other.code !== one.code && touch(one, other))
      .map((other) => `${one.code}: ${one.message} | ${other.code}: ${other.message}`),
  );
}
/** The same of queries: errors found in them, beside what the server refuses. */
export function queriedOtherwise(major: number, { queried, queries: recorded }: Recording): string[] {
  const schema = decodeSchema(queried);
  const dev: DevSchema = { schema, readAt: 0, label: 'dev', fingerprint: '', applied: [] };
  const asked = queries.filter((query) => since(query) <= major);
  return otherwise(asked, recorded, (query) => {
    const document = parseDocument('file:///query.sql', 1, query);
    const history = foldHistory({ convention: undefined, files: [document], dev });
    const { findings } = check({ history, uri: document.uri, dev, settings: { rules: {}, style: defaultStyle } });
    return findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  });
}
function otherwise(all: readonly string[], recorded: Refusals, found: (statement: string) => string[]): string[] {
  return all.flatMap((statement) => {
    const refusal = recorded[statement];
    if (refusal === undefined) return [`${statement}: it is not recorded: npm run record`];
    const messages = found(statement);
    if ((refusal === null) === (messages.length === 0)) return [];
    return [`${statement}: PostgreSQL: ${refusal ?? 'fine'}; here: ${messages.join('; ') || 'fine'}`];
  });
}
