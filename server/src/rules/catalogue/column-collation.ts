import { t } from '../../text/l10n';
import { type QualifiedName, quoteIdentifier } from '../../text/names';
import { columnFindings, replaceColumnFix } from '../families/column-facts';
import type { Rule } from '../rule';

const describe = (collation: QualifiedName | undefined): string =>
  collation ? t('collation {0}', quoteIdentifier(collation.name, 'always')) : t('no collation of its own');

export const columnCollation: Rule = {
  code: 'column-collation',
  severity: 'warning',
  title: 'A column has another collation in dev',
  documentation: `COLLATE differs from dev. Sorting, comparing and the use of indexes follow the collation.`,
  examples: [
    {
      dev: 'CREATE TABLE users (name text COLLATE "C");',
      file: `CREATE TABLE users (
    name text
--  ^^^^ warning[column-collation]: name has collation "C" in dev, no collation of its own here.
);`,
    },
  ],
  check: (context) =>
    columnFindings(
      context,
      'collation',
      ({ column, devColumn }, there) =>
        t('has {0} {1}, {2} here', describe(devColumn.collation), there, describe(column.collation)),
      (each) => replaceColumnFix(context, each),
    ),
};
