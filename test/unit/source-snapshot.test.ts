import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheKey, openCache } from '../../server/src/dev/cache';
import { openSource } from '../../server/src/dev/open';
import { readSnapshot, writeSnapshot } from '../../server/src/dev/snapshot';
import { type DevSourceConfig, DevSourceError } from '../../server/src/dev/source';
import type { DevSchema } from '../../server/src/model/dev';
import { PMap } from '../../server/src/model/persistent-map';
import { emptySchema, type Schema, type Table } from '../../server/src/model/schema';
import { qualifiedKey } from '../../server/src/text/names';

const table = (name: string, columns: string[], more: Partial<Table> = {}): [string, Table] => [
  qualifiedKey('public', name),
  {
    schema: 'public',
    name,
    kind: 'table',
    columns: columns.map((column) => ({ name: column, type: { name: 'text', builtin: true }, notNull: false })),
    constraints: [],
    ...more,
  },
];
const devOf = (tables: [string, Table][], schema: Partial<Schema> = {}): DevSchema => ({
  schema: { ...emptySchema(180004), tables: PMap.from(tables), ...schema },
  readAt: Date.UTC(2026, 0, 2, 3, 4, 5),
  label: 'app on db.internal:5432',
  fingerprint: 'f00d',
  applied: [{ tool: 'goose', table: 'public.goose_db_version', entries: [{ id: '1' }, { id: '2', failed: true }] }],
});
/** A schema without its maps' own layout. */
const plain = (schema: Schema): unknown =>
  Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, value instanceof PMap ? new Map([...value].sort()) : value]),
  );
const odd = devOf([table('b', ['x', 'é "q"']), table('a', ['one', 'two'], { comment: 'line\nbreak', owner: 'ada' })], {
  roles: ['ada', 'postgres'],
  routines: PMap.from([
    [
      qualifiedKey('public', 'f'),
      [
        {
          schema: 'public',
          name: 'f',
          kind: 'function',
          argumentTypes: [],
          identityArguments: '',
          definition: `CREATE FUNCTION f() … RAISE 'no password ' || 'x'`,
        },
        { schema: 'public', name: 'f', kind: 'function', argumentTypes: [], identityArguments: 'integer' },
      ],
    ],
  ]),
  extensions: PMap.from([['citext', { name: 'citext', schema: 'public' }]]),
  others: PMap.from([
    [
      'server\0x',
      {
        kind: 'server',
        name: 'x',
        definition: `CREATE SERVER x FOREIGN DATA WRAPPER w OPTIONS (host 'h', password 'hunter2', user 'u')`,
      },
    ],
    ['event trigger\0y', { kind: 'event trigger', name: 'y' }],
  ]),
  unknown: [{ object: '*', fact: 'rules', reason: 'no privilege' }],
});

describe('a snapshot', () => {
  it('read again is the schema it was made of, what has run included', () => {
    const again = readSnapshot(writeSnapshot(odd));
    const expected = plain(odd.schema) as { others: Map<string, unknown> };
    expected.others.set('server\0x', {
      kind: 'server',
      name: 'x',
      definition: `CREATE SERVER x FOREIGN DATA WRAPPER w OPTIONS (host 'h', password '…', user 'u')`,
    });
    expect(plain(again.schema)).toEqual(expected);
    expect(again.applied).toEqual(odd.applied);
    expect(again.readAt).toBe(odd.readAt);
    expect(writeSnapshot(again)).toBe(writeSnapshot(odd));
  });
  it('holds no server, no user and no password', () => {
    const text = writeSnapshot(odd);
    expect(text).not.toContain('db.internal');
    expect(text).not.toContain('hunter2');
    expect(readSnapshot(text).label).toBe('app');
  });
  it('is the same text in whatever order its parts were found', () => {
    const { tables } = odd.schema;
    const turned = { ...odd, schema: { ...odd.schema, tables: PMap.from([...tables].reverse()) } };
    expect(writeSnapshot(turned)).toBe(writeSnapshot(odd));
    const [key, first] = [...tables][0]!;
    const { name, schema, ...rest } = first;
    const mixed = { ...odd, schema: { ...odd.schema, tables: tables.with(key, { ...rest, name, schema } as Table) } };
    expect(writeSnapshot(mixed)).toBe(writeSnapshot(odd));
  });
  it('changes by a line for a column, and by nothing when it is only read again', () => {
    const many = Array.from({ length: 30 }, (_, index) => `column_${index}`);
    const lines = (dev: DevSchema) => writeSnapshot(dev).split('\n');
    const before = lines(devOf([table('a', many), table('b', many)]));
    const after = lines(devOf([table('a', [...many.slice(0, 9), 'new', ...many.slice(9)]), table('b', many)]));
    expect(after.length).toBe(before.length + 1);
    expect(after.filter((line) => !before.includes(line))).toEqual([expect.stringContaining('"name":"new"')]);
  });

  it.each([
    ['', 'is not JSON'],
    ['{ "tables": [', 'is not JSON'],
    ['\u0000\u0001binary', 'is not JSON'],
    ['[]', 'is not a schema snapshot of DevSchema'],
    ['{ "name": "package" }', 'is not a schema snapshot of DevSchema'],
    ['{ "devschema": 99 }', 'is of format 99, this program reads 1. Update DevSchema, or save it again.'],
    ['{ "devschema": 1 }', 'is damaged: its head is incomplete. Save it again.'],
    [writeSnapshot(odd).replace(/"tables": \[[\s\S]*\n {2}\],\n {2}"indexes"/, '"indexes"'), '"tables" is not a list'],
    [writeSnapshot(odd).replace('"columns"', '"rows"'), 'has no lists of columns and constraints'],
    [writeSnapshot(odd).replace('"serverVersion": 180004', '"serverVersion": "18"'), '"serverVersion" is not a number'],
  ])('that is none is refused: %#', (text, message) => {
    try {
      readSnapshot(text, 'dev.json');
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(DevSourceError);
      expect((error as DevSourceError).code).toBe('snapshot');
      expect((error as Error).message).toContain('dev.json');
      expect((error as Error).message).toContain(message);
    }
  });
});

describe('on the disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'devschema-snapshot-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('a snapshot is dev, and another as soon as the file is', async () => {
    const path = join(folder, 'dev.json');
    writeFileSync(path, `\uFEFF${writeSnapshot(odd)}`);
    const dev = openSource({ kind: 'snapshot', path, label: 'dev.json', from: 'devschema.connection' });
    const read = await dev.read({});
    expect(read.label).toBe('dev.json');
    expect(await dev.probe({})).toBe(read.fingerprint);
    writeFileSync(path, writeSnapshot(devOf([])));
    expect(await dev.probe({})).not.toBe(read.fingerprint);
    rmSync(path);
    await expect(dev.read({})).rejects.toThrow('the snapshot dev.json does not exist');
    await expect(dev.probe({})).rejects.toThrow('does not exist');
  });

  const config = (password: string): DevSourceConfig => ({
    kind: 'database',
    connection: {
      host: 'h',
      database: 'd',
      user: 'u',
      password,
      connectTimeoutMs: 1,
      statementTimeoutMs: 1,
      applicationName: 'x',
    },
    label: 'd on h:5432',
    from: 'x',
  });
  it('the last good schema is kept for each source, by what it is and not by its password', async () => {
    const logged: string[] = [];
    const cache = openCache(join(folder, 'new', 'storage'), (line) => logged.push(line));
    expect(await cache.load(config('a'))).toBeUndefined();
    await cache.save(config('a'), odd);
    const found = await cache.load(config('b'));
    expect(plain(found!.schema)).toEqual(plain(odd.schema));
    expect(found).toMatchObject({
      readAt: odd.readAt,
      fingerprint: 'f00d',
      applied: odd.applied,
      label: 'd on h:5432',
    });
    expect(await cache.load({ kind: 'snapshot', path: '/x', label: 'x', from: 'x' })).toBeUndefined();
    expect(logged).toEqual([]);
    const [name, ...others] = readdirSync(join(folder, 'new', 'storage'));
    expect(others).toEqual([]);
    expect(name).toMatch(/^schema-[0-9a-f]{24}\.json$/);
    if (process.platform !== 'win32') expect(statSync(join(folder, 'new', 'storage', name!)).mode & 0o077).toBe(0);
    expect(cacheKey(config('a'))).toBe(cacheKey(config('b')));
  });
  it('a kept schema that cannot be read is passed over, and that is logged', async () => {
    const logged: string[] = [];
    const cache = openCache(folder, (line) => logged.push(line));
    await cache.save(config('a'), odd);
    const path = join(folder, `schema-${cacheKey(config('a'))}.json`);
    const whole = readFileSync(path, 'utf8');
    for (const text of [
      '',
      whole.slice(0, 100),
      '{}',
      'null',
      whole.slice(0, -80),
      whole.replace(/"devschemaCache":\d+/, '"devschemaCache":0'),
    ]) {
      writeFileSync(path, text);
      expect(await cache.load(config('a'))).toBeUndefined();
    }
    expect(logged.length).toBe(6);
    expect(logged[5]).toBe('The last good schema of d on h:5432 is not used: another version wrote it');
    await cache.save(config('a'), odd);
    expect(await cache.load(config('a'))).toBeDefined();
  });
  it('what killed servers left half written is swept at the start; what is being written stays', async () => {
    const left = (pid: number) => join(folder, `schema-00ff.json.${pid}.part`);
    writeFileSync(left(2 ** 22 + 1), '');
    writeFileSync(left(process.pid), '');
    writeFileSync(join(folder, 'notes.part'), '');
    openCache(folder, () => {});
    await expect.poll(() => readdirSync(folder)).toEqual(['notes.part', `schema-00ff.json.${process.pid}.part`]);
  });
  it('a storage that cannot be written is no hindrance', async () => {
    const logged: string[] = [];
    writeFileSync(join(folder, 'file'), '');
    const cache = openCache(join(folder, 'file', 'storage'), (line) => logged.push(line));
    await cache.save(config('a'), odd);
    expect(logged).toHaveLength(1);
    expect(await cache.load(config('a'))).toBeUndefined();
  });
});
