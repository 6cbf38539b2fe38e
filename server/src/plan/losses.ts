/** What a script cannot bring back, in the words in which each is said wherever it is found. */
import type { Table } from '../model/schema';
import { displayName, type QualifiedName } from '../text/names';

export const rowsOf = (table: QualifiedName): string => `the rows of ${displayName(table)}`;
export const columnValuesOf = (table: QualifiedName, column: string): string =>
  `the values of ${displayName(table)}.${column}`;
export const positionOf = (sequence: QualifiedName): string => `the position of ${displayName(sequence)}`;
export const positionOfIdentity = (table: Table, column: string): string =>
  `the position of the identity of ${displayName(table)}.${column}`;
