import { isExplicitCast, isString } from '../../model/casts';
import { findIn, findTable } from '../../model/resolve';
import type { Column, Schema } from '../../model/schema';
import { formatType, type SqlType } from '../../model/types';
import { t } from '../../text/l10n';
import { quoteIdentifier } from '../../text/names';
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
    {
      dev: `CREATE TYPE old AS ENUM ('a'); CREATE TYPE new AS ENUM ('a', 'b'); CREATE TABLE items (state old, done integer);`,
      file: `ALTER TABLE items ALTER COLUMN state TYPE new;
--                                        ^^^ error[needs-using]: PostgreSQL refuses this: column "state" cannot be cast automatically to type new.`,
      fixed: 'ALTER TABLE items ALTER COLUMN state TYPE new USING state::text::new;',
    },
    {
      dev: 'CREATE TABLE items (done integer, stock bigint);',
      file: `ALTER TABLE items ALTER COLUMN done TYPE boolean;
--                                       ^^^^^^^ error[needs-using]: PostgreSQL refuses this: column "done" cannot be cast automatically to type boolean.`,
      fixed: 'ALTER TABLE items ALTER COLUMN done TYPE boolean USING done::boolean;',
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
interface Using {
  readonly text: string;
  /** It keeps what each row says; otherwise a person has to choose it. */
  readonly keeps: boolean;
}
/** What makes the new value of the old one; a DEFAULT has to go first. */
function usingFor(schema: Schema, { name, type: from, default: text }: Column, to: SqlType): Using | undefined {
  if (text !== undefined) return undefined;
  const [column, target] = [quoteIdentifier(name), formatType(to)];
  const cast = (value: string, keeps = true): Using => ({ text: `${value}::${target}`, keeps });
  const plain = from.builtin && !from.array ? from.name : '';
  if (to.array && !from.array) return { text: `ARRAY[${column}]::${target}`, keeps: false };
  if (from.array || to.array) return undefined;
  if (isString(plain)) return cast(column);
  // Labels have their text in common.
  if (findIn(schema, schema.types, from)?.kind === 'enum') return cast(`${column}::text`);
  if (!to.builtin) return undefined;
  if (isExplicitCast(plain, to.name, schema)) return cast(column);
  if (
    plain === 'boolean' &&
    isExplicitCast('boolean', 'integer', schema) &&
    /^(smallint|bigint|numeric)$/.test(to.name)
  )
    return cast(`${column}::integer`);
  return /^(smallint|bigint|numeric)$/.test(plain) && to.name === 'boolean'
    ? { text: `${column} <> 0`, keeps: true }
    : undefined;
}
/** Behind the type and its COLLATE. */
function fixFor(context: RuleContext, index: number | undefined, start: number): Fix | undefined {
  const statement = context.document.statements[index ?? -1];
  for (const op of statement?.parsed.ops ?? []) {
    if (!statement || op.op !== 'alter table') continue;
    for (const command of op.commands) {
      if (command.command !== 'set type' || inDocument(statement, command.type.range).start !== start) continue;
      const schema = context.before(statement.index);
      const column = findTable(schema, op.name.value)?.columns.find((each) => each.name === command.column.value);
      const using = column && usingFor(schema, column, command.type.value);
      if (!using) continue;
      const newText = ` USING ${using.text}`;
      const { end } = inDocument(statement, command.range);
      return {
        title: t('Insert {0}', newText.trim()),
        edits: [{ range: { start: end, end }, newText }],
        ...(using.keeps && { preferred: true }),
      };
    }
  }
  return undefined;
}
