/**
 * Conditions of IF in DO blocks that ask the catalogs whether something is there: `NOT EXISTS (SELECT 1 FROM
 * pg_constraint WHERE conname = 'x')`, `to_regclass('t') IS NULL`. The fold knows what is there; anything else it leaves
 * open.
 */

import { findRelation, isSurelyAbsent } from '../../model/resolve';
import type { BlockCondition } from '../../sql/read/ops';
import { Cursor } from '../../text/cursor';
import { stringValue } from '../../text/literals';
import { parseRegclass } from '../../text/quoted';
import type { Draft } from '../draft';
import { answerGuard, type CatalogLookup } from './guard-answers';

/** What conditions of a block came to when they were first asked; what stands under them may change what they ask. */
export type Answers = Map<number, boolean | undefined>;

/** Undefined where a condition depends on what the fold does not know. */
export function holdAll(
  draft: Draft,
  conditions: readonly BlockCondition[] | undefined,
  answers: Answers,
): boolean | undefined {
  if (!conditions) return undefined;
  let open = false;
  for (const { id, text, holds } of conditions) {
    if (!answers.has(id)) answers.set(id, evaluateGuard(draft, text));
    const value = answers.get(id);
    if (value === undefined) open = true;
    else if (value !== holds) return false;
  }
  return open ? undefined : true;
}

function evaluateGuard(draft: Draft, text: string): boolean | undefined {
  const reader = new GuardReader(draft, Cursor.over(text));
  const value = reader.or();
  return reader.cursor.done ? value : undefined;
}

type Truth = boolean | undefined;
class GuardReader {
  constructor(
    readonly draft: Draft,
    readonly cursor: Cursor,
  ) {}

  or(): Truth {
    let value = this.and();
    while (this.cursor.take('OR')) {
      const right = this.and();
      value = value === true || right === true ? true : value === undefined || right === undefined ? undefined : false;
    }
    return value;
  }
  and(): Truth {
    let value = this.not();
    while (this.cursor.take('AND')) {
      const right = this.not();
      value =
        value === false || right === false ? false : value === undefined || right === undefined ? undefined : true;
    }
    return value;
  }
  not(): Truth {
    if (!this.cursor.take('NOT')) return this.primary();
    const value = this.not();
    return value === undefined ? undefined : !value;
  }
  primary(): Truth {
    const { cursor } = this;
    if (cursor.take('TRUE')) return true;
    if (cursor.take('FALSE')) return false;
    if (cursor.peek() === 'EXISTS' && cursor.peek(1) === '(') {
      cursor.at++;
      return this.exists(cursor.inside());
    }
    if (cursor.peek() === '(') {
      const from = cursor.at;
      const inside = cursor.inside();
      if (inside.peek() === 'SELECT') return this.scalar(inside);
      const inner = new GuardReader(this.draft, inside);
      const value = inner.or();
      if (inner.cursor.done) return value;
      cursor.at = from;
    }
    if (cursor.peek() === 'TO_REGCLASS' || cursor.peek() === 'TO_REGTYPE') return this.registered();
    while (!cursor.done && !['AND', 'OR'].includes(cursor.peek())) cursor.skip();
    return undefined;
  }
  /** `to_regclass('app.t') IS [NOT] NULL`. */
  registered(): Truth {
    const { cursor } = this;
    const isType = cursor.peek() === 'TO_REGTYPE';
    cursor.at++;
    const inside = cursor.inside();
    while (cursor.take('::')) cursor.dotted();
    const token = inside.token();
    const name = token?.kind === 'string' ? parseRegclass(stringValue(inside.text, token)) : undefined;
    if (!cursor.take('IS')) return undefined;
    const negated = cursor.take('NOT');
    if (!cursor.take('NULL') || !name || isType) return undefined;
    if (findRelation(this.draft.schema, name)) return negated;
    return isSurelyAbsent(this.draft.schema, 'table', name) ? !negated : undefined;
  }
  /** `(SELECT count(*) FROM … ) = 0`, `> 0`: the same question as EXISTS. */
  scalar(inside: Cursor): Truth {
    const { cursor } = this;
    const counts = inside.is('SELECT', 'COUNT', '(');
    const found = counts ? this.exists(inside) : undefined;
    const operator = cursor.takeAny('=', '>', '<>', '!=');
    const isZero =
      operator !== undefined && cursor.token()?.kind === 'number' && cursor.tokens[cursor.at] !== undefined;
    const zero = isZero && cursor.text.slice(cursor.token()!.start, cursor.token()!.end) === '0';
    if (operator !== undefined) cursor.at++;
    if (!counts) while (!cursor.done && !['AND', 'OR'].includes(cursor.peek())) cursor.skip();
    if (!zero || found === undefined) return undefined;
    return operator === '=' ? !found : found;
  }

  exists(query: Cursor): Truth {
    const asked = questionOf(query);
    return asked ? answerGuard(this.draft, asked) : undefined;
  }
}

/** What a query over the catalogs asks for; undefined when it is about something else. */
function questionOf(query: Cursor): CatalogLookup | undefined {
  const relations: string[] = [];
  const equals = new Map<string, string>();
  let exact = true;
  let inFrom = false;
  for (; !query.done; query.at++) {
    const word = query.peek();
    if (word === 'FROM' || word === 'JOIN') inFrom = true;
    if (word === 'OR' || word === 'UNION' || word === 'EXCEPT') return undefined;
    if (['WHERE', 'ON'].includes(word)) inFrom = false;
    if (inFrom && ['FROM', 'JOIN', ','].includes(query.peek(-1)) && query.isName) {
      const parts = query.fork().dotted();
      relations.push(parts.at(-1)!.value);
    }
    if (/^(<>|!=|<|>|<=|>=|LIKE|ILIKE|~|~\*|BETWEEN|HAVING)$/.test(word) && !isHarmless(query)) exact = false;
    if (
      word === 'NOT' &&
      query.peek(1) !== 'A' &&
      !/ATTISDROPPED|NULL|TGISINTERNAL/.test(query.peek(1) + query.peek(3))
    )
      exact = false;
    if (word === '=' || (word === 'IN' && query.peek(1) === '(')) exact = predicate(query, equals) && exact;
  }
  return relations.length > 0 ? { relations, equals, exact } : undefined;
}
/** `attnum > 0` is true of every column. */
function isHarmless(query: Cursor): boolean {
  return query.peek(-1) === 'ATTNUM';
}

/** `column = 'constant'`; joins of two columns say nothing. False when it asks for more than is understood. */
function predicate(query: Cursor, equals: Map<string, string>): boolean {
  const left = query.fork(query.at - 1).local();
  const right = query.fork(query.at + (query.peek() === 'IN' ? 2 : 1));
  const token = right.token();
  if (left === undefined || token === undefined) return false;
  if (token.kind === 'string') {
    if (query.peek() === 'IN' && right.peek(1) !== ')') return false;
    const value = stringValue(right.text, token);
    if (equals.has(left.value) && equals.get(left.value) !== value) return false;
    equals.set(left.value, value);
    return true;
  }
  if (token.text === 'CURRENT_SCHEMA') {
    equals.set(left.value, '');
    return true;
  }
  // A subquery's own predicates are read as this query's; a column joins.
  if (token.text === '(' && right.peek(1) === 'SELECT') return true;
  return token.kind === 'word' && right.peek(1) !== '(' ? !/^(TRUE|FALSE|ANY|ALL)$/.test(token.text) : false;
}
