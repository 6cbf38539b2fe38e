import type { Schema } from '../model/schema';

/** How generated SQL looks. The defaults are the guide's. */
export interface GenerateStyle {
  readonly ifNotExists: boolean;
  readonly quoting: 'always' | 'needed';
  readonly schemaQualification: 'always' | 'outside search path' | 'never';
  readonly keywordCase: 'upper' | 'lower';
  /** Spaces. */
  readonly indent: number;
  /** Unique, check, foreign keys inside CREATE TABLE or as ALTER TABLE after it. The primary key is always inside. */
  readonly constraints: 'inline' | 'alter table';
  readonly indexes: boolean;
  readonly comments: boolean;
  readonly triggers: boolean;
  readonly policies: boolean;
  readonly owner: boolean;
  readonly privileges: boolean;
}
export const defaultStyle: GenerateStyle = {
  ifNotExists: true,
  quoting: 'always',
  schemaQualification: 'outside search path',
  keywordCase: 'upper',
  indent: 4,
  constraints: 'alter table',
  indexes: true,
  comments: true,
  triggers: true,
  policies: true,
  owner: false,
  privileges: false,
};

export interface PrintContext {
  readonly schema: Schema;
  readonly style: GenerateStyle;
  /**
   * By key, partitions whose partitioned table stands already and is not made by the script: such a parent gives a
   * partition all its keys and indexes at once. Set by the printer itself.
   */
  readonly joining?: ReadonlyMap<string, 'as partition' | 'by attaching'>;
  /** By key, names of constraints that stand meanwhile, with whose they are: PostgreSQL chooses none of them. */
  readonly standing?: ReadonlyMap<string, ReadonlySet<string>>;
}
