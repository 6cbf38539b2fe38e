/**
 * Files that began on a database which had something already, and none of them makes it: what one of them takes away then
 * stood there, though dev has it no longer.
 */
import type { DevSchema } from '../model/dev';
import { keptAs, objectKey, type SchemaKind, schemaKinds } from '../model/kinds';
import { findTable, schemasFor } from '../model/resolve';
import type { Schema, Unknown } from '../model/schema';
import { factKey, partFact } from '../model/unknown';
import type { SqlDocument } from '../sql/document/statement';
import { t } from '../text/l10n';
import { isMadeName, nameSpaceOf } from './base';
import { documentFacts, type TakenObject } from './document-facts';

export const STOOD_BEFORE = t('it may have stood in dev before the files, which do not make all that dev has');

/** `base`: what of dev the files do not make; `names`: what they make. */
export function withTakenAway(
  base: Schema,
  files: readonly SqlDocument[],
  names: ReadonlySet<string>,
  dev: DevSchema,
): Schema {
  if (!hasOwnObjects(base, dev)) return base;
  const unknown = new Map<string, Unknown>();
  for (const object of files.flatMap((file) => documentFacts(file).takes))
    for (const key of absentKeys(object, base, names)) unknown.set(key, { object: key, reason: STOOD_BEFORE });
  for (const each of columnsTakenAway(files, base)) unknown.set(`${each.object}\0${factKey(each.fact!)}`, each);
  return unknown.size === 0 ? base : { ...base, unknown: [...base.unknown, ...unknown.values()] };
}
/** Of tables that no file makes: columns that one drops, none adds, and dev has no longer. */
function columnsTakenAway(files: readonly SqlDocument[], base: Schema): Unknown[] {
  const changes = files.flatMap((file) => documentFacts(file).columns);
  const added = new Set(
    changes.flatMap(({ table, column, does }) => (does === 'add' ? `${table.name}\0${column}` : [])),
  );
  return changes.flatMap(({ table, column: name, does }): Unknown[] => {
    if (does === 'add') return [];
    const owner = findTable(base, table);
    if (!owner || added.has(`${table.name}\0${name}`) || owner.columns.some((each) => each.name === name)) return [];
    const object = objectKey('table', owner.schema, owner.name);
    return [{ object, fact: partFact('column', name), reason: STOOD_BEFORE }];
  });
}
/** What is neither an extension's nor a migration tool's. */
function hasOwnObjects({ tables, views, types, routines }: Schema, { applied }: DevSchema): boolean {
  const ofTools = new Set(applied.map(({ table }) => table.split('.').at(-1)));
  const all = [...tables.values(), ...views.values(), ...types.values(), ...[...routines.values()].flat()];
  return all.some(({ name, extension }) => extension === undefined && !ofTools.has(name));
}
function absentKeys({ kind, name: value, table }: TakenObject, base: Schema, names: ReadonlySet<string>): string[] {
  if (table) return absentKeys({ kind: 'table', name: table }, base, names);
  const kept = keptAs(kind);
  if (!isSchemaKind(kept)) return [];
  return schemasFor(base, value).flatMap((schema) =>
    isMadeName(names, nameSpaceOf(kind), { schema, name: value.name }, value.schema === undefined)
      ? []
      : objectKey(kept, schema, value.name),
  );
}
const isSchemaKind = (kind: string): kind is SchemaKind => schemaKinds.some((each) => each === kind);
