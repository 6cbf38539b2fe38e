import { typeName } from '../../generate/text';
import { formatType, type SqlType } from '../../model/types';
import { t } from '../../text/l10n';
import { type ColumnDifference, columnFindings, serialInstead } from '../families/column-facts';
import { replacementFix } from '../fixes/repair';
import { columnDefAt, isTakenOver, placeOf, printContext } from '../origin-places';
import type { Fix, Rule, RuleContext } from '../rule';

export const columnType: Rule = {
  code: 'column-type',
  severity: 'warning',
  title: 'A column has another type in dev',
  documentation: `The column's type differs from the one in dev: another type, another length or precision, an array or not.
Spellings of one type are equal: \`int4\` and \`integer\`, \`varchar\` and \`character varying\`, \`timestamptz\` and
\`timestamp with time zone\`, \`serial\` and an integer with its sequence.`,
  examples: [
    {
      dev: 'CREATE TABLE arcs (id int4, total numeric(5,2), title varchar(80), made timestamptz);',
      file: `CREATE TABLE arcs (
    id integer,
    total numeric,
--        ^^^^^^^ warning[column-type]: total is numeric(5,2) in dev, numeric here.
    title character varying(80),
    made timestamp with time zone
);`,
      fixed: `CREATE TABLE arcs (
    id integer,
    total numeric(5,2),
    title character varying(80),
    made timestamp with time zone
);`,
    },
  ],
  check: (context) =>
    columnFindings(
      context,
      'type',
      (each, there) => describe(context, each, there),
      (each) => fix(context, each),
    ),
};

function describe(context: RuleContext, { column, devColumn }: ColumnDifference, there: string): string {
  const inWords = (type: SqlType): string => formatType(type, 'needed', context.searchPath);
  const [dev, here] = [inWords(devColumn.type), inWords(column.type)] as const;
  if (dev !== here) return t('is {0} {1}, {2} here', dev, there, here);
  return t('is {0} {1}, {2} here', formatType(devColumn.type), there, formatType(column.type));
}
function fix(context: RuleContext, difference: ColumnDifference): Fix[] {
  const { column, devColumn, origin } = difference;
  const print = printContext(context, context.document.statements[origin.statement]);
  const range = placeOf(context, origin);
  const def = columnDefAt(context, origin);
  if (!print || !range || column.origins?.type === undefined || isTakenOver(context, origin)) return [];
  const serial = serialInstead(context, difference, def);
  if (def?.op.serial && serial === undefined) return [];
  const newText = serial ?? typeName(devColumn.type, print);
  return [replacementFix(context, t('Change type to {0}', newText), [{ range, newText }])];
}
