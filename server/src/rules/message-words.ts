/** How messages say things: lists, counts, and what a constraint or an index is. */

import type { ComparedObject, Difference } from '../compare/difference';
import { sequenceClauses } from '../generate/columns';
import { constraintInWords } from '../generate/constraints';
import type { Column, Constraint, Identity, Index, IndexKey } from '../model/schema';
import { chained, noun, t } from '../text/l10n';
import { displayName, quoteIdentifier } from '../text/names';
import { isParenthesised } from '../text/quoted';
import type { RuleContext } from './rule';

export function quotedNames(list: readonly string[]): string {
  return list.map((name) => quoteIdentifier(name)).join(', ');
}
/** `a`, `a and b`, `a, b and c`. */
export function sentenceList(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return t('{0} and {1}', chained(parts.slice(0, -1), ', '), parts.at(-1)!);
}

/** One after the other; an empty one is none. */
export function sentences(...parts: readonly string[]): string {
  return chained(
    parts.filter((part) => part !== ''),
    ' ',
  );
}
/** `function f`, `trigger touch of orders`. `word`: the kind at the start of a sentence. */
export function objectInWords(
  { searchPath }: Pick<RuleContext, 'searchPath'>,
  { kind, schema, name, on }: ComparedObject,
  word: string = kind,
): string {
  if (on === undefined) return t('{0} {1}', noun(word), displayName({ schema, name }, searchPath));
  return t('{0} {1} of {2}', noun(word), quoteIdentifier(name), displayName({ schema, name: on }, searchPath));
}
export const didYouMean = (meant: string): string => t('Did you mean {0}?', meant);
export const replaceWith = (newText: string): string => t('Replace with {0}', newText);

/** Where the other side of a difference is. */
export const otherSide = ({ byThen }: Pick<Difference, 'byThen'>): string => (byThen ? t('by then') : t('in dev'));
/** What follows a difference in a migration that has run already. */
export function afterwards(context: RuleContext): string {
  return context.recorded ? t('This migration has run in dev, so dev or the file was changed since.') : '';
}
/** Where an object would have to be, for one that is not. */
export function whereSearched(context: RuleContext): string {
  if (context.standing === 'loose') return t('in dev or earlier in this file');
  return context.standing === 'pending' ? t('in dev or in an earlier migration') : t('at this point of the migrations');
}

export const constraintNames: Readonly<Record<Constraint['kind'], string>> = {
  'primary key': 'primary key',
  unique: 'unique constraint',
  check: 'check',
  'foreign key': 'foreign key',
  exclude: 'exclusion constraint',
};
/** `(a, b)`, `(price > 0)`, `(a) REFERENCES t (id) ON DELETE CASCADE`. */
export function describeConstraint(constraint: Constraint): string {
  if (constraint.kind !== 'check' || !isParenthesised(constraint.expression)) return constraintInWords(constraint);
  return constraintInWords({ ...constraint, expression: constraint.expression.slice(1, -1) });
}

/** `(a, b DESC)`, `(tags) USING gin WHERE (…)`. */
/** What a table here lacks of dev's columns, and has besides them: the same words wherever it is counted. */
export function columnCounts(missing: number, notInDev: number): string[] {
  return [
    ...(missing > 0 ? [t('{0} missing', missing)] : []),
    ...(notInDev > 0 ? [t('{0} not in dev', notInDev)] : []),
  ];
}
export function describeIndex(index: Index): string {
  const method = index.method === 'btree' ? '' : ` USING ${index.method}`;
  const include = index.include?.length ? ` INCLUDE (${quotedNames(index.include)})` : '';
  const nulls = index.nullsNotDistinct ? ' NULLS NOT DISTINCT' : '';
  const where = index.where === undefined ? '' : ` WHERE ${parenthesised(index.where)}`;
  return `(${index.keys.map(describeKey).join(', ')})${method}${include}${nulls}${where}`;
}
/** In one pair of parentheses: the server prints its own around most expressions. */
function parenthesised(expression: string): string {
  return isParenthesised(expression) ? expression : `(${expression})`;
}
function describeKey(key: IndexKey): string {
  const what = key.column === undefined ? (key.expression ?? '') : quoteIdentifier(key.column);
  const collation = key.collation ? ` COLLATE ${quoteIdentifier(key.collation.name)}` : '';
  const opclass = key.opclass ? ` ${quoteIdentifier(key.opclass.name)}` : '';
  const direction = key.descending ? ' DESC' : '';
  return `${what}${collation}${opclass}${direction}${key.nulls ? ` NULLS ${key.nulls.toUpperCase()}` : ''}`;
}
export const indexNoun = (index: Index): string => (index.unique ? 'unique index' : 'index');

export function describeIdentity(identity: Identity | undefined): string {
  if (!identity) return t('not an identity column');
  const options = sequenceClauses(identity.sequence);
  const suffix = options.length > 0 ? ` (${options.join(' ')})` : '';
  return `GENERATED ${identity.kind.toUpperCase()} AS IDENTITY${suffix}`;
}
export function describeGenerated(generated: Column['generated']): string {
  if (!generated) return t('not a generated column');
  return `GENERATED ALWAYS AS ${parenthesised(generated.expression)} ${generated.kind.toUpperCase()}`;
}
