/** Runs of migrations over dev's schema in one scratch PostgreSQL, for tests: a start takes longer than all that they do. */
import { openSource } from '../../server/src/dev/open';
import type { Standing } from '../../server/src/fold/folded';
import { readDevFiles } from '../../server/src/host/dev-files';
import { disk } from '../../server/src/host/disk';
import type { DevSchema } from '../../server/src/model/dev';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import type { VerifyResult } from '../../server/src/verify/result';
import { WarmScratch } from '../../server/src/verify/warm';
import type { FileSystem } from '../../server/src/workspace/files';
import { embeddedScript } from './postgres-embedded';

export interface Runs {
  readonly script: string;
  readonly dev: DevSchema;
  readonly warm: WarmScratch;
  devOf(sql: string): Promise<DevSchema>;
  verify(sql: string | readonly string[], standing?: Standing, of?: DevSchema): Promise<VerifyResult>;
}
/** To be closed by `warm.close()`. */
export async function startRuns(): Promise<Runs> {
  await loadParser();
  const script = await embeddedScript();
  const warm = new WarmScratch({ script, starting: () => ({ report() {}, done() {} }) });
  const devOf = (sql: string): Promise<DevSchema> => {
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
  return {
    ...{ script, dev, warm, devOf },
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
