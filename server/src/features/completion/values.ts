/** The values of an enum where one is compared, given or a default. */

import { CompletionItemKind } from 'vscode-languageserver/node';
import type { EnumType, Schema } from '../../model/schema';
import type { SqlType } from '../../model/types';
import { t } from '../../text/l10n';
import { identifierValue } from '../../text/literals';
import type { Token } from '../../text/token';
import { isColumn, isTable } from '../lookup';
import { columnOf, pairOf } from '../mention';
import { groupAt, isName, relationNamed, relationsAt } from '../scope';
import { type Asked, type Row, row } from './asked';
import { openAt } from './elements';
import { typeIn, typeNameAt } from './made';
import { nowRows } from './matching';

export function valueRows(asked: Asked): Row[] {
  const { schema, sides, scope, expected } = asked;
  const at = scope.tokens.findLastIndex(({ end }) => end <= expected.range.start);
  const alters = scope.tokens[0]?.text === 'ALTER' && scope.tokens[1]?.text === 'TYPE' && isName(scope.tokens[2]);
  const type = alters ? typeNameAt(asked) : typeAt(asked, at);
  const found = (where: Schema | undefined) => where && type && typeIn(where, type);
  const user = found(schema) ?? found(sides.file);
  const fallback = defaultRow(asked, at);
  return [...fallback, ...(user?.kind === 'enum' ? enumRows(user, expected.quoted) : []), ...nowRows(asked)];
}
const enumRows = (type: EnumType, quoted: boolean): Row[] =>
  type.values.map((value) => {
    const text = `'${value.replaceAll("'", "''")}'`;
    return row(text, CompletionItemKind.EnumMember, { from: type.name, text, filter: quoted ? text : value });
  });

/** After DEFAULT: what dev has there. */
function defaultRow({ scope, expected, relations, schema }: Asked, at: number): Row[] {
  if (scope.tokens[at]?.text !== 'DEFAULT' || expected.quoted) return [];
  const dev = relations[0]?.dev;
  const column = columnOf(dev, columnDefined(scope.text, scope.tokens, at) ?? '');
  if (!isColumn(column) || column.default === undefined) return [];
  const isEnum = typeIn(schema, { ...column.type, schema: column.type.schema ?? 'public' })?.kind === 'enum';
  return isEnum
    ? []
    : [row(column.default, CompletionItemKind.Value, { from: t("dev's default"), text: column.default })];
}

type TypeName = { readonly schema?: string; readonly name: string };
const ofColumn = (type: SqlType | undefined): TypeName | undefined => (type && !type.builtin ? type : undefined);

/** The type of what stands on the other side, or of the column that is given a value. */
function typeAt(asked: Asked, at: number): TypeName | undefined {
  const { scope } = asked;
  const { tokens, text } = scope;
  const word = tokens[at]?.text ?? '';
  if (word === 'DEFAULT') return defaultType(asked, at);
  if (/^(=|<>|!=|<|>|<=|>=)$/.test(word)) return typeBefore(asked, at - 1);
  if (word === 'FROM' && tokens[at - 1]?.text === 'DISTINCT')
    return typeBefore(asked, tokens[at - 2]?.text === 'NOT' ? at - 4 : at - 3);
  const open = openAt(tokens, at + 1).at(-1);
  if (open === undefined || !/^[(,]$/.test(word)) return undefined;
  if (tokens[open - 1]?.text === 'IN') return typeBefore(asked, tokens[open - 2]?.text === 'NOT' ? open - 3 : open - 2);
  return insertedType(asked, open, at, text);
}

/** The column whose name ends at a token. */
function typeBefore(asked: Asked, at: number): TypeName | undefined {
  const { scope, sides } = asked;
  const token = scope.tokens[at];
  if (!token || !isName(token)) return undefined;
  const name = identifierValue(scope.text, token);
  const owner = scope.tokens[at - 1]?.text === '.' && isName(scope.tokens[at - 2]) ? scope.tokens[at - 2] : undefined;
  const relations = owner
    ? [relationNamed(scope, identifierValue(scope.text, owner), token.start)]
    : relationsAt(scope, token.start);
  for (const relation of relations) {
    const pair = relation && pairOf(sides, scope, relation.name);
    const column = columnOf(pair?.dev, name) ?? columnOf(pair?.file, name);
    if (column) return ofColumn(column.type);
  }
  return undefined;
}

/** `INSERT INTO t (a, b) VALUES (…, |`: the column at this place. */
function insertedType({ scope, sides }: Asked, open: number, at: number, text: string): TypeName | undefined {
  const { tokens, relations } = scope;
  const target = relations[0];
  const before = tokens[open - 1]?.text;
  if (tokens[0]?.text !== 'INSERT' || !target || (before !== 'VALUES' && before !== ',')) return undefined;
  const pair = pairOf(sides, scope, target.name);
  const relation = pair?.dev ?? pair?.file;
  if (!isTable(relation)) return undefined;
  const place = countCommas(tokens, open, at);
  const list = target.list;
  const names = list
    ? tokens
        .filter((one) => isName(one) && one.start > list.start && one.end < list.end)
        .map((one) => identifierValue(text, one))
    : relation.columns.map(({ name }) => name);
  return ofColumn(columnOf(relation, names[place] ?? '')?.type);
}
function countCommas(tokens: readonly Token[], open: number, at: number): number {
  let count = 0;
  for (let next = open + 1; next <= at; next++) {
    const { text } = tokens[next]!;
    if (text === ',') count++;
    else if (text === '(') {
      const { end } = groupAt(tokens, next);
      while (tokens[next + 1] && tokens[next + 1]!.start < end) next++;
    }
  }
  return count;
}

/** Of `c mood DEFAULT`, `ALTER COLUMN c SET DEFAULT`. */
function defaultType(asked: Asked, at: number): TypeName | undefined {
  const { scope, relations, schema, sides } = asked;
  const name = columnDefined(scope.text, scope.tokens, at);
  if (name === undefined) return undefined;
  if (scope.tokens[at - 1]?.text === 'SET') {
    const pair = relations[0];
    return ofColumn((columnOf(pair?.dev, name) ?? columnOf(pair?.file, name))?.type);
  }
  // The type as written, between the column's name and DEFAULT.
  const from = scope.tokens.findLastIndex(
    (one, i) => i < at && isName(one) && identifierValue(scope.text, one) === name,
  );
  const type = scope.tokens[from + 1];
  if (!type || !isName(type)) return undefined;
  const next = scope.tokens[from + 2]?.text === '.' ? scope.tokens[from + 3] : undefined;
  const first = identifierValue(scope.text, type);
  const written = next && isName(next) ? { schema: first, name: identifierValue(scope.text, next) } : { name: first };
  return typeIn(schema, written) || (sides.file && typeIn(sides.file, written)) ? written : undefined;
}

/** The column whose definition, or whose ALTER COLUMN, token `at` stands in. */
function columnDefined(text: string, tokens: readonly Token[], at: number): string | undefined {
  let depth = 0;
  for (let next = at - 1; next >= 0; next--) {
    const token = tokens[next]!;
    if (token.text === ')') depth++;
    else if (token.text === '(' && depth > 0) depth--;
    else if (depth === 0 && /^([(,]|COLUMN|ALTER|ADD|EXISTS)$/.test(token.text)) {
      const name = tokens[next + 1];
      if (name && isName(name) && !/^(COLUMN|IF)$/.test(name.text)) return identifierValue(text, name);
    }
  }
  return undefined;
}
