/** The queries in a body of language SQL: what they name has to be there when the routine is made. */

import { stringBody } from '../../text/literals';
import { mapRanges, shift } from '../../text/text';
import { bodiesOf } from '../ast';
import type { ParsedStatement } from '../document/statement';
import { type CreateFunctionStmt, type Node, parse } from '../parse';
import { bodyToken } from '../plpgsql/routine-body';
import type { QueryShape } from '../read/ops-query';

import { Source } from '../source';
import { sqlType } from '../types';
import { QueryReader } from './query';

/** Undefined for a body that PostgreSQL does not look into, or that makes what it reads. */
export function bodyQuery(source: Source, statement: CreateFunctionStmt): QueryShape | undefined {
  const parameters = bodiesOf(statement.parameters, 'FunctionParameter');
  const isOpen = parameters.some(({ argType }) => argType !== undefined && /^any/.test(sqlType(argType).name));
  const sets = bodiesOf(statement.options, 'DefElem').some(({ defname }) => defname === 'set');
  if (isOpen || sets) return undefined;
  const own = new Set(parameters.map(({ name }) => name ?? ''));
  if (statement.sql_body) return routineShape(source, bodyStatements(statement.sql_body), own);
  const token = bodyToken(source.text);
  if (!token) return undefined;
  const { start, end, verbatim } = stringBody(source.text, token);
  const text = source.text.slice(start, end);
  const outcome = verbatim ? parse(text) : undefined;
  if (outcome?.status !== 'ok') return undefined;
  const shape = routineShape(
    new Source(text),
    outcome.statements.flatMap(({ stmt }) => stmt ?? []),
    own,
  );
  return shape && mapRanges([shape], (range) => shift(range, start))[0];
}
function bodyStatements(body: Node): Node[] {
  if (!('List' in body)) return [body];
  return (body.List.items ?? []).flatMap((item) => ('List' in item ? (item.List.items ?? []) : [item]));
}
const queryStatement = /^(SelectStmt|InsertStmt|UpdateStmt|DeleteStmt|MergeStmt|ReturnStmt)$/;
/** A parameter's name may stand where a column's would. */
function routineShape(source: Source, nodes: readonly Node[], own: ReadonlySet<string>): QueryShape | undefined {
  if (!nodes.every((node) => queryStatement.test(Object.keys(node)[0] ?? ''))) return undefined;
  const reader = new QueryReader(source);
  for (const node of nodes) reader.statement(node);
  const { uses = [], strays = [], ...shape } = reader.shape([]);
  return {
    ...shape,
    outputs: [],
    uses: uses.map((use) => ({ ...use, columns: use.columns.filter(({ value }) => !own.has(value)) })),
    strays: strays.filter((stray) => 'column' in stray && !own.has(stray.column.value) && stray.among.length > 0),
  };
}

/** `SET check_function_bodies`: true or false; undefined for other statements. */
export function setsBodyChecks({ ops, text }: ParsedStatement): boolean | undefined {
  const isSet = ops.some(
    (op) => op.op === 'none' && /^(RE)?SET$/.test(op.statement) && op.parameter?.value === 'check_function_bodies',
  );
  return isSet ? !/\b(off|false|no|0)\b/i.test(text) : undefined;
}
