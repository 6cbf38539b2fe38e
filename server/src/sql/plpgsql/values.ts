/**
 * What a PL/pgSQL expression over text comes to, as far as constants tell: `'ALTER TABLE ' || t || ' …'`, `format('…',
 * …)`, `add_update = true`. What depends on data is a placeholder within an otherwise known text.
 */

import type { Cursor } from '../../text/cursor';
import { stringValue } from '../../text/literals';
import { quoteIdentifier, quoteLiteral } from '../../text/names';
import { unknownName } from '../../text/text';

export interface SqlValue {
  /** `null` is SQL's NULL. With placeholders where `known` is false. */
  readonly text: string | null;
  readonly known: boolean;
}
export type Variables = ReadonlyMap<string, SqlValue>;

const unknownValue: SqlValue = { text: unknownName, known: false };
const truth = (value: boolean | undefined): SqlValue =>
  value === undefined ? unknownValue : { text: value ? 'true' : 'false', known: true };

/** The value of the whole of `cursor`; nothing is known of what this does not read. */
export function evaluate(cursor: Cursor, variables: Variables): SqlValue {
  const reader = new ValueReader(cursor, variables);
  const value = reader.or();
  return cursor.done && !reader.failed ? value : unknownValue;
}
/** True or false where the constants decide it. */
export function evaluateCondition(cursor: Cursor, variables: Variables): boolean | undefined {
  const { text, known } = evaluate(cursor, variables);
  if (!known) return undefined;
  if (text === null || /^(f|false|n|no|off|0)$/i.test(text)) return false;
  return /^(t|true|y|yes|on|1)$/i.test(text) ? true : undefined;
}
/** The elements of `ARRAY['a', 'b']` and of `'{a,b}'`; undefined when they are not all known. */
export function evaluateArray(cursor: Cursor, variables: Variables): readonly SqlValue[] | undefined {
  const token = cursor.token();
  if (token?.kind === 'string') {
    const inner = /^\{([^{}"\\]*)\}$/.exec(stringValue(cursor.text, token))?.[1];
    cursor.at++;
    skipCast(cursor);
    if (inner === undefined || !cursor.done) return undefined;
    return inner === '' ? [] : inner.split(',').map((text) => ({ text: text.trim(), known: true }));
  }
  if (!cursor.take('ARRAY') || cursor.peek() !== '[') return undefined;
  const first = cursor.at + 1;
  cursor.group();
  const values = cursor
    .fork(first, cursor.at - 1)
    .parts()
    .map((part) => evaluate(part, variables));
  skipCast(cursor);
  return cursor.done && values.every((value) => value.known) ? values : undefined;
}

function skipCast(cursor: Cursor): void {
  while (cursor.take('::')) {
    cursor.dotted();
    cursor.takeAny('PRECISION', 'VARYING');
    while (cursor.peek() === '(' || cursor.peek() === '[') cursor.group();
    if (cursor.takeAny('WITH', 'WITHOUT') !== undefined) cursor.at += 2;
  }
}

class ValueReader {
  failed = false;
  constructor(
    readonly cursor: Cursor,
    readonly variables: Variables,
  ) {}

  or(): SqlValue {
    let left = this.and();
    while (this.cursor.take('OR')) left = this.either(left, this.and(), true);
    return left;
  }
  and(): SqlValue {
    let left = this.not();
    while (this.cursor.take('AND')) left = this.either(left, this.not(), false);
    return left;
  }
  /** AND and OR are decided by one side when that side decides. */
  either(left: SqlValue, right: SqlValue, deciding: boolean): SqlValue {
    const [a, b] = [asBoolean(left), asBoolean(right)];
    if (a === deciding || b === deciding) return truth(deciding);
    return truth(a === undefined || b === undefined ? undefined : !deciding);
  }
  not(): SqlValue {
    if (!this.cursor.take('NOT')) return this.comparison();
    const value = asBoolean(this.not());
    return truth(value === undefined ? undefined : !value);
  }
  comparison(): SqlValue {
    const left = this.concatenation();
    if (this.cursor.take('IS')) {
      const negated = this.cursor.take('NOT');
      const what = this.cursor.takeAny('NULL', 'TRUE', 'FALSE');
      if (!left.known || what === undefined) return unknownValue;
      const holds = what === 'NULL' ? left.text === null : asBoolean(left) === (what === 'TRUE');
      return truth(holds !== negated);
    }
    const operator = this.cursor.takeAny('=', '<>', '!=');
    if (operator === undefined) return left;
    const right = this.concatenation();
    if (!left.known || !right.known || left.text === null || right.text === null) return unknownValue;
    const [a, b] = [asBoolean(left), asBoolean(right)];
    const equal = a !== undefined && b !== undefined ? a === b : left.text === right.text;
    return truth(equal === (operator === '='));
  }
  concatenation(): SqlValue {
    let left = this.sum();
    while (this.cursor.take('||')) left = joined([left, this.sum()], true);
    return left;
  }
  sum(): SqlValue {
    let left = this.primary();
    for (let sign = this.cursor.takeAny('+', '-'); sign !== undefined; sign = this.cursor.takeAny('+', '-'))
      left = sum(left, this.primary(), sign === '+' ? 1 : -1);
    return left;
  }

  primary(): SqlValue {
    const value = this.unit();
    skipCast(this.cursor);
    return value;
  }
  unit(): SqlValue {
    const { cursor } = this;
    const token = cursor.token();
    if (!token) return this.fail();
    if (token.kind === 'string') {
      cursor.at++;
      return { text: stringValue(cursor.text, token), known: true };
    }
    if (token.kind === 'number') {
      cursor.at++;
      return { text: cursor.text.slice(token.start, token.end), known: true };
    }
    if (token.kind === 'parameter') {
      cursor.at++;
      return this.variables.get(cursor.text.slice(token.start, token.end)) ?? unknownValue;
    }
    if (token.text === '(') {
      const inner = cursor.inside();
      return inner.peek() === 'SELECT' ? unknownValue : evaluate(inner, this.variables);
    }
    const word = cursor.takeAny('TRUE', 'FALSE', 'NULL');
    if (word !== undefined) return word === 'NULL' ? { text: null, known: true } : truth(word === 'TRUE');
    return this.named();
  }
  /** A variable, a field of a record, or a call. */
  named(): SqlValue {
    const { cursor } = this;
    const parts = cursor.dotted();
    if (parts.length === 0) return this.fail();
    if (cursor.peek() === '(') return this.call(parts.at(-1)!.value, cursor.inside());
    while (cursor.peek() === '[') cursor.group();
    return this.variables.get(parts.map((part) => part.value).join('.')) ?? unknownValue;
  }
  call(name: string, inside: Cursor): SqlValue {
    const isQuery = inside.peek() === 'SELECT';
    if (isQuery) return unknownValue;
    const values = inside.parts().map((part) => evaluate(part, this.variables));
    switch (name) {
      case 'concat':
        return joined(values, false);
      case 'concat_ws':
        return values.every((value) => value.known)
          ? {
              text: values
                .slice(1)
                .flatMap(({ text }) => text ?? [])
                .join(values[0]?.text ?? ''),
              known: true,
            }
          : unknownValue;
      case 'format':
        return format(values);
      case 'string_agg':
        // One after the other, once for each row: what the text does with one of them it does with all.
        return values[0] ? { ...values[0], known: false } : unknownValue;
      case 'quote_ident':
        return mapValue(values[0], (text) => quoteIdentifier(text));
      case 'quote_literal':
        return mapValue(values[0], quoteLiteral);
      case 'lower':
        return mapValue(values[0], (text) => text.toLowerCase());
      case 'upper':
        return mapValue(values[0], (text) => text.toUpperCase());
      case 'replace':
        return values.every((value) => value.known && value.text !== null)
          ? mapValue(values[0], (text) => text.replaceAll(values[1]!.text!, values[2]?.text ?? ''))
          : unknownValue;
      case 'coalesce': {
        const first = values.find((value) => !(value.known && value.text === null));
        return first?.known ? first : unknownValue;
      }
      default:
        return unknownValue;
    }
  }
  fail(): SqlValue {
    this.failed = true;
    this.cursor.at++;
    return unknownValue;
  }
}

/** Whole numbers only: what loops count with. */
function sum(left: SqlValue, right: SqlValue, sign: number): SqlValue {
  const [a, b] = [left, right].map(({ text, known }) =>
    known && text !== null && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined,
  );
  return a === undefined || b === undefined ? unknownValue : { text: String(a + sign * b), known: true };
}
function asBoolean({ text, known }: SqlValue): boolean | undefined {
  if (!known || text === null) return undefined;
  return /^(t|true)$/i.test(text) ? true : /^(f|false)$/i.test(text) ? false : undefined;
}
function mapValue(value: SqlValue | undefined, change: (text: string) => string): SqlValue {
  if (!value || value.text === null) return unknownValue;
  return value.known ? { text: change(value.text), known: true } : value;
}
/** `||` with NULL is NULL; `concat` leaves it out. */
function joined(values: readonly SqlValue[], strict: boolean): SqlValue {
  if (strict && values.some((value) => value.known && value.text === null)) return { text: null, known: true };
  return { text: values.map(({ text }) => text ?? '').join(''), known: values.every((value) => value.known) };
}

/** `format`: `%I`, `%L`, `%s`, `%%`, with positions and widths. */
function format([pattern, ...values]: readonly SqlValue[]): SqlValue {
  if (!pattern?.known || pattern.text === null) return unknownValue;
  let next = 0;
  let known = true;
  const text = pattern.text.replace(/%(?:(\d+)\$)?-?\d*([ILs%])/g, (_, position: string | undefined, kind: string) => {
    if (kind === '%') return '%';
    const value = values[position === undefined ? next : Number(position) - 1] ?? unknownValue;
    next = position === undefined ? next + 1 : Number(position);
    if (!value.known) known = false;
    if (kind === 'I') return value.text === null ? unknownName : quoteIdentifier(value.text);
    if (kind === 'L') return value.text === null ? 'NULL' : quoteLiteral(value.text);
    return value.text ?? '';
  });
  return { text, known };
}
