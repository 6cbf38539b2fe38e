/**
 * What one statement makes of a schema, as PostgreSQL would carry it out, and what PostgreSQL would refuse. Pure; what
 * the text does not tell becomes unknown, never a guess.
 */

import type { Schema } from '../model/schema';
import type { DdlOp } from '../sql/read/ops';
import { applyBlock } from './blocks/block';
import { applyCalls } from './blocks/calls';
import type { Applied, ApplyContext } from './conflict';
import { Draft } from './draft';
import { alterTable } from './kinds/alter-table';
import { createIndex } from './kinds/indexes';
import { createOther } from './kinds/others';
import { alterRoutines } from './kinds/routines';
import { createTable } from './kinds/tables';
import { createTableAs } from './kinds/tables-as';
import { applyType } from './kinds/types';
import { createView } from './kinds/views';
import { requireParameter } from './parameters';
import { setComment } from './verbs/comments';
import { dropObjects } from './verbs/drop';
import { renameObject } from './verbs/rename';
import { requireObjects } from './verbs/require';
import { setSchema } from './verbs/set-schema';

/** Carries out one op. Transactions, and what a file's end undoes, are the history's business: `session.ts`. */
export function apply(schema: Schema, op: DdlOp, context: ApplyContext): Applied {
  const draft = draftOf(schema, context);
  applyTo(draft, op);
  return { schema: draft.schema, conflicts: draft.conflicts, inAnyMode: !draft.askedMode };
}

/** A schema about to be changed by something else than an op; what is refused of it counts for nothing. */
const NO_STATEMENT: ApplyContext = { uri: '', statement: 0, mode: 'strict' };
export function draftOf(schema: Schema, context: ApplyContext = NO_STATEMENT): Draft {
  return new Draft(schema, context, applyTo);
}

function applyTo(draft: Draft, op: DdlOp): void {
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
    case 'require':
      requireObjects(draft, op);
      if (op.actions !== undefined) alterRoutines(draft, op.objects, op.actions);
      return;
    case 'owner':
      return requireObjects(draft, { objects: [op.object], ifExists: false });
    case 'none':
      return requireParameter(draft, op.parameter, op.value, op.statement);
    case 'placeholder table':
    case 'transaction':
      return;
    default:
      return createOther(draft, op);
  }
}
