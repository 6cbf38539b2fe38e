/** Types: dev's own first, then those that migrations use. */

import { CompletionItemKind } from 'vscode-languageserver/node';
import type { Schema, UserType } from '../../model/schema';
import { formatType, shortTypeName } from '../../model/types';
import { t } from '../../text/l10n';
import { identifierValue } from '../../text/literals';
import { keyOf } from '../../text/names';
import { compareText } from '../../text/text';
import { columnOf } from '../mention';
import { isName } from '../scope';
import { type Asked, type Row, row, typedAt } from './asked';
import { isColumnName } from './elements';
import { mostLikelyFirst, namedBefore, namedUntil } from './named';
import { stillToWrite } from './still-to-write';
import { usualTypes } from './usual';

export function typeRows(asked: Asked): Row[] {
  const { expected, scope } = asked;
  // ALTER TYPE, DROP TYPE, COMMENT ON TYPE: none of PostgreSQL's own.
  const isNamed =
    scope.tokens[0]?.text !== 'CREATE' &&
    scope.tokens.slice(1, 3).some(({ text }) => text === 'TYPE' || text === 'DOMAIN');
  const used = isNamed ? namedBefore(asked) : namedUntil(asked);
  const { objects } = stillToWrite(asked);
  const rank = (type: UserType) => (isNamed && objects.has(keyOf(type)) ? 1e9 : 0) + (used.get(type.name) ?? 0);
  const own = offeredTypes(asked).map((type) => ({ rank: rank(type), row: typeRow(asked, type) }));
  const bare = isNamed || expected.qualifier !== undefined || expected.quoted ? [] : builtinTypes;
  const typed = typedAt(asked);
  const builtin = bare.map((name) => ({
    // Two letters of one of PostgreSQL's own are meant for it, as long as nobody uses another here.
    rank: used.get(name) ?? (typed.length > 1 && name.startsWith(typed) ? 0.01 : 0),
    row: row(name, CompletionItemKind.TypeParameter, { text: name }),
  }));
  const rows = mostLikelyFirst([...own, ...builtin], (one) => one.rank).map((one) => one.row);
  const wanted = likelyTypes(asked, used);
  return [...wanted, ...rows.filter(({ label }) => !wanted.some((one) => one.label === label))];
}
/** What dev says of the column that is being typed, or else columns of that name elsewhere; as the file spells types first. */
function likelyTypes(asked: Asked, used: ReadonlyMap<string, number>): readonly Row[] {
  const { relations, scope, expected, schema } = asked;
  const before = scope.tokens.filter(({ end }) => end <= expected.range.start);
  // ALTER COLUMN c [SET DATA] TYPE
  const named = before.findLast(({ text }) => !/^(TYPE|DATA|SET)$/.test(text));
  if (!named || !isName(named)) return [];
  const name = identifierValue(scope.text, named);
  const type = columnOf(relations[0]?.dev, name)?.type;
  const isColumn = isColumnName(scope.tokens, scope.tokens.indexOf(named));
  const likely = type ? [type] : isColumn ? usualTypes(asked, name).slice(0, 2) : [];
  const from = type ? t('in dev') : t('of other columns named {0}', name);
  const forms = likely.map((one) => {
    const short = one.builtin ? shortTypeName(one.name) : undefined;
    // Nobody writes `without time zone` out.
    const isLong = one.name === 'timestamp without time zone';
    const both = short === undefined ? [one] : [...(isLong ? [] : [one]), { ...one, name: short }];
    const texts = mostLikelyFirst(both, (form) => used.get(form.name) ?? 0);
    return texts.map((form) => formatType(form, 'needed', schema.searchPath));
  });
  // Each type before the other spellings of the first.
  const texts = [...forms.map(([text]) => text!), ...forms.flatMap((all) => all.slice(1))];
  return texts.map((text) => row(text, CompletionItemKind.TypeParameter, { from, text }));
}
function offeredTypes({ schema, sides, expected, written }: Asked): UserType[] {
  const all = new Map<string, UserType>();
  for (const where of [written, sides.file, schema] satisfies (Schema | undefined)[])
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
