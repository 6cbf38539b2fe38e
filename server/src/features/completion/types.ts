/** Types: dev's own first, then those that migrations use. */

import { CompletionItemKind } from 'vscode-languageserver/node';
import type { Schema, UserType } from '../../model/schema';
import { formatType } from '../../model/types';
import { t } from '../../text/l10n';
import { identifierValue } from '../../text/literals';
import { keyOf } from '../../text/names';
import { compareText } from '../../text/text';
import { columnOf } from '../mention';
import { isName } from '../scope';
import { type Asked, type Row, row } from './asked';
import { mostLikelyFirst, namedBefore } from './relations';

export function typeRows(asked: Asked): Row[] {
  const { expected } = asked;
  const own = offeredTypes(asked).map((type) => typeRow(asked, type));
  if (expected.qualifier !== undefined || expected.quoted) return own;
  const used = namedBefore(asked);
  const usual = mostLikelyFirst(builtinTypes, (name) => used.get(name) ?? 0);
  const builtin = usual.map((name) => row(name, CompletionItemKind.TypeParameter, { text: name }));
  const wanted = devType(asked);
  return wanted
    ? [wanted, ...[...own, ...builtin].filter(({ label }) => label !== wanted.label)]
    : [...own, ...builtin];
}
/** What dev says of the column that is being typed. */
function devType({ relations, scope, expected, schema }: Asked): Row | undefined {
  const name = scope.tokens.findLast(({ end }) => end <= expected.range.start);
  const column = name && isName(name) ? columnOf(relations[0]?.dev, identifierValue(scope.text, name)) : undefined;
  if (!column?.type) return undefined;
  const text = formatType(column.type, 'needed', schema.searchPath);
  return row(text, CompletionItemKind.TypeParameter, { from: t('in dev'), text });
}
function offeredTypes({ schema, sides, expected }: Asked): UserType[] {
  const all = new Map<string, UserType>();
  for (const where of [sides.file, schema] satisfies (Schema | undefined)[])
    for (const type of where?.types.values() ?? [])
      if (expected.qualifier === undefined || type.schema === expected.qualifier) all.set(keyOf(type), type);
  return [...all.values()].sort((a, b) => compareText(a.name, b.name));
}
function typeRow({ expected, schema }: Asked, type: UserType): Row {
  const name = { schema: type.schema, name: type.name };
  const path = expected.qualifier === undefined ? schema.searchPath : [type.schema];
  const isEnum = type.kind === 'enum';
  return row(type.name, isEnum ? CompletionItemKind.Enum : CompletionItemKind.TypeParameter, {
    type: isEnum ? `enum: ${type.values.slice(0, 8).join(', ')}` : type.kind,
    comment: type.comment,
    text: formatType(name, expected.quoted ? 'always' : 'needed', path),
  });
}
/** In the order they are offered. */
const builtinTypes = `text|integer|bigint|boolean|uuid|jsonb|timestamptz|timestamp with time zone|date|numeric|varchar|
smallint|real|double precision|serial|bigserial|char|bytea|json|time|timetz|timestamp|interval|inet|cidr|macaddr|tsvector|
tsquery|xml|money|bit|point|int4range|int8range|numrange|tsrange|tstzrange|daterange|trigger|void|int|int4|int8|bool|citext`
  .replaceAll('\n', '')
  .split('|');
