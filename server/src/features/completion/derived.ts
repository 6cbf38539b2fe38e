/** The columns that a WITH query or a query in FROM gives, read from tokens: it need not be finished around them. */

import { CompletionItemKind } from 'vscode-languageserver/node';
import { identifierValue } from '../../text/literals';
import type { Token } from '../../text/token';
import { columnOf, pairOf } from '../mention';
import { groupAt, isName, relationNamed, type StatementScope } from '../scope';
import type { Asked, Row } from './asked';
import { row } from './asked';
import { columnRow } from './columns';

/** Undefined where no query of the statement has this name. */
export function derivedRows(asked: Asked, name: string, seen: readonly string[] = []): Row[] | undefined {
  const { scope } = asked;
  const query = seen.includes(name) ? undefined : queryNamed(scope, name);
  if (!query) return undefined;
  const { tokens, text } = scope;
  const given = query.list?.map((one) => row(identifierValue(text, one), CompletionItemKind.Field, { from: name }));
  if (given) return given;
  const { end } = groupAt(tokens, query.open);
  const inside = tokens.filter((one) => one.start > tokens[query.open]!.start && one.end < end);
  return outputs(inside).flatMap((item) => outputRows(asked, item, name, [...seen, name]));
}

interface WithQuery {
  readonly open: number;
  /** The names of `WITH q (a, b) AS`. */
  readonly list: readonly Token[] | undefined;
}
function queryNamed({ text, tokens }: StatementScope, name: string): WithQuery | undefined {
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (!isName(token) || identifierValue(text, token) !== name) continue;
    const list = tokens[at + 1]?.text === '(' ? groupAt(tokens, at + 1) : undefined;
    const as = list ? tokens.findIndex(({ start }) => start >= list.end) : at + 1;
    const open = /^(NOT|MATERIALIZED)$/.test(tokens[as + 1]?.text ?? '')
      ? tokens.findIndex(({ text: word }, i) => i > as && word === '(')
      : as + 1;
    if (
      /^(WITH|RECURSIVE|,)$/.test(tokens[at - 1]?.text ?? '') &&
      tokens[as]?.text === 'AS' &&
      tokens[open]?.text === '('
    )
      return {
        open,
        list: list && tokens.filter((one) => isName(one) && one.start > list.start && one.end < list.end),
      };
    const close = tokens[at - 1]?.text === 'AS' ? at - 2 : at - 1;
    const start = tokens[close]?.text === ')' ? opening(tokens, close) : undefined;
    if (
      start !== undefined &&
      /^(FROM|JOIN|LATERAL|,)$/.test(tokens[start - 1]?.text ?? '') &&
      tokens[start + 1]?.text === 'SELECT'
    )
      return { open: start, list: undefined };
  }
  return undefined;
}
function opening(tokens: readonly Token[], close: number): number | undefined {
  let depth = 0;
  for (let at = close; at >= 0; at--) {
    if (tokens[at]!.text === ')') depth++;
    else if (tokens[at]!.text === '(' && --depth === 0) return at;
  }
  return undefined;
}

/** The items of the first SELECT, or of RETURNING, each as its tokens. */
function outputs(tokens: readonly Token[]): Token[][] {
  const from = tokens.findIndex(({ text }) => text === 'SELECT' || text === 'RETURNING');
  const items: Token[][] = [[]];
  let depth = 0;
  for (const token of from < 0 ? [] : tokens.slice(from + 1)) {
    if (token.text === '(') depth++;
    else if (token.text === ')') depth--;
    if (depth === 0 && /^(FROM|WHERE|UNION|INTERSECT|EXCEPT|GROUP|ORDER|LIMIT)$/.test(token.text)) break;
    if (depth === 0 && token.text === ',') items.push([]);
    else if (token.text !== 'DISTINCT' || items[0]!.length > 0) items.at(-1)!.push(token);
  }
  return items;
}

function outputRows(asked: Asked, item: readonly Token[], from: string, seen: readonly string[]): Row[] {
  const { scope } = asked;
  const { text } = scope;
  const last = item.at(-1);
  if (!last) return [];
  const owner = item.at(-2)?.text === '.' && isName(item.at(-3)) ? identifierValue(text, item.at(-3)!) : undefined;
  if (last.text === '*') return starRows(asked, last, owner, from, seen);
  const name = last.text === ')' ? item.find(isName) : isName(last) ? last : undefined;
  if (!name) return [];
  const label = identifierValue(text, name);
  const plain = item.length === 1 || (item.length === 3 && owner !== undefined);
  const column = plain
    ? sources(asked, last, owner).flatMap((pair) => columnOf(pair?.dev ?? pair?.file, label) ?? [])[0]
    : undefined;
  return [column ? columnRow(column, asked.schema, { from }) : row(label, CompletionItemKind.Field, { from })];
}
function starRows(asked: Asked, star: Token, owner: string | undefined, from: string, seen: readonly string[]): Row[] {
  const named = sourceNames(asked.scope, star, owner);
  return named.flatMap(({ name, alias }) => {
    const derived =
      name.schema === undefined
        ? (derivedRows(asked, alias ?? name.name, seen) ?? derivedRows(asked, name.name, seen))
        : undefined;
    if (derived) return derived.map((one) => ({ ...one, from }));
    const pair = pairOf(asked.sides, asked.scope, name);
    return ((pair?.dev ?? pair?.file)?.columns ?? []).map((column) => columnRow(column, asked.schema, { from }));
  });
}
function sourceNames(scope: StatementScope, at: Token, owner: string | undefined) {
  if (owner !== undefined) return [relationNamed(scope, owner, at.start)].filter((one) => one !== undefined);
  const group = innermost(scope.tokens, at);
  return scope.relations.filter(
    ({ range }) => range.start > at.start && range.end < group && !isDeeper(scope.tokens, at, range.start),
  );
}
const sources = (asked: Asked, at: Token, owner: string | undefined) =>
  sourceNames(asked.scope, at, owner).map(({ name }) => pairOf(asked.sides, asked.scope, name));

/** Where the parentheses around a token end. */
function innermost(tokens: readonly Token[], token: Token): number {
  const groups = tokens.flatMap(({ text }, at) => (text === '(' ? [groupAt(tokens, at)] : []));
  return Math.min(...groups.filter(({ start, end }) => start < token.start && token.end < end).map(({ end }) => end));
}
function isDeeper(tokens: readonly Token[], from: Token, offset: number): boolean {
  let depth = 0;
  for (const { text, start } of tokens) {
    if (start <= from.start || start >= offset) continue;
    if (text === '(') depth++;
    else if (text === ')') depth--;
  }
  return depth > 0;
}
