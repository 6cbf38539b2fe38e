/** A server of one major version with one empty database, for a test that asks nothing else of it. */
import { startServer, type TestDatabase } from './postgres';

/** `close` ends both. */
export type OwnDatabase = Pick<TestDatabase, 'query' | 'exec' | 'close'>;
export async function ownDatabase(major: number): Promise<OwnDatabase> {
  const server = await startServer(major);
  const database = await server.createDatabase();
  const close = async () => {
    await database.close();
    await server.stop();
  };
  return { query: (sql) => database.query(sql), exec: (sql) => database.exec(sql), close };
}
