import type { Schema } from '../../model/schema';
import type { Statement } from '../../sql/document/statement';
import { relationsInBody } from '../../sql/plpgsql/embedded-queries';
import { handledBlocks } from '../../sql/plpgsql/handlers';
import { recordFields } from '../../sql/plpgsql/record-fields';
import { bodyToken } from '../../sql/plpgsql/routine-body';
import type { RelationUse } from '../../sql/read/ops-query';
import { readInner } from '../../sql/read/read';
import { Cursor } from '../../text/cursor';
import { t } from '../../text/l10n';
import { stringBody } from '../../text/literals';
import { keyOf, type QualifiedName } from '../../text/names';
import { nearest } from '../../text/nearest-name';
import { replaceName } from '../families/conflict-rules';
import { type UseProblem, useProblems } from '../families/relation-references';
import { didYouMean, sentences } from '../message-words';
import { columnName, tableName } from '../origin-places';
import type { Found, Rule, RuleContext } from '../rule';

export const nameInBody: Rule = {
  code: 'name-in-body',
  severity: 'information',
  title: 'A function in PL/pgSQL names a table or column that does not exist',
  documentation: `PostgreSQL takes the function: it looks for the tables and columns in a body of PL/pgSQL only when the
function is called, and refuses the call. Where a name near in spelling exists, the finding is a warning.

The same goes for the fields of NEW and OLD, where triggers tell of which table they are, and of variables that have a
table's type. Nothing is said of what a block catches (\`EXCEPTION WHEN undefined_table\`), of a body that makes temporary
tables, runs built text (\`EXECUTE\`) or sets a search path, and nothing of what any file of the folder makes, whenever
that runs.`,
  examples: [
    {
      dev: 'CREATE TABLE users (id integer, email text);',
      file: `CREATE FUNCTION forget() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM usres WHERE id = 1;
--            ^^^^^ warning[name-in-body]: There is no table or view usres: calling the function fails. Did you mean users?
  UPDATE users SET phone_number = NULL;
--                 ^^^^^^^^^^^^ information[name-in-body]: users has no column phone_number: calling the function fails.
END $$;`,
    },
    {
      dev: '',
      file: `CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_log (what) SELECT id FROM changed_rows;
--            ^^^^^^^^^ information[name-in-body]: There is no table or view audit_log: calling the function fails.
  RETURN NULL;
END $$;`,
    },
  ],
  *check(context) {
    if (context.standing === 'applied') return;
    const last = context.document.statements.length - 1;
    const schemas = [context.after(last), ...context.ends];
    for (const statement of context.document.statements) yield* inStatement(context, schemas, statement);
  },
};
function* inStatement(context: RuleContext, schemas: readonly Schema[], statement: Statement): Generator<Found> {
  const { parsed, runs, index } = statement;
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
    for (const found of inAll(schemas, statement, use).filter(fails)) yield asFinding(context, found, index);
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
    if (first && told.every((each) => each !== undefined) && fails(first)) yield asFinding(context, first, index);
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
function asFinding(context: RuleContext, use: UseProblem, statement: number): Found {
  const wanted = use.problem === 'no column' ? use.column : use.name.name;
  const near = nearest(wanted, use.candidates);
  const what =
    use.problem === 'no column'
      ? t('{0} has no column {1}: calling the function fails.', tableName(context, use.name), columnName(use.column))
      : t('There is no table or view {0}: calling the function fails.', tableName(context, use.name));
  const hint = near === undefined ? '' : didYouMean(columnName(near));
  return {
    message: sentences(what, hint),
    range: use.range,
    statement,
    fixes: near === undefined ? [] : [{ ...replaceName(context, use.range, { name: near }), preferred: false }],
    ...(near !== undefined && { severity: 'warning' }),
  };
}
