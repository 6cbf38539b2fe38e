/** Of the statements of PostgreSQL's regression tests: what kind each is, and whether the schema or its text decides a refusal. */
import type { Answer } from './refusals-record';

/** Statements that migrations are made of. */
const migrations =
  /^(create|alter|drop) (table|index|view|materialized view|function|procedure|routine|trigger|type|domain|sequence|policy|schema)$/;
const others = /^(create|alter|drop|comment|grant|revoke|security|import|refresh|reindex|cluster|truncate|lock)\b/;

export const groups = [
  'What migrations are made of',
  'Other statements that change the schema',
  'Queries and the rest',
] as const;
export function groupOf(kind: string): (typeof groups)[number] {
  return groups[migrations.test(kind) ? 0 : others.test(kind) ? 1 : 2];
}

/** `create table`, `alter table`, …: words that only qualify the kind are left out. */
export function kindOf(text: string): string {
  const plain = text
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
    .trim()
    .toLowerCase();
  const skip =
    '(?:or replace |global |local |temporary |temp |unlogged |unique |recursive |foreign (?=table)|constraint (?=trigger)|event (?=trigger)|concurrently )*';
  const words = plain.replace(/\s+/g, ' ');
  const match = new RegExp(`^(create|alter|drop) ${skip}(materialized view|\\w+)`).exec(words);
  if (/^(create|alter|drop) event trigger/.test(words)) return words.split(' ').slice(0, 3).join(' ');
  return match ? `${match[1]} ${match[2]}` : (/^\w+/.exec(words)?.[0] ?? '');
}
/**
 * What neither schema nor text decides: rights, rows, values met while running, other sessions and databases, limits, the
 * operating system's locales, transactions in two phases, what a constant's text says to its type.
 */
export function isDecided({ code, message, analysed }: Answer, kind: string): boolean {
  // Of a query, what PREPARE refuses: the rest is met while it is planned or runs.
  if (/^(select|insert|update|delete|with|values|table)$/.test(kind) && !analysed) return false;
  if (/^(23|25|40|53|54|55P|57|58|P0|XX|28|08|38|39|2F|0Z|26|34|3B|lost)/.test(code) || code === '42501') return false;
  if (/^22/.test(code) && !/^(22023|22P02|2200|22007|22003)/.test(code)) return false;
  if (/^(22P02|22007|22003|2200)/.test(code) && !/^(create|alter)/.test(kind)) return false;
  if (/\b(role|database|tablespace|permission|access method handler|must be (owner|superuser|member))\b/.test(message))
    return false;
  if (kind === 'prepare' || /parameter "lc_/.test(message)) return false;
  if (/^collation .* for encoding|^could not create locale|security label provider|jsonpath|in tsvector/.test(message))
    return false;
  return !/(could not (open|access|load|find function|stat)|large object|cursor|portal|prepared statement)/.test(
    message,
  );
}
