/**
 * Files that began on a database which had something already, and none of them makes it: what one of them takes away then
 * stood there, though dev has it no longer.
 */
import type { DevSchema } from '../model/dev';
import { keptAs, objectKey, type SchemaKind, schemaKinds } from '../model/kinds';
import { schemasFor } from '../model/resolve';
import type { Schema, Unknown } from '../model/schema';
import type { SqlDocument } from '../sql/document/statement';
import type { DdlOp, ObjectReference } from '../sql/read/ops';
import { t } from '../text/l10n';
import { isMadeName, nameSpaceOf } from './base';

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
  for (const { statements } of files)
    for (const { parsed, runs } of statements)
      for (const object of runs ? parsed.ops.flatMap(takenAway) : [])
        for (const key of absentKeys(object, base, names)) unknown.set(key, { object: key, reason: STOOD_BEFORE });
  return unknown.size === 0 ? base : { ...base, unknown: [...base.unknown, ...unknown.values()] };
}
/** What is neither an extension's nor a migration tool's. */
function hasOwnObjects({ tables, views, types, routines }: Schema, { applied }: DevSchema): boolean {
  const ofTools = new Set(applied.map(({ table }) => table.split('.').at(-1)));
  const all = [...tables.values(), ...views.values(), ...types.values(), ...[...routines.values()].flat()];
  return all.some(({ name, extension }) => extension === undefined && !ofTools.has(name));
}
function takenAway(op: DdlOp): readonly ObjectReference[] {
  if (op.op === 'drop') return op.objects;
  if (op.op === 'rename' || op.op === 'set schema') return [op.object];
  return op.op === 'block' ? op.body.flatMap((each) => takenAway(each.op)) : [];
}
function absentKeys(
  { kind, name: { value }, table }: ObjectReference,
  base: Schema,
  names: ReadonlySet<string>,
): string[] {
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
