import { t } from '../../text/l10n';
import { nearest } from '../../text/nearest-name';
import { missingInBody } from '../families/body-names';
import { replaceName } from '../families/conflict-rules';
import type { UseProblem } from '../families/relation-references';
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
    for (const statement of context.document.statements)
      for (const missing of missingInBody(schemas, statement)) yield asFinding(context, missing, statement.index);
  },
};
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
