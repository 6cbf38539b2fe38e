/** The columns that a WITH query or a query in FROM gives, read from tokens: it need not be finished around them. */

import { CompletionItemKind } from 'vscode-languageserver/node';
import { identifierValue } from '../../text/literals';
import type { Token } from '../../text/token';
import { outputs, queryNamed, sourceNames, tokensOf } from '../derived-query';
import { columnOf, pairOf } from '../mention';
import { isName, relationsAt } from '../scope';
import type { Asked, Row } from './asked';
import { row } from './asked';
import { columnRow } from './columns';

/** Undefined where no query of the statement has this name. */
function derivedRows(asked: Asked, name: string, seen: readonly string[] = []): Row[] | undefined {
  const { scope } = asked;
  const query = seen.includes(name) ? undefined : queryNamed(scope, name);
  if (!query) return undefined;
  const { text } = scope;
  const given = query.list?.map((one) => row(identifierValue(text, one), CompletionItemKind.Field, { from: name }));
  if (given) return given;
  return outputs(tokensOf(scope, query)).flatMap((item) => outputRows(asked, item, name, [...seen, name]));
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
const sources = (asked: Asked, at: Token, owner: string | undefined) =>
  sourceNames(asked.scope, at, owner).map(({ name }) => pairOf(asked.sides, asked.scope, name));
/** Of WITH queries and queries in FROM that are named here, or that stand before the dot. */
export function derivedColumns(asked: Asked): Row[] {
  const { expected, scope, offset } = asked;
  const named = expected.only ? expected.relations : relationsAt(scope, offset);
  return named.flatMap(({ name, ...more }) => {
    const alias = 'alias' in more ? (more.alias as string | undefined) : undefined;
    if (name.schema !== undefined) return [];
    return derivedRows(asked, name.name) ?? (alias === undefined ? [] : (derivedRows(asked, alias) ?? []));
  });
}
