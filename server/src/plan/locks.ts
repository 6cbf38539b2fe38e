/**
 * The lock a statement takes and whether it writes all rows anew: ALTER TABLE, CREATE INDEX, "Explicit Locking" in
 * PostgreSQL's documentation. Only of statements that a plan prints.
 */

import { qualified } from '../generate/text';
import type { Table, View } from '../model/schema';
import { keyOf } from '../text/names';
import type { Change } from './changes';
import type { Lock } from './step';
import type { Item, Side } from './unit';
import { isSameKind } from './using';

const lockModes: readonly (readonly [RegExp, string | undefined])[] = [
  [
    /^(?:GRANT|REVOKE|SET|RESET|SELECT|ALTER DEFAULT|CREATE (?:SCHEMA|TYPE|DOMAIN|SEQUENCE|EXTENSION|OR REPLACE FUNCTION|FUNCTION|TABLE|UNLOGGED))\b/,
    undefined,
  ],
  [
    /^(?:CREATE|DROP) (?:UNIQUE )?INDEX CONCURRENTLY|VALIDATE CONSTRAINT| SET STATISTICS |CLUSTER ON|SET WITHOUT CLUSTER|^CREATE STATISTICS|^COMMENT ON|^ALTER INDEX .* ATTACH/,
    'SHARE UPDATE EXCLUSIVE',
  ],
  [/ ATTACH PARTITION | SET \((?:fillfactor|autovacuum|toast\.|n_distinct|parallel)/, 'SHARE UPDATE EXCLUSIVE'],
  [/^CREATE (?:UNIQUE )?INDEX /, 'SHARE'],
  [
    /^CREATE (?:CONSTRAINT )?TRIGGER | ADD CONSTRAINT (?:"(?:[^"]|"")+"|\S+) FOREIGN KEY | (?:ENABLE|DISABLE)(?: REPLICA| ALWAYS)? TRIGGER /,
    'SHARE ROW EXCLUSIVE',
  ],
];
export function lockOf(sql: string, { from, to }: Change, before: Side): Lock | undefined {
  const table = relationOfItem((from ?? to)?.item ?? (to ?? from)!.item);
  const known = table && before.schema.tables.get(keyOf(table));
  if (!table || (!known && !before.schema.views.has(keyOf(table)))) return undefined;
  const found = lockModes.find(([pattern]) => pattern.test(sql));
  const mode = found ? found[1] : 'ACCESS EXCLUSIVE';
  if (mode === undefined) return undefined;
  return {
    ...{ mode, on: qualified(table, before.context) },
    ...(known?.estimatedRows !== undefined && { rows: known.estimatedRows }),
    ...(known?.bytes !== undefined && { bytes: known.bytes }),
  };
}
function relationOfItem(item: Item): Table | View | undefined {
  if ('table' in item) return item.table;
  if ('owner' in item) return item.owner;
  return item.is === 'view' ? item.view : undefined;
}

/** Volatile functions of the usual defaults: each row gets a value of its own. */
const volatile = /\b(?:random|gen_random_uuid|uuid_generate_v\w+|clock_timestamp|timeofday|nextval|uuidv[47])\(/;
export function rewrites(sql: string, { from, to }: Change): boolean {
  if (/ SET (?:LOGGED|UNLOGGED|ACCESS METHOD|TABLESPACE) | SET (?:LOGGED|UNLOGGED);$/.test(sql))
    return /^ALTER (?:TABLE|MATERIALIZED)/.test(sql);
  const b = to?.item.is === 'column' ? to.item.column : undefined;
  if (b === undefined || !/^ALTER TABLE/.test(sql)) return false;
  if (/ ADD COLUMN /.test(sql))
    return b.generated?.kind === 'stored' || b.identity !== undefined || volatile.test(b.default ?? '');
  if (/ SET EXPRESSION /.test(sql)) return b.generated?.kind === 'stored';
  const a = from?.item.is === 'column' ? from.item.column : undefined;
  if (a === undefined || !/ ALTER COLUMN (?:"(?:[^"]|"")+"|\S+) TYPE /.test(sql)) return false;
  if (!isSameKind(a.type, b.type) || a.type.array) return true;
  return !isWider(a.type.modifiers, b.type.modifiers, b.type.name);
}
/** A longer varchar, and a numeric of more digits before the point, keep the values as they are. */
function isWider(from: string | undefined, to: string | undefined, type: string): boolean {
  if (to === undefined) return true;
  if (from === undefined || type === 'character') return from === to;
  const [a, b] = [from, to].map((text) => text.split(',').map(Number));
  return b![0]! >= a![0]! && (a![1] ?? 0) === (b![1] ?? 0);
}
