/** Which of PostgreSQL's own types become which: unasked, by assignment, or where a cast is written. */
import { majorOf } from '../text/versions';
import { isOf, versionsOf } from './builtin-functions';
import { assignmentCasts } from './generated/assignment-casts';
import { builtinCasts } from './generated/casts';
import { builtinTypes } from './generated/types';
import type { Schema } from './schema';

const spacedEntries = (list: string): string[] =>
  list
    .trim()
    .split(/\s+/)
    .map((entry) => entry.replaceAll('~', ' '));
/** Types of which the casts tell everything. */
const told = new Set(spacedEntries(builtinTypes));
const assigned = new Set(spacedEntries(assignmentCasts));
/** By from:to:context, the versions that have it; whatever its volatility. */
const casts = new Map(
  spacedEntries(builtinCasts).map((entry) => {
    const [cast = '', versions] = entry.split('@');
    return [cast.split(':').slice(0, 3).join(':'), versionsOf(versions)] as const;
  }),
);
const strings = new Set(['text', 'character varying', 'character', 'name']);

/** False when PostgreSQL surely has no cast that ALTER COLUMN TYPE or a DEFAULT could use; undefined: not known. */
export function isAssignable(from: string, to: string): boolean | undefined {
  if (from === to) return true;
  if (!told.has(from) || !told.has(to)) return undefined;
  return strings.has(to) || assigned.has(`${from}:${to}`);
}
/** pg_cast.castcontext `i`: PostgreSQL casts unasked wherever the other type is wanted. */
export const isImplicitCast = (from: string, to: string): boolean => casts.has(`${from}:${to}:i`);
/** pg_cast.castcontext `e`: only where a cast is written. Where the version is not known (0), one that all versions have. */
export function isExplicitCast(from: string, to: string, { serverVersion }: Pick<Schema, 'serverVersion'>): boolean {
  const versions = casts.get(`${from}:${to}:e`);
  return versions !== undefined && isOf(majorOf(serverVersion))(versions);
}
export const isString = (name: string): boolean => strings.has(name);
export const isObservedType = (name: string): boolean => told.has(name);
