/**
 * What a real PostgreSQL answers to every statement of its own regression tests, and the schema that each file starts
 * from: recorded once, kept in the cache, so that what reading finds is measured in seconds.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { introspect } from '../../server/src/dev/introspect/introspect';
import { beginTransaction, endTransaction } from '../../server/src/dev/introspect/sql';
import { readSnapshot, writeSnapshot } from '../../server/src/dev/snapshot';
import type { Schema } from '../../server/src/model/schema';
import { parseDocument } from '../../server/src/sql/document/document';
import { startServer, type TestDatabase } from '../support/postgres';
import { cacheFolder } from '../support/postgres-binaries';
import { type PostgresSource, sourceFor } from './regression';
import { regressionFiles, regressionText } from './regression-files';

export interface Answer {
  /** SQLSTATE; empty: taken. `left out`: not given to the server. */
  readonly code: string;
  readonly message: string;
  /** A query that PREPARE refuses too: what it names decides, not what it meets while it runs. */
  readonly analysed?: true;
}
export interface RecordedFile {
  readonly name: string;
  readonly text: string;
  /** By the statement's index. */
  readonly answers: readonly Answer[];
  readonly start: Schema;
}

/** `by`: the version that answers, where it is not the one whose tests they are. @throws Error that says what cannot be had. */
export async function recorded(major: number, by = major): Promise<RecordedFile[]> {
  const folder = path.join(cacheFolder(), by === major ? `answers-${major}` : `answers-${major}-by-${by}`);
  if (!existsSync(path.join(folder, 'done'))) await record(major, by, folder);
  const names = JSON.parse(readFileSync(path.join(folder, 'done'), 'utf8')) as string[];
  return names.map((name) => {
    const { text, answers } = JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
    const start = readSnapshot(readFileSync(path.join(folder, `${name}.devschema`), 'utf8')).schema;
    // Every file is asked whole, also where psql would leave it for a database of another encoding.
    return { name, text: text.replace(/^\s*\\quit$/gm, blank), answers, start };
  });
}

const blank = (found: string): string => found.replace(/\S/g, ' ');
async function record(major: number, by: number, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const server = await startServer(by);
  try {
    let database = await server.createDatabase('regression');
    const source = await sourceOf(major, by === major ? database : undefined);
    const names = regressionFiles(source);
    for (const name of names) {
      const schema = await readSchema(database);
      const snapshot = writeSnapshot({ schema, readAt: 0, label: 'dev', fingerprint: '', applied: [] });
      const text = regressionText(source, name);
      writeFileSync(path.join(folder, `${name}.devschema`), snapshot);
      writeFileSync(
        path.join(folder, `${name}.json`),
        JSON.stringify({ text, answers: await answersTo(database, text) }),
      );
      await database.close();
      database = await server.connect('regression');
    }
    writeFileSync(path.join(folder, 'done'), JSON.stringify(names));
  } finally {
    await server.stop();
  }
}
async function sourceOf(major: number, on: TestDatabase | undefined): Promise<PostgresSource> {
  if (on) return sourceFor(on);
  const server = await startServer(major);
  try {
    return await sourceFor(await server.createDatabase());
  } finally {
    await server.stop();
  }
}
async function readSchema(database: TestDatabase): Promise<Schema> {
  for (const statement of beginTransaction(60_000)) await database.exec(statement);
  const schema = await introspect((sql) => database.query(sql));
  await database.exec(endTransaction);
  return schema;
}
async function answersTo(database: TestDatabase, text: string): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const { parsed } of parseDocument('file:///record.sql', 1, text).statements) {
    if (parsed.status === 'template' || /^copy\b.*\bstd(in|out)\b/is.test(parsed.text))
      answers.push({ code: 'left out', message: '' });
    else {
      const analysed = prepares(parsed.text) ? await answerTo(database, `PREPARE analysed AS ${parsed.text}`) : taken;
      if (analysed === taken && prepares(parsed.text)) await answerTo(database, 'DEALLOCATE analysed');
      const answer = await answerTo(database, parsed.text);
      // In a transaction the first refusal is the answer.
      const first = analysed.code !== '' && answer.code === '25P02' ? analysed : answer;
      answers.push(analysed.code === '' || first.code === '' ? first : { ...first, analysed: true });
    }
  }
  return answers;
}
const taken: Answer = { code: '', message: '' };
const prepares = (sql: string): boolean =>
  /^(\s|\(|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(select|insert|update|delete|with|values|table)\b/i.test(sql) &&
  !/^\W*(select|with)\b[\s\S]*\b(into|merge)\b/i.test(sql);
function answerTo(database: TestDatabase, sql: string): Promise<Answer> {
  return database.exec(sql).then(
    () => taken,
    (error: Error & { code?: string }) => ({ code: error.code ?? 'lost', message: error.message }),
  );
}
