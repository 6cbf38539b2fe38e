/** Which of PostgreSQL's own types become which by assignment, as every version has it. */
import { assignmentCasts } from './generated/assignment-casts';
import { builtinTypes } from './generated/types';

const entries = (list: string): string[] =>
  list
    .trim()
    .split(/\s+/)
    .map((entry) => entry.replaceAll('~', ' '));
/** Types of which the casts tell everything. */
const told = new Set(entries(builtinTypes));
const assigned = new Set(entries(assignmentCasts));
const strings = new Set(['text', 'character varying', 'character', 'name']);

/** False when PostgreSQL surely has no cast that ALTER COLUMN TYPE or a DEFAULT could use; undefined: not known. */
export function isAssignable(from: string, to: string): boolean | undefined {
  if (from === to) return true;
  if (!told.has(from) || !told.has(to)) return undefined;
  return strings.has(to) || assigned.has(`${from}:${to}`);
}
export const isString = (name: string): boolean => strings.has(name);
export const isToldType = (name: string): boolean => told.has(name);
