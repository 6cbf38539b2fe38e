import { plural, t } from '../../text/l10n';
import { qualifiedKey, splitKey } from '../../text/names';
import { altersToDev } from '../fixes/alters';
import { sentenceList, sentences } from '../message-words';
import { columnName, inDocument, tableName } from '../origin-places';
import type { Rule, RuleContext } from '../rule';

export const ifNotExistsSkips: Rule = {
  code: 'if-not-exists-skips',
  severity: 'warning',
  title: 'IF NOT EXISTS skips a table that is not the one there',
  documentation: `The table exists when the statement runs, so IF NOT EXISTS skips it without an error, and what is there is not
what the statement describes. What follows in the file then runs on another table than its author had in mind.

Where earlier migrations make the table, and dev has it otherwise by now, the fix writes the statements that bring the one
to the other in its place: that is what the exact CREATE TABLE was meant for.

In a loose file the table is compared with dev's by the rules about columns, keys and indexes.`,
  examples: [
    {
      dev: '',
      file: `CREATE TABLE users (id integer);
CREATE TABLE IF NOT EXISTS users (id integer, email text);
--                         ^^^^^ warning[if-not-exists-skips]: users exists by now, so IF NOT EXISTS skips this statement without an error. It differs in email.`,
    },
  ],
  *check(context) {
    if (context.standing === 'applied') return;
    const said = new Set<number>();
    for (const { statement, range, key } of skippableTables(context)) {
      const alters = madeEarlier(context, key) ? altersOf(context, key) : undefined;
      if (!alters) continue;
      said.add(statement.index);
      const { statements, differing } = alters;
      yield {
        message: t(
          'Earlier migrations make {0}, so IF NOT EXISTS skips this statement wherever they run, and what they make is not what dev has: it differs in {1}.',
          tableName(context, splitKey(key)),
          sentenceList(differing.map(columnName)),
        ),
        range,
        statement: statement.index,
        fixes: [
          {
            title: plural(
              statements.length,
              'Replace with the {0} statement that brings it to dev',
              'Replace with the {0} statements that bring it to dev',
            ),
            edits: [{ range: statement.fullRange, newText: statements.join('\n') }],
          },
        ],
      };
    }
    for (const conflict of context.conflicts) {
      const statement = context.document.statements[conflict.statement];
      if (conflict.kind !== 'skipped by if not exists' || !statement || said.has(statement.index)) continue;
      const names = (conflict.candidates ?? []).map(columnName).join(', ');
      const what = names === '' ? '' : t('It differs in {0}.', names);
      yield {
        message: sentences(
          t(
            '{0} exists by now, so IF NOT EXISTS skips this statement without an error.',
            tableName(context, conflict.object),
          ),
          what,
        ),
        range: inDocument(statement, conflict.range),
        statement: statement.index,
        fixes: [],
      };
    }
  },
};

/** Every CREATE TABLE IF NOT EXISTS that runs, of a table that dev has. */
function* skippableTables(context: RuleContext) {
  const { dev, document, before } = context;
  for (const statement of dev && context.earlier ? document.statements : [])
    for (const op of statement.runs ? statement.parsed.ops : []) {
      if (op.op !== 'create table' || !op.ifNotExists || op.persistence === 'temporary') continue;
      const { schema, name } = op.name.value;
      const schemas = schema === undefined ? before(statement.index).searchPath : [schema];
      const key = schemas.map((one) => qualifiedKey(one, name)).find((one) => dev!.tables.has(one));
      if (key !== undefined) yield { statement, range: inDocument(statement, op.name.range), key };
    }
}
/** By another file. */
function madeEarlier({ earlier, document }: RuleContext, key: string): boolean {
  const made = earlier?.tables.get(key)?.origins?.self;
  return made !== undefined && made.uri !== document.uri;
}
function altersOf({ earlier, dev, style }: RuleContext, key: string) {
  return altersToDev(key, earlier!, dev!, style);
}
