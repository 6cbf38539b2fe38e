import type { Schema, Table } from '../../model/schema';
import { t } from '../../text/l10n';
import { pushTo } from '../../text/lists';
import { keyOf, type QualifiedName, quoteIdentifier } from '../../text/names';
import { comparableName } from '../../text/nearest-name';
import { replaceWith } from '../message-words';
import { allOps, inDocument, tableName } from '../origin-places';
import type { Rule, RuleContext } from '../rule';

export const nearName: Rule = {
  code: 'near-name',
  severity: 'warning',
  title: 'A new table whose name differs from one of dev in case or hyphens only',
  documentation: `The file creates a table that dev does not have, but dev has one whose name is the same but for capital letters,
hyphens and underscores. Names without double quotes are folded to lower case, names in double quotes are not:
\`"Users"\` and \`users\` are two tables. Run, the file would make a second one beside the first.`,
  examples: [
    {
      dev: 'CREATE TABLE "bazaar-vid_story_arc" (id integer);',
      file: `CREATE TABLE IF NOT EXISTS "Bazaar-vid_story_arc" (id integer);
--                         ^^^^^^^^^^^^^^^^^^^^^^ warning[near-name]: dev has no table "Bazaar-vid_story_arc", but "bazaar-vid_story_arc". This would make a second one.`,
    },
  ],
  *check(context) {
    if (context.standing === 'applied' || !context.dev) return;
    for (const statement of context.document.statements) {
      if (!statement.runs) continue;
      for (const op of allOps(statement.parsed.ops)) {
        if (op.op !== 'create table' || op.persistence === 'temporary') continue;
        const near = nearTable(context, op.name.value, statement.index);
        if (!near) continue;
        const range = inDocument(statement, op.name.range);
        const newText = quoteIdentifier(near.name, context.document.text[range.end - 1] === '"' ? 'always' : 'needed');
        yield {
          message: t(
            'dev has no table {0}, but {1}. This would make a second one.',
            tableName(context, op.name.value),
            tableName(context, near),
          ),
          range,
          statement: statement.index,
          fixes:
            op.name.value.schema === undefined ? [{ title: replaceWith(newText), edits: [{ range, newText }] }] : [],
        };
      }
    }
  },
};
const byPlainName = new WeakMap<Schema, ReadonlyMap<string, readonly Table[]>>();
function tablesByPlainName(dev: Schema): ReadonlyMap<string, readonly Table[]> {
  let names = byPlainName.get(dev);
  if (!names) {
    const found = new Map<string, Table[]>();
    for (const table of dev.tables.values()) pushTo(found, comparableName(table.name), table);
    names = found;
    byPlainName.set(dev, names);
  }
  return names;
}
/** Not where the file, or a migration before it, makes both. */
function nearTable(context: RuleContext, name: QualifiedName, statement: number): Table | undefined {
  const schemas = name.schema === undefined ? context.searchPath : [name.schema];
  const like = (context.dev && tablesByPlainName(context.dev).get(comparableName(name.name))) ?? [];
  const found = like.filter((table) => schemas.includes(table.schema));
  if (found.length === 0 || found.some((table) => table.name === name.name)) return undefined;
  const after = context.after(statement);
  return found.find((table) => !after.tables.get(keyOf(table))?.origins?.self);
}
