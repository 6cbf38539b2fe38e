/** What is not a table: enum types value by value, other types, sequences and routines by what they say, views by their columns; comments. */

import type { ObjectKind } from '../model/kinds';
import type { CompositeType, DomainType, EnumType, Origin, Schema, Sequence, UserType, View } from '../model/schema';
import { completeSequence } from '../model/sequences';
import { formatType, sameType } from '../model/types';
import { displayName, keyOf, quoteIdentifier } from '../text/names';
import { unquoted } from './columns';
import { compareRoutines, compareTriggers, expressionFact, fact, type SchemaPair } from './definitions';
import type { DefinitionFact, Difference } from './difference';
import { compareExpressions } from './expressions/equivalence';
import type { TablePair } from './table-pair';

export function compareObjects(file: Schema, dev: Schema, differences: Difference[]): void {
  for (const type of file.types.values()) {
    const origin = type.origins?.self;
    if (origin) compareType(type, origin, { file, dev }, differences);
  }
  for (const view of file.views.values()) {
    const origin = view.origins?.self;
    if (origin) compareView(view, origin, { file, dev }, differences);
    const devView = dev.views.get(keyOf(view));
    if (devView && devView !== view) compareTriggers({ file: view, dev: devView }, { file, dev }, {}, differences);
  }
  for (const sequence of file.sequences.values()) {
    const origin = sequence.origins?.self;
    const there = origin && dev.sequences.get(keyOf(sequence));
    if (origin && there) compareSequence(sequence, there, origin, differences);
  }
  if (file.routines !== dev.routines)
    for (const key of file.routines.keys()) compareRoutines(key, { file, dev }, differences);
}

function compareType(type: UserType, origin: Origin, schemas: SchemaPair, differences: Difference[]): void {
  const devType = schemas.dev.types.get(keyOf(type));
  if (!devType) differences.push({ what: 'object', kind: 'type', schema: type.schema, name: type.name, origin });
  else if (type.kind === 'enum' && devType.kind === 'enum' && !equalValues(type, devType))
    differences.push({ what: 'enum values', file: type, dev: devType, origin: enumOrigin(type, devType, origin) });
  else pushFacts(differences, type, 'type', origin, userTypeFacts(type, devType));
}
function pushFacts(
  differences: Difference[],
  { schema, name }: { readonly schema: string; readonly name: string },
  kind: ObjectKind,
  origin: Origin,
  facts: readonly DefinitionFact[],
): void {
  if (facts.length > 0) differences.push({ what: 'definition', kind, schema, name, facts, origin });
}
const typeWords = { enum: 'AS ENUM', composite: 'AS ()', domain: 'DOMAIN', range: 'AS RANGE', base: '()' } as const;
function userTypeFacts(file: UserType, dev: UserType): DefinitionFact[] {
  // Of a base type, and of one that an extension brings, only the name is known.
  if ([file, dev].some((type) => type.kind === 'base' || type.extension !== undefined)) return [];
  if (file.kind !== dev.kind) return fact('TYPE', typeWords[dev.kind], typeWords[file.kind]);
  if (file.kind === 'composite') return attributeFacts(file, dev as CompositeType);
  return file.kind === 'domain' ? domainFacts(file, dev as DomainType) : [];
}
function attributeFacts(file: CompositeType, dev: CompositeType): DefinitionFact[] {
  const isSame =
    file.attributes.length === dev.attributes.length &&
    file.attributes.every(({ name, type }, at) => {
      const other = dev.attributes[at]!;
      return name === other.name && sameType(unquoted(type), unquoted(other.type));
    });
  if (isSame) return [];
  const [devSays, fileSays] = [dev, file].map(({ attributes }) => {
    const listed = attributes.map(({ name, type }) => `${quoteIdentifier(name)} ${formatType(type)}`);
    return `(${listed.join(', ')})`;
  });
  return fact('AS', devSays, fileSays);
}
function domainFacts(file: DomainType, dev: DomainType): DefinitionFact[] {
  const target = file.base;
  const isSameDefault =
    (file.default === undefined) === (dev.default === undefined) &&
    (file.default === undefined || compareExpressions(file.default, dev.default!, { target }) !== 'different');
  const said = ({ default: text }: DomainType) => (text === undefined ? undefined : `DEFAULT ${text}`);
  const columnType = (name: string) => (name === 'value' ? target : undefined);
  const names = [...new Set([...file.checks, ...dev.checks].map(({ name }) => name))];
  const checkOf = (type: DomainType, name: string) => type.checks.find((each) => each.name === name)?.expression;
  const named = names.filter((name) => checkOf(file, name) !== undefined && checkOf(dev, name) !== undefined);
  return [
    ...(sameType(unquoted(file.base), unquoted(dev.base))
      ? []
      : fact('AS', `AS ${formatType(dev.base)}`, `AS ${formatType(file.base)}`)),
    ...(isSameDefault ? [] : fact('DEFAULT', said(dev), said(file))),
    ...fact('NOT NULL', dev.notNull ? 'NOT NULL' : undefined, file.notNull ? 'NOT NULL' : undefined),
    ...named.flatMap((name) => expressionFact('CHECK', checkOf(dev, name), checkOf(file, name), { columnType })),
    ...(file.checks.length === dev.checks.length ? [] : fact('CHECK', checksOf(dev), checksOf(file))),
  ];
}
const checksOf = ({ checks }: DomainType): string | undefined =>
  checks.length === 0 ? undefined : checks.map(({ expression }) => `CHECK (${expression})`).join(' ');

function compareSequence(file: Sequence, dev: Sequence, origin: Origin, differences: Difference[]): void {
  const [here, there] = [file, dev].map(({ options }) => completeSequence(options));
  const clauses = {
    type: 'AS',
    start: 'START',
    increment: 'INCREMENT',
    minValue: 'MINVALUE',
    maxValue: 'MAXVALUE',
    cache: 'CACHE',
    cycle: 'CYCLE',
  } as const;
  const facts = Object.entries(clauses).flatMap(([option, clause]) => {
    const [theirs, own] = [there, here].map((options) => options![option as keyof typeof clauses]);
    const said = (value: unknown) => (option === 'cycle' ? (value ? clause : undefined) : `${clause} ${value}`);
    return fact(clause, said(theirs), said(own));
  });
  pushFacts(differences, file, 'sequence', origin, facts);
}
function equalValues(file: EnumType, dev: EnumType): boolean {
  return file.values.length === dev.values.length && file.values.every((value, index) => value === dev.values[index]);
}
/** The one value that dev lacks, when it is all that differs; otherwise where the type was made. */
function enumOrigin(file: EnumType, dev: EnumType, origin: Origin): Origin {
  const extra = file.values.filter((value) => !dev.values.includes(value));
  const only = extra.length === 1 && dev.values.every((value) => file.values.includes(value)) ? extra[0] : undefined;
  return (only !== undefined ? file.valueOrigins?.get(only) : undefined) ?? origin;
}

/** A view's text is never compared: the server prints its own. Its columns are, where both sides know them. */
function compareView(view: View, origin: Origin, schemas: SchemaPair, differences: Difference[]): void {
  const key = keyOf(view);
  const dev = schemas.dev.views.get(key);
  if (!dev && !schemas.dev.tables.has(key))
    differences.push({ what: 'object', kind: view.kind, schema: view.schema, name: view.name, origin });
  if (!dev || dev === view) return;
  const columnsOf = ({ columns }: View) => `(${columns.map(({ name }) => quoteIdentifier(name)).join(', ')})`;
  const isKnown = view.columns.length > 0 && dev.columns.length > 0;
  pushFacts(differences, view, view.kind, origin, [
    ...fact('VIEW', dev.kind.toUpperCase(), view.kind.toUpperCase()),
    ...(isKnown ? fact('()', columnsOf(dev), columnsOf(view)) : []),
  ]);
}

export function compareTableComment(pair: TablePair): void {
  const { file, dev } = pair;
  const origin = file.origins?.comment ?? pair.created;
  if (!origin || (file.comment ?? '') === (dev.comment ?? '')) return;
  const object = displayName(file, pair.schemas.dev.searchPath);
  pair.differences.push({ what: 'comment', object, file: file.comment, dev: dev.comment, origin });
}
