/** A history of migrations, gone through from each tenth of its files to the end, and back. */
import type { Schema } from '../../server/src/model/schema';
import { platformOf, projects } from '../corpus/projects';
import { readHistory } from '../corpus/read';
import { replay } from '../corpus/replay';
import { readSchema } from '../postgres/roundtrip';
import type { TestDatabase, TestServer } from '../support/postgres';

interface Cut {
  readonly files: number;
  readonly schema: Schema;
  /** A copy of the database as it was then. */
  readonly template: string;
}
/** An empty database, or with what the platform of a project that is known brings. */
export async function startingPoint(server: TestServer, folder: string): Promise<TestDatabase> {
  const database = await server.createDatabase();
  const project = projects.find(({ name, folder: own }) => folder.endsWith(`/${own}`) && folder.includes(name));
  for (const sql of project ? platformOf(project) : []) await database.exec(sql);
  return database;
}
/** Undefined where the folder is no history. */
export async function cutsOf(server: TestServer, folder: string, parts: number): Promise<readonly Cut[] | undefined> {
  const history = await readHistory(folder);
  if (!history) return undefined;
  const { documents } = history;
  let database = await startingPoint(server, folder);
  const cuts: Cut[] = [];
  let done = 0;
  for (let part = 1; part <= parts; part++) {
    const files = Math.max(1, Math.round((documents.length * part) / parts));
    if (files === done) continue;
    await replay(database, documents.slice(done, files));
    done = files;
    await database.exec('RESET ALL');
    const schema = await readSchema(database);
    const template = database.name;
    await database.close();
    cuts.push({ files, schema, template });
    database = await copyOf(server, template);
  }
  await database.drop();
  return cuts;
}
let copies = 0;
export async function copyOf(server: TestServer, template: string): Promise<TestDatabase> {
  const admin = await server.connect('postgres');
  const name = `copy_${process.pid}_${++copies}`;
  await admin.exec(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  await admin.close();
  return server.connect(name);
}
