/** What a run may have made otherwise: only that is read back, and the rest is known to be as the base has it. */
import { tableBehind } from '../model/children';
import { type MapName, readAgain } from '../model/kinds';
import type { PMap } from '../model/persistent-map';
import type { Schema } from '../model/schema';
import type { Statement } from '../sql/document/statement';
import type { DdlOp } from '../sql/read/ops';
import { qualifiedKey } from '../text/names';
import type { Removal } from './removals';

/** The base of a run, and the relations and types of it that are to be read again, by their keys in `Schema`. */
export interface ReadBack {
  readonly over: Schema;
  readonly keys: readonly string[];
}

/** An index and a part of a table are read with the table. */
export function madeAgain(removals: readonly Removal[]): string[] {
  return [...new Set(removals.map(({ what, key, part }) => (what === 'index' ? (part ?? key) : key)))];
}
/** What stands where IF NOT EXISTS skips these statements. */
export function standingFor(statements: readonly Statement[], searchPath: readonly string[]): string[] {
  const names = statements.flatMap(({ parsed }) => parsed.ops.flatMap(madeBy));
  const keys = names.flatMap(({ schema, name }) =>
    (schema === undefined ? searchPath : [schema]).map((one) => qualifiedKey(one, name)),
  );
  return [...new Set(keys)];
}
/** What a statement makes that may stand there already. */
export function madeBy(op: DdlOp): { readonly schema?: string; readonly name: string }[] {
  switch (op.op) {
    case 'create table':
    case 'create table as':
    case 'alter table':
    case 'create sequence':
    case 'create view':
    case 'create enum':
    case 'create composite':
    case 'create domain':
    case 'create range':
      return [op.name.value];
    case 'create index':
    case 'create statistics':
    case 'create policy':
    case 'create trigger':
    case 'create rule':
      return [op.table.value];
    case 'block':
      return op.body.flatMap((each) => madeBy(each.op));
    case 'create schema':
      return op.elements.flatMap(madeBy);
    default:
      return [];
  }
}

/** A block that makes something, under whatever condition. */
export function isGuarded({ parsed }: Statement): boolean {
  return parsed.ops.some((op) => op.op === 'block' && madeBy(op).length > 0);
}
/** Of statements that PostgreSQL, or a condition in a block, may pass over: what they make and stands in the base. */
export function standingBefore(statements: readonly Statement[], base: Schema): string[] {
  const may = statements.filter(
    (one) => one.runs && (isGuarded(one) || /\bif\s+not\s+exists\b/i.test(one.parsed.text)),
  );
  return standingFor(may, base.searchPath);
}

/** The base with what was read of the keys; what was not found has gone. */
export function overlaid({ over, keys }: ReadBack, read: Schema): Schema {
  const again = new Set(keys);
  const laid = readAgain.map((map) => {
    let objects: PMap<unknown> = over[map];
    const stale = onTables.has(map) ? [...keys, ...standingOn(objects, again)] : keys;
    for (const key of stale) objects = objects.without(key);
    for (const [key, object] of read[map]) objects = objects.with(key, object);
    return [map, objects];
  });
  const { serverVersion, searchPath, namespaces, unknown } = read;
  return { ...over, ...Object.fromEntries(laid), serverVersion, searchPath, namespaces, unknown };
}
const onTables = new Set<MapName>(['indexes', 'statistics', 'sequences']);
/** Of indexes, statistics and sequences those of these tables, or of their columns. */
const standingOn = (objects: PMap<unknown>, tables: ReadonlySet<string>): string[] =>
  [...objects].flatMap(([key, one]) => (tables.has(tableBehind(one) ?? '') ? [key] : []));
