/** What is not a table: enum types value by value, other types, sequences and routines by what they say, views by their columns; comments. */

import type { ObjectKind } from '../model/kinds';
import type { CompositeType, DomainType, EnumType, Origin, Sequence, UserType, View } from '../model/schema';
import { completeSequence } from '../model/sequences';
import { formatType, sameType } from '../model/types';
import { displayName, keyOf, quoteIdentifier } from '../text/names';
import { unquoted } from './columns';
import {
  type Comparing,
  compareRoutines,
  compareTriggers,
  expressionFact,
  fact,
  type Judged,
  type SchemaPair,
  settleFacts,
} from './definitions';
import type { DefinitionFact } from './difference';
import { compareExpressions, compareQueries, type ExpressionContext, isNullDefault } from './expressions/equivalence';
import { answeredOnce } from './expressions/query-answers';
import { domainBase, queryNames } from './expressions/query-names';
import type { TablePair } from './table-pair';

export function compareObjects({ file, dev }: SchemaPair, found: Comparing): void {
  const { differences } = found;
  for (const type of file.types.values()) {
    const origin = type.origins?.self;
    if (origin) compareType(type, origin, { file, dev }, found);
  }
  const names = { a: queryNames(file), b: queryNames(dev) };
  for (const view of file.views.values()) {
    const origin = view.origins?.self;
    if (origin) compareView(view, origin, { file, dev }, names, found);
    const devView = dev.views.get(keyOf(view));
    if (devView && devView !== view) compareTriggers({ file: view, dev: devView }, { file, dev }, { names }, found);
  }
  for (const sequence of file.sequences.values()) {
    const origin = sequence.origins?.self;
    const there = origin && dev.sequences.get(keyOf(sequence));
    if (origin && there)
      settleFacts(aboutIt(sequence, 'sequence', origin), sequenceFacts(sequence, there), { file, dev }, found);
  }
  if (file.routines !== dev.routines)
    for (const key of file.routines.keys()) compareRoutines(key, { file, dev }, differences);
}
const aboutIt = (
  { schema, name }: { readonly schema: string; readonly name: string },
  kind: ObjectKind,
  origin: Origin,
) => ({
  kind,
  schema,
  name,
  origin,
});

function compareType(type: UserType, origin: Origin, schemas: SchemaPair, found: Comparing): void {
  const devType = schemas.dev.types.get(keyOf(type));
  const { differences } = found;
  if (!devType) differences.push({ what: 'object', kind: 'type', schema: type.schema, name: type.name, origin });
  else if (type.kind === 'enum' && devType.kind === 'enum' && !equalValues(type, devType))
    differences.push({ what: 'enum values', file: type, dev: devType, origin: enumOrigin(type, devType, origin) });
  else settleFacts(aboutIt(type, 'type', origin), userTypeFacts(type, devType, schemas), schemas, found);
}
const typeWords = { enum: 'AS ENUM', composite: 'AS ()', domain: 'DOMAIN', range: 'AS RANGE', base: '()' } as const;
function userTypeFacts(file: UserType, dev: UserType, schemas: SchemaPair): Judged[] {
  // Of a base type, and of one that an extension brings, only the name is known.
  if ([file, dev].some((type) => type.kind === 'base' || type.extension !== undefined)) return [];
  if (file.kind !== dev.kind) return fact('TYPE', typeWords[dev.kind], typeWords[file.kind]);
  if (file.kind === 'composite') return attributeFacts(file, dev as CompositeType);
  return file.kind === 'domain' ? domainFacts(file, dev as DomainType, schemas) : [];
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
function domainFacts(file: DomainType, dev: DomainType, schemas: SchemaPair): Judged[] {
  const target = file.base;
  const [here, there] = [file, dev].map(({ default: text }) =>
    text === undefined || isNullDefault(text) ? undefined : text,
  );
  const isSameDefault =
    here === undefined || there === undefined
      ? here === there
      : compareExpressions(here, there, { target }) !== 'different';
  const said = ({ default: text }: DomainType) => (text === undefined ? undefined : `DEFAULT ${text}`);
  const columnType = (name: string) => (name === 'value' ? domainBase(target, schemas.dev, schemas.file) : undefined);
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

function sequenceFacts(file: Sequence, dev: Sequence): DefinitionFact[] {
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
  return Object.entries(clauses).flatMap(([option, clause]) => {
    const [theirs, own] = [there, here].map((options) => options![option as keyof typeof clauses]);
    const said = (value: unknown) => (option === 'cycle' ? (value ? clause : undefined) : `${clause} ${value}`);
    return fact(clause, said(theirs), said(own));
  });
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

/** Its columns, where both sides know them, and its query. */
function compareView(
  view: View,
  origin: Origin,
  schemas: SchemaPair,
  names: NonNullable<ExpressionContext['names']>,
  found: Comparing,
): void {
  const key = keyOf(view);
  const dev = schemas.dev.views.get(key);
  if (!dev && !schemas.dev.tables.has(key))
    found.differences.push({ what: 'object', ...aboutIt(view, view.kind, origin) });
  if (!dev || dev === view) return;
  const columnsOf = ({ columns }: View) => `(${columns.map(({ name }) => quoteIdentifier(name)).join(', ')})`;
  const isKnown = view.columns.length > 0 && dev.columns.length > 0;
  const facts = [
    ...fact('VIEW', dev.kind.toUpperCase(), view.kind.toUpperCase()),
    ...(isKnown ? fact('()', columnsOf(dev), columnsOf(view)) : []),
  ];
  const outputs = isKnown ? { outputs: view.columns.length } : {};
  const ofQuery = { ...names, a: Object.assign(queryNames(schemas.file, undefined, view.dependsOn), outputs) };
  const equality = facts.length > 0 ? 'same' : answeredOnce(view.definition, dev.definition, ofQuery, compareQueries);
  const query = ({ definition }: View): string => definition.trim().replace(/;$/, '');
  const isTold = equality === 'different' && ![view, dev].some(({ definition }) => mayHoldStar(definition));
  const judged = isTold ? fact('AS', query(dev), query(view)) : facts;
  settleFacts(aboutIt(view, view.kind, origin), equality === 'same' || isTold ? judged : ['open'], schemas, found);
}
/** What `*` stands for is what the relation had when the view was made. */
const mayHoldStar = (query: string): boolean => query.replace(/\bcount\s*\(\s*\*\s*\)/gi, '').includes('*');

export function compareTableComment(pair: TablePair): void {
  const { file, dev } = pair;
  const origin = file.origins?.comment ?? pair.created;
  if (!origin || (file.comment ?? '') === (dev.comment ?? '')) return;
  const object = displayName(file, pair.schemas.dev.searchPath);
  pair.differences.push({ what: 'comment', object, file: file.comment, dev: dev.comment, origin });
}
