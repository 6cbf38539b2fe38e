/** `npm run record`: writes what PostgreSQL makes of the scripts that the fold is held to, of the oldest and the newest. */
import { loadParser } from '../../server/src/sql/parse';
import { availableServers, startServer } from '../support/postgres';
import { recordOn, writeRecording } from './fold/recording';

await loadParser();
for (const major of await availableServers()) {
  const server = await startServer(major);
  try {
    writeRecording(major, await recordOn(server));
  } finally {
    await server.stop();
  }
}
