import { t } from '../../text/l10n';
import { columnFindings, replaceColumnFix } from '../families/column-facts';
import { describeGenerated } from '../message-words';
import type { Rule } from '../rule';

export const columnGenerated: Rule = {
  code: 'column-generated',
  severity: 'warning',
  title: 'A generated column is computed otherwise in dev',
  documentation: `GENERATED ALWAYS AS (…) differs from dev: only one side has it, the expression means something else, or it
is stored on one side and virtual on the other. Expressions are compared by meaning.`,
  examples: [
    {
      dev: 'CREATE TABLE boxes (w integer, h integer, area integer GENERATED ALWAYS AS (w * h) STORED);',
      file: `CREATE TABLE boxes (
    w integer,
    h integer,
    area integer GENERATED ALWAYS AS (w + h) STORED
--                                    ^^^^^ warning[column-generated]: area is GENERATED ALWAYS AS (w * h) STORED in dev, GENERATED ALWAYS AS (w + h) STORED here.
);`,
    },
  ],
  check: (context) =>
    columnFindings(
      context,
      'generated',
      ({ column, devColumn }, there) =>
        t('is {0} {1}, {2} here', describeGenerated(devColumn.generated), there, describeGenerated(column.generated)),
      (each) => replaceColumnFix(context, each),
    ),
};
