/** Which tables a publication has: ALTER PUBLICATION, and changes of rows that cannot be published. */

import { definingStatement } from '../../analysis/others-defined';
import { otherKey } from '../../model/other-kinds';
import { findTable } from '../../model/resolve';
import type { OtherObject, Table } from '../../model/schema';
import { unknownOf } from '../../model/unknown';
import { bodiesOf } from '../../sql/ast';
import type { MembershipChange } from '../../sql/read/data-change';
import { optionValue, rangeVarName } from '../../sql/source';
import { keyOf } from '../../text/names';
import type { TextRange } from '../../text/text';
import type { Draft } from '../draft';
import { indexesOf } from './partitions';

interface Published {
  readonly ofAll: boolean;
  /** See `idOf`. */
  readonly tables: ReadonlySet<string>;
  /** Each is there under the name by which the publication has it. */
  readonly isWhole: boolean;
  /** What of rows it publishes. */
  readonly what: string;
}
/** Undefined where it is not known. */
function publishedBy(draft: Draft, other: OtherObject): Published | undefined {
  const statement = definingStatement(other);
  if (!statement || !('CreatePublicationStmt' in statement)) return undefined;
  const { for_all_tables: ofAll = false, pubobjects, options } = statement.CreatePublicationStmt;
  const publish = bodiesOf(options, 'DefElem').find(({ defname }) => defname === 'publish');
  const named = bodiesOf(pubobjects, 'PublicationObjSpec').flatMap(({ pubtable }) => pubtable?.relation ?? []);
  const tables = named.map((relation) => findTable(draft.schema, rangeVarName(relation)));
  // A table that is made anew is not the one that the publication has.
  const ids = other.published ?? tables.flatMap((table) => (table && !table.origins?.self ? [idOf(table)] : []));
  return {
    ofAll,
    tables: new Set(ids),
    isWhole: other.published ? ids.every((id) => isStillThere(draft, id)) : ids.length === tables.length,
    what: publish?.arg ? optionValue(publish.arg) : 'insert, update, delete, truncate',
  };
}
/** Its key, and the statement that makes it. */
function idOf(table: Table): string {
  const made = table.origins?.self;
  return [keyOf(table), ...(made ? [made.uri, made.statement] : [])].join('\0');
}
function isStillThere(draft: Draft, id: string): boolean {
  const table = draft.schema.tables.get(id.split('\0').slice(0, 2).join('\0'));
  return table !== undefined && idOf(table) === id;
}

export function changeMembers(draft: Draft, { publication, action, tables, inSchemas }: MembershipChange): void {
  const key = otherKey('PUBLICATION', { name: publication });
  const other = draft.schema.others.get(key);
  const published = other && publishedBy(draft, other);
  if (!published) return;
  const members = new Set(action === 'set' ? [] : published.tables);
  const isSure = !draft.mayReplace(other.origins);
  for (const { value, range } of tables) {
    const table = findTable(draft.schema, value);
    if (!table) continue;
    const has = members.has(idOf(table));
    const message =
      action === 'drop'
        ? published.ofAll
          ? `publication "${publication}" is defined as FOR ALL TABLES`
          : !has && published.isWhole && `relation "${table.name}" is not part of the publication`
        : action === 'add' && has && `relation "${table.name}" is already member of publication "${publication}"`;
    if (message && isSure) draft.refuse('other', range, { kind: 'other', name: publication }, message);
    if (action === 'drop') members.delete(idOf(table));
    else members.add(idOf(table));
  }
  // What is not known of the others stays so.
  if (action === 'set' ? tables.length > 0 || inSchemas : published.isWhole && tables.length > 0)
    draft.put('others', key, { ...other, published: [...members] });
}

/** `CheckCmdReplicaIdentity`, src/backend/executor/execReplication.c: even where no row is met. */
export function requireReplicaIdentity(draft: Draft, table: Table, event: 'update' | 'delete', range: TextRange): void {
  if (table.kind !== 'table' || table.persistence || hasIdentity(draft, table)) return;
  if (draft.isUnknownPart(table, 'constraint', '') || unknownOf(draft.schema, table).length > 0) return;
  for (const other of draft.schema.others.values()) {
    const published = other.kind === 'PUBLICATION' ? publishedBy(draft, other) : undefined;
    // A file that stands alone may make it only later.
    if (!draft.meets('other', { ...other, schema: '' })) continue;
    if (!published || !(published.ofAll || (published.tables.has(idOf(table)) && !table.partitionOf))) continue;
    if (!new RegExp(`\\b${event}\\b`, 'i').test(published.what)) continue;
    const verb = event === 'update' ? 'update' : 'delete from';
    const message = `cannot ${verb} table "${table.name}" because it does not have a replica identity and publishes ${event}s`;
    return draft.refuse('other', range, { kind: 'table', schema: table.schema, name: table.name }, message);
  }
}
function hasIdentity(draft: Draft, table: Table): boolean {
  if (table.replicaIdentity) return table.replicaIdentity === 'full';
  const isMarked = (one: object): boolean => 'replicaIdentity' in one && one.replicaIdentity === true;
  const { constraints } = table;
  if (constraints.some(isMarked) || indexesOf(draft, table).some(isMarked)) return true;
  return constraints.some((one) => one.kind === 'primary key' && !one.deferrable);
}
