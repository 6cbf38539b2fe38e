/** The elements of a CREATE TABLE that is being typed, and where a column's definition begins. */

import { identifierValue } from '../../text/literals';
import type { Token } from '../../text/token';
import { groupAt, isName, type RelationMention, type StatementScope } from '../scope';

interface NewColumnPlace {
  readonly relations: readonly RelationMention[];
  /** In CREATE TABLE: nothing but what the statement has is there yet. */
  readonly only: boolean;
  /** Columns that the statement has already. */
  readonly taken: ReadonlySet<string>;
}

/** A name that a column definition begins with: after it a type stands. */
export function isColumnName(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.text ?? '';
  if (tokens[at]?.kind === 'word' && elementWords.has(tokens[at]!.text)) return false;
  if (before === '(' || before === ',') return elementsOpener(tokens, at) !== undefined;
  const added = before === 'COLUMN' ? at - 2 : before === 'EXISTS' ? at - 5 : at - 1;
  return tokens[0]?.text === 'ALTER' && tokens[added]?.text === 'ADD';
}
const elementWords = new Set('CONSTRAINT PRIMARY UNIQUE CHECK FOREIGN EXCLUDE LIKE COLUMN IF'.split(' '));

/** The token that opens the elements of CREATE TABLE, when token `at` stands directly in them. */
export function elementsOpener(tokens: readonly Token[], at: number): number | undefined {
  if (tokens[0]?.text !== 'CREATE' || !tokens.slice(0, 5).some((one) => one.text === 'TABLE')) return undefined;
  const open = openAt(tokens, at);
  return open.length === 1 ? open[0] : undefined;
}

/** Where a column's definition begins: in CREATE TABLE, and after ADD COLUMN. */
export function newColumnAt(scope: StatementScope, last: number, offset: number): NewColumnPlace | undefined {
  const { tokens, relations } = scope;
  const word = tokens[last]?.text ?? '';
  const table = relations.find(({ aside }) => !aside);
  if (!table) return undefined;
  if (word === '(' || word === ',') {
    const open = elementsOpener(tokens, last + 1);
    if (open === undefined) return undefined;
    const taken = elementNames(scope, open, offset);
    return { relations: [table], only: true, taken };
  }
  const at = beforeConditions(tokens, last);
  const verb = tokens[at]?.text === 'COLUMN' ? at - 1 : at;
  const adds = tokens[verb]?.text === 'ADD';
  return adds && tokens[0]?.text === 'ALTER' ? { relations: [table], only: false, taken: new Set() } : undefined;
}

/** Columns that stand in the elements already, before and after the cursor. */
function elementNames({ text, tokens }: StatementScope, open: number, offset: number): Set<string> {
  const { end } = groupAt(tokens, open);
  const names = new Set<string>();
  let depth = 0;
  for (let at = open; at < tokens.length && tokens[at]!.start < end; at++) {
    const token = tokens[at]!;
    if (token.text === '(') depth++;
    else if (token.text === ')') depth--;
    const next = tokens[at + 1];
    const begins = depth === 1 && (token.text === ',' || at === open);
    if (!begins || !next || !isName(next) || (next.start < offset && offset <= next.end)) continue;
    if (next.kind !== 'word' || !elementWords.has(next.text)) names.add(identifierValue(text, next));
  }
  return names;
}

/** Within the parentheses of a key or a check in CREATE TABLE: the columns that the statement itself has. */
export function ownColumns(
  scope: StatementScope,
  last: number,
): { readonly table: RelationMention; readonly names: ReadonlySet<string> } | undefined {
  const { tokens, relations } = scope;
  const table = relations.find(({ aside }) => !aside);
  const open = openAt(tokens, last + 1);
  if (!table || open.length < 2 || elementsOpener(tokens, open[1]!) !== open[0]) return undefined;
  return { table, names: elementNames(scope, open[0]!, -1) };
}

/** The parentheses that are open before token `at`, outer ones first. */
export function openAt(tokens: readonly Token[], at: number): number[] {
  const open: number[] = [];
  for (let next = 0; next < at; next++) {
    if (tokens[next]!.text === '(') open.push(next);
    else if (tokens[next]!.text === ')') open.pop();
  }
  return open;
}

/** The token before `IF [NOT] EXISTS`, `CONCURRENTLY` and `ONLY` that ends at `last`. */
export function beforeConditions(tokens: readonly Token[], last: number): number {
  let at = last;
  while (['EXISTS', 'NOT', 'IF', 'CONCURRENTLY', 'ONLY'].includes(tokens[at]?.text ?? '')) at--;
  return at;
}
