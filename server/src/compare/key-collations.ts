/** Collations of index keys, also where none is written: PostgreSQL derives it (documentation, "Collation Support", Concepts). */
import { collationOfType } from '../model/collation';
import type { IndexKey, Schema, Table } from '../model/schema';
import { wordPattern } from '../text/text';
import type { Equality } from './expressions/equivalence';
import type { TablePair } from './table-pair';

/** What neither key has written hangs on the columns, which are compared by themselves. */
export function equalCollations(file: IndexKey, dev: IndexKey, pair: TablePair): Equality {
  if (!file.collation && !dev.collation) return 'same';
  const here = collationOfKey(file, pair.file, pair.schemas.file);
  const there = collationOfKey(dev, pair.dev, pair.schemas.dev);
  if (here === undefined || there === undefined) return 'unknown';
  return here === there ? 'same' : 'different';
}
/** By name; undefined: it cannot be told. */
function collationOfKey(key: IndexKey, { columns }: Table, schema: Schema): string | undefined {
  if (key.collation) return key.collation.name;
  const { expression = '' } = key;
  if (/\bcollate\b/i.test(expression)) return undefined;
  const named = columns.filter(({ name }) =>
    key.column === undefined ? wordPattern(name).test(expression) : name === key.column,
  );
  if (named.length === 0) return key.column === undefined ? 'default' : undefined;
  // A column's own collation goes before the default one; two such are in conflict.
  const own = new Set(named.map(({ collation, type }) => collation?.name ?? collationOfType(schema, type)));
  own.delete('default');
  return own.size > 1 ? undefined : ([...own][0] ?? 'default');
}
