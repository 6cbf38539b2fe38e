/** Columns of one table: which are missing or extra, and each fact of those on both sides. */

import type { Column, Fact } from '../model/schema';
import { type SqlType, sameType } from '../model/types';
import { t } from '../text/l10n';
import { quoteIdentifier } from '../text/names';
import { compareExpressions, type Equality, type ExpressionContext, isNullDefault } from './expressions/equivalence';
import { columnTypes, factOrigin, type TablePair, undecide } from './table-pair';

export function compareColumns(pair: TablePair): void {
  const devColumns = new Map(pair.dev.columns.map((column) => [column.name, column]));
  for (const column of pair.file.columns) {
    const self = column.origins?.self;
    if (!self) continue;
    const devColumn = devColumns.get(column.name);
    if (devColumn) compareFacts(pair, column, devColumn);
    else if (pair.created)
      pair.differences.push({ what: 'extra column', table: pair.file, devTable: pair.dev, column, origin: self });
  }
  if (pair.created) missingColumns(pair);
  if (pair.created) columnOrder(pair);
}

function missingColumns(pair: TablePair): void {
  const here = new Set(pair.file.columns.map((column) => column.name));
  const columns = pair.dev.columns.filter((column) => !here.has(column.name));
  if (columns.length > 0)
    pair.differences.push({
      what: 'missing columns',
      table: pair.file,
      devTable: pair.dev,
      columns,
      origin: pair.created!,
    });
}

function columnOrder(pair: TablePair): void {
  const shared = (own: readonly Column[], other: readonly Column[]) => {
    const names = new Set(other.map((column) => column.name));
    return own.filter((column) => names.has(column.name)).map((column) => column.name);
  };
  const here = shared(pair.file.columns, pair.dev.columns);
  const there = shared(pair.dev.columns, pair.file.columns);
  if (here.some((name, index) => name !== there[index]))
    pair.differences.push({ what: 'column order', table: pair.file, devTable: pair.dev, origin: pair.created! });
}

type ColumnFact = Exclude<Fact, 'self' | 'name'>;
type FactEquality = Equality | { readonly unknown: string };
const facts: readonly (readonly [ColumnFact, (file: Column, dev: Column, pair: TablePair) => FactEquality])[] = [
  ['type', (file, dev) => compareTypes(file.type, dev.type)],
  ['notNull', (file, dev) => (file.notNull === dev.notNull ? 'same' : 'different')],
  ['default', compareDefaults],
  ['identity', compareIdentity],
  ['generated', compareGenerated],
  ['collation', (file, dev) => ((file.collation?.name ?? '') === (dev.collation?.name ?? '') ? 'same' : 'different')],
  ['comment', (file, dev) => ((file.comment ?? '') === (dev.comment ?? '') ? 'same' : 'different')],
];

function compareFacts(pair: TablePair, column: Column, devColumn: Column): void {
  for (const [fact, compare] of facts) {
    const equality = compare(column, devColumn, pair);
    if (equality === 'same') continue;
    const origin = factOrigin(column.origins, fact)!;
    if (equality === 'different')
      pair.differences.push({ what: 'column', fact, table: pair.file, devTable: pair.dev, column, devColumn, origin });
    else
      undecide(
        pair,
        t('{0} of column {1}', factNames[fact], quoteIdentifier(column.name)),
        whyUnknown(equality),
        origin,
      );
  }
}
const factNames: Readonly<Record<ColumnFact, string>> = {
  type: 'type',
  notNull: 'NOT NULL',
  default: 'default',
  identity: 'identity',
  generated: 'expression',
  collation: 'collation',
  comment: 'comment',
};
function whyUnknown(equality: FactEquality): string {
  return typeof equality === 'object' ? equality.unknown : t('it cannot be told whether both sides mean the same');
}

function compareTypes(file: SqlType, dev: SqlType): FactEquality {
  if (sameType(unquoted(file), unquoted(dev))) return 'same';
  if ([file, dev].some((type) => type.builtin && type.name === 'unknown'))
    return { unknown: t('the type could not be read') };
  return 'different';
}

/** `"bit"` is bit without a length, which only the server's own catalogs have. */
export function unquoted(type: SqlType): SqlType {
  return type.builtin && type.name === '"bit"' ? { ...type, name: 'bit' } : type;
}

/** Columns that have no default of their own: `DEFAULT NULL` stores nothing that can be seen. */
function effectiveDefault(column: Column): string | undefined {
  if (column.identity || column.generated || column.default === undefined) return undefined;
  return isNullDefault(column.default) ? undefined : column.default;
}
function compareDefaults(file: Column, dev: Column, pair: TablePair): FactEquality {
  const [here, there] = [effectiveDefault(file), effectiveDefault(dev)];
  if (here === undefined || there === undefined) {
    const elsewhere = [file, dev].some((column) => column.identity || column.generated);
    return here === there || elsewhere ? 'same' : 'different';
  }
  if (isSerial(file) && /^nextval\(/.test(there)) return 'same';
  const context: ExpressionContext = { columnType: columnTypes(pair), target: dev.type };
  return compareExpressions(here, there, context);
}
/** Written as `serial`: the name of its sequence was left to PostgreSQL. */
function isSerial({ origins }: Column): boolean {
  return origins?.default !== undefined && origins.default.start === origins.type?.start;
}

function compareIdentity({ identity: file }: Column, { identity: dev }: Column, pair: TablePair): FactEquality {
  // Since PostgreSQL 17 a partition's column takes it from the parent's.
  if (pair.dev.partitionOf && !file) return 'same';
  // Before, it has none, whatever a newer server has made of the same statements.
  const { serverVersion } = pair.schemas.dev;
  if (pair.dev.partitionOf && !dev && serverVersion > 0 && serverVersion < 170_000) return 'same';
  if (!file || !dev) return file === dev ? 'same' : 'different';
  if (file.kind !== dev.kind) return 'different';
  const keys = ['type', 'start', 'increment', 'minValue', 'maxValue', 'cache', 'cycle'] as const;
  return keys.every((key) => file.sequence[key] === dev.sequence[key]) ? 'same' : 'different';
}

function compareGenerated(file: Column, dev: Column, pair: TablePair): FactEquality {
  if (!file.generated || !dev.generated) return file.generated === dev.generated ? 'same' : 'different';
  if (file.generated.kind !== dev.generated.kind) return 'different';
  const context: ExpressionContext = { columnType: columnTypes(pair), target: dev.type };
  return compareExpressions(file.generated.expression, dev.generated.expression, context);
}
