/** Keys and indexes of a partition that came with its parent's: by those they are the same, whatever they are called. */
import { tableBehind } from '../model/children';
import type { Schema } from '../model/schema';
import { keyOf, type QualifiedName } from '../text/names';

interface OfPartition {
  /** Of the parent's. */
  readonly of: string;
  readonly name: string;
  readonly is: 'index' | 'constraint';
}
interface OtherwiseNamed extends Omit<OfPartition, 'of'> {
  readonly inDev: string;
}

/** Those of the table of this key that dev calls otherwise; a number at the end is PostgreSQL's, where a name was taken. */
export function namedOtherwise(key: string, made: Schema, dev: Schema): OtherwiseNamed[] {
  const devs = new Map(ofPartition(key, dev).map(({ of, name }) => [of, name]));
  return ofPartition(key, made).flatMap(({ of, ...own }) => {
    const inDev = devs.get(of);
    const isSame = inDev === undefined || inDev === own.name || stem(inDev) === stem(own.name);
    return isSame ? [] : { ...own, inDev };
  });
}
const stem = (name: string): string => name.replace(/\d+$/, '');
function ofPartition(key: string, schema: Schema): OfPartition[] {
  const table = schema.tables.get(key);
  if (!table?.partitionOf) return [];
  const home = (parent: QualifiedName): string => keyOf({ schema: table.schema, ...parent });
  const indexes = [...schema.indexes.values()].filter((one) => one.parent && tableBehind(one) === key);
  return [
    ...indexes.map(({ parent, name }) => ({ of: home(parent!), name, is: 'index' as const })),
    ...table.constraints.flatMap((one) =>
      'parentIndex' in one && one.parentIndex
        ? { of: home(one.parentIndex), name: one.name, is: 'constraint' as const }
        : [],
    ),
  ];
}
