/**
 * What the text at an offset names: a relation, a column, a type and so on, as the file and as dev have it. Works on
 * tokens, so half-typed statements and the bodies of functions are understood too.
 */

import type { Column, Constraint, Index, Routine, Schema, Sequence, Table, UserType, View } from '../model/schema';
import type { Statement } from '../sql/document/statement';
import { tableElements } from '../sql/read/scan';
import { tokenize } from '../text/lexer';
import { stringBody } from '../text/literals';
import { type QualifiedName, qualifiedKey } from '../text/names';
import type { TextRange } from '../text/text';
import type { Token } from '../text/token';
import type { FileView, Snapshot } from '../workspace/snapshot';
import { isRenamed, passedOn } from './derived-query';
import { relationsOf } from './lookup';
import { untilLineEnd } from './open-quote';
import { rowVariables } from './row-variables';
import {
  type Chain,
  chainFrom,
  isName,
  type RelationMention,
  relationNamed,
  relationsAt,
  type StatementScope,
  scopeOf,
} from './scope';

/** A relation on both sides; each is undefined where that side does not have it. */
export interface RelationPair {
  readonly name: QualifiedName;
  readonly dev: Table | View | undefined;
  readonly file: Table | View | undefined;
}
export type Mention = { readonly range: TextRange; readonly statement: Statement | undefined } & (
  | { readonly kind: 'relation'; readonly relation: RelationPair; readonly devTable: Table | undefined }
  | { readonly kind: 'column'; readonly name: string; readonly relations: readonly RelationPair[] }
  | { readonly kind: 'type'; readonly dev: UserType | undefined; readonly file: UserType | undefined }
  | { readonly kind: 'index'; readonly dev: Index | undefined; readonly file: Index | undefined }
  | { readonly kind: 'sequence'; readonly dev: Sequence | undefined; readonly file: Sequence | undefined }
  | {
      readonly kind: 'constraint';
      readonly dev: Constraint | undefined;
      readonly file: Constraint | undefined;
      readonly table: Table;
    }
  | { readonly kind: 'routine'; readonly dev: readonly Routine[]; readonly file: readonly Routine[] }
);
/** The parts of a mention that its kind decides. */
type MentionParts = Mention extends infer M ? (M extends Mention ? Omit<M, 'range' | 'statement'> : never) : never;

/** The schemas a name at a place may be of: what the file makes there, and dev. */
export interface Sides {
  readonly dev: Schema | undefined;
  readonly file: Schema | undefined;
}

/** What is needed of a file to know what its names mean. */
export type ReadFile = Pick<FileView, 'document' | 'folded'>;

/** The statement at an offset and its tokens; within a function's body, the part between its semicolons. */
export interface Surroundings {
  readonly statement: Statement | undefined;
  readonly scope: StatementScope;
  readonly sides: Sides;
}

export function surroundingsOf(snapshot: Snapshot, view: ReadFile, offset: number): Surroundings {
  const { text, statements } = view.document;
  const statement = statements.findLast((one) => one.range.start <= offset);
  const start = statement?.range.start ?? 0;
  const next = statements[(statement?.index ?? -1) + 1];
  const end = Math.max(statement?.range.end ?? 0, Math.min(offset, next?.range.start ?? text.length));
  const all = untilLineEnd(text, tokenize(text, start, end), offset);
  const { tokens, rows } = tokensAround(text, { tokens: all, rows: rowVariables(text, all) }, offset);
  return { statement, scope: scopeOf(text, tokens, rows), sides: sidesOf(snapshot, view, statement) };
}

/** After the statement, so that what it makes is there; what it drops is found in the schema before it, or in dev. */
export function sidesOf(snapshot: Snapshot, view: ReadFile, statement: Statement | undefined): Sides {
  const { folded, document } = view;
  const last = document.statements.length - 1;
  const at = statement?.index ?? last;
  const file = at >= 0 ? folded.after(at) : undefined;
  return { dev: snapshot.dev?.schema, file };
}

/** Within a dollar-quoted body, the tokens of the body's own statement. */
function tokensAround(text: string, around: Pick<StatementScope, 'tokens' | 'rows'>, offset: number): typeof around {
  const body = around.tokens.find(
    (token) => token.kind === 'string' && token.start < offset && offset < token.end && text[token.start] === '$',
  );
  if (!body) return around;
  const { start, end } = stringBody(text, body);
  const inner = tokenize(text, start, end);
  const from = inner.findLastIndex((token) => token.text === ';' && token.end <= offset) + 1;
  const to = inner.findIndex((token) => token.text === ';' && token.start >= offset);
  const rows = new Map([...around.rows, ...rowVariables(text, inner)]);
  return tokensAround(text, { tokens: inner.slice(from, to < 0 ? undefined : to), rows }, offset);
}

export function mentionAt(snapshot: Snapshot, view: ReadFile, offset: number): Mention | undefined {
  const around = surroundingsOf(snapshot, view, offset);
  const { scope } = around;
  const at = tokenAt(scope.tokens, offset);
  return at === undefined ? undefined : mentionOf(around, at);
}
/** What the name at token `at` means. */
export function mentionOf(around: Surroundings, at: number): Mention | undefined {
  const { chain, index } = chainAround(around.scope, at);
  const found = chain && identify(around, chain, index, at);
  return found && ({ ...found, range: chain.parts[index]!.range, statement: around.statement } as Mention);
}

/** The name under or just before the offset. */
function tokenAt(tokens: readonly Token[], offset: number): number | undefined {
  const at = tokens.findIndex((token) => token.start <= offset && offset < token.end);
  if (isName(tokens[at])) return at;
  const before = tokens.findIndex((token) => token.end === offset);
  return before >= 0 && isName(tokens[before]) ? before : undefined;
}

function chainAround(scope: StatementScope, at: number): { chain: Chain | undefined; index: number } {
  const { tokens, text } = scope;
  let first = at;
  while (first >= 2 && tokens[first - 1]!.text === '.' && isName(tokens[first - 2])) first -= 2;
  const chain = chainFrom(text, tokens, first);
  const index = (at - first) / 2;
  return { chain: chain && index < chain.parts.length ? chain : undefined, index };
}

function identify(around: Surroundings, chain: Chain, index: number, at: number): MentionParts | undefined {
  const { scope, sides } = around;
  const part = chain.parts[index]!;
  const written = scope.relations.find(({ range }) => range.start === chain.range.start && part.range.end <= range.end);
  if (written) {
    if (part.range.end < written.range.end) return undefined;
    return asRelation(pairOf(sides, scope, written.name));
  }
  const special = afterKeyword(around, chain, index, at);
  if (special !== 'no') return special;
  if (index > 0) return afterQualifier(around, chain, index);
  return bareName(around, chain, part, scope.tokens[at + 1]?.text ?? '');
}

/** After `INDEX`, `CONSTRAINT`, `TYPE`, `::` and where CREATE TABLE has a type, the kind is plain. */
function afterKeyword(around: Surroundings, chain: Chain, index: number, at: number): MentionParts | undefined | 'no' {
  const { scope, sides } = around;
  if (index !== chain.parts.length - 1) return 'no';
  const name = chainName(chain);
  let before = at - 2 * index - 1;
  while (['EXISTS', 'NOT', 'IF', 'CONCURRENTLY'].includes(scope.tokens[before]?.text ?? '')) before--;
  switch (scope.tokens[before]?.text) {
    case 'INDEX':
      return indexNamed(sides, name);
    case 'CONSTRAINT':
      return constraintNamed(around, name.name, chain.range.start) ?? 'no';
    case 'SEQUENCE':
      return both('sequence', sides, (schema) => lookup(schema, name, (one, key) => one.sequences.get(key)));
    case '::':
    case 'TYPE':
    case 'DOMAIN':
      return typeNamed(sides, name);
    default:
      return isColumnType(around, chain) ? typeNamed(sides, name) : 'no';
  }
}

function isColumnType({ scope, statement }: Surroundings, chain: Chain): boolean {
  if (!statement || scope.tokens[0]?.text !== 'CREATE') return false;
  const start = scope.tokens[0].start;
  const elements = tableElements(scope.text.slice(start, statement.range.end))?.elements ?? [];
  const at = chain.range.start - start;
  return elements.some(({ type }) => type && type.start <= at && at < type.end);
}

function afterQualifier(around: Surroundings, chain: Chain, index: number): MentionParts | undefined {
  const { scope, sides } = around;
  const qualifier = { parts: chain.parts.slice(0, index), range: chain.range };
  const name = chainName(qualifier);
  const { start } = chain.range;
  const named = index === 1 ? relationNamed(scope, name.name, start) : undefined;
  const sources = index === 1 ? passedOn(scope, name.name, chain.parts[1]!.name, start) : undefined;
  if (sources) return columnAmong(around, sources, chain.parts[1]!.name);
  const isRow = index === 1 && /^(new|old|excluded)$/.test(name.name);
  const row = isRow ? relationsAt(scope, start)[0]?.name : index === 1 ? scope.rows.get(name.name) : undefined;
  const pair = pairOf(sides, scope, named?.name ?? row ?? name);
  if (pair) return { kind: 'column', name: chain.parts[index]!.name, relations: [pair] };
  return anyObject(sides, scope, { schema: name.name, name: chain.parts[index]!.name });
}

/** What a query gives on under the column's own name. */
function columnAmong({ sides, scope }: Surroundings, sources: readonly RelationMention[], name: string) {
  const pairs = sources.flatMap((one) => pairOf(sides, scope, one.name) ?? []);
  const relations = uniquePairs(pairs.filter(({ dev, file }) => columnOf(dev, name) ?? columnOf(file, name)));
  return relations.length > 0 ? ({ kind: 'column', name, relations } as const) : undefined;
}

function bareName(
  around: Surroundings,
  chain: Chain,
  part: Chain['parts'][number],
  next: string,
): MentionParts | undefined {
  const { scope, sides } = around;
  if (next === '.' || chain.parts.length > 1) {
    const named = relationNamed(scope, part.name, part.range.start);
    return asRelation(pairOf(sides, scope, named?.name ?? { name: part.name }));
  }
  if (next === '(') {
    const routine = routinesNamed(sides, { name: part.name });
    if (routine) return routine;
  }
  const having = relationsAt(scope, part.range.start).flatMap(({ name, within, derived }) => {
    const pair = pairOf(sides, scope, name);
    const has = pair && (columnOf(pair.dev, part.name) || columnOf(pair.file, part.name));
    return has ? [{ pair, depth: within?.start ?? -1, seen: isSeen(part.range, derived ?? within) }] : [];
  });
  // What a query in between calls something else is another column.
  const meant = having.filter(({ seen }) => seen || !isRenamed(scope, part.name));
  const inner = Math.max(...meant.map(({ depth }) => depth));
  const found = uniquePairs(meant.filter(({ depth }) => depth === inner).map(({ pair }) => pair));
  if (found.length > 0) return { kind: 'column', name: part.name, relations: found };
  const aliased = scope.relations.find(({ alias }) => alias === part.name);
  return aliased ? asRelation(pairOf(sides, scope, aliased.name)) : anyObject(sides, scope, { name: part.name });
}
const isSeen = (place: TextRange, query: TextRange | undefined): boolean =>
  !query || (query.start < place.start && place.end < query.end);
function uniquePairs(pairs: readonly RelationPair[]): RelationPair[] {
  return pairs.filter((pair, at) => pairs.findIndex((one) => one.dev === pair.dev && one.file === pair.file) === at);
}

function anyObject(sides: Sides, scope: StatementScope, name: QualifiedName): MentionParts | undefined {
  return (
    asRelation(pairOf(sides, scope, name)) ??
    typeNamed(sides, name) ??
    indexNamed(sides, name) ??
    routinesNamed(sides, name)
  );
}

function asRelation(relation: RelationPair | undefined): MentionParts | undefined {
  if (!relation) return undefined;
  const { dev } = relation;
  return { kind: 'relation', relation, devTable: dev && 'constraints' in dev ? dev : undefined };
}
/** Undefined where neither side has it, and for the name of a WITH query. */
export function pairOf(sides: Sides, scope: StatementScope, name: QualifiedName): RelationPair | undefined {
  if (name.schema === undefined && scope.queries.has(name.name)) return undefined;
  const file = sides.file && relationsOf(sides.file, name);
  const dev = sides.dev && relationsOf(sides.dev, name, sides.file?.searchPath);
  return file || dev ? { name, dev, file } : undefined;
}
type SomeColumn = Column | View['columns'][number];
export function columnOf(relation: Table | View | undefined, name: string): SomeColumn | undefined {
  return relation?.columns.find((column) => column.name === name);
}

const chainName = ({ parts }: Pick<Chain, 'parts'>): QualifiedName => {
  const schema = parts.at(-2)?.name;
  return schema === undefined ? { name: parts.at(-1)!.name } : { schema, name: parts.at(-1)!.name };
};
function lookup<T>(schema: Schema, name: QualifiedName, get: (schema: Schema, key: string) => T | undefined) {
  for (const namespace of name.schema === undefined ? schema.searchPath : [name.schema]) {
    const found = get(schema, qualifiedKey(namespace, name.name));
    if (found !== undefined) return found;
  }
  return undefined;
}
function both<K extends MentionParts['kind'], T>(kind: K, sides: Sides, get: (schema: Schema) => T | undefined) {
  const dev = sides.dev && get(sides.dev);
  const file = sides.file && get(sides.file);
  return dev === undefined && file === undefined ? undefined : ({ kind, dev, file } as unknown as MentionParts);
}
function typeNamed(sides: Sides, name: QualifiedName): MentionParts | undefined {
  return both('type', sides, (schema) => lookup(schema, name, (one, key) => one.types.get(key)));
}
function indexNamed(sides: Sides, name: QualifiedName): MentionParts | undefined {
  return both('index', sides, (schema) => lookup(schema, name, (one, key) => one.indexes.get(key)));
}
function routinesNamed(sides: Sides, name: QualifiedName): MentionParts | undefined {
  const get = (schema: Schema | undefined) =>
    (schema && lookup(schema, name, (one, key) => one.routines.get(key))) ?? [];
  const found = { kind: 'routine', dev: get(sides.dev), file: get(sides.file) } as const;
  return found.dev.length + found.file.length > 0 ? found : undefined;
}
function constraintNamed({ scope, sides }: Surroundings, name: string, offset: number): MentionParts | undefined {
  for (const relation of relationsAt(scope, offset)) {
    const pair = pairOf(sides, scope, relation.name);
    const get = (one: Table | View | undefined) =>
      one && 'constraints' in one ? one.constraints.find((constraint) => constraint.name === name) : undefined;
    const dev = get(pair?.dev);
    const file = get(pair?.file);
    const table = dev ? pair?.dev : pair?.file;
    if ((dev || file) && table && 'constraints' in table) return { kind: 'constraint', dev, file, table };
  }
  return undefined;
}
