/** pg_aggregate → CREATE AGGREGATE: PostgreSQL has no `pg_get_functiondef` for them. */
import { quoteLiteral, quoteQualified } from '../../text/names';
import { booleanOf, numberOf, orNull, type RowOf, select, textOf } from '../select';
import { type Catalog, objectId } from './catalog';
import { catalog, inSchemas, type QueryTarget } from './sql';

export function aggregatesQuery(target: QueryTarget) {
  const routine = (column: string) => orNull(textOf(`nullif(a.${column}, 0)::regproc::text`));
  return select(
    {
      oid: numberOf('p.oid'),
      kind: textOf('a.aggkind::text'),
      args: textOf('pg_catalog.pg_get_function_arguments(p.oid)'),
      transition: textOf('a.aggtransfn::regproc::text'),
      stateType: textOf('pg_catalog.format_type(a.aggtranstype, NULL)'),
      space: numberOf('a.aggtransspace::int4'),
      final: routine('aggfinalfn'),
      finalExtra: booleanOf('a.aggfinalextra'),
      finalModify: textOf('a.aggfinalmodify::text'),
      initial: orNull(textOf('a.agginitval')),
      combine: routine('aggcombinefn'),
      serialize: routine('aggserialfn'),
      deserialize: routine('aggdeserialfn'),
      movingTransition: routine('aggmtransfn'),
      movingInverse: routine('aggminvtransfn'),
      movingType: orNull(
        textOf('CASE WHEN a.aggmtranstype <> 0 THEN pg_catalog.format_type(a.aggmtranstype, NULL) END'),
      ),
      movingSpace: numberOf('a.aggmtransspace::int4'),
      movingFinal: routine('aggmfinalfn'),
      movingFinalExtra: booleanOf('a.aggmfinalextra'),
      movingFinalModify: textOf('a.aggmfinalmodify::text'),
      movingInitial: orNull(textOf('a.aggminitval')),
      sortOperator: orNull(
        textOf(
          `CASE WHEN a.aggsortop <> 0 THEN 'OPERATOR(' || pg_catalog.quote_ident(n.nspname) || '.' || o.oprname || ')' END`,
        ),
      ),
      parallel: textOf('p.proparallel::text'),
    },
    `FROM pg_catalog.pg_aggregate a
  JOIN pg_catalog.pg_proc p ON p.oid = a.aggfnoid AND ${inSchemas('p.pronamespace', target)}
  LEFT JOIN pg_catalog.pg_operator o ON o.oid = a.aggsortop
  LEFT JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace`,
  );
}
type AggregateRow = RowOf<typeof aggregatesQuery>;
const modifies: Readonly<Record<string, string>> = { r: 'READ_ONLY', s: 'SHAREABLE', w: 'READ_WRITE' };
const parallels: Readonly<Record<string, string>> = { s: 'SAFE', r: 'RESTRICTED' };
/** By oid. */
export function readAggregates(from: Catalog, rows: readonly AggregateRow[]): Map<number, string> {
  const definitions = new Map<number, string>();
  for (const row of rows) {
    const name = from.routineNames.get(row.oid);
    if (name === undefined || from.extensionOf.has(objectId(catalog.proc, row.oid))) continue;
    const parts = aggregateParts(row).map((part) => `    ${part}`);
    definitions.set(row.oid, `CREATE AGGREGATE ${quoteQualified(name)}(${row.args || '*'}) (\n${parts.join(',\n')}\n)`);
  }
  return definitions;
}
function aggregateParts(row: AggregateRow): string[] {
  const standard = row.kind === 'n' ? 'r' : 'w';
  const parts: (string | false | null)[] = [
    `SFUNC = ${row.transition}`,
    `STYPE = ${row.stateType}`,
    row.space > 0 && `SSPACE = ${row.space}`,
    row.final && `FINALFUNC = ${row.final}`,
    row.finalExtra && 'FINALFUNC_EXTRA',
    row.finalModify !== standard && `FINALFUNC_MODIFY = ${modifies[row.finalModify]}`,
    row.combine && `COMBINEFUNC = ${row.combine}`,
    row.serialize && `SERIALFUNC = ${row.serialize}`,
    row.deserialize && `DESERIALFUNC = ${row.deserialize}`,
    row.initial !== null && `INITCOND = ${quoteLiteral(row.initial)}`,
    row.movingTransition && `MSFUNC = ${row.movingTransition}`,
    row.movingInverse && `MINVFUNC = ${row.movingInverse}`,
    row.movingType && `MSTYPE = ${row.movingType}`,
    row.movingSpace > 0 && `MSSPACE = ${row.movingSpace}`,
    row.movingFinal && `MFINALFUNC = ${row.movingFinal}`,
    row.movingFinalExtra && 'MFINALFUNC_EXTRA',
    row.movingTransition &&
      row.movingFinalModify !== standard &&
      `MFINALFUNC_MODIFY = ${modifies[row.movingFinalModify]}`,
    row.movingInitial !== null && `MINITCOND = ${quoteLiteral(row.movingInitial)}`,
    row.sortOperator && `SORTOP = ${row.sortOperator}`,
    parallels[row.parallel] !== undefined && `PARALLEL = ${parallels[row.parallel]}`,
    row.kind === 'h' && 'HYPOTHETICAL',
  ];
  return parts.filter((part): part is string => typeof part === 'string' && part !== '');
}
