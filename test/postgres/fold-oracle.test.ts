/**
 * The fold against PostgreSQL: the same SQL ends in the same schema, and the same statements are refused. The fast layers
 * compare with what is recorded; here the recording is held to what servers say, and versions without one are compared.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../server/src/sql/parse';
import { availableServers, startServer } from '../support/postgres';
import {
  endsOtherwise,
  queriedOtherwise,
  type Recording,
  readRecording,
  recordOn,
  refusable,
  refusedOtherwise,
  scriptsFor,
} from './fold/recording';

describe.each(await availableServers())('on PostgreSQL %i', (major) => {
  let said: Recording;
  beforeAll(async () => {
    await loadParser();
    const server = await startServer(major);
    try {
      said = await recordOn(server);
    } finally {
      await server.stop();
    }
  });
  const recorded = readRecording(major);
  if (recorded)
    test('the recording is what the server says', () => {
      const { version: _, ...now } = JSON.parse(JSON.stringify(said)) as Recording;
      const { version, ...then } = recorded;
      expect(now, `recorded on ${version}; npm run record writes it anew`).toEqual(then);
    });
  else {
    test.each(Object.entries(scriptsFor(major)))('%s', (name, sql) => {
      expect(endsOtherwise(said, name, sql)).toEqual([]);
    });
    test.each(Object.keys(refusable))('refuses what is refused of %s, and nothing else', (about) => {
      expect(refusedOtherwise(said, about)).toEqual([]);
    });
    test('finds what queries name and is not there, and nothing else', () => {
      expect(queriedOtherwise(major, said)).toEqual([]);
    });
  }
});
