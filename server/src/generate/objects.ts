/** What tables stand on, and what stands on them: schemas, extensions, types, sequences, routines, views. */

import type { Collation, DomainType, Extension, Namespace, Routine, Sequence, UserType, View } from '../model/schema';
import { quoteLiteral, quoteQualified } from '../text/names';
import { sequenceClauses } from './columns';
import type { PrintContext } from './style';
import { builtIn, local, qualified, storageParameters, typeName } from './text';

const ifNotExists = (context: PrintContext): string => (context.style.ifNotExists ? 'IF NOT EXISTS ' : '');

export function createNamespace(namespace: Namespace, context: PrintContext): string {
  return `CREATE SCHEMA ${ifNotExists(context)}${local(namespace.name, context)};`;
}
export function createExtension(extension: Extension, context: PrintContext): string {
  const schema =
    extension.schema === undefined || extension.schema === 'pg_catalog'
      ? ''
      : ` WITH SCHEMA ${local(extension.schema, context)}`;
  return `CREATE EXTENSION ${ifNotExists(context)}${local(extension.name, context)}${schema};`;
}
export function createCollation(item: Collation, context: PrintContext): string {
  return `CREATE COLLATION ${ifNotExists(context)}${qualified(item, context)} ${item.definition};`;
}

export function createType(type: UserType, context: PrintContext): string[] {
  const name = qualified(type, context);
  const indent = ' '.repeat(context.style.indent);
  const lines = (parts: readonly string[]): string =>
    parts.length === 0 ? '()' : `(\n${parts.map((part) => `${indent}${part}`).join(',\n')}\n)`;
  switch (type.kind) {
    case 'enum':
      return [`CREATE TYPE ${name} AS ENUM ${lines(type.values.map(quoteLiteral))};`];
    case 'composite': {
      const attributes = type.attributes.map((attribute) => {
        const collated = attribute.collation ? ` COLLATE ${builtIn(attribute.collation, context)}` : '';
        return `${local(attribute.name, context)} ${typeName(attribute.type, context)}${collated}`;
      });
      return [`CREATE TYPE ${name} AS ${lines(attributes)};`];
    }
    case 'domain':
      return createDomain(type, name, context);
    case 'range': {
      const parts = [`SUBTYPE = ${typeName(type.subtype, context)}`];
      if (type.subtypeOpclass) parts.push(`SUBTYPE_OPCLASS = ${builtIn(type.subtypeOpclass, context)}`);
      if (type.collation) parts.push(`COLLATION = ${builtIn(type.collation, context)}`);
      if (type.canonical) parts.push(`CANONICAL = ${builtIn(type.canonical, context)}`);
      if (type.subtypeDiff) parts.push(`SUBTYPE_DIFF = ${builtIn(type.subtypeDiff, context)}`);
      if (type.multirangeName) parts.push(`MULTIRANGE_TYPE_NAME = ${qualified(type.multirangeName, context)}`);
      return [`CREATE TYPE ${name} AS RANGE ${lines(parts)};`];
    }
    case 'base':
      return type.definition === undefined ? [] : [`${type.definition};`];
  }
}
function createDomain(domain: DomainType, name: string, context: PrintContext): string[] {
  const parts = [`CREATE DOMAIN ${name} AS ${typeName(domain.base, context)}`];
  if (domain.collation) parts.push(`COLLATE ${builtIn(domain.collation, context)}`);
  if (domain.notNull) {
    const constraint = domain.notNullConstraintName;
    parts.push(`${constraint ? `CONSTRAINT ${local(constraint, context)} ` : ''}NOT NULL`);
  }
  if (domain.default !== undefined) parts.push(`DEFAULT ${domain.default}`);
  for (const item of domain.checks) if (!item.notValid) parts.push(domainCheck(item, context));
  const added = domain.checks.filter((item) => item.notValid);
  return [`${parts.join(' ')};`, ...domainChecks({ ...domain, checks: added }, context)];
}
type DomainCheck = DomainType['checks'][number];
const domainCheck = (item: DomainCheck, context: PrintContext): string =>
  `CONSTRAINT ${local(item.name, context)} CHECK (${item.expression})`;
/** `ALTER DOMAIN … ADD CONSTRAINT …;` */
export function domainChecks(domain: DomainType, context: PrintContext): string[] {
  const alter = `ALTER DOMAIN ${qualified(domain, context)} ADD`;
  return domain.checks.map((item) => `${alter} ${domainCheck(item, context)}${item.notValid ? ' NOT VALID' : ''};`);
}

export function createSequence(sequence: Sequence, context: PrintContext): string {
  const persistence = sequence.persistence === undefined ? '' : `${sequence.persistence.toUpperCase()} `;
  const clauses = sequenceClauses(sequence.options).map((clause) => ` ${clause}`);
  return `CREATE ${persistence}SEQUENCE ${ifNotExists(context)}${qualified(sequence, context)}${clauses.join('')};`;
}
/** `pg_get_functiondef` always says the schema; here the style does. */
export function createRoutine(routine: Routine, context: PrintContext): string[] {
  if (routine.definition === undefined) return [];
  const text = routine.definition.replace(/;?\s*$/, '');
  for (const kind of ['FUNCTION', 'PROCEDURE']) {
    const head = `CREATE OR REPLACE ${kind} ${quoteQualified(routine)}(`;
    if (!text.startsWith(head)) continue;
    return [`CREATE OR REPLACE ${kind} ${qualified(routine, context, 'needed')}(${text.slice(head.length)};`];
  }
  const aggregate = `CREATE AGGREGATE ${quoteQualified(routine)}(`;
  if (text.startsWith(aggregate))
    return [`CREATE AGGREGATE ${qualified(routine, context, 'needed')}(${text.slice(aggregate.length)};`];
  return [`${text};`];
}

export function createView(view: View, context: PrintContext): string {
  const materialized = view.kind === 'materialized view';
  const options = view.options ? ` WITH (${storageParameters(view.options)})` : '';
  const method = view.accessMethod ? ` USING ${local(view.accessMethod, context)}` : '';
  const tablespace = view.tablespace ? ` TABLESPACE ${local(view.tablespace, context)}` : '';
  const exists = materialized ? ifNotExists(context) : '';
  const head = `CREATE ${view.kind.toUpperCase()} ${exists}${qualified(view, context)}${method}${options}${tablespace}`;
  const data = view.withNoData ? '\n  WITH NO DATA' : '';
  return `${head} AS\n${view.definition}${data};`;
}
/** A view of the right columns, for what must stand before the real one can. */
export function standIn(view: View, context: PrintContext): string {
  const columns = view.columns.map(
    (column) => `NULL${column.type ? `::${typeName(column.type, context)}` : ''} AS ${local(column.name, context)}`,
  );
  return `CREATE VIEW ${qualified(view, context)} AS\nSELECT ${columns.join(',\n    ')};`;
}
export function viewDefaults(view: View, context: PrintContext): string[] {
  return view.columns
    .filter((column) => column.default !== undefined)
    .map(
      (column) =>
        `ALTER VIEW ${qualified(view, context)} ALTER COLUMN ${local(column.name, context)} SET DEFAULT ${column.default};`,
    );
}
/** An aggregate of no arguments is one of all rows: `(*)`. */
export function routineSignature(routine: Routine, context: PrintContext): string {
  const all = routine.kind === 'aggregate' && routine.identityArguments === '';
  return `${qualified(routine, context)}(${all ? '*' : routine.identityArguments})`;
}
