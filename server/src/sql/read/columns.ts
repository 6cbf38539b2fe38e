/** A column definition: libpg-query's ColumnDef and the scanned element → ColumnDef of the ops. */

import { type ColumnSettings, compressionMethods, storageKinds } from '../../model/schema-columns';
import { present } from '../../text/present';
import { type LocalName, located } from '../../text/text';
import { bodiesOf } from '../ast';
import type { ColumnDef as ColumnNode, Constraint } from '../parse';
import { localName, type Source } from '../source';
import { serialOf, sqlType } from '../types';
import { type Attributes, constraintDef } from './constraints';
import { qualifiedName } from './indexes';
import type { ColumnDef, ConstraintDef } from './ops-table';
import type { TableElement } from './scan';
import type { Clause } from './scan-clause';
import { identityOf } from './sequence-options';

interface Written {
  readonly constraint: Constraint;
  readonly clause: Clause | undefined;
  readonly attributes: Attributes;
}

/** DEFERRABLE and its kin are nodes of their own, after the constraint they belong to. */
function writtenConstraints(source: Source, column: ColumnNode, element: TableElement): Written[] {
  const all: Written[] = [];
  for (const constraint of bodiesOf(column.constraints, 'Constraint')) {
    const attributes = all.at(-1)?.attributes ?? {};
    switch (constraint.contype) {
      case 'CONSTR_ATTR_DEFERRABLE':
        attributes.deferrable = true;
        break;
      case 'CONSTR_ATTR_NOT_DEFERRABLE':
        attributes.deferrable = false;
        break;
      case 'CONSTR_ATTR_DEFERRED':
        attributes.initiallyDeferred = true;
        break;
      case 'CONSTR_ATTR_IMMEDIATE':
        attributes.initiallyDeferred = false;
        break;
      case 'CONSTR_ATTR_ENFORCED':
        attributes.notEnforced = false;
        break;
      case 'CONSTR_ATTR_NOT_ENFORCED':
        attributes.notEnforced = true;
        break;
      default: {
        const at = source.offset(constraint.location);
        const clause = element.clauses.find(({ range }) => range.start === at);
        all.push({ constraint, clause, attributes: {} });
      }
    }
  }
  return all;
}

/** `element` is the text's own reading; a column it could not read is located as a whole. */
export function columnDef(source: Source, column: ColumnNode, element: TableElement | undefined): ColumnDef {
  const start = source.offset(column.location);
  const text = element ?? { kind: 'column', range: source.from(start), clauses: [] };
  const name = localName(column.colname, text.name, text.range);
  const parts = writtenConstraints(source, column, text);
  const serial = column.typeName === undefined ? undefined : serialOf(column.typeName);
  const value = serial?.type ?? (column.typeName === undefined ? { name: '' } : sqlType(column.typeName));
  const type = located(value, text.type?.start ?? name.range.end, text.type?.end ?? name.range.end);
  const made: { -readonly [K in keyof ColumnDef]: ColumnDef[K] } = { name, range: text.range, type, constraints: [] };
  // Most columns are a name and a type, and few say more than one thing.
  if (serial) made.serial = serial.serial;
  if (parts.length > 0) {
    Object.assign(made, nullability(parts), defaultOf(source, parts), identity(parts, text), generated(source, parts));
    made.constraints = inlineConstraints(source, parts, name);
  }
  if (hasNoClauses(column)) return made;
  const options = source.options(column.fdwoptions);
  if (options.length > 0) made.foreignOptions = options;
  const { storage_name: storage, compression } = column;
  return Object.assign(made, collation(source, column), writtenSettings({ storage, compression }));
}
function inlineConstraints(source: Source, parts: readonly Written[], name: LocalName): ConstraintDef[] {
  return parts.flatMap(({ constraint, clause, attributes }): readonly ConstraintDef[] => {
    if (constraint.contype === 'CONSTR_NOTNULL') return [];
    const definition = constraintDef(source, constraint, clause, name, attributes);
    return definition === undefined ? [] : [definition];
  });
}

function hasNoClauses({ collClause, storage_name: storage, compression, fdwoptions }: ColumnNode): boolean {
  return collClause === undefined && storage === undefined && compression === undefined && fdwoptions === undefined;
}
function nullability(parts: readonly Written[]): Pick<ColumnDef, 'notNull'> {
  const find = (contype: string) => parts.find(({ constraint }) => constraint.contype === contype);
  const said = find('CONSTR_NOTNULL') ?? find('CONSTR_PRIMARY') ?? find('CONSTR_NULL');
  if (said?.clause === undefined) return {};
  const { constraint, clause } = said;
  const explicit = constraint.contype === 'CONSTR_NOTNULL';
  return {
    notNull: {
      value: constraint.contype !== 'CONSTR_NULL',
      range: clause.range,
      ...present({
        name: explicit && constraint.conname !== undefined ? constraint.conname : undefined,
        noInherit: (explicit && constraint.is_no_inherit) || undefined,
      }),
    },
  };
}
function defaultOf(source: Source, parts: readonly Written[]): Pick<ColumnDef, 'default'> {
  const part = parts.find(({ constraint }) => constraint.contype === 'CONSTR_DEFAULT');
  if (part?.clause?.value === undefined) return {};
  const { constraint, clause } = part;
  return { default: { ...source.expression(constraint.raw_expr, clause.value!), clause: clause.range } };
}
function identity(parts: readonly Written[], element: TableElement): Pick<ColumnDef, 'identity'> {
  const part = parts.find(({ constraint }) => constraint.contype === 'CONSTR_IDENTITY');
  if (part === undefined) return {};
  const { start, end } = part.clause?.range ?? element.range;
  return { identity: located(identityOf(part.constraint.generated_when, part.constraint.options), start, end) };
}
function generated(source: Source, parts: readonly Written[]): Pick<ColumnDef, 'generated'> {
  const part = parts.find(({ constraint }) => constraint.contype === 'CONSTR_GENERATED');
  if (part?.clause?.value === undefined) return {};
  const { constraint, clause } = part;
  const kind = constraint.generated_kind === 's' ? 'stored' : 'virtual';
  return { generated: { ...source.expression(constraint.raw_expr, clause.value!), clause: clause.range, kind } };
}
function collation(source: Source, column: ColumnNode): Pick<ColumnDef, 'collation'> {
  const value = qualifiedName(column.collClause?.collname);
  if (value === undefined) return {};
  const cursor = source.cursorAt(column.collClause?.location);
  cursor.take('COLLATE');
  return { collation: { value, range: cursor.name()?.range ?? source.all } };
}
/** As they are written; a word that is no method says nothing here: it is refused. */
export function writtenSettings(written: {
  readonly storage?: string | undefined;
  readonly compression?: string | undefined;
}): ColumnSettings {
  const { storage, compression } = written;
  return present({
    storage: storageKinds.find((kind) => kind === storage?.toLowerCase()),
    compression: compressionMethods.find((method) => method === compression?.toLowerCase()),
  });
}
