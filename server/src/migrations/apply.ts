/**
 * What one statement makes of a schema, as PostgreSQL would carry it out, and what PostgreSQL would refuse. Pure; what
 * the text does not tell becomes unknown, never a guess.
 */
import type { Schema } from '../model/schema';
import type { DdlOp, ObjectKind } from '../sql/ops';
import type { TextRange } from '../sql/text';
import { alterTable } from './alter-table';
import { applyBlock } from './block';
import { applyCalls } from './calls';
import { setComment } from './comments';
import { Draft } from './draft';
import { dropObjects } from './drop';
import { createIndex } from './indexes';
import { createOther } from './others';
import { requireParameter } from './parameters';
import { renameObject } from './rename';
import { setSchema } from './set-schema';
import { createTable, createTableAs } from './tables';
import { applyType } from './user-types';
import { createView } from './views';

/** What PostgreSQL would refuse (or skip) when a statement runs on the schema before it. */
export interface Conflict {
  /** The statement's index in its document. */
  readonly statement: number;
  /** Relative to the statement's start. */
  readonly range: TextRange;
  readonly kind:
    | 'does not exist'
    | 'exists already'
    | 'duplicate column'
    | 'foreign key types'
    | 'foreign key target not unique'
    | 'skipped by if not exists'
    | 'wrong kind'
    | 'multiple primary keys'
    | 'depends'
    | 'enum value'
    /** A type change that needs USING. */
    | 'needs using'
    | 'other';
  readonly object: {
    readonly kind: ObjectKind;
    readonly schema?: string;
    readonly name: string;
    readonly table?: string;
  };
  /** What PostgreSQL would say, or as near as can be told. */
  readonly message: string;
  /** Names that exist where this one does not, for `Did you mean`. */
  readonly candidates?: readonly string[];
}

export interface ApplyContext {
  readonly uri: string;
  /** The statement's index in its document. */
  readonly statement: number;
  /**
   * `strict`: the schema is what the statement will run on. `history`: what has no origin was taken from dev, where
   * this statement has run, so meeting its own result there is no conflict. `loose`: the same, and nobody knows whether
   * it has run.
   */
  readonly mode: 'strict' | 'history' | 'loose';
  /** PostgreSQL does not look into bodies (`SET check_function_bodies = off`, as pg_dump writes it). */
  readonly skipsBodies?: boolean;
}
export interface Applied {
  readonly schema: Schema;
  readonly conflicts: readonly Conflict[];
}

/** Carries out one op. Transactions, and what a file's end undoes, are the history's business: `session.ts`. */
export function apply(schema: Schema, op: DdlOp, context: ApplyContext): Applied {
  const draft = new Draft(schema, context);
  applyTo(draft, op);
  return { schema: draft.schema, conflicts: draft.conflicts };
}

export function applyTo(draft: Draft, op: DdlOp): void {
  switch (op.op) {
    case 'create table':
      return createTable(draft, op);
    case 'create table as':
      return createTableAs(draft, op);
    case 'alter table':
      return alterTable(draft, op);
    case 'create index':
      return createIndex(draft, op);
    case 'create view':
      return createView(draft, op);
    case 'drop':
      return dropObjects(draft, op);
    case 'rename':
      return renameObject(draft, op);
    case 'set schema':
      return setSchema(draft, op);
    case 'comment':
      return setComment(draft, op);
    case 'create enum':
    case 'create composite':
    case 'create domain':
    case 'create range':
    case 'create base type':
    case 'add enum value':
    case 'rename enum value':
    case 'alter domain':
    case 'alter composite':
      return applyType(draft, op);
    case 'use':
      return applyCalls(draft, op);
    case 'block':
    case 'unknown':
      return applyBlock(draft, op);
    case 'none':
      return requireParameter(draft, op.parameter);
    case 'placeholder table':
    case 'owner':
    case 'transaction':
      return;
    default:
      return createOther(draft, op);
  }
}
