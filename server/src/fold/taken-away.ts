/** What a loose file drops or renames: where it has run, dev has that no longer, though its statements name it. */

import { isPart, type ObjectKind, objectKey, parts } from '../model/kinds';
import { findIn, findRelation, findTableOrView, schemasFor } from '../model/resolve';
import type { Schema, Unknown } from '../model/schema';
import { EXISTENCE, existenceOf, type TablePart } from '../model/unknown';
import type { SqlDocument } from '../sql/document/statement';
import type { DdlOp, ObjectReference } from '../sql/read/ops';
import { t } from '../text/l10n';
import type { QualifiedName } from '../text/names';
import { nameSpaceOf } from './base';

/** A relation or a type, or a part of one. */
export interface Gone {
  readonly kind: ObjectKind;
  readonly name: QualifiedName;
  readonly part?: { readonly kind: TablePart; readonly name: string };
}

export function taken({ statements }: SqlDocument): readonly Gone[] {
  return statements.flatMap(({ parsed, runs }) => (runs ? parsed.ops.flatMap((op) => [...takes(op)]) : []));
}
/** Of it, what dev has not. */
export function takenAway(document: SqlDocument, dev: Schema): readonly Gone[] {
  return taken(document).filter((one) => !isIn(dev, one));
}
function* takes(op: DdlOp): Generator<Gone> {
  if (op.op === 'block') for (const each of op.body) yield* takes(each.op);
  else if (op.op === 'drop') for (const object of op.objects) yield* referred(object);
  else if (op.op === 'rename' || op.op === 'set schema') yield* referred(op.object);
  else if (op.op === 'alter table')
    for (const { command, ...rest } of op.commands) {
      const kind = command === 'drop column' ? 'column' : command === 'drop constraint' ? 'constraint' : undefined;
      const name = 'column' in rest && kind === 'column' ? rest.column : 'name' in rest ? rest.name : undefined;
      if (kind && name && 'value' in name && typeof name.value === 'string')
        yield { kind: 'table', name: op.name.value, part: { kind, name: name.value } };
    }
}
function* referred({ kind, name, table }: ObjectReference): Generator<Gone> {
  if (table) {
    if (isPart(kind)) yield { kind: 'table', name: table.value, part: { kind, name: name.value.name } };
  } else if (nameSpaceOf(kind) === 'relation') yield { kind, name: name.value };
}
function isIn(dev: Schema, { name, part }: Gone): boolean {
  if (!part) return findRelation(dev, name) !== undefined || findIn(dev, dev.types, name) !== undefined;
  const owner = findTableOrView(dev, name);
  if (!owner || part.kind === 'index') return false;
  const list = parts[part.kind];
  const held: readonly { readonly name: string }[] = (list in owner && owner[list as 'columns']) || [];
  return held.some((each) => each.name === part.name);
}

const known = new WeakMap<Schema, Map<string, Schema>>();
/** The schema, in which what is taken away may be there; the same object for the same names. */
export function withTaken(schema: Schema, gone: readonly Gone[]): Schema {
  if (gone.length === 0) return schema;
  const reason = t('This file takes it away, and dev has it no longer.');
  const unknown = gone.flatMap(({ name, part }) =>
    schemasFor(schema, name).map((namespace): Unknown => {
      const object = objectKey('table', namespace, name.name);
      return { object, reason, fact: part ? existenceOf(part.kind, part.name) : EXISTENCE };
    }),
  );
  const key = JSON.stringify(unknown);
  const ofSchema = known.get(schema) ?? new Map<string, Schema>();
  const made = ofSchema.get(key) ?? { ...schema, unknown: [...schema.unknown, ...unknown] };
  known.set(schema, ofSchema.set(key, made));
  return made;
}
