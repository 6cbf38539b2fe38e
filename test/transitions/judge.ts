/** Whether a plan is right: a real server runs it, and nothing tells the result from what it was to be. */

import { PMap } from '../../server/src/model/persistent-map';
import type { Schema, Table } from '../../server/src/model/schema';
import { inAnyOrder } from '../../server/src/plan/part-units';
import { plan } from '../../server/src/plan/plan';
import type { Plan } from '../../server/src/plan/step';
import { displayName } from '../../server/src/text/names';
import { present } from '../../server/src/text/present';
import { compareEntries, readSchema, schemaEntries } from '../postgres/roundtrip';
import type { TestDatabase } from '../support/postgres';
import { keptIn, lostBetween } from './kept';
import { watchLocks } from './plan-locks';

export interface Verdict {
  /** What is wrong; undefined: right. */
  readonly wrong?: string;
  /** Steps that took other locks than they say, each with both; where locks are looked at, and nothing else is wrong. */
  readonly locks?: readonly string[];
  readonly plan: Plan;
}
/** SQLSTATE class 23 and invalid values: the rows do not fit, whatever the script. */
export const ofRows = /^(?:23|22)/;
/**
 * Changes `database` to what `to` is. The order of columns is passed over where PostgreSQL cannot have it otherwise.
 * `locks`: looks at the locks too. `rebuilt`: what a schema is once it has been printed and run; PostgreSQL itself prints some expressions otherwise then
 * (casts of arrays, columns that a function's row has got since).
 */
export async function judge(
  database: TestDatabase,
  to: Schema,
  access: boolean,
  { rebuilt, locks = false }: { readonly rebuilt?: (schema: Schema) => Promise<Schema>; readonly locks?: boolean } = {},
): Promise<Verdict> {
  const from = await readSchema(database);
  const made = plan(from, to, options(access));
  const watch = locks ? await watchLocks(database, from, to, options(access)) : undefined;
  const rows = await keptIn(database, from);
  let emptied = false;
  for (const [at, step] of made.steps.entries()) {
    try {
      await (watch ? watch.run(step.sql, at) : database.exec(step.sql));
    } catch (error) {
      await database.exec('ROLLBACK').catch(() => {});
      const unfit = step.fails !== undefined && ofRows.test((error as { code?: string }).code ?? '');
      if (unfit && (await fitsLater(database, step.sql, made.steps.slice(at + 1))))
        return { plan: made, wrong: `rows stand in its way here, and not after what follows: ${step.sql}` };
      if (unfit && (await tryWithoutRows(database, step.sql))) {
        emptied = true;
        continue;
      }
      return { plan: made, wrong: `${(error as Error).message}\n  in: ${step.sql.slice(0, 400)}` };
    }
  }
  await database.exec('RESET ALL');
  const after = await readSchema(database);
  let end = to;
  let differs = differenceButSaid(after, end, made, access);
  if (differs !== undefined && rebuilt) {
    end = await rebuilt(to);
    differs = differenceButSaid(after, end, made, access);
  }
  differs ??= wrongOrder(after, to, made);
  if (differs !== undefined) return { plan: made, wrong: differs };
  const again = plan(after, end, options(access)).steps;
  if (again.length > 0) return { plan: made, wrong: `planned again: ${again.map((step) => step.sql).join('\n  ')}` };
  const lost = emptied ? undefined : lostBetween(rows, await keptIn(database, after), from, made);
  return { plan: made, ...present({ wrong: lost, locks: watch?.wrong }) };
}
/** But for what the plan says of columns that are their table's own too. */
export function differenceButSaid(after: Schema, to: Schema, { notes }: Plan, access: boolean): string | undefined {
  const isOwn = notes.some((note) => /its own too|its NOT NULL/.test(note));
  const [is, wanted] = isOwn ? [withoutLocal(after), withoutLocal(to)] : [after, to];
  return differenceFrom(is, wanted, access);
}
/** Columns stand in the order that is wanted, or a note says that they do not. */
function wrongOrder(after: Schema, to: Schema, { notes }: Plan): string | undefined {
  for (const [key, { columns }] of after.tables) {
    const table = to.tables.get(key)!;
    const [is, wanted] = [columns, table.columns].map((all) => all.map(({ name }) => name).join(', '));
    const isSaid = notes.some((note) => note.startsWith(`${displayName(table, to.searchPath)}: the columns stand in`));
    if (isSaid !== (is !== wanted))
      return `${table.name}: columns ${is}, wanted ${wanted}, and the plan says ${isSaid ? 'another' : 'the same'} order`;
  }
  return undefined;
}
const withoutLocal = (schema: Schema): Schema => ({
  ...schema,
  tables: PMap.from(
    [...schema.tables].map(([key, table]) => {
      const isNamed = !table.inherits;
      const columns = table.columns.map(({ local: _, notNullConstraint, ...column }) => ({
        ...column,
        ...(isNamed && { notNullConstraint }),
      }));
      return [key, { ...table, columns, constraints: table.constraints.map(bare) }] as const;
    }),
  ),
});
const bare = <T extends object>(constraint: T): T => {
  const { local: _, ...rest } = constraint as T & { readonly local?: unknown };
  return rest as T;
};
/** Undefined: there is none. The order of columns is passed over. */
export function differenceFrom(made: Schema, to: Schema, access: boolean): string | undefined {
  const { lost, invented } = compareEntries(entries(to, access), entries(made, access));
  const lines = [...lost.map((line) => `lacks ${line}`), ...invented.map((line) => `has ${line}`)];
  return lines.length > 0 ? lines.slice(0, 24).join('\n  ') : undefined;
}
/** Whether the same rows let the step pass once the others have run: then it only comes too early. All is undone. */
async function fitsLater(database: TestDatabase, sql: string, rest: Plan['steps']): Promise<boolean> {
  const tried = async (one: string): Promise<boolean> => {
    await database.exec('SAVEPOINT before');
    return database.exec(one).then(
      () => true,
      async () => {
        await database.exec('ROLLBACK TO before');
        return false;
      },
    );
  };
  await database.exec('BEGIN');
  for (const one of rest) await tried(one.sql);
  const fits = await tried(sql);
  await database.exec('ROLLBACK');
  return fits;
}
/** A step that says which rows it is refused for is tried once more without them. */
export async function tryWithoutRows(database: TestDatabase, sql: string): Promise<boolean> {
  const tables = [...(await readSchema(database)).tables.values()].filter(({ kind }) => kind !== 'foreign table');
  const names = tables.map(({ schema, name }) =>
    [schema, name].map((part) => `"${part.replaceAll('"', '""')}"`).join('.'),
  );
  await database.exec(`TRUNCATE ${names.join(', ')} CASCADE`);
  return database.exec(sql).then(
    () => true,
    () => false,
  );
}
const options = (access: boolean) => ({ owners: access, privileges: access });

/** Options that are not read, and the order of grants, say nothing of the schema. */
function entries(schema: Schema, access: boolean): Map<string, string> {
  const ordered = PMap.from([...schema.tables].map(([key, table]) => [key, sorted(table)] as const));
  const said = schemaEntries({ ...schema, tables: ordered, searchPath: [], serverVersion: 0 });
  const found = new Map([...said].map(([name, text]) => [name, plain(text)] as const));
  if (access) return found;
  return new Map(
    [...found]
      .filter(([name]) => !/^others (?:DEFAULT|CATALOG) PRIVILEGES/i.test(name))
      .map(([name, text]) => [
        name,
        JSON.stringify(
          JSON.parse(text),
          (key, value: unknown) => (key === 'owner' || key === 'privileges' ? undefined : value),
          1,
        ),
      ]),
  );
}
const plain = (text: string): string =>
  JSON.stringify(
    JSON.parse(text.replace(/ \/\* not read, as they may be secrets: [^"]* \*\//g, '')),
    (key, value: unknown) =>
      key === 'privileges' && Array.isArray(value)
        ? [...(value as string[])].sort()
        : key === 'definition' && /^CREATE STATISTICS/.test(String(value))
          ? inAnyOrder(String(value))
          : value,
    1,
  );
const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1);
const sorted = (table: Table): Table => ({
  ...table,
  columns: [...table.columns].sort(byName),
  constraints: [...table.constraints].sort(byName),
});
