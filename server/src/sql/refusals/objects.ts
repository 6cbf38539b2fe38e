/** Indexes, policies, sequences, views and schemas: what is refused for its text. */

import { type SequenceType, sequenceLimits } from '../../model/sequences';
import { bodiesOf, stringsOf } from '../ast';
import type {
  AlterPolicyStmt,
  AlterSeqStmt,
  CreatePolicyStmt,
  CreateSchemaStmt,
  CreateSeqStmt,
  DefElem,
  IndexStmt,
  Node,
  ViewStmt,
} from '../parse';
import { optionValue } from '../source';
import { sqlType } from '../types';
import { optionRefusals } from './options';
import { columnRefs, type Refusals, systemColumn } from './refusal';

export function indexRefusals(refusals: Refusals, statement: IndexStmt): void {
  const { accessMethod: method = 'btree', relation } = statement;
  const at = relation?.location;
  const keys = bodiesOf(statement.indexParams, 'IndexElem');
  if (statement.indexIncludingParams && /^(hash|gin|brin)$/.test(method))
    refusals.add(`access method "${method}" does not support included columns`, at);
  if (statement.unique && /^(hash|gin|gist|spgist|brin)$/.test(method))
    refusals.add(`access method "${method}" does not support unique indexes`, at);
  if (keys.length > 1 && /^(hash|spgist)$/.test(method))
    refusals.add(`access method "${method}" does not support multicolumn indexes`, at);
  for (const { expr, name, collation } of keys) {
    if (!expr && systemColumn.test(name ?? '')) refusals.add('index creation on system columns is not supported', at);
    if (!expr) continue;
    refusals.expression(expr, 'index expression');
    refusals.immutable(expr, 'functions in index expression must be marked IMMUTABLE');
    system(refusals, expr, at);
    if (isConstantRow(expr) && !collation) refusals.add('column "row" has pseudo-type record', at);
  }
  refusals.expression(statement.whereClause, 'index predicate');
  refusals.immutable(statement.whereClause, 'functions in index predicate must be marked IMMUTABLE');
  system(refusals, statement.whereClause, at);
  optionRefusals(refusals, statement.options, { index: method }, at);
}
const isConstantRow = (node: Node): boolean => 'RowExpr' in node;
function system(refusals: Refusals, node: unknown, at: number | undefined): void {
  for (const { names, location } of columnRefs(node))
    if (systemColumn.test(names.at(-1) ?? '') && names.at(-1) !== 'tableoid')
      refusals.add('index creation on system columns is not supported', location ?? at);
}

export function policyRefusals(refusals: Refusals, statement: CreatePolicyStmt | AlterPolicyStmt): void {
  for (const expression of [statement.qual, statement.with_check])
    refusals.expression(expression, 'policy expression', 'policy expressions', { subqueries: true });
  if (!('cmd_name' in statement)) return;
  const at = statement.table?.location;
  if (statement.cmd_name === 'insert' && statement.qual)
    refusals.add('only WITH CHECK expression allowed for INSERT', at);
  if (/^(select|delete)$/.test(statement.cmd_name ?? '') && statement.with_check)
    refusals.add('WITH CHECK cannot be applied to SELECT or DELETE', at);
}
/** AS …, and `process_owned_by` of src/backend/commands/sequence.c: a column, or NONE. */
export function sequenceOptionRefusals(refusals: Refusals, statement: CreateSeqStmt | AlterSeqStmt): void {
  const options = bodiesOf(statement.options, 'DefElem');
  const as = options.find(({ defname }) => defname === 'as');
  const owner = options.find(({ defname }) => defname === 'owned_by');
  const owned = owner?.arg && 'List' in owner.arg ? stringsOf(owner.arg.List.items) : [];
  if (owned.length === 1 && owned[0] !== 'none') refusals.add('invalid OWNED BY option', owner?.location);
  const type = as?.arg && 'TypeName' in as.arg ? sqlType(as.arg.TypeName) : undefined;
  if (type?.builtin && !Object.hasOwn(sequenceLimits, type.name))
    refusals.add('sequence type must be smallint, integer, or bigint', as?.location);
}
/** `init_params` of src/backend/commands/sequence.c. */
export function sequenceRefusals(refusals: Refusals, statement: CreateSeqStmt): void {
  const options = bodiesOf(statement.options, 'DefElem');
  const at = statement.sequence?.location;
  const of = (name: string): DefElem | undefined => options.find(({ defname }) => defname === name);
  const number = (name: string): bigint | undefined => {
    const arg = of(name)?.arg;
    return arg && ('Integer' in arg || 'Float' in arg) && /^-?\d+$/.test(optionValue(arg))
      ? BigInt(optionValue(arg))
      : undefined;
  };
  const as = of('as')?.arg;
  const type = as && 'TypeName' in as ? sqlType(as.TypeName) : undefined;
  const name = type?.name ?? 'bigint';
  const range = Object.hasOwn(sequenceLimits, name) ? sequenceLimits[name as SequenceType] : undefined;
  sequenceOptionRefusals(refusals, statement);
  if (!range) return;
  sequenceNumbers(refusals, number, [BigInt(range[0]), BigInt(range[1])], name, at);
}
function sequenceNumbers(
  refusals: Refusals,
  number: (name: string) => bigint | undefined,
  [lowest, highest]: readonly [bigint, bigint],
  type: string,
  at: number | undefined,
): void {
  const step = number('increment') ?? 1n;
  if (step === 0n) return refusals.add('INCREMENT must not be zero', at);
  const most = number('maxvalue') ?? (step > 0n ? highest : -1n);
  const least = number('minvalue') ?? (step > 0n ? 1n : lowest);
  const start = number('start') ?? (step > 0n ? least : most);
  const cache = number('cache');
  if (most > highest || most < lowest)
    refusals.add(`MAXVALUE (${most}) is out of range for sequence data type ${type}`, at);
  else if (least > highest || least < lowest)
    refusals.add(`MINVALUE (${least}) is out of range for sequence data type ${type}`, at);
  else if (least >= most) refusals.add(`MINVALUE (${least}) must be less than MAXVALUE (${most})`, at);
  else if (start < least) refusals.add(`START value (${start}) cannot be less than MINVALUE (${least})`, at);
  else if (start > most) refusals.add(`START value (${start}) cannot be greater than MAXVALUE (${most})`, at);
  if (cache !== undefined && cache <= 0n) refusals.add(`CACHE (${cache}) must be greater than zero`, at);
}

export function viewRefusals(refusals: Refusals, statement: ViewStmt): void {
  const { view, options } = statement;
  optionRefusals(refusals, options, 'view', view?.location);
  if (view?.relpersistence === 't' && view.schemaname !== undefined && !/^pg_temp/.test(view.schemaname))
    refusals.add('cannot create temporary relation in non-temporary schema', view.location);
  const query = statement.query && 'SelectStmt' in statement.query ? statement.query.SelectStmt : undefined;
  if (query?.intoClause) refusals.add('views must not contain SELECT INTO', view?.location);
  changesRefused(refusals, statement.query, 'views must not contain data-modifying statements in WITH');
}
/** `WITH t AS (DELETE …)` before the query itself; elsewhere no statement may have it. */
export function changesRefused(refusals: Refusals, query: Node | undefined, message: string): void {
  const select = query && 'SelectStmt' in query ? query.SelectStmt : undefined;
  for (const { ctequery, location } of bodiesOf(select?.withClause?.ctes, 'CommonTableExpr'))
    if (ctequery && !('SelectStmt' in ctequery)) refusals.add(message, location);
}

export function schemaRefusals(refusals: Refusals, { schemaname, authrole, schemaElts }: CreateSchemaStmt): void {
  const made = schemaname ?? authrole?.rolename;
  // Before IF NOT EXISTS is asked (`CreateSchemaCommand`).
  if (made?.startsWith('pg_')) refusals.add(`unacceptable schema name "${made}"`, authrole?.location);
  for (const element of schemaElts ?? []) {
    const body = Object.values(element)[0] as { relation?: Range; view?: Range; sequence?: Range } | undefined;
    const named = body?.relation ?? body?.view ?? body?.sequence;
    if (named?.schemaname === undefined || made === undefined || named.schemaname === made) continue;
    const message = `CREATE specifies a schema (${named.schemaname}) different from the one being created (${made})`;
    refusals.add(message, named.location);
  }
}
type Range = { readonly schemaname?: string; readonly location?: number };
