import { t } from '../../text/l10n';
import { type ColumnDifference, columnFindings } from '../families/column-facts';
import { insertClause, removeClause } from '../fixes/edits';
import { removalFix, replacementFix } from '../fixes/repair';
import { columnDefAt, inDocument, keywords } from '../origin-places';
import type { Fix, Rule, RuleContext } from '../rule';

export const columnNullability: Rule = {
  code: 'column-nullability',
  severity: 'warning',
  title: 'A column is NOT NULL on one side only',
  documentation: `NOT NULL is on this column in dev and not in the file, or the other way round. Columns of a primary key
are NOT NULL without saying so; where only the primary key differs, that is the finding.`,
  examples: [
    {
      dev: 'CREATE TABLE users (id integer NOT NULL, email text NOT NULL, name text);',
      file: `CREATE TABLE users (
    id integer NOT NULL,
    email text,
--  ^^^^^ warning[column-nullability]: email is NOT NULL in dev, nullable here.
    name text NOT NULL DEFAULT ''
--            ^^^^^^^^ warning[column-nullability]: name is nullable in dev, NOT NULL here.
--                             ^^ warning[column-default]: name has no default in dev, '' here.
);`,
      fixed: `CREATE TABLE users (
    id integer NOT NULL,
    email text NOT NULL,
    name text NOT NULL DEFAULT ''
);`,
    },
  ],
  check: (context) => columnFindings(context, 'notNull', describe, (each) => fix(context, each)),
};

function describe({ column, devColumn, table, devTable }: ColumnDifference, there: string): string | undefined {
  const keyed = [table, devTable].map((each) =>
    each.constraints.some((c) => c.kind === 'primary key' && c.columns.includes(column.name)),
  );
  if (keyed[0] !== keyed[1]) return undefined;
  return devColumn.notNull ? t('is NOT NULL {0}, nullable here', there) : t('is nullable {0}, NOT NULL here', there);
}
function fix(context: RuleContext, { column, devColumn, origin }: ColumnDifference): Fix[] {
  const def = column.origins?.self && columnDefAt(context, column.origins.self);
  if (!def) return [];
  const written = def.op.notNull;
  const apart = origin.statement !== column.origins?.self?.statement;
  if (apart || def.op.serial || def.op.identity) return [];
  const clause = written && inDocument(def.statement, written.range);
  if (devColumn.notNull) {
    const end = Math.max(def.op.type.range.end, def.op.collation?.range.end ?? 0) + def.statement.range.start;
    const words = keywords(context, def.statement, 'NOT NULL');
    const edit = clause ? { range: clause, newText: words } : insertClause(end, 'NOT NULL', words);
    return [replacementFix(context, t('Add NOT NULL'), [edit])];
  }
  if (!clause || !written.value) return [];
  return [removalFix(context, t('Remove NOT NULL'), [removeClause(context.document.text, clause)])];
}
