/** Runs of migrations over dev's schema in one scratch PostgreSQL, for tests: a start takes longer than all that they do. */
import { introspect } from '../../server/src/dev/introspect/introspect';
import { beginTransaction } from '../../server/src/dev/introspect/sql';
import { openSource } from '../../server/src/dev/open';
import type { Standing } from '../../server/src/fold/folded';
import { readDevFiles } from '../../server/src/host/dev-files';
import { disk } from '../../server/src/host/disk';
import type { DevSchema } from '../../server/src/model/dev';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { fingerprintOf } from '../../server/src/text/fingerprint';
import type { VerifyResult } from '../../server/src/verify/result';
import { WarmScratch } from '../../server/src/verify/warm';
import type { FileSystem } from '../../server/src/workspace/files';
import { startServer, type TestServer, wantedServers } from './postgres';
import { embeddedScript } from './postgres-embedded';

export interface Runs {
  readonly script: string;
  readonly dev: DevSchema;
  readonly warm: WarmScratch;
  /** What the SQL makes: read from a database of a native server, where that takes it whole, since it is faster. */
  devOf(sql: string): Promise<DevSchema>;
  close(): Promise<void>;
  verify(sql: string | readonly string[], standing?: Standing, of?: DevSchema): Promise<VerifyResult>;
}
/** The version of the embedded PostgreSQL. */
const embeddedMajor = 18;
/** What stays on a server beside the database, or is made only by the reading of SQL. */
const onlyEmbedded = /\b(?:ROLE|USER|EXTENSION|SUBSCRIPTION|TABLESPACE|SYSTEM)\b/i;
async function readNative(server: TestServer, sql: string): Promise<DevSchema | undefined> {
  const database = await server.createDatabase();
  try {
    await database.exec(sql);
    for (const statement of ['RESET ALL', ...beginTransaction(120_000)]) await database.exec(statement);
    const schema = await introspect((query) => database.query(query), {});
    return { schema, readAt: Date.now(), label: 'dev.sql', fingerprint: fingerprintOf([sql]), applied: [] };
  } catch {
    return undefined;
  } finally {
    await database.drop();
  }
}
export async function startRuns(): Promise<Runs> {
  await loadParser();
  const script = await embeddedScript();
  const warm = new WarmScratch({ script, starting: () => ({ report() {}, done() {} }) });
  let native: TestServer | undefined;
  const hasNative = (await wantedServers([embeddedMajor]).catch(() => [])).some(({ problem }) => problem === undefined);
  const devOf = async (sql: string): Promise<DevSchema> => {
    if (hasNative && !onlyEmbedded.test(sql)) {
      native ??= await startServer(embeddedMajor);
      const made = await readNative(native, sql);
      if (made) return made;
    }
    const files: FileSystem = { ...disk, read: () => sql };
    const config = { kind: 'sql', paths: ['/dev.sql'], label: 'dev.sql', from: 'test' } as const;
    const readSql = (paths: readonly string[]) => readDevFiles(paths, files, '/', { folders: [], tool: 'auto' });
    return openSource(config, { readSql, embeddedScript: script }).read({});
  };
  const dev = await devOf(`
    CREATE EXTENSION citext; CREATE TYPE mood AS ENUM ('sad', 'ok');
    CREATE TABLE users (id serial PRIMARY KEY, email citext NOT NULL UNIQUE, mood mood);
    CREATE TABLE "Odd name" (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id integer REFERENCES users (id));
    CREATE INDEX odd_user ON "Odd name" (user_id);
    CREATE VIEW happy AS SELECT id FROM users WHERE mood = 'ok'`);
  const close = async () => {
    await warm.close();
    await native?.stop();
  };
  return {
    ...{ script, dev, warm, devOf, close },
    verify: (sql, standing, of = dev) =>
      warm.run({ files: filesOf(sql, standing), dev: of }, new AbortController().signal),
  };
}

export const filesOf = (sql: string | readonly string[], standing: Standing = 'pending') =>
  [sql].flat().map((text, index) => ({ document: parseDocument(`${index}.sql`, 0, text), standing }));
/** What is refused, and the text it points to. */
export const refused = (result: VerifyResult) =>
  result.files.flatMap(({ document, refusals }) =>
    refusals.map(({ message, range }) => [document.text.slice(range.start, range.end), message]),
  );
