/** The kinds of statement that are read for what PostgreSQL refuses of their text alone. */

import { MAX_TARGETS } from '../../model/bounds';
import { bodiesOf, entryOf } from '../ast';
import type { Node, RawStmt } from '../parse';
import type { DdlOp } from '../read/ops';
import { alterTableRefusals } from './alter-table';
import { collationRefusals } from './columns';
import { alterOperatorRefusals, commentRefusals, defineRefusals, dropRefusals } from './define';
import { defaultPrivilegesRefusals, grantRefusals } from './grants';
import { insertRefusals } from './inserts';
import {
  changesRefused,
  indexRefusals,
  policyRefusals,
  schemaRefusals,
  sequenceOptionRefusals,
  sequenceRefusals,
  viewRefusals,
} from './objects';
import { operatorClassRefusals, operatorFamilyRefusals } from './operator-families';
import {
  eventTriggerRefusals,
  foreignDataRefusals,
  refreshRefusals,
  statisticsRefusals,
  vacuumRefusals,
} from './others';
import { alterSubscriptionRefusals, createSubscriptionRefusals, publicationRefusals } from './publications';
import { queryRefusals } from './queries';
import { Refusals, type TextRefusal } from './refusal';
import { roleRefusals } from './roles';
import { alterRoutineRefusals, doRefusals } from './routine-options';
import { routineRefusals } from './routines';
import { ruleRefusals } from './rules';
import { createTableRefusals } from './tables';
import { triggerRefusals } from './triggers';
import { modifierRefusals } from './type-modifiers';
import { checkOptionRefusals } from './updatable-views';

type Kinds = Node extends infer N ? (N extends Record<string, unknown> ? N : never) : never;
type StatementKind = Kinds extends infer N ? (N extends N ? keyof N : never) : never;
type Body<K extends StatementKind> = Extract<Kinds, Record<K, unknown>>[K];
type Readers = { readonly [K in StatementKind]?: (refusals: Refusals, body: Body<K>) => void };

const refusalReaders: Readers = {
  CreateStmt: createTableRefusals,
  CreateForeignTableStmt: (refusals, body) => createTableRefusals(refusals, body.base ?? {}, true),
  AlterTableStmt: alterTableRefusals,
  IndexStmt: indexRefusals,
  CreateFunctionStmt: routineRefusals,
  AlterFunctionStmt: alterRoutineRefusals,
  DoStmt: doRefusals,
  CreateTrigStmt: triggerRefusals,
  RuleStmt: ruleRefusals,
  CreatePolicyStmt: policyRefusals,
  AlterPolicyStmt: policyRefusals,
  CreateSeqStmt: sequenceRefusals,
  AlterSeqStmt: sequenceOptionRefusals,
  CreateSchemaStmt: schemaRefusals,
  ViewStmt: (refusals, body) => {
    viewRefusals(refusals, body);
    checkOptionRefusals(refusals, body);
    queryRefusals(refusals, body.query);
  },
  SelectStmt: (refusals, body) => queryRefusals(refusals, { SelectStmt: body }),
  InsertStmt: (refusals, body) => {
    insertRefusals(refusals, body);
    queryRefusals(refusals, { InsertStmt: body });
  },
  UpdateStmt: (refusals, body) => queryRefusals(refusals, { UpdateStmt: body }),
  DeleteStmt: (refusals, body) => queryRefusals(refusals, { DeleteStmt: body }),
  MergeStmt: (refusals, body) => queryRefusals(refusals, { MergeStmt: body }),
  CreateTableAsStmt: (refusals, body) => {
    if (body.objtype === 'OBJECT_MATVIEW')
      changesRefused(refusals, body.query, 'materialized views must not use data-modifying statements in WITH');
    queryRefusals(refusals, body.query);
  },
  DeclareCursorStmt: (refusals, body) => queryRefusals(refusals, body.query),
  ExplainStmt: (refusals, body) => queryRefusals(refusals, body.query),
  PrepareStmt: (refusals, body) => queryRefusals(refusals, body.query),
  CopyStmt: (refusals, body) => queryRefusals(refusals, body.query),
  DefineStmt: defineRefusals,
  AlterOperatorStmt: alterOperatorRefusals,
  CommentStmt: commentRefusals,
  DropStmt: dropRefusals,
  CreateOpClassStmt: operatorClassRefusals,
  AlterOpFamilyStmt: operatorFamilyRefusals,
  CreatePublicationStmt: publicationRefusals,
  AlterPublicationStmt: publicationRefusals,
  CreateSubscriptionStmt: createSubscriptionRefusals,
  AlterSubscriptionStmt: alterSubscriptionRefusals,
  GrantStmt: grantRefusals,
  AlterDefaultPrivilegesStmt: defaultPrivilegesRefusals,
  CreateFdwStmt: foreignDataRefusals,
  AlterFdwStmt: foreignDataRefusals,
  CreateForeignServerStmt: foreignDataRefusals,
  AlterForeignServerStmt: foreignDataRefusals,
  CreateUserMappingStmt: foreignDataRefusals,
  AlterUserMappingStmt: foreignDataRefusals,
  CreateRoleStmt: roleRefusals,
  AlterRoleStmt: roleRefusals,
  CreateEventTrigStmt: eventTriggerRefusals,
  CreateStatsStmt: statisticsRefusals,
  RefreshMatViewStmt: refreshRefusals,
  VacuumStmt: vacuumRefusals,
  CreateDomainStmt: (refusals, body) => {
    collationRefusals(refusals, body.typeName, body.collClause);
    for (const { contype, raw_expr: expression } of bodiesOf(body.constraints, 'Constraint')) {
      if (contype === 'CONSTR_CHECK') refusals.expression(expression, 'check constraint');
      if (contype === 'CONSTR_DEFAULT') refusals.expression(expression, 'DEFAULT expression');
    }
  },
};
const noRefusals: readonly TextRefusal[] = [];
/** `type(5`, the cheapest sign of one. */
const mayHaveModifier = /[\w"]\s*\(\s*[-\d]|\b(?:numeric|decimal|dec|varchar|bpchar|timestamp\w*|time\w*)\s*\(/i;

export function refusalsOf(text: string, statements: readonly RawStmt[]): readonly TextRefusal[] {
  const entry = entryOf(statements.length === 1 ? statements[0]?.stmt : undefined);
  const read =
    entry && (refusalReaders[entry.kind as StatementKind] as ((refusals: Refusals, body: object) => void) | undefined);
  if (!entry) return noRefusals;
  const refusals = new Refusals(text);
  read?.(refusals, entry.body);
  if (mayHaveModifier.test(text)) modifierRefusals(refusals, entry.body);
  return refusals.found.length === 0 ? noRefusals : refusals.found;
}

/** Result columns beyond what a target list holds. */
export function tooWide(ops: readonly DdlOp[]): TextRefusal[] {
  return ops.flatMap((op) => {
    const range = 'query' in op ? op.query.tooWide : op.op === 'use' ? op.tooWide : undefined;
    return range ? [{ message: `target lists can have at most ${MAX_TARGETS} entries`, range }] : [];
  });
}
