/** Names, types and small clauses, as the style wants them. Every raw name becomes SQL here, through model/names.ts. */

import { formatType, type SqlType } from '../model/types';
import { isBareIdentifier, type QualifiedName, quoteIdentifier, quoteLiteral } from '../text/names';
import { present } from '../text/present';
import type { PrintContext } from './style';

export function local(name: string, context: PrintContext): string {
  return quoteIdentifier(name, context.style.quoting);
}
/** A column list: `"a", "b"`. */
export function columnList(columns: readonly string[], context: PrintContext): string {
  return columns.map((column) => local(column, context)).join(', ');
}
/**
 * Without its schema only where a CREATE would make it in that very schema: the first of the search path.
 */
export function qualified(name: QualifiedName, context: PrintContext, quoting = context.style.quoting): string {
  const own = quoteIdentifier(name.name, quoting);
  const { schemaQualification } = context.style;
  if (name.schema === undefined || schemaQualification === 'never') return own;
  if (schemaQualification !== 'always' && name.schema === context.schema.searchPath[0]) return own;
  return `${quoteIdentifier(name.schema, quoting)}.${own}`;
}
/** A collation, operator class or function that may be PostgreSQL's own: pg_catalog is on every search path. */
export function builtIn(name: QualifiedName, context: PrintContext): string {
  return qualified(name.schema === 'pg_catalog' ? { name: name.name } : name, context, 'always');
}
/** As format_type spells it, but `varchar` for `character varying`, as the guide does. */
export function typeName(type: SqlType, context: PrintContext): string {
  if (type.builtin) {
    return formatType(type.name === 'character varying' ? { ...type, name: 'varchar' } : type);
  }
  const name = qualified({ name: type.name, ...present({ schema: type.schema }) }, context);
  return `${name}${type.modifiers === undefined ? '' : `(${type.modifiers})`}${type.array ? '[]' : ''}`;
}

/** `name=value` of reloptions → `WITH (…)` contents; values are bare only where they are read back unchanged. */
export function storageParameters(options: readonly string[]): string {
  return options
    .map((option) => {
      const at = option.indexOf('=');
      const name = (at < 0 ? option : option.slice(0, at))
        .split('.')
        .map((part) => quoteIdentifier(part))
        .join('.');
      if (at < 0) return name;
      const value = option.slice(at + 1);
      const bare =
        isBareIdentifier(value) || /^(on|off|true|false)$/.test(value) || /^-?(0|[1-9]\d{0,8})(\.\d+)?$/.test(value);
      return `${name}=${bare ? value : quoteLiteral(value)}`;
    })
    .join(', ');
}
/** `name=value` of foreign options → `OPTIONS (name 'value')`. */
export function foreignOptions(options: readonly string[]): string {
  const list = options.map((option) => {
    const at = option.indexOf('=');
    return `${quoteIdentifier(option.slice(0, at))} ${quoteLiteral(option.slice(at + 1))}`;
  });
  return `OPTIONS (${list.join(', ')})`;
}

const quotedPattern = String.raw`E'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$[A-Za-z_\u0080-\uffff]*[\w\u0080-\uffff]*\$)[\s\S]*?\1`;
const keyWord = new RegExp(`${quotedPattern}|[A-Z]+`, 'g');
const listElement = String.raw`(?:E?'(?:[^']|'')*'::character varying|[a-z_][\w.]*|"(?:[^"]|"")*")`;
const castList = new RegExp(
  String.raw`${quotedPattern}|\b(ANY|ALL) \(\(ARRAY\[(${listElement}(?:, ${listElement})*)\]\)::text\[\]\)`,
  'g',
);

/**
 * What is printed, made ready: key words in the style's case, and lists so that they mean the same once more. The server
 * prints every key word in capitals and every bare name in small letters, so capitals outside quotes and comments are
 * key words.
 */
export function inStyle(sql: string, context: PrintContext): string {
  const text = sql.includes(')::text[])') ? sql.replace(castList, withoutListCast) : sql;
  if (context.style.keywordCase === 'upper') return text;
  return text.replace(keyWord, (found) => (/^[A-Z]+$/.test(found) ? found.toLowerCase() : found));
}
/**
 * `status IN ('a', 'b')` of a varchar comes back as `(ARRAY['a'::character varying, …])::text[]`, which would be read as
 * a list of casts. Without the cast, which is made anyway, it is read as what it was.
 */
function withoutListCast(found: string, _body: string | undefined, word: string | undefined, list: string): string {
  return word === undefined || !list.includes('::character varying') ? found : `${word} (ARRAY[${list}])`;
}
