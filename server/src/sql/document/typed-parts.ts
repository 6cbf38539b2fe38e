/** Which parts of a statement's tree are looked into for types: to parse it again costs as much as to fold it. */

import { LruCache } from '../../text/lru';
import { entryOf } from '../ast';
import {
  type AlterTableCmd,
  type AlterTableStmt,
  type ColumnDef,
  type Constraint,
  type CreateStmt,
  type Node,
  parse,
  type RawStmt,
} from '../parse';

/** Until they are asked for, which most are once: what is kept for good is looked through by every collection of garbage. */
const kept = new LruCache<Node>(1_000_000);
/** Characters of a statement of which parts are kept. */
const MAX_KEPT = 20_000;
const queries =
  /^(Select|Insert|Update|Delete|Merge|View|CreateTableAs|Explain|DeclareCursor|Copy|Rule|Call|RefreshMatView|CreateFunction|CreateRange|Do|Define|CreateCast|CreateEventTrig|CreatePublication|AlterPublication)Stmt$/;

/** False: it holds no expression, and no key. */
export function keepTypedParts(text: string, statements: readonly RawStmt[]): boolean {
  const node = only(statements);
  const parts = node && partsOf(node);
  if (typeof parts === 'object' && text.length <= MAX_KEPT) kept.set(text, parts);
  return parts !== undefined;
}
/** Those of a statement that PostgreSQL's parser takes; all of it where they are not kept. */
export function takeTypedParts(text: string): Node | undefined {
  const parts = kept.take(text);
  if (parts) return parts;
  const outcome = parse(text);
  return outcome.status === 'ok' ? only(outcome.statements) : undefined;
}
const only = (statements: readonly RawStmt[]): Node | undefined =>
  statements.length === 1 ? statements[0]?.stmt : undefined;
/** A tree is a hundred times its text: of most it is not kept. */
function partsOf(node: Node): Node | 'again' | undefined {
  if ('CreateStmt' in node) return partsOfTable(node.CreateStmt);
  if ('AlterTableStmt' in node) return ofAlterTable(node.AlterTableStmt);
  if ('IndexStmt' in node || 'CreatePolicyStmt' in node || 'AlterPolicyStmt' in node) return node;
  if ('CreateTrigStmt' in node) return node.CreateTrigStmt.whenClause && node;
  if ('AlterDomainStmt' in node) return node.AlterDomainStmt.def && node;
  if ('CreateDomainStmt' in node) return node.CreateDomainStmt.constraints && node;
  return queries.test(entryOf(node)?.kind ?? '') ? 'again' : undefined;
}

function partsOfTable(statement: CreateStmt): Node | undefined {
  const tableElts = (statement.tableElts ?? []).flatMap(ofElement);
  if (tableElts.length === 0 && !statement.partspec) return undefined;
  return { CreateStmt: { ...statement, tableElts } };
}
function ofElement(element: Node): Node[] {
  if ('Constraint' in element) return isTyped(element.Constraint) ? [element] : [];
  const column = 'ColumnDef' in element ? ofColumn(element.ColumnDef) : undefined;
  return column ? [{ ColumnDef: column }] : [];
}
function ofColumn(column: ColumnDef): ColumnDef | undefined {
  if (!column.constraints) return undefined;
  const constraints = column.constraints.filter((each) => 'Constraint' in each && isTyped(each.Constraint));
  return constraints.length === 0 ? undefined : { ...column, constraints };
}
function isTyped({ contype }: Constraint): boolean {
  return contype !== 'CONSTR_NOTNULL' && contype !== 'CONSTR_NULL' && contype !== 'CONSTR_FOREIGN';
}

function ofAlterTable(statement: AlterTableStmt): Node | undefined {
  const cmds = (statement.cmds ?? []).flatMap((each) => ('AlterTableCmd' in each ? ofCommand(each.AlterTableCmd) : []));
  return cmds.length === 0 ? undefined : { AlterTableStmt: { ...statement, cmds } };
}
/** DROP DEFAULT and DROP EXPRESSION hold none; with a new type indexes and checks are made anew. */
function ofCommand(command: AlterTableCmd): Node[] {
  const { subtype, def } = command;
  if (!def) return [];
  if (subtype === 'AT_AddColumn' && 'ColumnDef' in def) {
    const column = ofColumn(def.ColumnDef);
    return column ? [{ AlterTableCmd: { ...command, def: { ColumnDef: column } } }] : [];
  }
  const holds =
    subtype === 'AT_ColumnDefault' ||
    subtype === 'AT_SetExpression' ||
    (subtype === 'AT_AddConstraint' && 'Constraint' in def && isTyped(def.Constraint)) ||
    subtype === 'AT_AlterColumnType';
  return holds ? [{ AlterTableCmd: command }] : [];
}
