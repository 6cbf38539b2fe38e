/** What CREATE TABLE, ALTER TABLE and CREATE INDEX say; part of the ops of `ops.ts`, which says how ranges are meant. */

import type { RelationWord } from '../../model/kinds';
import type { ForeignKeyFacts, Identity, IndexKey } from '../../model/schema';
import type { ColumnSettings } from '../../model/schema-columns';
import type { SequenceChange } from '../../model/sequences';
import type { SqlType } from '../../model/types';
import type { QualifiedName } from '../../text/names';
import type { LocalName, Located, Name, TextRange } from '../../text/text';
import type { QueryShape } from './ops-query';

/** A reference to a column inside an expression or a key list. */
export interface ColumnReference {
  readonly column: string;
  readonly qualifier?: QualifiedName;
  readonly range: TextRange;
}
/** SQL text of an expression, without what surrounds it, and what it names. */
export interface Expression {
  readonly text: string;
  readonly range: TextRange;
  /** Undefined when the expression could not be read for references. */
  readonly columns?: readonly ColumnReference[];
  readonly functions?: readonly Name[];
  /** Of its casts, those that are not the server's own. */
  readonly types?: readonly Located<SqlType>[];
}

/** Of settings CREATE TABLE can say the storage and the compression. */
export interface ColumnDef extends ColumnSettings {
  readonly name: LocalName;
  /** The whole element, from name to the end of its last constraint. */
  readonly range: TextRange;
  readonly type: Located<SqlType>;
  /** `serial` and its kin: the type above is already integer and so on. */
  readonly serial?: 'smallserial' | 'serial' | 'bigserial';
  /** Where NOT NULL, NULL or PRIMARY KEY says it. */
  readonly notNull?: Located<boolean> & { readonly name?: string; readonly noInherit?: boolean };
  /** `range` of the Expression is the value; `clause` covers the word DEFAULT too. */
  readonly default?: Expression & { readonly clause: TextRange };
  readonly identity?: Located<Identity>;
  readonly generated?: Expression & { readonly clause: TextRange; readonly kind: 'stored' | 'virtual' };
  readonly collation?: Name;
  /** Inline PRIMARY KEY, UNIQUE, CHECK, REFERENCES, as table constraints over this column. */
  readonly constraints: readonly ConstraintDef[];
  readonly foreignOptions?: readonly string[];
}

interface ConstraintDefBase {
  /** The whole constraint, CONSTRAINT name included. */
  readonly range: TextRange;
  readonly name?: LocalName;
  /** Written within a column's definition. */
  readonly inline: boolean;
  readonly deferrable?: boolean;
  readonly initiallyDeferred?: boolean;
  readonly notValid?: boolean;
  readonly notEnforced?: boolean;
  readonly noInherit?: boolean;
}
export type ConstraintDef =
  | (ConstraintDefBase & {
      readonly kind: 'primary key' | 'unique';
      readonly columns: readonly LocalName[];
      readonly include?: readonly LocalName[];
      readonly nullsNotDistinct?: boolean;
      readonly withoutOverlaps?: boolean;
      readonly storageParameters?: readonly string[];
      readonly tablespace?: string;
      /** USING INDEX name (ALTER TABLE only). */
      readonly usingIndex?: LocalName;
    })
  | (ConstraintDefBase & { readonly kind: 'check'; readonly expression: Expression })
  | (ConstraintDefBase &
      Omit<ForeignKeyFacts, 'onDeleteColumns'> & {
        readonly kind: 'foreign key';
        /** SET NULL (…) or SET DEFAULT (…) for these columns only. */
        readonly onDeleteColumns?: readonly LocalName[];
        readonly columns: readonly LocalName[];
        readonly references: Name;
        /** Empty when left out: the target's primary key. */
        readonly referencedColumns: readonly LocalName[];
      })
  | (ConstraintDefBase & {
      readonly kind: 'exclude';
      /** `EXCLUDE USING gist (…) WHERE (…)`, as written. */
      readonly definition: string;
      readonly method: string;
      readonly keys: readonly IndexKeyDef[];
      readonly where?: Expression;
    })
  | (ConstraintDefBase & { readonly kind: 'not null'; readonly column: LocalName });

export interface IndexKeyDef extends IndexKey {
  /** COLLATE stands around the whole expression. */
  readonly isCollated?: boolean;
  readonly range: TextRange;
  readonly columnRange?: TextRange;
  readonly references?: Expression;
  /** The expression is one column, cast to this. */
  readonly cast?: SqlType;
}

export interface LikeClause {
  readonly range: TextRange;
  readonly source: Name;
  /** INCLUDING …: `all` expanded. */
  readonly including: ReadonlySet<
    | 'comments'
    | 'compression'
    | 'constraints'
    | 'defaults'
    | 'generated'
    | 'identity'
    | 'indexes'
    | 'statistics'
    | 'storage'
  >;
  /** How many columns stand before it: LIKE adds its columns in its place. */
  readonly position: number;
}

export interface CreateTable {
  readonly op: 'create table';
  readonly name: Name;
  readonly ifNotExists: boolean;
  readonly kind: 'table' | 'partitioned table' | 'foreign table';
  readonly persistence?: 'unlogged' | 'temporary';
  readonly columns: readonly ColumnDef[];
  readonly constraints: readonly ConstraintDef[];
  readonly likes: readonly LikeClause[];
  readonly inherits: readonly Name[];
  readonly partitionBy?: string;
  readonly partitionOf?: { readonly parent: Name; readonly bound: string };
  readonly ofType?: Name;
  readonly storageParameters?: readonly string[];
  /** The names among them, those of a namespace (`toast.…`) left out. */
  readonly parameterNames?: readonly LocalName[];
  readonly tablespace?: string;
  readonly accessMethod?: string;
  readonly server?: string;
  readonly foreignOptions?: readonly string[];
  readonly onCommitDrop?: boolean;
  /** The parenthesised element list, parentheses included; where a column can be inserted. */
  readonly body?: TextRange;
}
/** CREATE TABLE … AS, SELECT INTO: columns are those of a query. */
export interface CreateTableAs {
  readonly op: 'create table as';
  readonly name: Name;
  readonly ifNotExists: boolean;
  readonly kind: 'table' | 'materialized view';
  readonly persistence?: 'unlogged' | 'temporary';
  readonly columnNames: readonly LocalName[];
  readonly query: QueryShape;
  readonly definition: string;
  readonly accessMethod?: string;
  readonly withNoData?: boolean;
  readonly onCommitDrop?: boolean;
}
/** `CREATE TABLE t (...)`: the guide's placeholder. Not SQL, but recognised. */
export interface PlaceholderTable {
  readonly op: 'placeholder table';
  readonly name: Name;
  readonly ifNotExists: boolean;
  readonly placeholder: TextRange;
}

export type AlterTableCommand = { readonly range: TextRange } & (
  | { readonly command: 'add column'; readonly column: ColumnDef; readonly ifNotExists: boolean }
  | {
      readonly command: 'drop column';
      readonly column: LocalName;
      readonly ifExists: boolean;
      readonly cascade: boolean;
    }
  | {
      readonly command: 'set type';
      readonly column: LocalName;
      readonly type: Located<SqlType>;
      readonly collation?: Name;
      readonly using?: Expression;
    }
  | { readonly command: 'set default'; readonly column: LocalName; readonly default: Expression }
  | { readonly command: 'drop default'; readonly column: LocalName }
  | { readonly command: 'set not null' | 'drop not null'; readonly column: LocalName }
  | { readonly command: 'set expression'; readonly column: LocalName; readonly expression: Expression }
  | { readonly command: 'drop expression'; readonly column: LocalName; readonly ifExists: boolean }
  | { readonly command: 'add identity'; readonly column: LocalName; readonly identity: Identity }
  | {
      readonly command: 'set identity';
      readonly column: LocalName;
      readonly kind?: Identity['kind'];
      readonly sequence: SequenceChange;
    }
  | { readonly command: 'drop identity'; readonly column: LocalName; readonly ifExists: boolean }
  | {
      readonly command: 'column setting';
      readonly column: LocalName;
      readonly setting: Exclude<keyof ColumnSettings, 'options'>;
      /** Without the setting: its default. */
      readonly value: ColumnSettings;
    }
  | {
      readonly command: 'column options';
      readonly column: LocalName;
      readonly set: readonly string[];
      readonly reset: readonly string[];
    }
  | { readonly command: 'add constraint'; readonly constraint: ConstraintDef }
  | {
      readonly command: 'drop constraint';
      readonly name: LocalName;
      readonly ifExists: boolean;
      readonly cascade: boolean;
    }
  | { readonly command: 'validate constraint'; readonly name: LocalName }
  | {
      readonly command: 'alter constraint';
      readonly name: LocalName;
      readonly deferrable?: boolean;
      readonly initiallyDeferred?: boolean;
      readonly notEnforced?: boolean;
      readonly noInherit?: boolean;
    }
  | { readonly command: 'attach partition'; readonly partition: Name; readonly bound: string }
  | { readonly command: 'detach partition'; readonly partition: Name }
  | { readonly command: 'inherit' | 'no inherit'; readonly parent: Name }
  | { readonly command: 'of type'; readonly type: Name }
  | { readonly command: 'not of' }
  | { readonly command: 'row security'; readonly set: 'enable' | 'disable' | 'force' | 'no force' }
  | {
      readonly command: 'trigger state';
      readonly trigger: LocalName | 'all' | 'user';
      readonly state: 'enabled' | 'disabled' | 'replica' | 'always';
    }
  | {
      readonly command: 'rule state';
      readonly rule: LocalName;
      readonly state: 'enabled' | 'disabled' | 'replica' | 'always';
    }
  | {
      readonly command: 'storage parameters';
      readonly set: readonly string[];
      readonly reset: readonly string[];
      /** The names that are set, those of a namespace (`toast.…`) left out. */
      readonly names: readonly LocalName[];
    }
  | { readonly command: 'persistence'; readonly persistence: 'logged' | 'unlogged' }
  | { readonly command: 'tablespace'; readonly tablespace: string }
  | { readonly command: 'access method'; readonly accessMethod: string }
  | { readonly command: 'cluster'; readonly index: LocalName | undefined }
  | { readonly command: 'replica identity'; readonly identity: 'default' | 'full' | 'nothing' | LocalName }
  | { readonly command: 'owner'; readonly owner: string }
  | { readonly command: 'other'; readonly what: string }
);
export type AlterCommand<K extends AlterTableCommand['command']> = Extract<AlterTableCommand, { command: K }>;
export interface AlterTable {
  readonly op: 'alter table';
  readonly name: Name;
  readonly kind: RelationWord;
  readonly ifExists: boolean;
  readonly only: boolean;
  readonly commands: readonly AlterTableCommand[];
}

export interface CreateIndex {
  readonly op: 'create index';
  /** Absent: PostgreSQL chooses. */
  readonly name?: LocalName;
  readonly ifNotExists: boolean;
  readonly concurrently: boolean;
  readonly only: boolean;
  readonly table: Name;
  readonly unique: boolean;
  readonly method: string;
  /** Where it is written. */
  readonly methodRange?: TextRange;
  readonly keys: readonly IndexKeyDef[];
  readonly include?: readonly LocalName[];
  readonly where?: Expression;
  readonly nullsNotDistinct?: boolean;
  readonly storageParameters?: readonly string[];
  readonly parameterNames?: readonly LocalName[];
  readonly tablespace?: string;
}
