import type { QualifiedName } from './names';

/** UTF-16 offsets, start inclusive, end exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}
/** Something read from text, and where. */
export interface Located<T> {
  readonly value: T;
  readonly range: TextRange;
}
export function located<T>(value: T, start: number, end: number): Located<T> {
  return { value, range: { start, end } };
}
export function shift(range: TextRange, by: number): TextRange {
  return { start: range.start + by, end: range.end + by };
}
/** A regular expression's text that matches this text and nothing else. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
/**
 * A regular expression's text that matches these parts, each of a length of its own, with anything between. What stands
 * between is taken once (a look ahead is not gone back into): else a text of `a` alone took hours for `*a*a*a*…b`.
 */
export function partsPattern([first = '', ...rest]: readonly string[]): string {
  const last = rest.pop();
  const between = rest.map((part, at) => `(?=(.*?${part}))\\${at + 1}`).join('');
  return last === undefined ? `^${first}$` : `^${first}${between}.*${last}$`;
}
/** What a percent-encoded text says; what is not well formed stays. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
/** Matches a name where it stands for itself, not within another. */
export function wordPattern(word: string, flags = ''): RegExp {
  return new RegExp(`(?<![\\w$])${escapePattern(word)}(?![\\w$])`, flags);
}
/** A copy of `value` in which every range, however deep, is `place(range)`. Shares what holds no range. */
export function mapRanges<T>(value: T, place: (range: TextRange) => TextRange): T {
  if (typeof value !== 'object' || value === null || value instanceof Set) return value;
  if (Array.isArray(value)) return value.map((item) => mapRanges(item as unknown, place)) as T;
  const { start, end } = value as { start?: unknown; end?: unknown };
  if (typeof start === 'number' && typeof end === 'number') return place({ start, end }) as T;
  const entries = Object.entries(value).map(([key, item]) => [key, mapRanges(item as unknown, place)] as const);
  return Object.fromEntries(entries) as T;
}
export type Name = Located<QualifiedName>;
export type LocalName = Located<string>;
/** Stands for a name or text that is only known when the block runs. */

export const unknownName = 'devschema_unknown';
/** The first letter as at the start of a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** The line of a place, from 1, for people. */
export const lineAt = (text: string, offset: number): number =>
  (text.slice(0, offset).match(/\r\n|\r|\n/g)?.length ?? 0) + 1;

/** An order that is the same in every locale: of UTF-16 units. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
export const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  compareText(a.name, b.name);
