/**
 * Names within what a table and its indexes hold as text: which columns it uses, for the names the server chooses and
 * for what a dropped column takes with it, and renaming within it. Works on what dev printed and on what a file says
 * alike, and never fails: text that PostgreSQL's parser does not read names what its words say, and is not renamed in.
 */

import type { Table } from '../model/schema';
import { type ExpressionNames, expressionNames, type NamedPart, replaceAt, statementNames } from '../sql/expression';
import type { ColumnReference, Expression } from '../sql/read/ops-table';
import { Cursor } from '../text/cursor';
import { identifierValue } from '../text/literals';
import type { ObjectName } from '../text/names';
import { present } from '../text/present';
import type { TextRange } from '../text/text';

/**
 * The names in an expression, in the definition of an exclusion, a trigger or statistics, or in a partition key;
 * undefined when it is none of them.
 */
function namesInDefinition(text: string): ExpressionNames | undefined {
  const parts = expressionsIn(text);
  if (parts === undefined) return expressionNames(text);
  const all = parts.map(({ start, end }) => shifted(expressionNames(text.slice(start, end)), start));
  return {
    columns: all.flatMap((names) => names?.columns ?? []),
    nested: all.flatMap((names) => names?.nested ?? []),
    functions: all.flatMap((names) => names?.functions ?? []),
    types: all.flatMap((names) => names?.types ?? []),
  };
}
function shifted(names: ExpressionNames | undefined, by: number): ExpressionNames | undefined {
  const move = <T extends { readonly range: TextRange }>(each: T): T => ({
    ...each,
    range: { start: each.range.start + by, end: each.range.end + by },
  });
  const named = ({ name, schema }: NamedPart): NamedPart => ({
    name: move(name),
    ...present({ schema: schema && move(schema) }),
  });
  return (
    names && {
      columns: names.columns.map(move),
      nested: names.nested.map(move),
      functions: names.functions.map(named),
      types: names.types.map(named),
    }
  );
}
/** Where expressions stand in a text that is more than one. */
function expressionsIn(text: string): TextRange[] | undefined {
  const cursor = Cursor.over(text);
  if (cursor.is('EXCLUDE') && (cursor.peek(1) === 'USING' || cursor.peek(1) === '(')) {
    cursor.seek('(');
    const keys = keysIn(cursor.inside());
    return cursor.seek('WHERE') && cursor.take('WHERE') ? [...keys, cursor.group()] : keys;
  }
  if (cursor.takeAny('RANGE', 'LIST', 'HASH') !== undefined && cursor.is('(')) {
    const keys = keysIn(cursor.inside());
    return cursor.done ? keys : undefined;
  }
  if (cursor.take('CREATE', 'STATISTICS'))
    return cursor.seek('ON') && cursor.take('ON') ? keysIn(upTo(cursor, 'FROM')) : [];
  return cursor.is('CREATE') ? triggerExpressions(cursor) : undefined;
}
function upTo(cursor: Cursor, word: string): Cursor {
  const from = cursor.at;
  cursor.seek(word);
  return cursor.fork(from, cursor.at);
}
/** The column, call or expression that each key begins with; operator classes and the like follow. */
function keysIn(cursor: Cursor): TextRange[] {
  return cursor.parts().map((key) => {
    const { start } = key;
    if (!key.is('(')) key.dotted();
    if (key.is('(')) key.group();
    return { start, end: key.end };
  });
}
/** `UPDATE OF a, b` and `WHEN (…)` before what it executes. */
function triggerExpressions(cursor: Cursor): TextRange[] {
  const found: TextRange[] = [];
  while (cursor.seek('OF', 'WHEN', 'EXECUTE') && !cursor.is('EXECUTE')) {
    const isCondition = cursor.take('WHEN');
    if (isCondition && cursor.is('(')) found.push(cursor.group());
    else if (!isCondition && cursor.take('OF'))
      do {
        const column = cursor.local();
        if (column) found.push(column.range);
      } while (cursor.take(','));
  }
  return found;
}

/** False when the text surely does not hold the name: most of the time nothing has to be parsed. */
function mayName(text: string, name: string): boolean {
  return name.includes('"') || /u&"/i.test(text) || text.toLowerCase().includes(name.toLowerCase());
}
/** Columns of the table that a text names, in the order they come. */
export function columnsNamedIn(
  text: string,
  table: { readonly name?: string; readonly columns: readonly { readonly name: string }[] },
): string[] {
  const candidates = table.columns.map(({ name }) => name).filter((name) => mayName(text, name));
  if (candidates.length === 0) return [];
  const names = namesInDefinition(text);
  const found = names
    ? [...names.columns, ...names.nested.filter(({ qualifier }) => qualifier && qualifier.name === table.name)]
        .sort((a, b) => a.range.start - b.range.start)
        .map(({ column }) => column)
    : identifiersIn(text);
  return [...new Set(found)].filter((name) => candidates.includes(name));
}
function identifiersIn(text: string): string[] {
  const named = Cursor.over(text).tokens.filter(({ kind }) => kind === 'word' || kind === 'quoted');
  return named.map((token) => identifierValue(text, token));
}
/** The distinct columns of the table that an expression of a file names. */
export function columnsNamedBy(expression: Expression, table: Pick<Table, 'columns'>): string[] {
  if (!expression.columns) return columnsNamedIn(expression.text, table);
  const names = new Set(expression.columns.map((reference) => reference.column));
  return [...names].filter((name) => table.columns.some((column) => column.name === name));
}

/** Whether the text, an expression or a view's query, calls a function of this name. */
export function callsFunction(text: string, name: string): boolean {
  if (!mayName(text, name)) return false;
  const names = namesInDefinition(text) ?? statementNames(text);
  if (!names) return identifiersIn(text).includes(name);
  return names.functions.some((each) => each.name.value === name);
}

/** The text after a column of the table got another name. */
export function renameColumn(text: string, table: string, from: string, to: string): string {
  const own = new Set([table, 'new', 'old']);
  const isOwn = ({ qualifier }: ColumnReference): boolean => qualifier !== undefined && own.has(qualifier.name);
  return replaceIn(text, from, to, ({ columns, nested }) =>
    [...columns.filter((each) => each.qualifier === undefined || isOwn(each)), ...nested.filter(isOwn)]
      .filter(({ column }) => column === from)
      .map(({ range }) => range),
  );
}
/** The text after a table or a function that it names got another name. */
export function renameIn(text: string, role: 'qualifier' | 'call', from: string, to: string): string {
  return replaceIn(text, from, to, ({ columns, nested, functions }) => {
    if (role === 'call') return functions.flatMap(({ name }) => (name.value === from ? [name.range] : []));
    return [...columns, ...nested].flatMap(({ qualifier, range }) =>
      qualifier?.name === from ? qualifierBefore(text, range.start) : [],
    );
  });
}
/** The text after a type that it casts to got another name or schema. */
export function moveTypeIn(text: string, from: ObjectName, to: ObjectName): string {
  const ours = ({ types }: ExpressionNames): NamedPart[] =>
    types.filter(
      ({ name, schema }) => name.value === from.name && (schema === undefined || schema.value === from.schema),
    );
  const named = replaceIn(text, from.name, to.name, (names) => ours(names).map(({ name }) => name.range));
  if (from.schema === to.schema) return named;
  return replaceIn(named, from.schema, to.schema, (names) =>
    names.types.flatMap(({ name, schema }) =>
      schema !== undefined && name.value === to.name && schema.value === from.schema ? [schema.range] : [],
    ),
  );
}
/** The text after an attribute of a composite, `(column).attribute`, got another name. */
export function renameAttributeIn(text: string, from: string, to: string): string {
  if (!mayName(text, from)) return text;
  const { tokens } = Cursor.over(text);
  const fields = tokens.filter(
    (token, at) =>
      tokens[at - 1]?.text === '.' &&
      tokens[at - 2]?.text === ')' &&
      (token.kind === 'word' || token.kind === 'quoted') &&
      identifierValue(text, token) === from,
  );
  return replaceAt(text, fields, to);
}
function replaceIn(text: string, from: string, to: string, ranges: (names: ExpressionNames) => TextRange[]): string {
  const names = mayName(text, from) ? namesInDefinition(text) : undefined;
  return names ? replaceAt(text, ranges(names), to) : text;
}
/** The name before the dot before `at`. */
function qualifierBefore(text: string, at: number): TextRange[] {
  const token = Cursor.over(text, 0, at).tokens.at(-2);
  return token === undefined ? [] : [{ start: token.start, end: token.end }];
}
