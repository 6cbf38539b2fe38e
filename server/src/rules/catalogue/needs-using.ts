import { isString } from '../../model/casts';
import { findTable } from '../../model/resolve';
import type { Schema } from '../../model/schema';
import { formatType } from '../../model/types';
import { t } from '../../text/l10n';
import { type QualifiedName, quoteIdentifier } from '../../text/names';
import { conflictRule } from '../families/conflict-rules';
import { inDocument } from '../origin-places';
import type { Fix, Rule, RuleContext } from '../rule';

const inStatements = conflictRule({
  code: 'needs-using',
  title: 'A type change that needs USING',
  documentation: `ALTER COLUMN … TYPE turns the old values into the new type by a cast that PostgreSQL makes by itself. Where
there is none it refuses the statement, unless \`USING\` says how: \`USING qty::integer\` reads each text as a number, and
fails for a row that is none.`,
  kinds: ['needs using'],
  examples: [
    {
      dev: 'CREATE TABLE items (id integer, qty text);',
      file: `ALTER TABLE items ALTER COLUMN qty TYPE integer;
--                                      ^^^^^^^ error[needs-using]: PostgreSQL refuses this: column "qty" cannot be cast automatically to type integer.`,
      fixed: 'ALTER TABLE items ALTER COLUMN qty TYPE integer USING qty::integer;',
    },
  ],
});

export const needsUsing: Rule = {
  ...inStatements,
  *check(context) {
    for (const found of inStatements.check(context)) {
      const fix = fixFor(context, found.statement, found.range.start);
      yield { ...found, fixes: fix ? [fix] : [] };
    }
  },
};
/** Text becomes any type by a cast; its DEFAULT has to go first. */
function isText(schema: Schema, table: QualifiedName, name: string): boolean {
  const column = findTable(schema, table)?.columns.find((each) => each.name === name);
  return (
    column?.type.builtin === true && !column.type.array && isString(column.type.name) && column.default === undefined
  );
}
/** Behind the type and its COLLATE. */
function fixFor(context: RuleContext, index: number | undefined, start: number): Fix | undefined {
  const statement = context.document.statements[index ?? -1];
  for (const op of statement?.parsed.ops ?? []) {
    if (!statement || op.op !== 'alter table') continue;
    for (const command of op.commands) {
      if (command.command !== 'set type' || inDocument(statement, command.type.range).start !== start) continue;
      const newText = ` USING ${quoteIdentifier(command.column.value)}::${formatType(command.type.value)}`;
      if (!isText(context.before(statement.index), op.name.value, command.column.value)) continue;
      const { end } = inDocument(statement, command.range);
      return {
        title: t('Insert {0}', newText.trim()),
        edits: [{ range: { start: end, end }, newText }],
        preferred: true,
      };
    }
  }
  return undefined;
}
