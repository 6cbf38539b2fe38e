/** WITH queries and queries in FROM, read from tokens: they need not be finished. */

import { identifierValue } from '../text/literals';
import type { Token } from '../text/token';
import { groupAt, isName, type RelationMention, relationNamed, type StatementScope } from './scope';

interface NamedQuery {
  readonly open: number;
  /** The names of `WITH q (a, b) AS`. */
  readonly list: readonly Token[] | undefined;
}
/** The query that has a name; undefined: none of the statement. */
export function queryNamed({ text, tokens }: StatementScope, name: string): NamedQuery | undefined {
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

/** The tokens within its parentheses. */
export function tokensOf({ tokens }: StatementScope, { open }: NamedQuery): readonly Token[] {
  const { start, end } = groupAt(tokens, open);
  return tokens.filter((one) => one.start > start && one.end < end);
}
/** The items of the first SELECT, or of RETURNING, each as its tokens. */
export function outputs(tokens: readonly Token[]): Token[][] {
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

/** The relations that an item of a query's output is of: those of its own FROM, or the one that is named before a dot. */
export function sourceNames(scope: StatementScope, at: Token, owner: string | undefined) {
  if (owner !== undefined) return [relationNamed(scope, owner, at.start)].filter((one) => one !== undefined);
  const group = innermost(scope.tokens, at);
  return scope.relations.filter(
    ({ range }) => range.start > at.start && range.end < group && !isDeeper(scope.tokens, at, range.start),
  );
}
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

/**
 * The relations whose column of this name a query gives on under the same name; none where it calls something else so.
 * `name` is what stands before the dot at `offset`: undefined where that is no query.
 */
export function passedOn(
  scope: StatementScope,
  name: string,
  column: string,
  offset: number,
  seen: readonly string[] = [],
): readonly RelationMention[] | undefined {
  const relation = relationNamed(scope, name, offset);
  const isWith = relation?.name.schema === undefined && scope.queries.has(relation?.name.name ?? '');
  const called = isWith ? relation!.name.name : name;
  const query = seen.includes(called) ? undefined : queryNamed(scope, called);
  if (!query) return undefined;
  const { start, end } = groupAt(scope.tokens, query.open);
  if (start < offset && offset < end) return undefined;
  if (query.list) return [];
  const { text } = scope;
  return outputs(tokensOf(scope, query)).flatMap((item) => {
    const last = item.at(-1);
    const owner = item.at(-2)?.text === '.' && isName(item.at(-3)) ? identifierValue(text, item.at(-3)!) : undefined;
    const isPlain = item.length === (owner === undefined ? 1 : 3);
    if (!last || !isPlain || (last.text !== '*' && !(isName(last) && identifierValue(text, last) === column)))
      return [];
    return sourceNames(scope, last, owner).flatMap(
      (one) => passedOn(scope, one.alias ?? one.name.name, column, last.start, [...seen, called]) ?? [one],
    );
  });
}

/** `AS name`, or a name in the list of a WITH query: `WITH q (name) AS`. */
export function isRenamed({ text, tokens, queries }: StatementScope, name: string): boolean {
  return tokens.some((token, at) => {
    if (!isName(token) || identifierValue(text, token) !== name) return false;
    const before = tokens.slice(0, at).findLast(({ text: word }) => word === '(' || word === 'AS');
    if (tokens[at - 1]?.text === 'AS') return true;
    const owner = before?.text === '(' ? tokens[tokens.indexOf(before) - 1] : undefined;
    return isName(owner) && owner !== undefined && queries.has(identifierValue(text, owner));
  });
}
