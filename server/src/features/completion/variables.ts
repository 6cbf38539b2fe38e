/** What a function's body can name besides tables: its parameters and variables, and the row that a trigger is about. */

import { CompletionItemKind } from 'vscode-languageserver/node';
import type { Schema, Table } from '../../model/schema';
import { tokenize } from '../../text/lexer';
import { identifierValue, stringBody } from '../../text/literals';
import { qualifiedKey } from '../../text/names';
import type { Token } from '../../text/token';
import { groupAt, isName } from '../scope';
import { type Asked, type Row, row } from './asked';

interface BlockText {
  /** Of the whole statement, outside of the body. */
  readonly outer: readonly Token[];
  readonly inner: readonly Token[];
  readonly text: string;
}
/** The `$$` body that an offset stands in. */
function bodyAround({ view, statement, offset }: Asked): BlockText | undefined {
  const { text, statements } = view.document;
  const range = statements[statement]?.range;
  if (!range) return undefined;
  const outer = tokenize(text, range.start, Math.max(range.end, offset));
  const body = outer.find(
    (one) => one.kind === 'string' && text[one.start] === '$' && one.start < offset && offset <= one.end,
  );
  if (!body) return undefined;
  const { start, end } = stringBody(text, body);
  return { outer, inner: tokenize(text, start, end), text };
}

export function variableRows(asked: Asked): Row[] {
  const body = bodyAround(asked);
  if (!body) return [];
  const parameters = parametersOf(body).map(({ name, type }) => variable(name, type, 'parameter'));
  const declared = declaredIn(body, asked.offset).map(({ name, type }) => variable(name, type, 'variable'));
  const row = triggerTables(asked, body).length > 0 || returnsTrigger(body);
  return [...declared, ...parameters, ...(row ? triggerWords.map((name) => variable(name, undefined, 'trigger')) : [])];
}
const triggerWords = ['NEW', 'OLD', 'TG_OP', 'TG_TABLE_NAME', 'TG_TABLE_SCHEMA', 'TG_WHEN', 'TG_NAME', 'TG_ARGV'];
const variable = (name: string, type: string | undefined, from: string): Row =>
  row(name, CompletionItemKind.Variable, { type, from, text: /^[A-Z]/.test(name) ? name : undefined });

interface Variable {
  readonly name: string;
  readonly type: string | undefined;
}
function parametersOf({ outer, text }: BlockText): Variable[] {
  const open = outer.findIndex(({ text: word }) => word === '(');
  if (
    open < 0 ||
    !/^(FUNCTION|PROCEDURE)$/.test(outer.find(({ text: word }) => /^(FUNCTION|PROCEDURE)$/.test(word))?.text ?? '')
  )
    return [];
  const { end } = groupAt(outer, open);
  const inside = outer.filter((one) => one.start > outer[open]!.start && one.end < end);
  return split(inside, ',').flatMap((tokens) => {
    const [first, ...rest] = tokens.filter(({ text: word }) => !/^(IN|OUT|INOUT|VARIADIC)$/.test(word));
    if (!first || !isName(first) || !rest.some(isName)) return [];
    const type = rest.slice(0, rest.findIndex(({ text: word }) => /^(DEFAULT|=)$/.test(word)) >>> 0);
    return [{ name: identifierValue(text, first), type: text.slice(type[0]!.start, type.at(-1)!.end) }];
  });
}
/** Of DECLARE sections, and the variables of FOR loops, before the cursor. */
function declaredIn({ inner, text }: BlockText, offset: number): Variable[] {
  const found: Variable[] = [];
  let declares = false;
  inner.forEach((token, at) => {
    if (token.start >= offset) return;
    if (token.text === 'DECLARE') declares = true;
    else if (token.text === 'BEGIN') declares = false;
    const before = inner[at - 1]?.text ?? '';
    if (!isName(token)) return;
    const begins = declares && (before === 'DECLARE' || before === ';') && token.text !== 'BEGIN';
    if (!begins && before !== 'FOR' && before !== 'FOREACH') return;
    const end = begins ? inner.findIndex(({ text: word }, i) => i > at && /^(;|:=|=|DEFAULT)$/.test(word)) : -1;
    const type = begins && end > at + 1 ? text.slice(inner[at + 1]!.start, inner[end - 1]!.end) : undefined;
    if (begins || /^(IN|SLICE)$/.test(inner[at + 1]?.text ?? ''))
      found.push({ name: identifierValue(text, token), type });
  });
  return found;
}
function split(tokens: readonly Token[], by: string): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.text === '(') depth++;
    else if (token.text === ')') depth--;
    if (depth === 0 && token.text === by) parts.push([]);
    else parts.at(-1)!.push(token);
  }
  return parts;
}
const returnsTrigger = ({ outer }: BlockText): boolean =>
  outer.some(({ text }, at) => text === 'TRIGGER' && outer[at - 1]?.text === 'RETURNS');

/** The tables whose triggers run the function that is being written: what NEW and OLD are rows of. */
export function rowTables(asked: Asked): readonly Table[] {
  const body = bodyAround(asked);
  return body ? triggerTables(asked, body) : [];
}
function triggerTables({ schema, sides, view }: Asked, { outer, text }: BlockText): Table[] {
  const at = outer.findIndex(({ text: word }) => word === 'FUNCTION');
  if (at < 0 || !isName(outer[at + 1])) return [];
  const last = outer[at + 2]?.text === '.' && isName(outer[at + 3]) ? outer[at + 3]! : outer[at + 1]!;
  const name = identifierValue(text, last);
  const later = view.folded.after(view.document.statements.length - 1);
  const found = new Map<string, Table>();
  for (const one of [schema, sides.file ?? schema, later] satisfies Schema[])
    for (const table of one.tables.values())
      if (
        table.triggers?.some((trigger) => trigger.function?.name === name) &&
        !found.has(qualifiedKey(table.schema, table.name))
      )
        found.set(qualifiedKey(table.schema, table.name), table);
  return [...found.values()];
}
