/** Fixing everything at once only adds and corrects: nothing that a person wrote is taken out by it. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { DevSchema } from '../../server/src/model/dev';
import { applyEdits, fixAll, fixThroughout } from '../../server/src/rules/fix-all';
import { commentsIn } from '../../server/src/rules/fixes/repair';
import { loadParser } from '../../server/src/sql/parse';
import { tokenize } from '../../server/src/text/lexer';
import { devOf } from '../support/fake-dev';
import { planted } from '../support/planted';
import { asShipped, checkText } from './support';

const written = `-- all of it is ours
CREATE TYPE state AS ENUM ('new', 'paid', 'sent');
CREATE TABLE users ( -- people
    id bigint /* of them */ GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email varchar /* as typed */ (255) NOT NULL /* always */ UNIQUE, -- the login
    name text COLLATE "C" /* bytes */ DEFAULT /* none */ '', -- shown
    tags text[] NOT NULL DEFAULT '{}'
);
CREATE TABLE orders (
    id serial PRIMARY KEY, /* the
    key */
    buyer bigint NOT NULL REFERENCES users /* who */ ON DELETE CASCADE,
    state state NOT NULL DEFAULT 'new',
    net numeric(10,2) NOT NULL CHECK (net /* cents */ >= 0),
    tax numeric(10,2) DEFAULT 0,
    gross numeric(10,2) GENERATED ALWAYS AS (net + tax) STORED,
    CONSTRAINT dear CHECK (state IN ('new', 'paid') OR net < 1000) -- for now
);
-- speed up the page of a person
CREATE INDEX orders_buyer ON orders /* all */ (buyer, net DESC); -- newest first
CREATE UNIQUE INDEX users_name ON users (lower(name)) WHERE name <> '';
`;
let dev: DevSchema;
beforeAll(async () => {
  await loadParser();
  dev = await devOf(written);
});

const words = (text: string): string[] => tokenize(text).map(({ start, end }) => text.slice(start, end));
/** What stood there before and is nowhere now, beside what one correction puts other words in the place of. */
function lost(before: string, after: string): string[] {
  const left = new Map<string, number>();
  for (const word of words(after)) left.set(word, (left.get(word) ?? 0) + 1);
  return words(before).filter((word) => {
    const many = left.get(word) ?? 0;
    left.set(word, many - 1);
    return many <= 0;
  });
}
/** What is taken out in dev: nothing of the file may go for it. */
const isGone = (code: string, what: string) =>
  code.startsWith('extra-') || / no default$| identity$| collation$/.test(what);

describe('fixing everything', () => {
  it('keeps every comment, and every word of what dev does not have', () => {
    const missed: string[] = [];
    let changed = 0;
    for (const { schema, what, code } of planted(dev.schema)) {
      const check = (text: string) => checkText(text, { ...dev, schema }, asShipped);
      for (const edits of [fixAll(check(written)), fixThroughout(written, check(written), check)]) {
        const fixed = applyEdits(written, edits);
        if (fixed !== written) changed++;
        const comments = commentsIn(fixed, { start: 0, end: fixed.length });
        if (comments.join() !== commentsIn(written, { start: 0, end: written.length }).join())
          missed.push(`${what}: comments\n${fixed}`);
        const gone = lost(written, fixed);
        if (isGone(code, what) && gone.length > 0) missed.push(`${what}: ${gone}\n${fixed}`);
      }
    }
    expect(missed).toEqual([]);
    expect(changed).toBeGreaterThan(60);
  });
  it('offers to take out as a fix of its own that says so', () => {
    const without = planted(dev.schema).filter(({ code }) => code.startsWith('extra-'));
    const titles = without.flatMap(({ schema, code }) => {
      const { findings } = checkText(written, { ...dev, schema }, asShipped);
      return findings.filter((finding) => finding.code === code).flatMap(({ fixes }) => fixes);
    });
    expect(titles.length).toBeGreaterThan(7);
    for (const fix of titles)
      expect([fix.title, fix.preferred]).toEqual([
        expect.stringMatching(/^(Remove|Replace with dev's exact) /),
        undefined,
      ]);
  });
  it('takes no value out of an enum type, and adds those that it lacks', async () => {
    const text = "CREATE TYPE mood AS ENUM ('sad', 'angry');";
    const fixes = checkText(text, await devOf("CREATE TYPE mood AS ENUM ('sad', 'ok');")).findings[0]?.fixes ?? [];
    expect(fixes.map(({ title, preferred }) => [title, preferred])).toEqual([
      ["Replace with dev's values, without 'angry'", undefined],
    ]);
    const lacks = checkText(text, await devOf("CREATE TYPE mood AS ENUM ('sad', 'ok', 'angry');"));
    expect(applyEdits(text, fixAll(lacks))).toBe("CREATE TYPE mood AS ENUM ('sad', 'ok', 'angry');");
  });
  it('fills in a placeholder, but not over a comment', async () => {
    const from = await devOf('CREATE TABLE t (a integer);');
    expect(fixAll(checkText('CREATE TABLE t (...);', from))).toHaveLength(1);
    const [finding] = checkText('CREATE TABLE t (... /* and b */);', from).findings;
    expect(finding?.fixes.map(({ preferred }) => preferred)).toEqual([undefined]);
  });
});
