/** The fold against what PostgreSQL made of the same SQL, as recorded: the same end, the same statements refused. */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../server/src/sql/parse';
import {
  endsOtherwise,
  queriedOtherwise,
  readRecording,
  refusable,
  refusedOtherwise,
  scriptsFor,
  toldTwice,
} from '../postgres/fold/recording';
import { everyMajor } from '../support/postgres-binaries';

beforeAll(() => loadParser());

const recordings = everyMajor.flatMap((major) => {
  const recording = readRecording(major);
  return recording ? [{ major, recording }] : [];
});

test('the oldest and the newest version are recorded', () => {
  expect(recordings.map(({ major }) => major)).toEqual([everyMajor[0], everyMajor.at(-1)]);
});
describe.each(recordings)('as PostgreSQL $recording.version', ({ major, recording }) => {
  test.each(Object.entries(scriptsFor(major)))('%s', (name, sql) => {
    expect(endsOtherwise(recording, name, sql)).toEqual([]);
  });
  test.each(Object.keys(refusable))('refuses what is refused of %s, and nothing else', (about) => {
    expect(refusedOtherwise(recording, about)).toEqual([]);
  });
  test('tells a fault once', () => {
    expect(toldTwice(recording)).toEqual([]);
  });
  test('finds what queries name and is not there, and nothing else', () => {
    expect(queriedOtherwise(major, recording)).toEqual([]);
  });
});
