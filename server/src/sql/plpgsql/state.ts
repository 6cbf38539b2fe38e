/** What the variables of a PL/pgSQL block hold at one place of its text, as far as constants tell. */

import type { Cursor } from '../../text/cursor';
import { identifierValue, stringValue } from '../../text/literals';
import { quoteLiteral } from '../../text/names';
import { unknownName } from '../../text/text';
import { evaluate, evaluateArray, type SqlValue, type Variables } from './values';

interface State {
  readonly variables: ReadonlyMap<string, SqlValue>;
  readonly arrays: ReadonlyMap<string, readonly SqlValue[]>;
  readonly alternatives: ReadonlyMap<string, readonly SqlValue[]>;
}
/** More possible values than this are as good as any value. */
const mostAlternatives = 64;
const notKnownValue: SqlValue = { text: unknownName, known: false };

export class BlockValues {
  #variables: Map<string, SqlValue>;
  #arrays = new Map<string, readonly SqlValue[]>();
  /** Variables, and fields of a loop's record as `r.field`, that hold one of several values. */
  #alternatives = new Map<string, readonly SqlValue[]>();
  constructor(variables: Variables) {
    this.#variables = new Map(variables);
  }

  get variables(): Variables {
    return this.#variables;
  }
  array(name: string): readonly SqlValue[] | undefined {
    return this.#arrays.get(name);
  }
  /** `SELECT 'DROP TABLE ' || c INTO v FROM …`: with no row the variable is NULL. */
  select(part: Cursor): void {
    part.take('SELECT');
    const list = part.fork();
    if (!part.seek('INTO')) return;
    const from = list.fork(list.at, part.at);
    const items = (from.seek('FROM') ? part.fork(list.at, from.at) : part.fork(list.at, part.at)).parts();
    const oneRow = !part.fork(list.at).seek('FROM');
    part.take('INTO');
    part.take('STRICT');
    for (const item of items) {
      const name = part.local();
      if (!name) return;
      const values = this.all(item);
      this.hold(name.value, oneRow ? values : values.map((value) => ({ ...value, known: false })));
      if (!part.take(',')) return;
    }
  }
  /** Every value that an expression may come to. */
  all(cursor: Cursor): readonly SqlValue[] {
    let choices: Variables[] = [this.#variables];
    for (const [name, values] of this.#alternatives) {
      if (!this.#names(cursor, name)) continue;
      choices = choices.flatMap((chosen) => values.map((value) => new Map([...chosen, [name, value]])));
      if (choices.length > mostAlternatives) return [evaluate(cursor.fork(), this.#variables)];
    }
    return distinctValues(choices.map((chosen) => evaluate(cursor.fork(), chosen)));
  }
  #names(cursor: Cursor, name: string): boolean {
    const last = name.slice(name.lastIndexOf('.') + 1);
    for (const part = cursor.fork(); !part.done; part.at++) if (part.fork().local()?.value === last) return true;
    return false;
  }

  assign(name: string, value: Cursor): void {
    const elements = evaluateArray(value.fork(), this.#variables);
    const values = this.all(value);
    this.hold(name, values);
    if (elements) this.#arrays.set(name, elements);
  }
  /** The variable holds one of `values`. */
  hold(name: string, values: readonly SqlValue[]): void {
    this.forget(name);
    const [only] = values;
    if (values.length === 1 && only) this.#variables.set(name, only);
    else if (values.length > 1 && !values.some(isAnything)) this.#alternatives.set(name, values);
  }
  forget(name: string): void {
    this.#variables.set(name, notKnownValue);
    this.#arrays.delete(name);
    this.#alternatives.delete(name);
    for (const key of this.#alternatives.keys()) if (key.startsWith(`${name}.`)) this.#alternatives.delete(key);
  }

  snapshot(): State {
    return {
      variables: new Map(this.#variables),
      arrays: new Map(this.#arrays),
      alternatives: new Map(this.#alternatives),
    };
  }
  restore({ variables, arrays, alternatives }: State): void {
    this.#variables = new Map(variables);
    this.#arrays = new Map(arrays);
    this.#alternatives = new Map(alternatives);
  }
  /** After branches of which one has run, which is not known. */
  merge(outcomes: readonly State[]): void {
    const [first, ...others] = outcomes;
    if (!first) return;
    this.restore(first);
    if (others.length === 0) return;
    const names = new Set(outcomes.flatMap((state) => [...state.variables.keys()]));
    for (const name of names) {
      const same = others.every((state) => sameIn(first, state, name));
      if (!same) this.hold(name, distinctValues(outcomes.flatMap((state) => valuesIn(state, name))));
    }
  }

  /** The text with the constants its variables stand for. */
  substituted(part: Cursor): string {
    const range = part.rest();
    let text = '';
    let at = range.start;
    for (let i = part.at; i < part.limit; i++) {
      const token = part.tokens[i]!;
      if (token.kind !== 'word' || part.tokens[i - 1]?.text === '.' || part.tokens[i + 1]?.text === '(') continue;
      const value = this.variables.get(identifierValue(part.text, token));
      if (!value?.known || part.tokens[i + 1]?.text === '.') continue;
      text += part.text.slice(at, token.start) + (value.text === null ? 'NULL' : quoteLiteral(value.text));
      at = token.end;
    }
    return text + part.text.slice(at, range.end);
  }
}

const isAnything = ({ text, known }: SqlValue): boolean => !known && text === unknownName;
function valuesIn(state: State, name: string): readonly SqlValue[] {
  return state.alternatives.get(name) ?? [state.variables.get(name) ?? notKnownValue];
}
function sameIn(a: State, b: State, name: string): boolean {
  return (
    a.variables.get(name) === b.variables.get(name) &&
    a.arrays.get(name) === b.arrays.get(name) &&
    a.alternatives.get(name) === b.alternatives.get(name)
  );
}
function distinctValues(values: readonly SqlValue[]): readonly SqlValue[] {
  const seen = new Map(values.map((value) => [`${value.known} ${value.text}`, value]));
  return [...seen.values()];
}

/**
 * `FOR r IN SELECT c.relname AS name FROM … WHERE c.relname IN ('a', 'b')`: a field of the record is one of the constants
 * that the query compares its expression with. With an OR in the query nothing is concluded.
 */
export function fieldsOf(query: Cursor): { readonly field: string; readonly values: readonly SqlValue[] }[] {
  const inner = query.peek() === '(' ? query.inside() : query;
  if (!inner.take('SELECT')) return [];
  inner.take('DISTINCT');
  const list = inner.fork();
  if (!inner.seek('FROM') || hasWord(inner, 'OR') || hasWord(inner, 'UNION')) return [];
  const fields: { field: string; values: readonly SqlValue[] }[] = [];
  for (const item of list.fork(list.at, inner.at).parts()) {
    const expression = item.dotted().map((part) => part.value);
    item.take('AS');
    const field = item.local()?.value ?? expression.at(-1);
    if (expression.length === 0 || field === undefined || !item.done) continue;
    const values = comparedWith(inner, expression);
    if (values) fields.push({ field, values });
  }
  return fields;
}
function hasWord(cursor: Cursor, word: string): boolean {
  for (let at = cursor.at; at < cursor.limit; at++) if (cursor.tokens[at]!.text === word) return true;
  return false;
}
/** The constants of `expression = 'a'` or `expression IN ('a', 'b')` outside brackets. */
function comparedWith(query: Cursor, expression: readonly string[]): readonly SqlValue[] | undefined {
  for (const at = query.fork(); !at.done; at.skip()) {
    const here = at.fork();
    const name = here.isName ? here.dotted().map((part) => part.value) : [];
    if (name.join('\0') !== expression.join('\0') || at.peek(-1) === '.') continue;
    const parts = here.take('IN') && here.peek() === '(' ? here.inside().parts() : here.take('=') ? [here] : [];
    const values = parts.map(constantAt);
    if (values.length > 0 && values.every((value) => value !== undefined)) return values;
  }
  return undefined;
}
function constantAt(part: Cursor): SqlValue | undefined {
  const token = part.token();
  return token?.kind === 'string' ? { text: stringValue(part.text, token), known: true } : undefined;
}
