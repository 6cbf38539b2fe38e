/** Tables of publications, and changes of rows that cannot be published: PostgreSQL decides. */
import { describe, expect, test } from 'vitest';
import { besidePostgres } from './beside-postgres';

const tables = `CREATE TABLE users (id int PRIMARY KEY, a int); CREATE TABLE orders (id int, a int); CREATE TABLE log (a int);
  CREATE TABLE parts (a int) PARTITION BY LIST (a); CREATE TABLE part PARTITION OF parts FOR VALUES IN (1);`;
describe('membership', () => {
  const beside = besidePostgres(
    `${tables} CREATE PUBLICATION pub FOR TABLE users; CREATE PUBLICATION ofall FOR ALL TABLES; CREATE PUBLICATION none`,
  );
  test.each(
    [
      ...[
        'ADD TABLE users',
        'ADD TABLE orders',
        'ADD TABLE orders, users',
        'DROP TABLE users',
        'DROP TABLE orders',
      ].map((one) => `pub ${one}`),
      ...[
        'pub SET TABLE orders',
        'ofall ADD TABLE users',
        'ofall DROP TABLE users',
        'none DROP TABLE users',
        'none ADD TABLE users',
      ],
      ...[
        'pub DROP TABLE users; ALTER PUBLICATION pub ADD TABLE users',
        'pub ADD TABLE orders; ALTER PUBLICATION pub ADD TABLE orders',
      ],
      ...[
        'pub SET TABLE orders; ALTER PUBLICATION pub DROP TABLE users',
        'pub SET TABLE orders; ALTER PUBLICATION pub DROP TABLE orders',
      ],
      "pub SET (publish = 'insert')",
    ]
      .map((one) => `ALTER PUBLICATION ${one}`)
      .concat([
        'ALTER TABLE users RENAME TO people; ALTER PUBLICATION pub DROP TABLE people',
        'DROP TABLE users; CREATE TABLE users (a int); ALTER PUBLICATION pub ADD TABLE users',
        'CREATE TABLE x (a int); ALTER PUBLICATION pub ADD TABLE x; DROP TABLE x; CREATE TABLE x (a int); ALTER PUBLICATION pub ADD TABLE x',
        'CREATE TABLE x (a int); ALTER PUBLICATION pub ADD TABLE x; ALTER PUBLICATION pub ADD TABLE x',
        'CREATE TABLE x (a int); CREATE PUBLICATION p2 FOR TABLE x; ALTER PUBLICATION p2 ADD TABLE users; ALTER PUBLICATION p2 DROP TABLE x',
        'CREATE PUBLICATION p2 FOR TABLE users; ALTER PUBLICATION p2 ADD TABLE users',
        'CREATE PUBLICATION p2 FOR TABLE users; ALTER PUBLICATION p2 DROP TABLE users',
      ]),
  )('%s', async (statement) => {
    const { refusal, found } = await beside.judge(statement);
    expect(found.length > 0, `${refusal} ${found}`).toBe(refusal !== undefined);
  });
});
describe('rows without a replica identity', () => {
  const beside = besidePostgres(
    `${tables} CREATE PUBLICATION pub FOR TABLE users, orders; CREATE PUBLICATION ins FOR TABLE log WITH (publish = 'insert')`,
  );
  test.each([
    ...['orders', 'users', 'log', 'part'].flatMap((name) => [
      `UPDATE ${name} SET a = 1`,
      `UPDATE ${name} SET a = 1 WHERE false`,
      `DELETE FROM ${name}`,
    ]),
    ...[
      'INSERT INTO orders VALUES (1)',
      'TRUNCATE orders',
      'ALTER TABLE orders ADD PRIMARY KEY (id); UPDATE orders SET a = 1',
    ],
    ...[
      'ALTER TABLE orders REPLICA IDENTITY FULL; DELETE FROM orders',
      'ALTER TABLE users REPLICA IDENTITY NOTHING; DELETE FROM users',
    ],
    ...[
      'ALTER PUBLICATION pub DROP TABLE orders; DELETE FROM orders',
      'ALTER PUBLICATION ins DROP TABLE log; ALTER PUBLICATION pub ADD TABLE log; DELETE FROM log',
    ],
    'DROP PUBLICATION pub; UPDATE orders SET a = 1',
    'DROP TABLE orders; CREATE TABLE orders (a int); UPDATE orders SET a = 1',
    'ALTER TABLE orders ALTER id SET NOT NULL; CREATE UNIQUE INDEX ui ON orders (id); ALTER TABLE orders REPLICA IDENTITY USING INDEX ui; UPDATE orders SET a = 1',
  ])('%s', async (statement) => {
    const { refusal, found } = await beside.judge(statement);
    expect(found.length > 0, `${refusal} ${found}`).toBe(refusal !== undefined);
  });
});
