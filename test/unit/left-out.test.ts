/** Schemas that are not read (devschema.schemas): nothing that has to do with them is called wrong, or read. */
import { beforeAll, expect, test } from 'vitest';
import type { DevSchema } from '../../server/src/model/dev';
import { objectKey } from '../../server/src/model/kinds';
import { CONTENTS } from '../../server/src/model/unknown';
import { loadParser } from '../../server/src/sql/parse';
import { checkText } from '../rules/support';
import { devOf } from '../support/fake-dev';

let dev: DevSchema;
beforeAll(async () => {
  await loadParser();
  const read = await devOf('CREATE SCHEMA hidden; CREATE TABLE u (id integer PRIMARY KEY, name text);');
  const unknown = [{ object: objectKey('schema', 'hidden', 'hidden'), fact: CONTENTS, reason: 'left out' }];
  dev = { ...read, schema: { ...read.schema, unknown } };
});

test.each([
  ['CREATE TABLE hidden.q (id int REFERENCES hidden.h);', 1],
  ['ALTER TABLE hidden.h ADD COLUMN id int; ALTER TABLE hidden.h DROP COLUMN nope;', 2],
  ['CREATE VIEW v AS SELECT nope FROM "hidden" . h;', 1],
  ['ALTER TABLE u ADD COLUMN x Hidden.mood;', 1],
  ['INSERT INTO u (id) SELECT id FROM hidden.h; DROP TABLE hidden.h;', 2],
  ['CREATE INDEX ON hidden.h (id); COMMENT ON TABLE hidden.h IS NULL;', 2],
  ["INSERT INTO u VALUES (1, 'hidden'); ALTER TABLE u ADD COLUMN hidden int;", 0],
])('%s: %d not known, none found', (sql, places) => {
  const { findings, notKnown } = checkText(sql, dev);
  expect(findings).toEqual([]);
  expect(notKnown.map(({ reason }) => reason)).toEqual(
    Array<string>(places).fill('schema hidden is not read, so that what it holds is not known'),
  );
});
test('what is wrong with the schemas that are read is still found', () => {
  const { findings } = checkText('INSERT INTO u (nope) VALUES (1); CREATE TABLE hidden.q (id nope);', dev);
  expect(findings.map(({ code }) => code)).toEqual(['unknown-column', 'unknown-type']);
});
