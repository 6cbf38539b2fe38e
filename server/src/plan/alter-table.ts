/** ALTER TABLE: what is said of the table itself. */

import { idOfTable, only, tableFrom } from '../generate/lookup';
import { attachPartition } from '../generate/tables';
import { foreignOptions, local, qualified, storageParameters } from '../generate/text';
import type { Schema, Table } from '../model/schema';
import { sameType } from '../model/types';
import { canonical } from '../text/canonical';
import { keyOf, type QualifiedName } from '../text/names';
import type { Alteration, Pair, Statement } from './alteration';
import { statement } from './alteration';
import { alterWord } from './drop';
import { wordsInText } from './names-in-text';
import { changedForeignOptions, changedParameters } from './options';
import type { ItemOf } from './unit';

export function alterTable(pair: Pair): Alteration | 'replace' | undefined {
  const { gone, before, after } = pair;
  const a = (pair.from.item as ItemOf<'table'>).table;
  const b = (pair.to.item as ItemOf<'table'>).table;
  if (a.kind !== b.kind || a.partitionBy !== b.partitionBy || a.server !== b.server) return 'replace';
  if ([...gone].some((id) => id.startsWith('other\0')) || isKeyOfOtherType(a, b)) return 'replace';
  if (a.accessMethod !== b.accessMethod && before.schema.serverVersion < 150000) return 'replace';
  const links = linksChange(a, b, pair);
  const { context } = after;
  const alter = `ALTER ${alterWord(b)} ${qualified(b, context)}`;
  const lines = [...storageChange(a, b, alter, pair), ...securityChange(a, b, alter)];
  if (a.replicaIdentity !== b.replicaIdentity)
    lines.push(...alterReplicaIdentity(a, b, `ALTER TABLE ${only(b, after.schema)}${qualified(b, context)}`));
  const statements = [...lines.map((sql) => statement(sql))];
  const { release, joins, leaves } = links;
  if (release.length + joins.length + statements.length === 0) return undefined;
  return { release, statements, joins, ...(leaves.length > 0 && { leaves }) };
}
/** No column that a table is partitioned by gets another type. */
export function isKeyOfOtherType(a: Table, b: Table): boolean {
  const names = b.partitionBy === undefined ? [] : [...wordsInText(b.partitionBy)];
  const type = (table: Table, name: string) => table.columns.find((column) => column.name === name)?.type;
  return names.some((name) => {
    const [was, is] = [type(a, name), type(b, name)];
    return was !== undefined && is !== undefined && !sameType(was, is);
  });
}
/** The identity that an index gives is said with the index. */
function alterReplicaIdentity(a: Table, b: Table, alter: string): string[] {
  if (b.replicaIdentity) return [`${alter} REPLICA IDENTITY ${b.replicaIdentity.toUpperCase()}`];
  return a.replicaIdentity ? [`${alter} REPLICA IDENTITY DEFAULT`] : [];
}
function storageChange(a: Table, b: Table, alter: string, pair: Pair): string[] {
  const { context } = pair.after;
  const lines: string[] = [];
  if (a.persistence !== b.persistence)
    lines.push(`${alter} SET ${b.persistence === 'unlogged' ? 'UNLOGGED' : 'LOGGED'}`, ...loggedOtherwise(b, pair));
  if (a.accessMethod !== b.accessMethod)
    lines.push(`${alter} SET ACCESS METHOD ${local(b.accessMethod ?? 'heap', context)}`);
  if (a.tablespace !== b.tablespace)
    lines.push(`${alter} SET TABLESPACE ${local(b.tablespace ?? 'pg_default', context)}`);
  lines.push(...changedParameters(a.storageParameters, b.storageParameters, alter, storageParameters));
  lines.push(...changedForeignOptions(a.foreignOptions, b.foreignOptions, alter, foreignOptions));
  return lines;
}
/** Since 15 the sequences of its columns go with the table, those too that are to be otherwise. */
function loggedOtherwise(table: Table, { before, after }: Pair): string[] {
  if (before.schema.serverVersion < 150000) return [];
  return [...after.schema.sequences].flatMap(([key, sequence]) => {
    const { ownedBy, persistence, schema } = sequence;
    const was = before.schema.sequences.get(key);
    const isIts = ownedBy?.table.name === table.name && (ownedBy.table.schema ?? schema) === table.schema;
    if (!isIts || !was?.ownedBy || was.persistence !== persistence || persistence === table.persistence) return [];
    return [
      `ALTER SEQUENCE ${qualified(sequence, after.context)} SET ${persistence === 'unlogged' ? 'UNLOGGED' : 'LOGGED'}`,
    ];
  });
}
function securityChange(a: Table, b: Table, alter: string): string[] {
  const lines: string[] = [];
  const enabled = ({ rowSecurity }: Table): boolean => rowSecurity !== undefined && rowSecurity !== 'forced';
  const forced = ({ rowSecurity }: Table): boolean => rowSecurity !== undefined && rowSecurity !== 'enabled';
  if (enabled(a) !== enabled(b)) lines.push(`${alter} ${enabled(b) ? 'ENABLE' : 'DISABLE'} ROW LEVEL SECURITY`);
  if (forced(a) !== forced(b)) lines.push(`${alter} ${forced(b) ? 'FORCE' : 'NO FORCE'} ROW LEVEL SECURITY`);
  return lines;
}

interface Links {
  readonly release: Statement[];
  readonly joins: Statement[];
  readonly leaves: string[];
}
/** Partitions, parents and the type that the table is of. */
function linksChange(a: Table, b: Table, { gone, before, after }: Pair): Links {
  const { context } = after;
  const links: Links = { release: [], joins: [], leaves: [] };
  const name = qualified(b, context);
  const leave = (table: QualifiedName, sql: string): void => {
    links.release.push(statement(sql));
    const parent = tableFrom(before.schema, table, a.schema);
    if (parent) links.leaves.push(idOfTable(parent));
  };
  const same = (one: QualifiedName | undefined, other: QualifiedName | undefined): boolean =>
    one?.name === other?.name &&
    one?.schema === other?.schema &&
    !gone.has(one ? idOfTable({ schema: a.schema, ...one }) : '');
  const [was, is] = [a.partitionOf, b.partitionOf];
  if (!same(was?.parent, is?.parent) || was?.bound !== is?.bound) {
    if (was) leave(was.parent, `ALTER TABLE ${qualified(was.parent, context)} DETACH PARTITION ${name}`);
    if (is)
      links.joins.push(
        ...attachPartition(b, context).map((sql) => ({ sql, fails: `a row of ${b.name} is not ${is.bound}` })),
      );
  }
  const [parents, wanted] = [a.inherits ?? [], b.inherits ?? []];
  for (const one of parents)
    if (!wanted.some((other) => same(one, other)))
      leave(one, `ALTER TABLE ${name} NO INHERIT ${qualified(one, context)}`);
  for (const one of wanted)
    if (!parents.some((other) => same(other, one)))
      links.joins.push(statement(`ALTER TABLE ${name} INHERIT ${qualified(one, context)}`));
  const isGone = a.ofType && gone.has(`type\0${a.ofType.schema ?? a.schema}\0${a.ofType.name}`);
  const isSame =
    a.ofType?.name === b.ofType?.name &&
    a.ofType?.schema === b.ofType?.schema &&
    !isGone &&
    attributesOf(a, before.schema) === attributesOf(b, after.schema);
  if (a.ofType && !isSame) links.release.push(statement(`ALTER TABLE ${name} NOT OF`));
  if (b.ofType && !isSame) links.joins.push(statement(`ALTER TABLE ${name} OF ${qualified(b.ofType, context)}`));
  return links;
}
/** Of the type that a table is of: what changes of it is changed of the table while it is of none. */
function attributesOf({ ofType, schema: home }: Table, schema: Schema): string | undefined {
  const type = ofType && schema.types.get(keyOf({ schema: ofType.schema ?? home, name: ofType.name }));
  return type?.kind === 'composite' ? canonical(type.attributes) : undefined;
}
