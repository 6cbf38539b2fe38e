/** Tables, columns and fields that bodies of PL/pgSQL name, looked up in every schema in which the routine may be called. */

import type { Schema } from '../../model/schema';
import type { Statement } from '../../sql/document/statement';
import { relationsInBody } from '../../sql/plpgsql/embedded-queries';
import { handledBlocks } from '../../sql/plpgsql/handlers';
import { recordFields } from '../../sql/plpgsql/record-fields';
import { bodyToken } from '../../sql/plpgsql/routine-body';
import type { RelationUse } from '../../sql/read/ops-query';
import { readInner } from '../../sql/read/read';
import { Cursor } from '../../text/cursor';
import { stringBody } from '../../text/literals';
import { keyOf, type QualifiedName } from '../../text/names';
import { type UseProblem, useProblems } from './relation-references';

/** What a body names and no schema has, where that fails when the routine is called. */
export function* missingInBody(schemas: readonly Schema[], statement: Statement): Generator<UseProblem> {
  const { parsed, runs } = statement;
  const routine = parsed.ops.find((op) => op.op === 'create routine');
  if (!runs || parsed.filled || routine?.op !== 'create routine' || routine.language !== 'plpgsql') return;
  const token = bodyToken(parsed.text);
  const body = token && stringBody(parsed.text, token);
  if (!body?.verbatim) return;
  const isTrigger = /^(event_)?trigger$/i.test(routine.returns?.trim() ?? '');
  const handled = handledBlocks(Cursor.over(parsed.text, body.start, body.end));
  const fails = (found: UseProblem): boolean => !handled.some((block) => isCaught(block, found, statement.range.start));
  for (const use of relationsInBody(parsed.text, body, readInner)) {
    if ((isTrigger && mayBeTransition(schemas, use)) || isElsewhere(schemas, use)) continue;
    yield* inAll(schemas, statement, use).filter(fails);
  }
  const fires = isTrigger ? firedOn(schemas, routine.name.value) : [];
  for (const { table, field } of recordFields(parsed.text, body, isTrigger)) {
    const rows = table ? [table.value] : fires;
    const told = rows.map((value) =>
      inAll(schemas, statement, { name: { value, range: field.range }, how: 'read', columns: [field] }).find(
        ({ problem }) => problem === 'no column',
      ),
    );
    const [first] = told;
    if (first && told.every((each) => each !== undefined) && fails(first)) yield first;
  }
}
/** The error that the missing name makes is caught where it stands. */
function isCaught({ range, conditions }: ReturnType<typeof handledBlocks>[number], found: UseProblem, start: number) {
  const at = found.range.start - start;
  const error = found.problem === 'no column' ? /^(undefined_column|42703)$/ : /^(undefined_table|42p01)$/;
  const isIt = (name: string): boolean =>
    error.test(name) || /^(others|syntax_error_or_access_rule_violation|42000)$/.test(name);
  return range.start <= at && at < range.end && conditions.some(isIt);
}
/** The tables and views whose triggers call the function. */
function firedOn(schemas: readonly Schema[], { schema: namespace, name }: QualifiedName): QualifiedName[] {
  const found = new Map<string, QualifiedName>();
  for (const { tables, views } of schemas)
    for (const owner of [...tables.values(), ...views.values()])
      for (const { function: called } of owner.triggers ?? [])
        if (called?.name === name && (!namespace || !called.schema || called.schema === namespace))
          found.set(keyOf(owner), { schema: owner.schema, name: owner.name });
  return [...found.values()];
}
/** What no schema has: neither this file nor another makes it, and dev does not have it. */
function inAll(schemas: readonly Schema[], statement: Statement, use: RelationUse): readonly UseProblem[] {
  const [first = [], ...others] = schemas.map((schema) => useProblems(schema, statement, use));
  const isIn = (all: readonly UseProblem[], { range }: UseProblem): boolean =>
    all.some((each) => each.problem === 'no relation' || each.range.start === range.start);
  const told = first.some(({ problem }) => problem === 'no column')
    ? first
    : (others.find((all) => all.some(({ problem }) => problem === 'no column')) ?? first);
  return told.filter((each) => [first, ...others].every((all) => isIn(all, each)));
}
/** In a schema that whoever calls the function may have on the search path. */
function isElsewhere(schemas: readonly Schema[], { name: { value } }: RelationUse): boolean {
  if (value.schema !== undefined) return false;
  return schemas.some((schema) =>
    [schema.tables, schema.views].some((all) =>
      [...all.values()].some((each) => each.name === value.name && !schema.searchPath.includes(each.schema)),
    ),
  );
}
/** REFERENCING NEW TABLE AS …: named by the trigger, wherever that is made. */
function mayBeTransition(schemas: readonly Schema[], { name: { value } }: RelationUse): boolean {
  if (value.schema !== undefined) return false;
  if (/old|new|insert|delete|update|change|affect|transition|rows$/i.test(value.name)) return true;
  return schemas.some(({ tables }) =>
    [...tables.values()].some((table) =>
      table.triggers?.some(({ definition }) => /\breferencing\b/i.test(definition) && definition.includes(value.name)),
    ),
  );
}
