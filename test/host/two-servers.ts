/** Dev and target on a PostgreSQL each, empty: prints their URLs and lives as long as its input is open. */
import { availableServers, startServer } from '../support/postgres';

const major = (await availableServers()).at(-1)!;
const servers = [await startServer(major), await startServer(major)] as const;
const urls: string[] = [];
for (const [at, name] of ['dev', 'production'].entries()) urls.push((await servers[at]!.createDatabase(name)).url);
console.log(JSON.stringify(urls));
process.stdin.resume().on('end', async () => {
  for (const server of servers) await server.stop();
  process.exit(0);
});
