/** A column as CREATE TABLE and ADD COLUMN define it. */

import { sequencesOf } from '../../model/lookups';
import type { Column, Origin, Origins } from '../../model/schema';
import { settingsOf } from '../../model/schema-columns';
import { ownOptions, sequenceProblem, sequenceType } from '../../model/sequences';
import type { ColumnDef } from '../../sql/read/ops-table';
import { displayName, makeObjectName, type ObjectName, quoteLiteral } from '../../text/names';
import { chooseSequenceName } from '../default-names';
import type { Draft } from '../draft';
import { keyOfTable } from '../inherit';
import { requireConstant } from '../refusals/constants';
import { requireDefault } from '../required';
import { requireType } from '../type-names';
import { ownCollation } from './collations';

/** The column without its constraints; makes the sequence of a serial. */
export function buildColumn(draft: Draft, target: ObjectName, def: ColumnDef): Column {
  const name = def.name.value;
  const type = requireType(draft, def.type);
  const serialDefault = def.serial ? makeSerial(draft, target, def) : undefined;
  const identity = def.identity && {
    ...def.identity.value,
    sequence: ownOptions(def.identity.value.sequence, sequenceType(type.name)),
    sequenceName: identitySequence(draft, target, name, def.identity.value),
  };
  const problem = identity && sequenceProblem(identity.sequence, sequenceType(type.name));
  if (problem !== undefined && def.identity)
    draft.refuse('other', def.identity.range, { kind: 'column', ...target, name, table: target.name }, problem);
  if (def.default) {
    requireDefault(draft, name, def.default);
    requireConstant(draft, type, def.default, name);
  }
  const text = def.default?.text ?? serialDefault;
  const primary = def.constraints.some((constraint) => constraint.kind === 'primary key');
  const made: { -readonly [K in keyof Column]: Column[K] } = {
    name,
    type,
    notNull: (def.notNull?.value ?? false) || def.serial !== undefined || identity !== undefined || primary,
  };
  if (def.notNull) Object.assign(made, namedNotNull(target.name, name, def.notNull));
  if (text !== undefined) made.default = text;
  if (identity) made.identity = identity;
  if (def.generated) made.generated = { kind: def.generated.kind, expression: def.generated.text };
  const collation = ownCollation(draft, type, def.collation?.value);
  if (collation !== undefined) made.collation = collation;
  if (def.foreignOptions) made.foreignOptions = def.foreignOptions;
  return Object.assign(made, settingsOf(def), { origins: columnOrigins(draft, def) });
}
/** One that PostgreSQL names itself is said only where it is NO INHERIT, which its name alone does not tell. */
export function namedNotNull(
  table: string,
  column: string,
  { name, noInherit }: { readonly name?: string; readonly noInherit?: boolean },
): Pick<Column, 'notNullConstraint'> {
  if (noInherit) return { notNullConstraint: { name: name ?? makeObjectName(table, column, 'not_null'), noInherit } };
  return name === undefined ? {} : { notNullConstraint: { name } };
}
function columnOrigins(draft: Draft, def: ColumnDef): Origins {
  const self = draft.origin(def.name.range);
  const type = draft.origin(def.type.range);
  const origins: Record<string, Origin> = { self, name: self, type };
  if (def.notNull) origins.notNull = draft.origin(def.notNull.range);
  if (def.default) origins.default = draft.origin(def.default.range);
  if (def.serial) Object.assign(origins, { default: type, notNull: type });
  if (def.identity) origins.identity = draft.origin(def.identity.range);
  if (def.generated) origins.generated = draft.origin(def.generated.range);
  if (def.collation) origins.collation = draft.origin(def.collation.range);
  return origins;
}

function identitySequence(draft: Draft, target: ObjectName, column: string, identity: NonNullable<Column['identity']>) {
  const named = identity.sequenceName;
  if (named) return { schema: named.schema ?? target.schema, name: named.name };
  return { schema: target.schema, name: freeSequence(draft, target, column) };
}
/** The name of a sequence dev already made for this column is free: it is this one. */
function freeSequence(draft: Draft, target: ObjectName, column: string): string {
  for (const [key, sequence] of sequencesOf(draft.schema, target)) {
    if (sequence.ownedBy?.column !== column || !draft.mayReplace(sequence.origins)) continue;
    draft.remove('sequences', key);
    return sequence.name;
  }
  return chooseSequenceName(draft, target.schema, target.name, column);
}
/** `serial`: a sequence owned by the column, and its DEFAULT. */
function makeSerial(draft: Draft, target: ObjectName, def: ColumnDef): string {
  const { name } = def;
  const sequence = { schema: target.schema, name: freeSequence(draft, target, name.value) };
  const type = def.serial === 'smallserial' ? 'smallint' : def.serial === 'serial' ? 'integer' : undefined;
  draft.put('sequences', keyOfTable(sequence), {
    ...sequence,
    options: type ? { type } : {},
    ownedBy: { table: { schema: target.schema, name: target.name }, column: name.value },
    origins: { self: draft.origin(def.type.range) },
  });
  return nextval(draft, sequence);
}
function nextval(draft: Draft, sequence: { schema: string; name: string }): string {
  return `nextval(${quoteLiteral(displayName(sequence, draft.schema.searchPath))}::regclass)`;
}
