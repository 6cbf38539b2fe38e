/**
 * What a statement does to a schema, as data: read from text in this room, carried out by the fold.
 *
 * Every range is in UTF-16 offsets **relative to the statement's start**, so that ops can be cached by the statement's
 * text. A name is as written (folded or unquoted, truncated), its schema absent when none was written: the fold alone knows
 * the search path. Types of pg_catalog are canonical and `builtin`; other types are as written.
 */

import type { ObjectKind } from '../../model/kinds';
import type { SequenceChange } from '../../model/sequences';
import type { SqlType } from '../../model/types';
import type { QualifiedName } from '../../text/names';
import type { LocalName, Located, Name, TextRange } from '../../text/text';
import type { DataChange } from './data-change';
import type { CalledName, QueryProblem, QueryShape, RelationUse, Stray } from './ops-query';
import type { AlterTable, CreateIndex, CreateTable, CreateTableAs, Expression, PlaceholderTable } from './ops-table';

/** What DROP, COMMENT, RENAME and the like name. */
export interface ObjectReference {
  readonly kind: ObjectKind;
  readonly name: Name;
  /** Of a column, constraint, trigger, policy or rule: its table; `name` is then the part's own name. */
  readonly table?: Name;
  /** That table alone: ALTER TABLE ONLY. */
  readonly only?: true;
  /** Of a function: the argument types, when written. */
  readonly argumentTypes?: readonly SqlType[];
  /** For kind `other`: EVENT TRIGGER, SERVER, … */
  readonly what?: string;
  /** Of an operator its sides (undefined: NONE), of a cast from and to, of a transform its type. */
  readonly types?: readonly (SqlType | undefined)[];
  /** The access method of an operator class or family, the language of a transform. */
  readonly method?: string;
}

export type DdlOp =
  | CreateTable
  | CreateTableAs
  | PlaceholderTable
  | AlterTable
  | CreateIndex
  | {
      readonly op: 'drop';
      readonly objects: readonly ObjectReference[];
      readonly ifExists: boolean;
      readonly cascade: boolean;
      readonly concurrently?: boolean;
    }
  | { readonly op: 'rename'; readonly object: ObjectReference; readonly to: LocalName; readonly ifExists: boolean }
  | { readonly op: 'set schema'; readonly object: ObjectReference; readonly to: LocalName; readonly ifExists: boolean }
  | { readonly op: 'comment'; readonly object: ObjectReference; readonly comment: Located<string | undefined> }
  | { readonly op: 'owner'; readonly object: ObjectReference; readonly owner: string }
  | {
      readonly op: 'create view';
      readonly name: Name;
      readonly orReplace: boolean;
      readonly persistence?: 'temporary';
      readonly columnNames: readonly LocalName[];
      readonly query: QueryShape;
      readonly definition: string;
      readonly options?: readonly string[];
    }
  | { readonly op: 'create enum'; readonly name: Name; readonly values: readonly Located<string>[] }
  | {
      readonly op: 'create composite';
      readonly name: Name;
      readonly attributes: readonly {
        readonly name: LocalName;
        readonly type: Located<SqlType>;
        readonly collation?: QualifiedName;
      }[];
    }
  | {
      readonly op: 'create domain';
      readonly name: Name;
      readonly base: Located<SqlType>;
      readonly notNull: boolean;
      /** After CONSTRAINT. */
      readonly notNullName?: string;
      readonly default?: Expression;
      readonly collation?: QualifiedName;
      readonly checks: readonly { readonly name?: string; readonly expression: Expression }[];
    }
  | {
      readonly op: 'create range';
      readonly name: Name;
      readonly parameters: readonly { readonly name: string; readonly value: string; readonly type?: SqlType }[];
    }
  | { readonly op: 'create base type'; readonly name: Name }
  | {
      readonly op: 'add enum value';
      readonly name: Name;
      readonly value: Located<string>;
      readonly ifNotExists: boolean;
      readonly before?: Located<string>;
      readonly after?: Located<string>;
    }
  | {
      readonly op: 'rename enum value';
      readonly name: Name;
      readonly from: Located<string>;
      readonly to: Located<string>;
    }
  | {
      readonly op: 'alter domain';
      readonly name: Name;
      readonly change:
        | { readonly command: 'set default'; readonly default: Expression }
        | { readonly command: 'drop default' | 'drop not null' }
        | { readonly command: 'set not null'; readonly name?: string }
        | {
            readonly command: 'add check';
            readonly name?: string;
            readonly expression: Expression;
            readonly notValid: boolean;
          }
        | {
            readonly command: 'drop constraint' | 'validate constraint';
            readonly name: LocalName;
            readonly ifExists: boolean;
          };
    }
  | {
      readonly op: 'alter composite';
      readonly name: Name;
      readonly cascade: boolean;
      readonly changes: readonly (
        | { readonly command: 'add'; readonly attribute: LocalName; readonly type: Located<SqlType> }
        | { readonly command: 'drop'; readonly attribute: LocalName; readonly ifExists: boolean }
        | { readonly command: 'set type'; readonly attribute: LocalName; readonly type: Located<SqlType> }
      )[];
    }
  | {
      readonly op: 'create sequence' | 'alter sequence';
      readonly name: Name /** IF NOT EXISTS or IF EXISTS. */;
      readonly conditional: boolean;
      readonly persistence?: 'unlogged' | 'temporary';
      readonly options: SequenceChange;
      /** OWNED BY: `none` removes it. */ readonly ownedBy?:
        | { readonly table: Name; readonly column: LocalName }
        | 'none';
    }
  | {
      readonly op: 'create schema';
      readonly name: LocalName;
      readonly ifNotExists: boolean;
      readonly elements: readonly DdlOp[];
    }
  | {
      readonly op: 'create extension';
      readonly name: LocalName;
      readonly ifNotExists: boolean;
      readonly schema?: string;
      readonly version?: string;
    }
  | {
      readonly op: 'create routine';
      readonly name: Name;
      readonly kind: 'function' | 'procedure' | 'aggregate';
      readonly orReplace: boolean;
      readonly argumentTypes: readonly SqlType[];
      readonly identityArguments: string;
      readonly returns?: string;
      readonly language?: string;
      readonly definition: string;
      /** Of a body in SQL, which PostgreSQL reads when the routine is made. */
      readonly query?: QueryShape;
    }
  | {
      readonly op: 'create trigger';
      readonly name: LocalName;
      readonly table: Name;
      readonly orReplace: boolean;
      readonly function: Name;
      readonly definition: string;
      readonly constraint: boolean;
      readonly columns: readonly LocalName[];
    }
  | {
      readonly op: 'create policy' | 'alter policy';
      readonly name: LocalName;
      readonly table: Name;
      readonly permissive: boolean;
      readonly command: 'all' | 'select' | 'insert' | 'update' | 'delete';
      readonly roles?: readonly string[];
      readonly using?: Expression;
      readonly check?: Expression;
    }
  | {
      readonly op: 'create rule';
      readonly onSelect: boolean;
      readonly name: LocalName;
      readonly table: Name;
      readonly orReplace: boolean;
      readonly definition: string;
    }
  | {
      readonly op: 'create statistics';
      readonly name?: Name;
      readonly table: Name;
      readonly ifNotExists: boolean;
      readonly definition: string;
      readonly columns: readonly LocalName[];
    }
  | { readonly op: 'create collation'; readonly name: Name; readonly ifNotExists: boolean; readonly definition: string }
  /** What the schema keeps by its text; `what` is a word of `otherKinds`. */
  | {
      readonly op: 'create other';
      readonly what: string;
      readonly name: Name;
      readonly ifNotExists: boolean;
      readonly definition: string;
      /** What it is made on. */
      readonly needs?: { readonly what: string; readonly name: Name };
      readonly types?: readonly (SqlType | undefined)[];
      readonly method?: string;
      /** OR REPLACE. */
      readonly replaces?: boolean;
      /** Of an operator class: no FAMILY is named. */
      readonly ownFamily?: boolean;
    }
  | { readonly op: 'alter other'; readonly what: string; readonly name: Name }
  | {
      readonly op: 'set search path';
      readonly path: readonly string[] /** SET LOCAL: until the transaction ends. */;
      readonly local: boolean;
    }
  | {
      readonly op: 'transaction';
      readonly what: 'begin' | 'commit' | 'rollback' | 'savepoint' | 'rollback to' | 'release';
      readonly name?: string;
    }
  /** INSERT, UPDATE, DELETE, MERGE, SELECT, COPY, TRUNCATE, LOCK, GRANT …: what is named, for the rules; changes nothing. */
  | {
      readonly op: 'use';
      readonly statement: string;
      readonly relations: readonly RelationUse[];
      readonly functions: readonly CalledName[];
      readonly strays?: readonly Stray[];
      readonly problems?: readonly QueryProblem[];
      /** Of casts, those that PostgreSQL brings left out. */
      readonly types?: readonly Located<SqlType>[];
      /** Where a list of result columns has surely more than PostgreSQL takes. */
      readonly tooWide?: TextRange;
      /** `SELECT f('a', true)`, `CALL p()`: calls that surely run once, and their constant arguments. */
      readonly calls?: readonly RoutineCall[];
      readonly change?: DataChange;
      /** Of a block: its SELECT, where what it gives goes nowhere. */
      readonly lost?: TextRange;
    }
  /** DO blocks: the plain DDL in them. `catches`: conditions of handlers that go on (Drizzle's duplicate_object). */
  | { readonly op: 'block'; readonly body: readonly BlockOp[]; readonly catches: readonly string[] }
  /** What must be there, of a statement that changes nothing that is read here. */
  | {
      readonly op: 'require';
      readonly objects: readonly ObjectReference[];
      readonly ifExists: boolean;
      /** ALTER FUNCTION's, as written: `STABLE SET work_mem = '1MB'`. */
      readonly actions?: string;
    }
  /** Names no schema object: SET, RESET, ANALYZE, … */
  | { readonly op: 'none'; readonly statement: string; readonly parameter?: LocalName; readonly value?: string }
  /** Changes the schema in a way the text does not tell. `objects` empty: could be anything. */
  | {
      readonly op: 'unknown';
      readonly reason: string;
      readonly objects: readonly ObjectReference[];
      /** What it does, with `devschema_unknown` within every name that is not known: nothing else is touched. */
      readonly like?: readonly DdlOp[];
      readonly beside?: 'sent by psql';
    };

export interface BlockOp {
  readonly op: DdlOp;
  /** Under IF, LOOP or CASE: it may or may not run. */
  readonly conditional: boolean;
  /** All that must hold (`holds` false: must not) for it to run, as written; absent where not IFs alone decide. */
  readonly when?: readonly BlockCondition[];
}
export interface BlockCondition {
  /** One for each time the block asks: it holds or not for all that stands under it, whatever that changes. */
  readonly id: number;
  readonly text: string;
  readonly holds: boolean;
}
export interface RoutineCall {
  readonly name: Name;
  /** In order, or by name (`a => 1`). `text` undefined: no constant; null: NULL. `literal`: where a constant stands. */
  readonly arguments: readonly {
    readonly name?: string;
    readonly text: string | null | undefined;
    readonly literal?: TextRange;
  }[];
}
export type Drop = Op<'drop'>;
export type Rename = Op<'rename'>;
/** The op of a kind. */
export type Op<K extends DdlOp['op']> = Extract<DdlOp, { op: K }>;
