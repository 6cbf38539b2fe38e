/** Columns, and the sequences of identities. */

import type { QualifiedName } from '../text/names';
import type { Origins } from './schema-facts';
import type { SqlType } from './types';

export interface SequenceOptions {
  /** `bigint` when absent. */
  readonly type?: 'smallint' | 'integer' | 'bigint';
  /** Decimal text: bigint does not fit a JavaScript number. Absent: PostgreSQL's default for type and direction. */
  readonly start?: string;
  readonly increment?: string;
  readonly minValue?: string;
  readonly maxValue?: string;
  readonly cache?: string;
  readonly cycle?: boolean;
}

export interface Identity {
  readonly kind: 'always' | 'by default';
  readonly sequence: SequenceOptions;
  /** The sequence's name, when it is known. */
  readonly sequenceName?: QualifiedName;
  /** Of the sequence itself; the persistence where it is not the table's. */
  readonly persistence?: 'logged' | 'unlogged';
  readonly comment?: string;
  readonly privileges?: readonly string[];
}

export const storageKinds = ['plain', 'external', 'extended', 'main'] as const;
export const compressionMethods = ['pglz', 'lz4'] as const;
/** What ALTER COLUMN … SET sets, of a table's column or a materialised view's; absent: the default. */
export interface ColumnSettings {
  /** Only when it is not the type's default (pg_attribute.attstorage). */
  readonly storage?: (typeof storageKinds)[number];
  readonly compression?: (typeof compressionMethods)[number];
  readonly statistics?: number;
  /** `n_distinct=5` (pg_attribute.attoptions). */
  readonly options?: readonly string[];
}
const settings: Readonly<Record<keyof ColumnSettings, true>> = {
  storage: true,
  compression: true,
  statistics: true,
  options: true,
};
export const columnSettingNames = Object.keys(settings) as readonly (keyof ColumnSettings)[];
/** Nothing else of a column. */
export function settingsOf(
  column: ColumnSettings,
  names: readonly (keyof ColumnSettings)[] = columnSettingNames,
): ColumnSettings {
  const settings: Partial<Record<keyof ColumnSettings, unknown>> = {};
  for (const name of names) {
    const setting = column[name];
    if (setting !== undefined) settings[name] = setting;
  }
  return settings as ColumnSettings;
}

export interface Column extends ColumnSettings {
  readonly name: string;
  readonly type: SqlType;
  readonly notNull: boolean;
  /** PostgreSQL 18 names NOT NULL constraints (pg_constraint.contype = 'n'); absent before, and when derived from a key. */
  readonly notNullConstraint?: {
    readonly name: string;
    readonly noInherit?: boolean;
    readonly valid?: boolean;
    readonly comment?: string;
  };
  /** SQL text of the DEFAULT expression: `pg_get_expr` text, or the file's own. */
  readonly default?: string;
  readonly identity?: Identity;
  readonly generated?: { readonly kind: 'stored' | 'virtual'; readonly expression: string };
  /** Only when it is not the type's default collation. */
  readonly collation?: QualifiedName;
  readonly comment?: string;
  /** False: only inherited from a parent (pg_attribute.attislocal), so a CREATE TABLE … INHERITS does not write it. */
  readonly local?: boolean;
  /** pg_attribute.attinhcount > 0. */
  readonly inherited?: boolean;
  readonly foreignOptions?: readonly string[];
  readonly privileges?: readonly string[];
  /** In a fold: the user's type that `text`, its default, was written as before the column got another. */
  readonly defaultOfType?: { readonly schema: string; readonly name: string; readonly text: string };
  readonly origins?: Origins;
}
