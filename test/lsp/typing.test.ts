/** Typing equals opening: what is found in a text does not depend on how it came to stand there. */
import { expect, it } from 'vitest';
import { Random } from '../corpus/random';
import { differs, edits, type Typed } from '../fuzz/edits';

const plain = { 'migrations/1_first.sql': 'CREATE TABLE a (id int);', 'migrations/2_next.sql': 'SELECT 1;' };
const up = 'CREATE TABLE b (id int);\nDROP TABLE b;\n';
const goose = '-- +goose Up\nCREATE TABLE b (id int);\n-- +goose Down\nDROP TABLE b;\n';
const typed: readonly (readonly [string, Typed])[] = [
  ['marks of goose', { files: plain, path: 'migrations/1_first.sql', steps: [up, goose] }],
  ['marks of goose into a new file', { files: plain, path: 'migrations/3_new.sql', steps: [up, up, goose] }],
  ['marks of goose, taken out', { files: plain, path: 'migrations/2_next.sql', steps: [up, goose, up] }],
  [
    'marks of dbmate',
    {
      files: plain,
      path: 'migrations/2_next.sql',
      steps: [up, '', `-- migrate:up\n${up}-- migrate:down\nDROP TABLE a;`],
    },
  ],
  [
    'another database',
    { files: plain, path: 'migrations/1_first.sql', steps: [up, `PRAGMA foreign_keys = on;\n${up}`] },
  ],
  [
    'another table that a file takes away and none makes',
    {
      files: {},
      path: 'migrations/3_new.sql',
      steps: ['DROP TABLE orders, users;', 'DROP TABLE ousers;'].map(
        (drops) => `${drops}\nALTER TABLE t ALTER COLUMN a DROP IDENTITY;\nCREATE TABLE users (id bigint, n int);\n`,
      ),
    },
  ],
  [
    'a mark in a new file, asked for later than its neighbours',
    { files: plain, path: 'migrations/3_new.sql', steps: ['-- Up Migration\n'] },
  ],
];
it.each(typed)('with %s', async (_, one) => {
  expect(await differs(one)).toBeUndefined();
});
it('in sessions by chance', async () => {
  for (let round = 0; round < 60; round++) await edits.round(new Random(round));
});
