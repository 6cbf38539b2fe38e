/** One difference at a time is planted in dev: it is found, by the right rule, where the file set the fact; alone. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { DevSchema } from '../../server/src/model/dev';
import type { Finding } from '../../server/src/rules/rule';
import { loadParser } from '../../server/src/sql/document';
import { devOf } from '../support/fakeDev';
import { guide } from '../support/guide';
import { type Planted, planted } from '../support/planted';
import { asShipped, checkApplied, checkFix, checkText } from './support';

const shop = `CREATE TYPE order_state AS ENUM ('new', 'paid', 'sent');
CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email varchar(255) NOT NULL UNIQUE,
    name text COLLATE "C" DEFAULT '',
    tags text[] NOT NULL DEFAULT '{}'
);
CREATE TABLE orders (
    id serial PRIMARY KEY,
    buyer bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    state order_state NOT NULL DEFAULT 'new',
    net numeric(10,2) NOT NULL CHECK (net >= 0),
    tax numeric(10,2) DEFAULT 0,
    gross numeric(10,2) GENERATED ALWAYS AS (net + tax) STORED,
    placed timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT dear CHECK (state IN ('new', 'paid') OR net < 1000)
);
CREATE INDEX orders_buyer ON orders (buyer, placed DESC);
CREATE UNIQUE INDEX users_name ON users (lower(name)) WHERE name <> '';
`;
const sources: Readonly<Record<string, string>> = { guide, shop };
const devs: Record<string, DevSchema> = {};
beforeAll(async () => {
  await loadParser();
  for (const [name, sql] of Object.entries(sources)) devs[name] = await devOf(sql);
});

const unexpected = (findings: readonly Finding[], { code }: Planted) =>
  findings.filter((finding) => finding.code !== code).map((each) => each.message);

describe.each(Object.keys(sources))('%s', (name) => {
  it.each([
    ['a loose file', (text: string, dev: DevSchema) => checkText(text, dev, asShipped)],
    ['a migration that has run', (text: string, dev: DevSchema) => checkApplied(text, dev, asShipped)],
  ])('as %s', (_, checked) => {
    const text = sources[name]!;
    const all = planted(devs[name]!.schema);
    expect(all.length).toBeGreaterThan(80);
    const missed: string[] = [];
    for (const plant of all) {
      const { findings } = checked(text, { ...devs[name]!, schema: plant.schema });
      const found = findings.filter((finding) => finding.code === plant.code);
      const place = found.map(({ range }) => text.slice(range.start, range.end));
      if (found.length !== 1) missed.push(`${plant.what}: ${plant.code} found ${found.length} times`);
      else if (plant.at && !plant.at.test(place[0]!)) missed.push(`${plant.what}: at ${place[0]}`);
      missed.push(...unexpected(findings, plant).map((each) => `${plant.what}: ${each}`));
    }
    expect(missed).toEqual([]);
  });

  it('with fixes that put it right and nothing wrong', () => {
    const text = sources[name]!;
    // A dev whose key and the keys that point to it have two types cannot be.
    const all = planted(devs[name]!.schema).filter(({ what }) => !/\.(id|buyer) retyped/.test(what));
    for (let at = 0; at < all.length; at += name === 'guide' ? 7 : 1) {
      const dev = { ...devs[name]!, schema: all[at]!.schema };
      const { findings } = checkText(text, dev, asShipped);
      for (const finding of findings) for (const fix of finding.fixes) checkFix(text, dev, finding, fix, asShipped);
    }
  });
});
