/** A constraint of libpg-query and the clause it was written in → ConstraintDef. */

import type { ForeignKeyAction } from '../../model/schema';
import { present } from '../../text/present';
import type { LocalName, TextRange } from '../../text/text';
import { bodiesOf, stringsOf } from '../ast';
import type { Constraint, Node } from '../parse';
import { localName, type Source } from '../source';
import { indexKeys } from './indexes';
import type { ConstraintDef } from './ops-table';
import type { Clause } from './scan-clause';

/** What follows a column's constraint as nodes of their own (DEFERRABLE, INITIALLY DEFERRED, …). */
export interface Attributes {
  deferrable?: boolean;
  initiallyDeferred?: boolean;
  notEnforced?: boolean;
}

const actions: Readonly<Record<string, ForeignKeyAction>> = {
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
};

type Base = Pick<
  ConstraintDef,
  'range' | 'name' | 'inline' | 'deferrable' | 'initiallyDeferred' | 'notValid' | 'notEnforced' | 'noInherit'
>;
function baseOf(constraint: Constraint, range: TextRange, clause: Clause | undefined, attributes?: Attributes): Base {
  const deferrable = attributes?.deferrable ?? constraint.deferrable;
  const deferred = attributes?.initiallyDeferred ?? constraint.initdeferred;
  const enforceable = constraint.contype === 'CONSTR_CHECK' || constraint.contype === 'CONSTR_FOREIGN';
  const notEnforced = attributes?.notEnforced ?? (enforceable && constraint.is_enforced !== true);
  return {
    range,
    ...present({
      name: constraint.conname === undefined ? undefined : localName(constraint.conname, clause?.name, range),
    }),
    inline: attributes !== undefined,
    ...present({
      deferrable: deferrable || deferred || undefined,
      initiallyDeferred: deferred || undefined,
      notValid: (constraint.skip_validation && !notEnforced) || undefined,
      notEnforced: notEnforced || undefined,
      noInherit: constraint.is_no_inherit || undefined,
    }),
  };
}

/** Names of a list, with ranges of those written in the clause. */
function locals(
  nodes: readonly Node[] | undefined,
  written: readonly LocalName[] | undefined,
  range: TextRange,
): LocalName[] {
  return stringsOf(nodes).map((value, index) => localName(value, written?.[index], range));
}

/**
 * `column` and `attributes` are given for a constraint within a column's definition. Undefined for the kinds that are
 * no constraints (DEFAULT, NULL, identity, …), and NOT NULL of a column.
 */
export function constraintDef(
  source: Source,
  constraint: Constraint,
  clause: Clause | undefined,
  column?: LocalName,
  attributes?: Attributes,
): ConstraintDef | undefined {
  const range = clause?.range ?? source.from(source.offset(constraint.location));
  const base = baseOf(constraint, range, clause, attributes);
  switch (constraint.contype) {
    case 'CONSTR_PRIMARY':
    case 'CONSTR_UNIQUE':
      return keyConstraint(source, constraint, clause, base, column);
    case 'CONSTR_CHECK':
      return { ...base, kind: 'check', expression: source.expression(constraint.raw_expr, clause?.value ?? range) };
    case 'CONSTR_FOREIGN':
      return foreignKeyDef(source, constraint, clause, base, column);
    case 'CONSTR_EXCLUSION':
      return excludeDef(source, constraint, clause, base);
    case 'CONSTR_NOTNULL': {
      const name = stringsOf(constraint.keys)[0];
      if (name === undefined) return undefined;
      return { ...base, kind: 'not null', column: localName(name, clause?.columns?.[0], range) };
    }
    default:
      return undefined;
  }
}

function keyConstraint(
  source: Source,
  constraint: Constraint,
  clause: Clause | undefined,
  base: Base,
  column: LocalName | undefined,
): ConstraintDef {
  const { range } = base;
  const parameters = source.options(constraint.options);
  const include = locals(constraint.including, clause?.include, range);
  const index = constraint.indexname;
  return {
    ...base,
    kind: constraint.contype === 'CONSTR_PRIMARY' ? 'primary key' : 'unique',
    columns: column === undefined ? locals(constraint.keys, clause?.columns, range) : [column],
    ...present({
      include: include.length === 0 ? undefined : include,
      nullsNotDistinct: constraint.nulls_not_distinct || undefined,
      withoutOverlaps: constraint.without_overlaps || undefined,
      storageParameters: parameters.length === 0 ? undefined : parameters,
      tablespace: constraint.indexspace,
      usingIndex: index === undefined ? undefined : localName(index, clause?.usingIndex, range),
    }),
  };
}

function foreignKeyDef(
  source: Source,
  constraint: Constraint,
  clause: Clause | undefined,
  base: Base,
  column: LocalName | undefined,
): ConstraintDef {
  const { range } = base;
  const onUpdate = actions[constraint.fk_upd_action ?? 'a'];
  const onDelete = actions[constraint.fk_del_action ?? 'a'];
  const setColumns = locals(constraint.fk_del_set_cols, clause?.deleteColumns, range);
  const match = constraint.fk_matchtype === 'f' ? 'full' : constraint.fk_matchtype === 'p' ? 'partial' : undefined;
  return {
    ...base,
    kind: 'foreign key',
    columns: column === undefined ? locals(constraint.fk_attrs, clause?.columns, range) : [column],
    references: source.relation(constraint.pktable),
    referencedColumns: locals(constraint.pk_attrs, clause?.referencedColumns, range),
    ...present({
      match,
      onUpdate,
      onDelete,
      onDeleteColumns: setColumns.length === 0 ? undefined : setColumns,
      period: constraint.fk_with_period || undefined,
    }),
  };
}

function excludeDef(source: Source, constraint: Constraint, clause: Clause | undefined, base: Base): ConstraintDef {
  const definition = clause?.definition ?? base.range;
  const elements = bodiesOf(constraint.exclusions, 'List').flatMap((pair) => bodiesOf(pair.items, 'IndexElem'));
  const cursor = source.at(definition.start);
  cursor.seek('(');
  const keys = indexKeys(source, elements, cursor);
  return {
    ...base,
    kind: 'exclude',
    definition: source.slice(definition),
    method: constraint.access_method ?? 'btree',
    keys,
    ...present({
      where: constraint.where_clause && source.expression(constraint.where_clause, clause?.value ?? definition),
    }),
  };
}
