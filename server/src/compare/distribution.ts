/** How Citus spreads a table's rows: by which column, everywhere, or not at all. */

import type { Distribution, Table } from '../model/schema';
import { t } from '../text/l10n';
import { type TablePair, undecide } from './table-pair';

/** Which tables lie side by side is not compared: Citus chooses it where nobody says it. */
export function compareDistribution(pair: TablePair): void {
  const { file, dev, created, schemas } = pair;
  // A partition is spread with its partitioned table, and a table of a distributed schema with that.
  const isGiven = [file, dev].some(({ partitionOf }) => partitionOf !== undefined) || isSchemaDistributed(dev, pair);
  const origin = file.origins?.distribution ?? created;
  if (!origin || isGiven || !(schemas.dev.extensions.has('citus') || file.distribution)) return;
  if (file.distribution?.method === 'unknown' || dev.distribution?.method === 'unknown')
    return undecide(pair, 'the distribution', t('it is said by a call whose arguments are not in the text'), origin);
  if (isSame(file.distribution, dev.distribution)) return;
  pair.differences.push({ what: 'distribution', table: file, devTable: dev, origin });
}
const isSame = (a: Distribution | undefined, b: Distribution | undefined): boolean =>
  a?.method === b?.method && a?.column === b?.column;
const isSchemaDistributed = ({ schema }: Table, { schemas }: TablePair): boolean =>
  [schemas.file, schemas.dev].some(({ namespaces }) => namespaces.get(schema)?.distributed === true);
