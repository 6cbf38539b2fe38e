/** What each object names, read from its types and texts: one edge for each name. */
import type { QualifiedName } from '../text/names';
import type { dependentKinds } from './kinds';
import type { Index, OtherObject, Routine, Schema, Table, UserType, View } from './schema';
import { formatType, type SqlType } from './types';

export interface Dependent {
  readonly kind: keyof typeof dependentKinds;
  readonly schema: string;
  /** Of a routine with its arguments: `f(integer)`. */
  readonly name: string;
  /** What a part stands on. */
  readonly table?: { readonly kind: string; readonly schema: string; readonly name: string };
  /** Set by a statement of the files, not taken from dev. */
  readonly ofFile: boolean;
}
export interface Edge {
  readonly dependent: Dependent;
  readonly to: 'relation' | 'routine' | 'type';
  /** As it is written. */
  readonly name: QualifiedName;
  readonly column?: string;
  /** The column belongs to one of these. */
  readonly among?: readonly QualifiedName[];
  /** A publication's list of columns, which does not hold a type. */
  readonly listed?: true;
}
/** What is read of texts. */
export interface TextReader {
  /** A definition's relations with columns, its functions, and columns of the table it stands on. */
  references(text: string): {
    readonly relations: readonly {
      readonly name: { readonly value: QualifiedName };
      readonly columns: readonly { readonly value: string }[];
    }[];
    readonly strays: readonly unknown[];
    readonly functions: readonly { readonly value: QualifiedName }[];
    readonly own: readonly string[];
    readonly outputs: readonly { readonly star?: 'unknown' | { readonly relations: readonly QualifiedName[] } }[];
  };
  filtered(text: string): readonly string[];
  relation(schema: Schema, name: QualifiedName): Table | View | undefined;
}

/** How texts are read, and which of them. */
export interface Reading {
  readonly read: TextReader;
  readonly mentions: (text: string) => boolean;
}

const dependentTable = ({ kind, schema, name }: Table): NonNullable<Dependent['table']> => ({
  ...{ kind: kind === 'foreign table' ? kind : 'table', schema, name },
});
const partDependent = (
  kind: Dependent['kind'],
  name: string,
  table: NonNullable<Dependent['table']>,
  ofFile: boolean,
): Dependent => ({
  ...{ kind, schema: table.schema, name, table, ofFile },
});
/** The columns, and what their texts name: no other relation. */
export function ofColumns(table: Table, reading: Reading): Edge[] {
  const on = dependentTable(table);
  const edges: Edge[] = [];
  for (const column of table.columns) {
    const ofFile = column.origins !== undefined && Object.keys(column.origins).length > 0;
    edges.push(typeEdge(partDependent('column', column.name, on, ofFile), column.type));
    edges.push(...ofExpression(partDependent('default', column.name, on, ofFile), column.default, table, reading));
    const generated = partDependent('generated column', column.name, on, ofFile);
    edges.push(...ofExpression(generated, column.generated?.expression, table, reading));
  }
  for (const constraint of table.constraints) {
    if (constraint.kind !== 'check') continue;
    const dependent = partDependent('check', constraint.name, on, constraint.origins?.self !== undefined);
    edges.push(...ofExpression(dependent, constraint.expression, table, reading));
  }
  const { ofType, origins } = table;
  if (ofType)
    edges.push({ dependent: { ...on, kind: 'table', ofFile: origins?.self !== undefined }, to: 'type', name: ofType });
  return edges;
}
/** Policies, triggers and rules. */
export function ofParts(table: Table, reading: Reading): Edge[] {
  const on = dependentTable(table);
  const edges = attached(table, on, reading);
  for (const policy of table.policies ?? []) {
    const dependent = partDependent('policy', policy.name, on, policy.origins?.self !== undefined);
    edges.push(...ofExpression(dependent, policy.using, table, reading));
    edges.push(...ofExpression(dependent, policy.check, table, reading));
  }
  return edges;
}
function ofExpression(dependent: Dependent, text: string | undefined, table: Table, reading: Reading): Edge[] {
  if (text === undefined || !reading.mentions(text)) return [];
  return ofText(dependent, `SELECT ${text} FROM ${quotedQualified(table)}`, reading.read, table);
}
function attached(owner: Table | View, on: NonNullable<Dependent['table']>, reading: Reading): Edge[] {
  const edges: Edge[] = [];
  for (const trigger of owner.triggers ?? []) {
    const dependent = partDependent('trigger', trigger.name, on, trigger.origins?.self !== undefined);
    if (trigger.function) edges.push({ dependent, to: 'routine', name: trigger.function });
    edges.push(...ofDefinition(dependent, trigger.definition, reading, owner));
  }
  for (const rule of owner.rules ?? [])
    edges.push(
      ...ofDefinition(
        partDependent('rule', rule.name, on, rule.origins?.self !== undefined),
        rule.definition,
        reading,
        owner,
      ),
    );
  return edges;
}
export function ofView(view: View, reading: Reading): Edge[] {
  const { kind, schema, name } = view;
  const dependent: Dependent = { kind, schema, name, ofFile: view.origins?.self !== undefined };
  const onIt = attached(view, { kind, schema, name }, reading);
  if (!reading.mentions(view.definition)) return onIt;
  const edges = ofText(dependent, view.definition, reading.read);
  const shown = new Set(view.columns.map((column) => column.name));
  for (const { star } of reading.read.references(view.definition).outputs)
    if (typeof star === 'object')
      for (const relation of star.relations)
        for (const column of shown) edges.push({ dependent, to: 'relation', name: relation, column });
  return [...edges, ...onIt];
}
export function ofIndex(index: Index, reading: Reading): Edge[] {
  const dependent: Dependent = {
    ...{ kind: 'index', schema: index.schema, name: index.name, ofFile: index.origins?.self !== undefined },
  };
  const texts = [...index.keys.map((key) => key.expression), index.where];
  return texts.flatMap((text) =>
    text === undefined || !reading.mentions(text)
      ? []
      : ofText(dependent, `SELECT ${text} FROM ${quotedQualified(index.table)}`, reading.read),
  );
}
export function edgesOfType(type: UserType, reading: Reading): Edge[] {
  const dependent: Dependent = {
    kind: 'type',
    schema: type.schema,
    name: type.name,
    ofFile: type.origins?.self !== undefined,
  };
  if (type.kind === 'domain')
    return [
      typeEdge(dependent, type.base),
      ...[type.default, ...type.checks.map((check) => check.expression)].flatMap((text) =>
        text === undefined || !reading.mentions(text) ? [] : ofText(dependent, `SELECT ${text}`, reading.read),
      ),
    ];
  if (type.kind === 'composite')
    return type.attributes.map((attribute) => {
      const table = { kind: 'composite type', schema: type.schema, name: type.name };
      return typeEdge({ ...dependent, kind: 'column', name: attribute.name, table }, attribute.type);
    });
  if (type.kind !== 'range') return [];
  const functions = [type.canonical, type.subtypeDiff].flatMap((name): Edge[] =>
    name ? [{ dependent, to: 'routine', name }] : [],
  );
  return [typeEdge(dependent, type.subtype), ...functions];
}
/** `f(integer, text)`. */
export function routineName({ name, argumentTypes }: Routine): string {
  return `${name}(${argumentTypes.map((type) => (type ? formatType(type) : '')).join(', ')})`;
}
/** Of all routines of one name. */
export function ofRoutines(overloads: readonly Routine[], reading: Reading): Edge[] {
  return overloads.flatMap((routine) => ofRoutine(routine, reading));
}
function ofRoutine(routine: Routine, reading: Reading): Edge[] {
  const name = routineName(routine);
  const dependent: Dependent = {
    kind: 'routine',
    schema: routine.schema,
    name,
    ofFile: routine.origins?.self !== undefined,
  };
  const { definition, language } = routine;
  // A range's constructors go with its types (pg_depend.deptype i).
  if (definition === undefined && language === 'internal') return [];
  const types = routine.argumentTypes.filter((type) => type !== undefined).map((type) => typeEdge(dependent, type));
  // Only a body that is parsed when the routine is made is known to pg_depend.
  if (definition === undefined || language !== 'sql' || !reading.mentions(definition)) return types;
  return [...types, ...ofText(dependent, definition, reading.read)];
}
export function ofOther(other: OtherObject, reading: Reading): Edge[] {
  const { kind, name, schema = '', definition } = other;
  if (definition === undefined || !/^publication$/i.test(kind) || !reading.mentions(definition)) return [];
  const dependent: Dependent = { kind: 'publication', schema, name, ofFile: other.origins?.self !== undefined };
  const filtered = new Set(reading.read.filtered(definition));
  return ofText(dependent, definition, reading.read).map((edge) =>
    edge.column !== undefined && !filtered.has(edge.column) ? { ...edge, listed: true } : edge,
  );
}

const typeEdge = (dependent: Dependent, type: SqlType): Edge => ({
  dependent,
  to: 'type',
  name:
    type.schema === undefined
      ? { name: type.builtin ? `pg_catalog.${type.name}` : type.name }
      : { schema: type.schema, name: type.name },
});
/** A trigger's or rule's definition always names what it stands on. */
function ofDefinition(dependent: Dependent, text: string, { read, mentions }: Reading, owner: Table | View): Edge[] {
  if (!mentions(text)) return [];
  const name = { schema: owner.schema, name: owner.name };
  const own = read.references(text).own.map((column): Edge => ({ dependent, to: 'relation', name, column }));
  return [...ofText(dependent, text, read), ...own];
}
/** `own`: what a dependent is part of is no other relation that it reads, only its columns count. */
function ofText(dependent: Dependent, text: string, read: TextReader, own?: Table): Edge[] {
  const { relations, strays, functions } = read.references(text);
  const edges: Edge[] = [];
  for (const { name, columns } of relations) {
    const isOwn = own !== undefined && name.value.name === own.name && name.value.schema === own.schema;
    if (!isOwn) edges.push({ dependent, to: 'relation', name: name.value });
    for (const column of columns) edges.push({ dependent, to: 'relation', name: name.value, column: column.value });
  }
  for (const stray of strays as { column?: { value: string }; among?: { value: QualifiedName }[] }[])
    if (stray.column && stray.among && stray.among.length > 0) {
      const among = stray.among.map((name) => name.value);
      edges.push({ dependent, to: 'relation', name: among[0]!, column: stray.column.value, among });
    }
  for (const { value } of functions) edges.push({ dependent, to: 'routine', name: value });
  return edges;
}
const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const quotedQualified = ({ schema, name }: QualifiedName): string =>
  schema === undefined ? quote(name) : `${quote(schema)}.${quote(name)}`;
