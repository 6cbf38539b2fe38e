/** What is told of dev and of its readings, in few words. */

import { connectionName } from '../dev/connect/connect-errors';
import type { DevSourceConfig } from '../dev/source';
import { type DevSchema, versionText } from '../model/dev';
import { relationMaps } from '../model/kinds';
import type { Schema, Table } from '../model/schema';
import type { DevStatus } from '../protocol';
import { canonical } from '../text/canonical';
import { t } from '../text/l10n';
import { displayName } from '../text/names';
import { present } from '../text/present';
import { compareText } from '../text/text';

/** A line of the log for each reading. */
export function readingInWords(label: string, { schema }: DevSchema, ms: number): string {
  const version = schema.serverVersion > 0 ? `PostgreSQL ${versionText(schema.serverVersion)}, ` : '';
  return `Read ${label}: ${version}${schema.tables.size} tables, ${Math.round(ms)} ms`;
}

/** Things that are named before the rest is only counted. */
const NAMED = 3;

/** `sales.customers + phone, orders - note`; undefined: no relation came or went, and no table changed its columns. */
export function changesInWords(before: Schema, after: Schema): string | undefined {
  const changes = [
    ...changedMembers(before, after, 'tables'),
    ...columns(before, after),
    ...relationMaps.filter((map) => map !== 'tables').flatMap((map) => changedMembers(before, after, map)),
  ];
  if (changes.length === 0) return undefined;
  const rest = changes.length - NAMED;
  const named = changes.slice(0, NAMED).join(', ');
  return rest > 0 ? t('{0} and {1} more', named, rest) : named;
}
function changedMembers(before: Schema, after: Schema, map: (typeof relationMaps)[number]): string[] {
  const shown = (sign: string, name: { readonly schema: string; readonly name: string }) =>
    `${sign} ${displayName(name, after.searchPath)}`;
  const found: string[] = [];
  for (const [key, one] of after[map]) if (!before[map].has(key)) found.push(shown('+', one));
  for (const [key, one] of before[map]) if (!after[map].has(key)) found.push(shown('-', one));
  return found.sort(compareText);
}
function columns(before: Schema, after: Schema): string[] {
  const found: string[] = [];
  for (const [key, table] of after.tables) {
    const old = before.tables.get(key);
    const changed = old && old !== table ? columnChanges(old, table) : [];
    if (changed.length > 0) found.push(`${displayName(table, after.searchPath)} ${changed.join(' ')}`);
  }
  return found.sort(compareText);
}
/** `+ phone`, `- note`, `~ email`. */
export function columnChanges(old: Table, table: Table): string[] {
  const names = new Set(table.columns.map(({ name }) => name));
  const had = new Map(old.columns.map((one) => [one.name, one]));
  const added = table.columns.filter(({ name }) => !had.has(name)).map(({ name }) => `+ ${name}`);
  const gone = old.columns.filter(({ name }) => !names.has(name)).map(({ name }) => `- ${name}`);
  // One that was kept between sessions has its members in another order than one that has just been read.
  const other = table.columns
    .filter((one) => had.has(one.name) && canonical(had.get(one.name)) !== canonical(one))
    .map(({ name }) => `~ ${name}`);
  return [...added, ...gone, ...other];
}

/** What the status says of a dev that is served. */
export function aboutDev(
  config: DevSourceConfig,
  dev: DevSchema,
  seen: Pick<DevStatus, 'checkedAt' | 'change'>,
): Omit<DevStatus, 'state'> {
  const { schema } = dev;
  return {
    label: config.label,
    from: config.from,
    tables: schema.tables.size,
    readAt: dev.readAt,
    ...seen,
    ...present({
      serverVersion: schema.serverVersion > 0 ? versionText(schema.serverVersion) : undefined,
      connection: config.kind === 'database' ? connectionName(config.connection) : undefined,
      unknown: schema.unknown.length > 0 ? schema.unknown.length : undefined,
    }),
  };
}
