/** Texts and edits of them, by chance: statements that PostgreSQL takes, the rules' own mistakes, marks of tools, and noise. */

import { catalogue } from '../../server/src/rules';
import type { Random } from '../corpus/random';
import { constructs } from '../unit/sql-constructs';

export const devSql = `CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE, mood mood DEFAULT 'happy', n int CHECK (n > 0));
CREATE TABLE orders (id int PRIMARY KEY, user_id bigint REFERENCES users (id) ON DELETE CASCADE, at date NOT NULL, price numeric(10,2));
CREATE INDEX orders_at ON orders (at DESC) WHERE price IS NOT NULL;
CREATE VIEW happy AS SELECT id, email FROM users WHERE mood = 'happy';
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS $$ SELECT a $$;`;
/** About what dev has: so that there is something to find, to complete and to mend. */
const near = [
  'CREATE TABLE users (id bigint, email varchar(20), mood mood, n integer);',
  'CREATE TABLE IF NOT EXISTS orders (id int PRIMARY KEY, user_id int REFERENCES users, at date);',
  'ALTER TABLE users ADD COLUMN age int NOT NULL DEFAULT 0, DROP COLUMN n;',
  'ALTER TABLE orders ALTER COLUMN price TYPE text, ADD CONSTRAINT positive CHECK (price > 0);',
  'CREATE INDEX ON orders (user_id, nosuch);',
  'INSERT INTO users (email, nosuch) SELECT o.id, u.email FROM orders o JOIN users u ON u.id = o.user_id;',
  "ALTER TYPE mood ADD VALUE 'angry' BEFORE 'sad';",
  'DROP TABLE orders, users CASCADE;',
  'ALTER TABLE users RENAME COLUMN email TO mail;',
  'CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN a + b; END $$;',
  'CREATE OR REPLACE VIEW happy AS SELECT id FROM users;',
  'UPDATE users SET mail = lower(email) WHERE id IN (SELECT user_id FROM orders);',
  'BEGIN;\nCREATE TEMP TABLE t (id int) ON COMMIT DROP;\nCOMMIT;',
  "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'mood') THEN CREATE TYPE mood AS ENUM ('x'); END IF; END $$;",
  'SET search_path = app, public;\nCREATE SCHEMA IF NOT EXISTS app;\nCREATE TABLE app.users (id int);',
  'COPY users (id) FROM stdin;\n1\n2\n\\.',
  '-- devschema-ignore missing-columns: on purpose',
];
const examples = catalogue.flatMap(({ examples: all }) =>
  all.flatMap(({ file, fixed }) => [file, ...(fixed ? [fixed] : [])]),
);
export const marks = [
  '-- +goose Up',
  '-- +goose Down',
  '-- +goose StatementBegin',
  '-- +goose NO TRANSACTION',
  '-- migrate:up',
  '-- migrate:down',
  '-- migrate:up transaction:false',
  '-- +migrate Up',
  '-- +migrate Down',
  '--;;',
  '---- create above / drop below ----',
  '-- Up Migration',
  '-- Down Migration',
  '-- liquibase formatted sql',
  '-- changeset ann:1 endDelimiter:/',
  '-- rollback DROP TABLE a;',
  'PRAGMA foreign_keys = on;',
  ') ENGINE=InnoDB;',
  'SELECT plan(1);',
  '-- name: GetUser :one',
  '-- PostgreSQL database dump',
  '-- atlas:txmode none',
  '-- no-transaction',
];
const noise = [
  ...[
    '"',
    "'",
    '$$',
    '$x$',
    '(',
    ')',
    ',',
    ';',
    '.',
    ':',
    '\\',
    '--',
    '/*',
    '*/',
    '{{',
    '{% if a %}',
    '$' + '{x}',
    ':name',
    '`',
  ],
  ...[
    '\r\n',
    '\n',
    '\t',
    ' ',
    '\ufeff',
    '\u2028',
    '🙂',
    'é',
    '\ud83d',
    '\udc01',
    '\u202e',
    '\0',
    'E',
    "U&'",
    '\\i x.sql',
  ],
  ...[
    'NULL',
    'CREATE TABLE',
    'ALTER TABLE',
    'users',
    'public.',
    'id int',
    'AS',
    'BEGIN',
    'END',
    'COMMIT;',
    '1e400',
    '::',
    'int[][]',
  ],
];

export function statement(random: Random): string {
  const kind = random.below(10);
  if (kind < 4) return random.pick(near);
  if (kind < 7) return random.pick(examples);
  if (kind < 9) return `${random.pick(constructs).sql};`;
  return random.pick(marks);
}
/** A file of up to `most` statements. */
export function file(random: Random, most: number): string {
  const parts = Array.from({ length: 1 + random.below(most) }, () => statement(random));
  return `${parts.join(random.pick(['\n', '\n\n', '\r\n', ' ']))}${random.pick(['', '\n'])}`;
}
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
/** Typing, deleting, pasting, a mark of a tool on a line of its own. */
export function edit(random: Random, text: string): Edit {
  const at = random.below(text.length + 1);
  const kind = random.below(8);
  if (kind < 2) return { start: at, end: at, text: random.pick(noise) };
  if (kind < 4)
    return { start: at, end: Math.min(text.length, at + 1 + random.below(random.pick([3, 12, 80]))), text: '' };
  if (kind < 5) return { start: at, end: Math.min(text.length, at + random.below(20)), text: statement(random) };
  const line = text.lastIndexOf('\n', at - 1) + 1;
  if (kind < 6) return { start: line, end: line, text: `${random.pick(marks)}\n` };
  const lineEnd = text.indexOf('\n', line) < 0 ? text.length : text.indexOf('\n', line) + 1;
  if (kind < 7) return { start: line, end: lineEnd, text: '' };
  const [from, to] = [random.below(text.length + 1), random.below(text.length + 1)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return { start: at, end: at, text: text.slice(from, Math.min(to, from + 300)) };
}
export const edited = (text: string, { start, end, text: put }: Edit): string =>
  text.slice(0, start) + put + text.slice(end);
/** A text with some damage. */
export function damaged(random: Random, most: number): string {
  let text = file(random, most);
  for (let left = random.below(4); left > 0; left--) text = edited(text, edit(random, text));
  return text;
}
