/** Texts that one server printed, beside those of another: which only say otherwise what is the same. */
import type { Schema, Table, View } from '../../model/schema';
import { compareExpressions, compareQueries, type Equality, type ExpressionContext } from '../expressions/equivalence';
import { answeredOnce } from '../expressions/query-answers';
import { domainBase, queryNames } from '../expressions/query-names';

/** Of both schemas: the own, whose words are wanted, and the other. */
export interface ServerPair {
  readonly own: Schema;
  readonly other: Schema;
}
export interface Pair<T> {
  readonly own: T;
  readonly other: T;
}
/** Whether it is taken as the own side has it; `shown` and `key`: whose text it is, where that cannot be told. */
export type TakesAsOwn = (equality: Equality, shown: string, key: string) => boolean;

/** What an expression of a table names, on either side. */
export function contextOfTables({ own, other }: Pair<Table>, sides: ServerPair): ExpressionContext {
  return {
    columnType: (name) => {
      const column = own.columns.find((one) => one.name === name) ?? other.columns.find((one) => one.name === name);
      return column && domainBase(column.type, sides.own, sides.other);
    },
    names: { a: queryNames(sides.own, own), b: queryNames(sides.other, other) },
  };
}
/** The whole of it that stands around its texts is the same. */
export function sameExpressions(
  texts: readonly Pair<string | undefined>[],
  context: ExpressionContext,
  sides: ServerPair,
): Equality {
  const each = texts.map(({ own, other }): Equality => {
    if (own === undefined || other === undefined) return own === other ? 'same' : 'different';
    return isExtractedAlike({ own, other }, sides) ? compareExpressions(own, other, context) : 'different';
  });
  if (each.includes('different')) return 'different';
  return each.includes('unknown') ? 'unknown' : 'same';
}
export function sameQueries({ own, other }: Pair<View>, sides: ServerPair): Equality {
  const isKnown = own.columns.length > 0 && other.columns.length > 0;
  if (isKnown && own.columns.map(({ name }) => name).join('\0') !== other.columns.map(({ name }) => name).join('\0'))
    return 'different';
  if (!isExtractedAlike({ own: own.definition, other: other.definition }, sides)) return 'different';
  const outputs = isKnown ? { outputs: own.columns.length } : {};
  const names = {
    a: Object.assign(queryNames(sides.own, undefined, own.dependsOn), outputs),
    b: queryNames(sides.other, undefined, other.dependsOn),
  };
  return answeredOnce(own.definition, other.definition, names, compareQueries);
}
/** EXTRACT is date_part to 13; since then that is another function, which gives another type. */
function isExtractedAlike(texts: Pair<string>, { own, other }: ServerPair): boolean {
  if (Math.min(own.serverVersion, other.serverVersion) < 140000) return true;
  const [mine, theirs] = [texts.own, texts.other].map((text) => text.split(/\bdate_part\(/).length);
  return mine === theirs;
}
