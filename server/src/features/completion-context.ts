/** What kind of name can stand at an offset, read from the tokens before it; half-typed text is the usual case. */

import { tokenize } from '../text/lexer';
import { identifierValue } from '../text/literals';
import type { TextRange } from '../text/text';
import type { Token } from '../text/token';
import { groupAt, isName, type RelationMention, relationNamed, relationsAt, type Scope } from './scope';

export interface Expected {
  readonly kind: 'relation' | 'column' | 'new column' | 'type' | 'index' | 'constraint';
  /** What has been typed of the name, to be replaced. */
  readonly range: TextRange;
  /** It began with a quote. */
  readonly quoted: boolean;
  /** A schema before a dot. */
  readonly qualifier?: string;
  /** Where columns and constraints may be from. */
  readonly relations: readonly Pick<RelationMention, 'name'>[];
  /** Nothing else can stand here: no aliases. */
  readonly only: boolean;
  /** Columns the list has already. */
  readonly taken: ReadonlySet<string>;
}

const beforeRelation = new Set(
  'FROM JOIN INTO UPDATE TABLE REFERENCES TRUNCATE COPY LIKE VIEW INHERITS ONLY LOCK'.split(' '),
);
const beforeColumn = new Set(
  `SELECT WHERE AND OR NOT ON BY SET HAVING RETURNING DISTINCT CASE WHEN THEN ELSE USING BETWEEN`.split(/\s+/),
);

export function expectedAt(scope: Scope, offset: number): Expected | undefined {
  const { text, tokens } = scope;
  if (isInComment(scope, offset)) return undefined;
  const at = tokens.findLastIndex((token) => token.start < offset);
  const here = tokens[at];
  if (here && here.end >= offset && isInert(here, offset)) return undefined;
  const typed = here && here.end >= offset && isName(here) ? here : undefined;
  const range = { start: typed?.start ?? offset, end: offset };
  // The rest of the word goes too, but not what an open quote runs into.
  if (typed && typed.end > offset && !typed.unterminated && !/\s/.test(text.slice(offset, typed.end)))
    range.end = typed.end;
  const quoted = typed?.kind === 'quoted';
  const last = typed ? at - 1 : at;
  const base = { range, quoted, relations: [], only: false, taken: new Set<string>() };
  const previous = tokens[last];
  if (previous?.text === '.') return afterDot(scope, base, last, offset);
  return { ...base, ...undottedAt(scope, last, offset) };
}

type Base = Omit<Expected, 'kind'>;
type Kind = Pick<Expected, 'kind'> & Partial<Expected>;

function isInComment({ text, tokens }: Scope, offset: number): boolean {
  const before = tokens.findLast((token) => token.end <= offset);
  const last = tokenize(text, before?.end ?? text.lastIndexOf('\n', offset - 1) + 1, offset, true).at(-1);
  return last?.kind === 'comment' && (last.unterminated || (last.end === offset && text.startsWith('--', last.start)));
}
/** Within a string or a number nothing is offered. */
function isInert(token: Token, offset: number): boolean {
  return (
    token.kind === 'string' ||
    token.kind === 'number' ||
    (token.kind === 'quoted' && !token.unterminated && token.end === offset)
  );
}

function afterDot(scope: Scope, base: Base, dot: number, offset: number): Expected | undefined {
  const { text, tokens } = scope;
  const token = tokens[dot - 1];
  if (!token || !isName(token)) return undefined;
  const name = identifierValue(text, token);
  const schema =
    tokens[dot - 2]?.text === '.' && isName(tokens[dot - 3]) ? identifierValue(text, tokens[dot - 3]!) : undefined;
  const relation = relationNamed(scope, name, offset);
  if (relation && relation.range.start !== token.start)
    return { ...base, kind: 'column', relations: [relation], only: true };
  const row = /^(new|old|excluded)$/.test(name) ? relationsAt(scope, offset) : [];
  if (row.length > 0) return { ...base, kind: 'column', relations: row.slice(0, 1), only: true };
  if (schema !== undefined) return { ...base, kind: 'column', relations: [{ name: { schema, name } }], only: true };
  const start = tokens[dot - 2]?.text ?? '';
  if (isTypePlace(scope, dot - 2)) return { ...base, kind: 'type', qualifier: name };
  if (beforeRelation.has(start) || start === ',' || start === 'ON')
    return { ...base, kind: 'relation', qualifier: name };
  return { ...base, kind: 'column', relations: [{ name: { name } }], only: true };
}

function undottedAt(scope: Scope, last: number, offset: number): Kind {
  const { tokens } = scope;
  const word = tokens[last]?.text ?? '';
  const head = tokens.slice(0, 3).map((token) => token.text);
  if (isTypePlace(scope, last)) return { kind: 'type' };
  if (leading(tokens, last) === 'INDEX' && head[0] !== 'CREATE') return { kind: 'index' };
  if (word === 'CONSTRAINT' && (tokens[last - 1]?.text === 'DROP' || tokens[last - 1]?.text === 'VALIDATE'))
    return { kind: 'constraint', relations: relationsAt(scope, offset) };
  const element = newColumnAt(scope, last, offset);
  if (element) return element;
  const list = scope.relations.findLast((one) => one.list && one.list.start < offset && offset < one.list.end);
  if (list) return { kind: 'column', relations: [list], only: true, taken: namesIn(scope, list.list!, offset) };
  if (isRelationPlace(scope, last, head)) return { kind: 'relation' };
  return { kind: 'column', ...columnPlace(scope, last, offset) };
}

/** The token before `IF [NOT] EXISTS` and `CONCURRENTLY` that ends at `last`. */
function beforeConditions(tokens: readonly Token[], last: number): number {
  let at = last;
  while (['EXISTS', 'NOT', 'IF', 'CONCURRENTLY'].includes(tokens[at]?.text ?? '')) at--;
  return at;
}
const leading = (tokens: readonly Token[], last: number) => tokens[beforeConditions(tokens, last)]?.text;

function isRelationPlace({ tokens, relations }: Scope, last: number, head: readonly string[]): boolean {
  const at = beforeConditions(tokens, last);
  const word = tokens[at]?.text ?? '';
  if (word === 'ON' && head[0] !== 'SELECT' && !tokens.some((one) => one.text === 'JOIN' || one.text === 'CONFLICT'))
    return true;
  if (word === 'FROM' && tokens[at - 1]?.text === 'DISTINCT') return false;
  if (word === 'UPDATE' && ['FOR', 'ON', 'DO'].includes(tokens[at - 1]?.text ?? '')) return false;
  if (beforeRelation.has(word)) return true;
  // FROM a, …
  return (
    word === ',' &&
    relations.some((one) => one.range.end === tokens[at - 1]?.end) &&
    !tokens.some((one) => one.text === 'SET')
  );
}

function isTypePlace({ tokens }: Scope, last: number): boolean {
  const word = tokens[last]?.text ?? '';
  if (word === '::') return true;
  if (word === 'TYPE') return tokens[0]?.text === 'ALTER' && last > 0;
  if (word === 'AS')
    return tokens.slice(0, last).some((one, at) => one.text === 'CAST' && openAt(tokens, at + 1, last));
  return isName(tokens[last]) && isColumnName(tokens, last);
}
const openAt = (tokens: readonly Token[], open: number, last: number): boolean =>
  tokens[open]?.text === '(' && groupAt(tokens, open).end > tokens[last]!.end;

/** A name that a column definition begins with: after it a type stands. */
function isColumnName(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.text ?? '';
  if (tokens[at]?.kind === 'word' && elementWords.has(tokens[at]!.text)) return false;
  if (before === '(' || before === ',') return bodyOf(tokens, at) !== undefined;
  const added = before === 'COLUMN' ? at - 2 : before === 'EXISTS' ? at - 5 : at - 1;
  return tokens[0]?.text === 'ALTER' && tokens[added]?.text === 'ADD';
}
const elementWords = new Set('CONSTRAINT PRIMARY UNIQUE CHECK FOREIGN EXCLUDE LIKE COLUMN IF'.split(' '));

/** The token that opens the elements of CREATE TABLE, when token `at` stands directly in them. */
function bodyOf(tokens: readonly Token[], at: number): number | undefined {
  if (tokens[0]?.text !== 'CREATE' || !tokens.slice(0, 5).some((one) => one.text === 'TABLE')) return undefined;
  const open: number[] = [];
  for (let next = 0; next < at; next++) {
    if (tokens[next]!.text === '(') open.push(next);
    else if (tokens[next]!.text === ')') open.pop();
  }
  return open.length === 1 ? open[0] : undefined;
}

/** Where a column's definition begins: in CREATE TABLE, and after ADD COLUMN. */
function newColumnAt(scope: Scope, last: number, offset: number): Kind | undefined {
  const { tokens, relations } = scope;
  const word = tokens[last]?.text ?? '';
  const table = relations.find(({ aside }) => !aside);
  if (!table) return undefined;
  if (word === '(' || word === ',') {
    const open = bodyOf(tokens, last + 1);
    if (open === undefined) return undefined;
    const taken = elementNames(scope, open, offset);
    return { kind: 'new column', relations: [table], only: true, taken };
  }
  const leads = leading(tokens, last) ?? '';
  const adds = leads === 'ADD' || (leads === 'COLUMN' && tokens.some((one) => one.text === 'ADD' && one.end <= offset));
  return adds && tokens[0]?.text === 'ALTER' ? { kind: 'new column', relations: [table] } : undefined;
}

/** Columns that stand in the elements already, before and after the cursor. */
function elementNames({ text, tokens }: Scope, open: number, offset: number): Set<string> {
  const { end } = groupAt(tokens, open);
  const names = new Set<string>();
  let depth = 0;
  for (let at = open; at < tokens.length && tokens[at]!.start < end; at++) {
    const token = tokens[at]!;
    if (token.text === '(') depth++;
    else if (token.text === ')') depth--;
    const next = tokens[at + 1];
    const begins = depth === 1 && (token.text === ',' || at === open);
    if (
      begins &&
      next &&
      isName(next) &&
      !(next.start < offset && offset <= next.end) &&
      !(next.kind === 'word' && elementWords.has(next.text))
    )
      names.add(identifierValue(text, next));
  }
  return names;
}

function namesIn({ text, tokens }: Scope, list: TextRange, offset: number): Set<string> {
  const names = tokens.filter((token) => isName(token) && token.start > list.start && token.end < list.end);
  return new Set(
    names.filter(({ start, end }) => offset <= start || end < offset).map((one) => identifierValue(text, one)),
  );
}

function columnPlace(scope: Scope, last: number, offset: number): Partial<Expected> {
  const { tokens } = scope;
  const relations = relationsAt(scope, offset);
  const word = tokens[last]?.text ?? '';
  const before = tokens[last - 1]?.text ?? '';
  // Right after a name or a closed bracket an operator or a key word stands, no name; but words such as COLUMN lead to one.
  const leads =
    beforeColumn.has(word) ||
    /^[(,=<>+\-*/|]/.test(word) ||
    /^(COLUMN|ALTER|DROP|RENAME|OF)$/.test(word) ||
    before === 'SET';
  return leads ? { relations, only: /^(COLUMN|ALTER|DROP|RENAME|OF)$/.test(word) } : { relations: [], only: true };
}
