import { t } from '../../text/l10n';
import { type ColumnDifference, columnFindings, replaceColumnFix, serialInstead } from '../families/column-facts';
import { afterType, insertClause, removeClause } from '../fixes/edits';
import { preferred, removalFix, replacementFix } from '../fixes/repair';
import { columnDefAt, inDocument, isTakenOver, keywords, placeOf } from '../origin-places';
import type { Fix, Rule, RuleContext } from '../rule';

export const columnDefault: Rule = {
  code: 'column-default',
  severity: 'warning',
  title: 'A column has another default in dev',
  documentation: `The column's DEFAULT differs from dev's, or only one side has one. Defaults are compared by meaning, not
by text: \`'x'\` and \`'x'::text\`, \`now()\` and \`CURRENT_TIMESTAMP\`, \`0\` and \`'0'::numeric\` are equal. Where it
cannot be told whether two expressions mean the same, nothing is reported, and it is counted among what is not known.`,
  examples: [
    {
      dev: `CREATE TABLE arcs (style text DEFAULT 'draft'::text, made timestamptz DEFAULT now(), n integer DEFAULT 0, done boolean);`,
      file: `CREATE TABLE arcs (
    style text DEFAULT 'final',
--                     ^^^^^^^ warning[column-default]: style has default 'draft'::text in dev, 'final' here.
    made timestamptz DEFAULT CURRENT_TIMESTAMP,
    n integer,
--  ^ warning[column-default]: n has default 0 in dev, none here.
    done boolean DEFAULT false
--                       ^^^^^ warning[column-default]: done has no default in dev, false here.
);`,
      fixed: `CREATE TABLE arcs (
    style text DEFAULT 'draft'::text,
    made timestamptz DEFAULT CURRENT_TIMESTAMP,
    n integer,
    done boolean DEFAULT false
);`,
    },
  ],
  check: (context) => columnFindings(context, 'default', describe, (each) => fix(context, each)),
};

function describe({ column, devColumn }: ColumnDifference, there: string): string {
  if (devColumn.default === undefined) return t('has no default {0}, {1} here', there, column.default ?? '');
  return column.default === undefined
    ? t('has default {0} {1}, none here', devColumn.default, there)
    : t('has default {0} {1}, {2} here', devColumn.default, there, column.default);
}
function fix(context: RuleContext, difference: ColumnDifference): Fix[] {
  const { column, devColumn, origin } = difference;
  const def = column.origins?.self && columnDefAt(context, column.origins.self);
  if (def?.op.serial) return [];
  const apart = origin.statement !== column.origins?.self?.statement;
  const { text } = context.document;
  if (devColumn.default === undefined) {
    const clause = def?.op.default?.clause;
    if (apart || !def || !clause) return [];
    return [removalFix(context, t('Remove the default'), [removeClause(text, inDocument(def.statement, clause))])];
  }
  if (column.default !== undefined) {
    const range = placeOf(context, origin);
    if (!range || isTakenOver(context, origin)) return [];
    if (serialInstead(context, difference, def, 'whole') !== undefined) return replaceColumnFix(context, difference);
    const title = t('Change default to {0}', devColumn.default);
    return [replacementFix(context, title, [{ range, newText: devColumn.default }])];
  }
  if (apart || !def) return [];
  const serial = serialInstead(context, difference, def);
  if (serial !== undefined) {
    const edits = [{ range: inDocument(def.statement, def.op.type.range), newText: serial }];
    return [replacementFix(context, t('Change type to {0}', serial), edits)];
  }
  const word = keywords(context, def.statement, 'DEFAULT');
  const edit = insertClause(def.statement.range.start + afterType(def.op), 'DEFAULT', `${word} ${devColumn.default}`);
  return [{ title: t('Add default {0}', devColumn.default), edits: [edit], ...preferred(context) }];
}
