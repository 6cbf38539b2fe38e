/** What a report is made of, and what is asked of a table everywhere. */
import type { ScratchServer } from '../dev/scratch-session';
import type { ReadProgress } from '../dev/source';
import type { DevSchema } from '../model/dev';
import { indexesOn } from '../model/lookups';
import type { Schema } from '../model/schema';
import { unknownOf } from '../model/unknown';
import { displayName, keyOf, splitKey } from '../text/names';
import { present } from '../text/present';
import type { Backup, TargetDatabase } from '../workspace/host';
import type { FileView } from '../workspace/snapshot';
import type { Rows, TableCounts } from './checklist';

export interface ReportInput {
  /** The migrations, at least one; of those that could not be read `unread` says why. */
  readonly views: readonly FileView[];
  readonly unread?: readonly string[];
  readonly dev: DevSchema;
  /** Which setting, option or variable named dev. */
  readonly devFrom?: string | undefined;
  readonly target?: TargetDatabase | undefined;
  /** Why target was not read, where one is set. */
  readonly targetProblem?: string | undefined;
  readonly backup?: Backup | undefined;
  /** Rows are counted in target, which reads all of a table. */
  readonly exactRows?: boolean | undefined;
  /** A file as people see it, by its URI. */
  shown(uri: string): string;
  /** What migrations run in instead of the embedded PostgreSQL. */
  readonly server?: ScratchServer | undefined;
  /** `dist/embedded.js`; beside the running bundle when absent. */
  readonly script?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ReadProgress | undefined;
}
export const NO_TARGET = 'no target is given (--target, or devschema.target)';
/** Absent: the schema does not have it. */
export function countsIn(schema: Schema, key: string): TableCounts['dev'] {
  const table = schema.tables.get(key);
  if (!table) return undefined;
  return {
    columns: table.columns.length,
    constraints: table.constraints.length,
    indexes: indexesOn(schema, table).length,
  };
}
export const shownTable = ({ dev }: Pick<ReportInput, 'dev'>, key: string): string =>
  displayName(splitKey(key), dev.schema.searchPath);
export function tableCounts(
  facts: Pick<ReportInput, 'dev' | 'target'> & {
    readonly keys: readonly string[];
    readonly rows: ReadonlyMap<string, Rows>;
  },
): TableCounts[] {
  const { keys, dev, target, rows } = facts;
  return keys.map((key) => ({
    table: shownTable(facts, key),
    ...present({
      dev: countsIn(dev.schema, key),
      target: target?.dev.schema.tables.has(key) ? (rows.get(key) ?? {}) : undefined,
    }),
  }));
}
/** Of those that target has: what its server says now, else what was read of it. */
export async function rowsIn(
  { target, exactRows, signal }: Pick<ReportInput, 'target' | 'exactRows' | 'signal'>,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Rows>> {
  const { tables, views } = target?.dev.schema ?? {};
  const there = keys.flatMap((key) => tables?.get(key) ?? views?.get(key) ?? []);
  const measured = await target?.measure?.(there, { exact: exactRows ?? false, ...present({ signal }) });
  return new Map(
    there.map((table) => {
      const read = { rows: table.estimatedRows, bytes: 'bytes' in table ? table.bytes : undefined };
      return [keyOf(table), present({ ...read, ...measured?.get(keyOf(table)) })];
    }),
  );
}
/** Why something of the table is not known, of a schema that was read. */
export function unknownOfTable(dev: Schema, key: string): string[] {
  const at = splitKey(key);
  const everywhere = dev.unknown.filter(({ object }) => object === '*');
  return [...new Set([...everywhere, ...unknownOf(dev, at)].map(({ reason }) => reason))];
}
