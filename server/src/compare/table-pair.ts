/** One table on both sides, and where what is found out about it goes. */

import type { Fact, Index, Origin, Origins, Schema, Table } from '../model/schema';
import { displayName } from '../text/names';
import type { Difference, Undecided } from './difference';
import { domainBase } from './expressions/query-names';
import type { CastType } from './expressions/types';

export interface TablePair {
  readonly file: Table;
  readonly dev: Table;
  /** Where the file makes the table; undefined when it only changes dev's. */
  readonly created: Origin | undefined;
  readonly fileIndexes: readonly Index[];
  readonly devIndexes: readonly Index[];
  readonly schemas: { readonly file: Schema; readonly dev: Schema };
  readonly differences: Difference[];
  readonly undecided: Undecided[];
}

export function factOrigin(origins: Origins | undefined, fact: Fact): Origin | undefined {
  return origins?.[fact] ?? origins?.self;
}
export function undecide(pair: TablePair, what: string, reason: string, origin: Origin | undefined): void {
  const table = displayName(pair.file, pair.schemas.dev.searchPath);
  pair.undecided.push({ object: `${what} of ${table}`, reason, origin });
}
/** Column types for expressions: the file's own, else dev's. */
export function columnTypes(pair: TablePair): (name: string) => CastType | undefined {
  return (name) => {
    const own = pair.file.columns.find((c) => c.name === name) ?? pair.dev.columns.find((c) => c.name === name);
    return own && domainBase(own.type, pair.schemas.dev, pair.schemas.file);
  };
}
/** The tables as a difference names them. */
export const pairTables = (pair: TablePair) => ({ table: pair.file, devTable: pair.dev });
