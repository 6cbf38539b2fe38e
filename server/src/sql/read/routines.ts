/** Functions, procedures, aggregates, triggers, policies, rules, statistics. */

import type { SqlType } from '../../model/types';
import type { Cursor } from '../../text/cursor';
import { present } from '../../text/present';
import type { LocalName, Name } from '../../text/text';
import { bodiesOf, stringsOf } from '../ast';
import type {
  AlterPolicyStmt,
  CreateFunctionStmt,
  CreatePolicyStmt,
  CreateStatsStmt,
  CreateTrigStmt,
  DefineStmt,
  FunctionParameter,
  Node,
  RuleStmt,
} from '../parse';
import { QueryReader } from '../query/query';
import { bodyQuery } from '../query/routine-query';
import { localName, type Source } from '../source';
import { isOutput, sqlType } from '../types';
import { roleName } from './alter-table';
import { qualifiedName, unwrapped } from './indexes';
import type { DdlOp, Op } from './ops';
import type { Expression } from './ops-table';

/** The whole statement, as the definition of an object that is kept by its text. */
const definitionOf = (source: Source): string => source.slice(source.from(source.tokens[0]?.start ?? 0));

/** The name after the last of `words`. */
function nameAfter(source: Source, nodes: readonly Node[] | undefined, ...words: readonly string[]): Name {
  const cursor = source.cursor();
  cursor.seek(...words);
  cursor.at++;
  cursor.take('IF', 'NOT', 'EXISTS');
  return { value: qualifiedName(nodes) ?? { name: '' }, range: cursor.name()?.range ?? source.all };
}

function stringOption(statement: CreateFunctionStmt, name: string): string | undefined {
  const arg = bodiesOf(statement.options, 'DefElem').find(({ defname }) => defname === name)?.arg;
  return arg !== undefined && 'String' in arg ? arg.String.sval : undefined;
}

const isInput = (parameter: FunctionParameter): boolean => !isOutput(parameter);

export function createRoutine(source: Source, statement: CreateFunctionStmt): DdlOp {
  const kind = statement.is_procedure ? 'procedure' : 'function';
  const parameters = bodiesOf(statement.parameters, 'FunctionParameter');
  const language = stringOption(statement, 'language')?.toLowerCase();
  const returns = returnsText(source, statement, parameters);
  const query = language === 'sql' || statement.sql_body ? bodyQuery(source, statement) : undefined;
  return {
    op: 'create routine',
    name: nameAfter(source, statement.funcname, 'FUNCTION', 'PROCEDURE'),
    kind,
    orReplace: statement.replace ?? false,
    argumentTypes: parameters.filter(isInput).flatMap((parameter) => parameterTypes(parameter)),
    identityArguments: identityArguments(source, parameters),
    ...present({ returns, language }),
    definition: definitionOf(source),
    ...present({ query }),
  };
}
function parameterTypes(parameter: FunctionParameter): SqlType[] {
  return parameter.argType === undefined ? [] : [sqlType(parameter.argType)];
}
/** As pg_get_function_identity_arguments has it: names and types of the input arguments, as written. */
function identityArguments(source: Source, parameters: readonly FunctionParameter[]): string {
  return parameters
    .filter(isInput)
    .map((parameter) => {
      const mode =
        parameter.mode === 'FUNC_PARAM_VARIADIC' ? 'VARIADIC ' : parameter.mode === 'FUNC_PARAM_INOUT' ? 'INOUT ' : '';
      const name = parameter.name === undefined ? '' : `${parameter.name} `;
      return `${mode}${name}${source.slice(source.type(parameter.argType).range)}`;
    })
    .join(', ');
}
function returnsText(
  source: Source,
  statement: CreateFunctionStmt,
  parameters: readonly FunctionParameter[],
): string | undefined {
  if (statement.returnType === undefined) return undefined;
  if (parameters.some(({ mode }) => mode === 'FUNC_PARAM_TABLE')) {
    const cursor = source.cursor();
    cursor.seek('RETURNS');
    cursor.at++;
    const start = cursor.start;
    cursor.take('TABLE');
    if (cursor.peek() === '(') cursor.group();
    return source.text.slice(start, cursor.end);
  }
  const text = source.slice(source.type(statement.returnType).range);
  return statement.returnType.setof ? `SETOF ${text.replace(/^setof\s+/i, '')}` : text;
}

export function createAggregate(source: Source, statement: DefineStmt): DdlOp {
  const list = statement.args?.[0];
  const parameters = list !== undefined && 'List' in list ? bodiesOf(list.List.items, 'FunctionParameter') : [];
  return {
    op: 'create routine',
    name: nameAfter(source, statement.defnames, 'AGGREGATE'),
    kind: 'aggregate',
    orReplace: statement.replace ?? false,
    argumentTypes:
      list === undefined ? oldAggregateBase(statement) : parameters.flatMap((parameter) => parameterTypes(parameter)),
    identityArguments: identityArguments(source, parameters),
    definition: definitionOf(source),
  };
}
/** The old syntax: `(basetype = integer, …)`. */
function oldAggregateBase({ definition }: DefineStmt): SqlType[] {
  const base = bodiesOf(definition, 'DefElem').find(({ defname }) => defname === 'basetype')?.arg;
  return base !== undefined && 'TypeName' in base ? [sqlType(base.TypeName)] : [];
}

export function createTrigger(source: Source, statement: CreateTrigStmt): DdlOp {
  const table = source.relation(statement.relation);
  const cursor = source.cursor();
  cursor.seek('TRIGGER');
  cursor.at++;
  const name = localName(statement.trigname, cursor.local(), table.range);
  const columns = triggerColumns(statement, cursor, table);
  cursor.seek('EXECUTE');
  cursor.at += 2;
  return {
    op: 'create trigger',
    name,
    table,
    orReplace: statement.replace ?? false,
    function: { value: qualifiedName(statement.funcname) ?? { name: '' }, range: cursor.name()?.range ?? source.all },
    definition: definitionOf(source),
    constraint: statement.isconstraint ?? false,
    columns,
  };
}
/** UPDATE OF a, b. */
function triggerColumns(statement: CreateTrigStmt, cursor: Cursor, table: Name): LocalName[] {
  const names = stringsOf(statement.columns);
  if (names.length === 0) return [];
  while (cursor.seek('OF') && cursor.peek(-1) === 'INSTEAD') cursor.at++;
  cursor.at++;
  return names.map((name) => {
    const written = cursor.local();
    cursor.take(',');
    return localName(name, written, table.range);
  });
}

type PolicyOp = Op<'create policy' | 'alter policy'>;
export function policy(source: Source, statement: CreatePolicyStmt | AlterPolicyStmt, op: PolicyOp['op']): PolicyOp {
  const table = source.relation(statement.table);
  const cursor = source.cursor();
  cursor.at += 2;
  const name = localName(statement.policy_name, cursor.local(), table.range);
  const after = source.at(table.range.end);
  const using = clauseExpression(source, after, statement.qual, 'USING');
  const check = clauseExpression(source, after, statement.with_check, 'CHECK');
  const roles = bodiesOf(statement.roles, 'RoleSpec');
  const said = 'cmd_name' in statement ? statement.cmd_name : undefined;
  return {
    op,
    name,
    table,
    permissive: 'permissive' in statement && statement.permissive === true,
    command: said === 'select' || said === 'insert' || said === 'update' || said === 'delete' ? said : 'all',
    ...present({ roles: roles.length === 0 ? undefined : namedRoles(roles.map(roleName)), using, check }),
  };
}
/** PUBLIC among others is all roles (policy_role_list_to_array, policy.c). */
function namedRoles(roles: readonly string[]): readonly string[] {
  return roles.includes('PUBLIC') ? [] : roles;
}
function clauseExpression(
  source: Source,
  cursor: Cursor,
  node: Node | undefined,
  word: string,
): Expression | undefined {
  if (node === undefined || !cursor.seek(word)) return undefined;
  cursor.at++;
  return source.expression(node, unwrapped(cursor.inside()));
}

export function createRule(source: Source, statement: RuleStmt): DdlOp[] {
  const cursor = source.cursor();
  cursor.seek('RULE');
  cursor.at++;
  const table = source.relation(statement.relation);
  const made = {
    op: 'create rule',
    onSelect: statement.event === 'CMD_SELECT',
    name: localName(statement.rulename, cursor.local(), table.range),
    table,
    orReplace: statement.replace ?? false,
    definition: definitionOf(source),
  } as const;
  return [made, actionsOf(source, statement)];
}
const isNoRow = ({ value }: LocalName): boolean => value !== 'old' && value !== 'new';
/** What its actions name; OLD and NEW stand for rows of the relation. */
function actionsOf(source: Source, { actions }: RuleStmt): DdlOp {
  const reader = new QueryReader(source);
  for (const action of actions ?? []) reader.statement(action);
  const { op, statement, relations, functions, strays = [] } = reader.use('RULE');
  return {
    ...{ op, statement, functions },
    relations: relations.map((use) => ({ ...use, columns: use.columns.filter(isNoRow), how: 'other' })),
    strays: strays.filter((stray) => isNoRow('column' in stray ? stray.column : stray.qualifier)),
  };
}

export function createStatistics(source: Source, statement: CreateStatsStmt): DdlOp {
  const variable = bodiesOf(statement.relations, 'RangeVar')[0];
  const table = source.relation(variable);
  const cursor = source.cursor();
  cursor.seek('ON');
  cursor.at++;
  const parts = cursor.fork(cursor.at, source.at(table.range.start).at - 1).parts();
  const columns = bodiesOf(statement.exprs, 'StatsElem').flatMap(({ name }, index) =>
    name === undefined ? [] : [localName(name, parts[index]?.local(), table.range)],
  );
  return {
    op: 'create statistics',
    ...present({ name: statement.defnames && nameAfter(source, statement.defnames, 'STATISTICS') }),
    table,
    ifNotExists: statement.if_not_exists ?? false,
    definition: definitionOf(source),
    columns,
  };
}
