/** How the fold's final schema compares with what introspection reads, object by object. */
import { compareSchemas } from '../../server/src/compare/diff';
import type { Difference } from '../../server/src/compare/difference';
import type { Schema, Table } from '../../server/src/model/schema';
import { isUnknown, isUnknownPart, type TablePart, type UnknownKind } from '../../server/src/model/unknown';
import { type QualifiedName, splitKey } from '../../server/src/text/names';

export interface Agreement {
  same: number;
  different: string[];
  unknown: string[];
}

const maps = [
  ['tables', 'table'],
  ['views', 'view'],
  ['indexes', 'index'],
  ['sequences', 'sequence'],
  ['types', 'type'],
  ['routines', 'routine'],
  ['statistics', 'statistics'],
  ['collations', 'collation'],
] as const satisfies readonly (readonly [keyof Schema, UnknownKind])[];

/** Objects of extensions are not the history's, and `compareSchemas` is what tells facts apart. */
export function agreementOf(fold: Schema, database: Schema): Agreement {
  const result: Agreement = { same: 0, different: [], unknown: [] };
  for (const [map, kind] of maps) {
    const names = new Set([...fold[map].keys(), ...database[map].keys()]);
    for (const key of [...names].sort()) {
      const { schema, name } = splitKey(key);
      const [here, there] = [fold[map].get(key), database[map].get(key)];
      if (isOfExtension(here) || isOfExtension(there) || isConstructor(database, map, name)) continue;
      const label = `${kind} ${schema}.${name}`;
      const open = isUnknown(fold, kind, schema, name) || isOpenIndex(fold, here ?? there);
      if (open && (!here || !there)) result.unknown.push(label);
      else if (!there) result.different.push(`only in the fold: ${label}`);
      else if (!here) result.different.push(`only in the database: ${label}`);
      else result.same++;
      if (here && there && map === 'tables') compareParts(fold, here as Table, there as Table, result);
    }
  }
  addFacts(fold, database, result);
  return result;
}
/** An index of a table whose indexes are not all known. */
function isOpenIndex(fold: Schema, value: unknown): boolean {
  const { table, schema, name } = (value ?? {}) as { table?: QualifiedName; schema?: string; name?: string };
  if (table === undefined || name === undefined) return false;
  return isUnknownPart(fold, { schema: table.schema ?? schema ?? '', name: table.name }, 'index', name);
}
/** CREATE TYPE … AS RANGE makes functions of the range's own names. */
function isConstructor(database: Schema, map: string, name: string): boolean {
  if (map !== 'routines') return false;
  for (const type of database.types.values())
    if (type.kind === 'range' && (type.name === name || type.multirangeName?.name === name)) return true;
  return false;
}
function isOfExtension(value: unknown): boolean {
  const first = Array.isArray(value) ? value[0] : value;
  return (first as { extension?: string } | undefined)?.extension !== undefined;
}

const parts = [
  ['columns', 'column'],
  ['constraints', 'constraint'],
  ['triggers', 'trigger'],
  ['policies', 'policy'],
  ['rules', 'rule'],
] as const;
function compareParts(fold: Schema, here: Table, there: Table, result: Agreement): void {
  for (const [list, part] of parts) {
    const [a, b] = [here[list] ?? [], there[list] ?? []];
    for (const name of new Set([...a, ...b].map((each) => each.name))) {
      const label = `${part} ${here.schema}.${here.name}.${name}`;
      const [inFold, inDatabase] = [a, b].map((all) => all.some((each) => each.name === name));
      if (inFold && inDatabase) result.same++;
      else if (isUnknownPart(fold, here, part, name) || (!inFold && mayBeRenamed(fold, here, there, part, name)))
        result.unknown.push(label);
      else result.different.push(`only in the ${inFold ? 'fold' : 'database'}: ${label}`);
    }
  }
  const facts = ['kind', 'persistence', 'partitionBy', 'rowSecurity', 'replicaIdentity'] as const;
  for (const fact of facts)
    if (plain(here[fact]) !== plain(there[fact]))
      result.different.push(`${fact} of table ${here.schema}.${here.name}: ${here[fact]} | ${there[fact]}`);
  compareOrder(here, there, result);
}
/** A constraint of the database that is one of the fold's of which it is not known whether it kept its name. */
function mayBeRenamed(fold: Schema, here: Table, there: Table, part: TablePart, name: string): boolean {
  const { kind } = (part === 'constraint' && there.constraints.find((each) => each.name === name)) || {};
  return here.constraints.some((each) => each.kind === kind && isUnknownPart(fold, here, part, each.name));
}
const plain = (fact: string | undefined): string => (fact ?? '').toLowerCase().replace(/[\s"]/g, '');
function compareOrder(here: Table, there: Table, result: Agreement): void {
  const [a, b] = [here, there].map((table) => table.columns.map((column) => column.name));
  if (a!.length === b!.length && a!.join() !== b!.join() && [...a!].sort().join() === [...b!].sort().join())
    result.different.push(`order of columns of ${here.schema}.${here.name}: ${a!.join()} | ${b!.join()}`);
}

function addFacts(fold: Schema, database: Schema, result: Agreement): void {
  const comparison = compareSchemas({ ...fold, unknown: [] }, { ...database, unknown: [] });
  for (const difference of comparison.differences) {
    const text = describe(difference);
    if (text === undefined) continue;
    result.same--;
    (isOpen(fold, difference) ? result.unknown : result.different).push(text);
  }
  for (const each of comparison.undecided) {
    result.same--;
    result.unknown.push(`${each.object}: ${each.reason}`);
  }
}
function isOpen(fold: Schema, difference: Difference): boolean {
  switch (difference.what) {
    case 'column':
      return isUnknownPart(fold, difference.table, 'column', difference.column.name);
    case 'constraint':
    case 'index': {
      const name = (difference.file ?? difference.dev)!.name;
      return (
        isUnknownPart(fold, difference.table, difference.what, name) ||
        isUnknown(fold, 'index', difference.table.schema, name)
      );
    }
    case 'enum values':
      return isUnknown(fold, 'type', difference.file.schema, difference.file.name);
    default:
      return false;
  }
}
/** What is only on one side was counted already. */
function describe(difference: Difference): string | undefined {
  switch (difference.what) {
    case 'column':
      return `${difference.fact} of ${difference.table.name}.${difference.column.name}: ${show(difference.column[difference.fact as 'default'])} | ${show(difference.devColumn[difference.fact as 'default'])}`;
    case 'constraint':
    case 'index':
      return difference.file && difference.dev
        ? `${difference.what} ${difference.table.name}.${difference.file.name} (${difference.differs}): ${show(difference.file)} | ${show(difference.dev)}`
        : undefined;
    case 'enum values':
      return `values of ${difference.file.name}: ${difference.file.values} | ${difference.dev.values}`;
    case 'comment':
      return `comment of ${difference.object}: ${difference.file} | ${difference.dev}`;
    default:
      return undefined;
  }
}
function show(value: unknown): string {
  return JSON.stringify(value, (key, each) => (key === 'origins' ? undefined : each)) ?? 'none';
}
