/** Indexes of one table that no constraint owns: by name, then by definition under another name. */

import type { Index, IndexKey } from '../model/schema';
import { t } from '../text/l10n';
import { quoteIdentifier } from '../text/names';
import { uniqueIndex } from './constraints';
import { compareExpressions, type Equality } from './expressions/equivalence';
import { equalCollations } from './key-collations';
import { columnTypes, pairTables, type TablePair, undecide } from './table-pair';

export function compareIndexes(pair: TablePair): void {
  const here = pair.fileIndexes.filter((index) => !index.parent);
  const there = pair.devIndexes.filter((index) => !index.parent);
  const byName = new Map(there.map((index) => [index.name, index]));
  const restHere: Index[] = [];
  for (const file of here) {
    const dev = byName.get(file.name);
    byName.delete(file.name);
    if (!dev) restHere.push(file);
    else if (file.origins?.self) judge(pair, file, dev);
  }
  const rest = [...byName.values()];
  for (const file of restHere) matchOther(pair, file, rest);
  if (!pair.created) return;
  for (const dev of rest) {
    const fileConstraint = pair.file.constraints.find((constraint) => uniqueIndex([dev], constraint));
    if (fileConstraint && !pair.dev.constraints.some((c) => uniqueIndex([dev], c))) continue;
    pair.differences.push({ ...pairTables(pair), what: 'index', file: undefined, dev, origin: pair.created });
  }
}

function judge(pair: TablePair, file: Index, dev: Index): void {
  const origin = file.origins?.definition ?? file.origins!.self!;
  const equality = equalIndexes(pair, file, dev);
  if (equality === 'different')
    pair.differences.push({ ...pairTables(pair), what: 'index', file, dev, differs: 'definition', origin });
  if (equality === 'unknown')
    undecide(
      pair,
      `index ${quoteIdentifier(file.name)}`,
      t('it cannot be told whether both sides mean the same'),
      origin,
    );
}
function matchOther(pair: TablePair, file: Index, rest: Index[]): void {
  const origin = file.origins?.self;
  const at = rest.findIndex((dev) => equalIndexes(pair, file, dev) === 'same');
  if (at >= 0) {
    const [dev] = rest.splice(at, 1);
    if (origin) pair.differences.push({ ...pairTables(pair), what: 'index', file, dev, differs: 'name', origin });
    return;
  }
  if (!origin || !pair.created) return;
  const devConstraint = pair.dev.constraints.find((constraint) => uniqueIndex([file], constraint));
  if (devConstraint && !pair.file.constraints.some((c) => uniqueIndex([file], c))) return;
  pair.differences.push({ ...pairTables(pair), what: 'index', file, dev: undefined, origin });
}

/** Names aside. */
function equalIndexes(pair: TablePair, file: Index, dev: Index): Equality {
  const plain =
    file.unique === dev.unique &&
    file.method === dev.method &&
    file.keys.length === dev.keys.length &&
    [...(file.include ?? [])].sort().join('\0') === [...(dev.include ?? [])].sort().join('\0') &&
    Boolean(file.nullsNotDistinct) === Boolean(dev.nullsNotDistinct) &&
    (file.where === undefined) === (dev.where === undefined);
  if (!plain) return 'different';
  const context = { columnType: columnTypes(pair) };
  const results = file.keys.flatMap((key, at) => [
    equalKeys(key, dev.keys[at]!, file.method, context),
    equalCollations(key, dev.keys[at]!, pair),
  ]);
  if (file.where !== undefined) results.push(compareExpressions(file.where, dev.where!, context));
  if (results.includes('different')) return 'different';
  return results.includes('unknown') ? 'unknown' : 'same';
}
function equalKeys(
  file: IndexKey,
  dev: IndexKey,
  method: string,
  context: Parameters<typeof compareExpressions>[2],
): Equality {
  if (Boolean(file.descending) !== Boolean(dev.descending) || nulls(file) !== nulls(dev)) return 'different';
  const opclass = equalOpclasses(file.opclass?.name, dev.opclass?.name, method);
  if (opclass === 'different') return opclass;
  if (file.column !== undefined || dev.column !== undefined) return file.column === dev.column ? opclass : 'different';
  const expression = compareExpressions(file.expression ?? '', dev.expression ?? '', context);
  return expression === 'same' ? opclass : expression;
}
function nulls(key: IndexKey): 'first' | 'last' {
  return key.nulls ?? (key.descending ? 'first' : 'last');
}
/** Operator classes that no type has as its default (pg_opclass.opcdefault), by the end of their names. */
const special =
  /(_pattern_ops|_path_ops|_trgm_ops|^vector_|^halfvec_|^sparsevec_|^bit_(hamming|jaccard)|_minmax_multi_ops|_bloom_ops)/;
function equalOpclasses(file: string | undefined, dev: string | undefined, method: string): Equality {
  if (file === dev) return 'same';
  if (file !== undefined && dev !== undefined) return 'different';
  const named = (file ?? dev)!;
  if (special.test(named)) return 'different';
  return method === 'btree' || method === 'hash' || /^(jsonb|array|tsvector)_ops$/.test(named) ? 'same' : 'unknown';
}
