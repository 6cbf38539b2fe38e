/** What a statement names, and what can stand at the cursor, on finished and on half-typed text. */
import { describe, expect, it } from 'vitest';
import { expectedAt } from '../../server/src/features/completion/expected';
import { scopeOf } from '../../server/src/features/scope';
import { tokenize } from '../../server/src/text/lexer';

const scope = (text: string) => scopeOf(text, tokenize(text));
/** `name`, `name alias`, `name(list)`, `~name` for one aside. */
const relations = (text: string) =>
  scope(text).relations.map(({ name, alias, list, aside }) => {
    const shown = `${aside ? '~' : ''}${name.schema === undefined ? '' : `${name.schema}.`}${name.name}`;
    return `${shown}${alias === undefined ? '' : ` ${alias}`}${list ? text.slice(list.start, list.end) : ''}`;
  });

describe('relations of a statement', () => {
  it.each([
    ['SELECT * FROM a, b.c AS d, "E f" g WHERE x', ['a', 'b.c d', 'E f g']],
    ['SELECT a.x FROM a JOIN b ON a.id = b.id LEFT JOIN c z USING (id)', ['a', 'b', 'c z']],
    ['INSERT INTO t (a, b) SELECT x FROM u ON CONFLICT (a) DO UPDATE SET b = excluded.b', ['t(a, b)', 'u']],
    ['UPDATE ONLY t AS q SET a = 1 FROM u WHERE q.id = u.id', ['t q', 'u']],
    ['DELETE FROM t USING u WHERE t.id = u.id', ['t', 'u']],
    ['CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY t USING gin (a)', ['t']],
    ['CREATE UNIQUE INDEX ON t (a)', ['t']],
    ['ALTER TABLE IF EXISTS ONLY t ADD COLUMN a int REFERENCES u (id)', ['t', '~u(id)']],
    ['CREATE TABLE IF NOT EXISTS t (a int REFERENCES u, FOREIGN KEY (a) REFERENCES v(b, c))', ['t', '~u', '~v(b, c)']],
    ['CREATE TABLE t (LIKE u INCLUDING ALL) INHERITS (p, q)', ['t', '~u', '~p', '~q']],
    ['CREATE TABLE t PARTITION OF p FOR VALUES IN (1)', ['t', '~p']],
    ['CREATE TRIGGER g BEFORE UPDATE OF a ON t FOR EACH ROW EXECUTE FUNCTION f()', ['t']],
    ['COMMENT ON COLUMN s.t.c IS $$x$$', ['s.t']],
    ['COMMENT ON TABLE t IS NULL', ['t']],
    ['DROP TABLE IF EXISTS a, b CASCADE', ['a', 'b']],
    ['TRUNCATE a, b', ['a', 'b']],
    ['GRANT SELECT ON t TO me', ['t']],
    ['ALTER SEQUENCE s OWNED BY t.c', ['t']],
    ['COPY t (a, b) FROM stdin', ['t(a, b)', 'stdin']],
    ['SELECT * FROM generate_series(1, 2) AS g, t', ['t']],
    ['SELECT * FROM (SELECT * FROM t) x', ['t']],
    ['SELECT x FROM t FOR UPDATE', ['t']],
    ['SELECT * FROM', []],
    ['', []],
  ])('%s', (text, expected) => {
    expect(relations(text)).toEqual(expected);
  });

  it('knows the names of WITH queries', () => {
    const { queries } = scope('WITH RECURSIVE a (x) AS (SELECT 1), b AS MATERIALIZED (SELECT 2) SELECT * FROM a, b, c');
    expect([...queries]).toEqual(['a', 'b']);
  });
});

/** `kind of relations`, what is taken and what is replaced, at `<|>`. */
function expected(marked: string): string | undefined {
  const offset = marked.indexOf('<|>');
  const text = marked.replace('<|>', '');
  const found = expectedAt(scope(text), offset);
  if (!found) return undefined;
  const names = found.relations.map(({ name }) => name.name).join(', ');
  const taken = found.taken.size > 0 ? ` without ${[...found.taken].join(', ')}` : '';
  const typed = text.slice(found.range.start, found.range.end);
  const qualifier = found.qualifier === undefined ? '' : ` in ${found.qualifier}`;
  return `${found.kind}${qualifier}${names && ` of ${names}`}${taken}${typed && ` for ${typed}`}`;
}

describe('what can stand at the cursor', () => {
  it.each([
    ['SELECT * FROM <|>', 'relation'],
    ['SELECT * FROM us<|>', 'relation for us'],
    ['SELECT * FROM "Us<|>', 'relation for "Us'],
    ['SELECT * FROM "Us<|>er" WHERE', 'relation for "User"'],
    ['SELECT * FROM app.<|>', 'relation in app'],
    ['SELECT * FROM a, <|>', 'relation'],
    ['SELECT * FROM a JOIN <|>', 'joined relation'],
    ['INSERT INTO <|>', 'relation'],
    ['UPDATE <|>', 'relation'],
    ['ALTER TABLE IF EXISTS <|>', 'relation'],
    ['CREATE INDEX i ON <|>', 'relation'],
    ['DROP TABLE a, <|>', 'relation'],
    ['CREATE TABLE t (a int REFERENCES <|>', 'referenced relation of t'],
    ['CREATE TABLE t (a int REFERENCES u ON <|>', 'words'],
    ['CREATE TABLE t (a int, b int, PRIMARY KEY (<|>', 'own column of t without a, b'],
    ['CREATE TABLE IF NOT EXISTS app.<|>', 'new table in app'],
    ['CREATE UNIQUE INDEX CONCURRENTLY <|>', 'new index'],
    ['CREATE INDEX i ON users USING <|>', 'method of users'],
    ['ALTER TYPE mood ADD VALUE <|>', 'new value'],
    ["ALTER TYPE mood ADD VALUE 'x' BEFORE <|>", 'value'],
    ['ALTER TABLE users ADD CONSTRAINT <|>', 'new constraint of users'],
    ['CREATE TRIGGER t BEFORE UPDATE ON users EXECUTE FUNCTION <|>', 'routine of users'],
    ["SELECT 'a<|>b'", "value for 'ab'"],
    ['SELECT <|> FROM users u', 'column of users'],
    ['SELECT u.<|> FROM users u', 'column of users'],
    ['SELECT u.na<|>me FROM users u', 'column of users for name'],
    ['SELECT * FROM users u WHERE u.<|>', 'column of users'],
    ['SELECT * FROM users WHERE <|>', 'column of users'],
    ['SELECT * FROM users WHERE a = 1 AND <|>', 'column of users'],
    ['UPDATE users SET <|>', 'column of users'],
    ['UPDATE users SET a = 1, <|>', 'column of users'],
    ['INSERT INTO users (<|>', 'column of users'],
    ['INSERT INTO users (a, <|>)', 'column of users without a'],
    ['INSERT INTO users (a, b<|>, c)', 'column of users without a, c for b'],
    ['CREATE TABLE t (a int REFERENCES users(<|>', 'column of users'],
    ['CREATE INDEX i ON users (<|>', 'column of users'],
    ['CREATE INDEX i ON users USING gin (<|>', 'column of users'],
    ['ALTER TABLE users DROP COLUMN <|>', 'column of users'],
    ['ALTER TABLE users ALTER COLUMN <|>', 'column of users'],
    ['ALTER TABLE users DROP CONSTRAINT <|>', 'constraint of users'],
    ['ALTER TABLE users ADD COLUMN <|>', 'new column of users'],
    ['ALTER TABLE users ADD COLUMN IF NOT EXISTS <|>', 'new column of users'],
    ['ALTER TABLE users ADD COLUMN mood <|>', 'type of users'],
    ['CREATE TABLE users (<|>', 'new column of users'],
    ['CREATE TABLE users (a int, <|>)', 'new column of users without a'],
    ['CREATE TABLE users (a int, <|>,\n b numeric(5, 2), PRIMARY KEY (a))', 'new column of users without a, b'],
    ['CREATE TABLE users (a <|>', 'type of users'],
    ['CREATE TABLE users (a int, b te<|>', 'type of users for te'],
    ['CREATE TABLE users (a app.<|>', 'type in app'],
    ['SELECT x::<|>', 'type'],
    ['SELECT CAST(x AS <|>', 'type'],
    ['ALTER TABLE t ALTER COLUMN a TYPE <|>', 'type of t'],
    ['DROP INDEX IF EXISTS <|>', 'index'],
  ])('%s', (text, kind) => {
    expect(expected(text)).toBe(kind);
  });

  it.each(['-- FROM <|>', '/* FROM <|> */', 'SELECT 12<|>', "SELECT 'ab'<|>"])('offers nothing within %s', (text) => {
    expect(expected(text)).toBeUndefined();
  });
});
