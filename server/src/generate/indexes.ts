/** CREATE INDEX, as PostgreSQL prints it: names quoted where they need it, btree unsaid. */

import type { Index, IndexKey } from '../model/schema';
import { quoteIdentifier, quoteQualified } from '../text/names';
import type { PrintContext } from './style';
import { qualified, storageParameters } from './text';

export interface IndexHead {
  readonly only?: boolean;
  readonly ifNotExists?: boolean;
}
export function indexDefinition(index: Index, context: PrintContext, { only, ifNotExists }: IndexHead = {}): string {
  const head = `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${ifNotExists ? 'IF NOT EXISTS ' : ''}${quoteIdentifier(index.name)} ON ${only ? 'ONLY ' : ''}${qualified(index.table, context, 'needed')}`;
  const method = index.method === 'btree' ? '' : ` USING ${index.method}`;
  return `${head}${method} ${withTablespace(tail(index), index)}`;
}
/** `(keys) INCLUDE … WITH … WHERE …`: the server's own text where it is known. */
function tail(index: Index): string {
  const printed = index.definition === undefined ? -1 : index.definition.indexOf(` USING ${index.method} (`);
  if (printed >= 0) return index.definition!.slice(printed + ` USING ${index.method} `.length);
  const parts = [`(${index.keys.map(printIndexKey).join(', ')})`];
  if (index.include) parts.push(`INCLUDE (${index.include.map((name) => quoteIdentifier(name)).join(', ')})`);
  if (index.nullsNotDistinct) parts.push('NULLS NOT DISTINCT');
  if (index.storageParameters) parts.push(`WITH (${storageParameters(index.storageParameters)})`);
  if (index.where) parts.push(`WHERE (${index.where})`);
  return parts.join(' ');
}
function printIndexKey(part: IndexKey): string {
  const name = part.column === undefined ? `(${part.expression ?? ''})` : quoteIdentifier(part.column);
  const words = [name];
  if (part.collation) words.push(`COLLATE ${quoteQualified(part.collation)}`);
  if (part.opclass)
    words.push(`${quoteQualified(part.opclass)}${part.opclassOptions ? ` (${part.opclassOptions.join(', ')})` : ''}`);
  if (part.descending) words.push('DESC');
  if (part.nulls) words.push(`NULLS ${part.nulls.toUpperCase()}`);
  return words.join(' ');
}
/** TABLESPACE stands before WHERE, and pg_get_indexdef leaves it out. */
function withTablespace(text: string, { tablespace, where }: Index): string {
  if (tablespace === undefined) return text;
  const clause = ` TABLESPACE ${quoteIdentifier(tablespace)}`;
  const predicate = [` WHERE (${where})`, ` WHERE ${where}`].find((end) => text.endsWith(end));
  if (where === undefined || predicate === undefined) return `${text}${clause}`;
  return `${text.slice(0, -predicate.length)}${clause}${predicate}`;
}
