/**
 * What has changed in dev from one reading to the next, kept beside its cache: a list for each dev, and the statements of
 * each object before and after, by their own hash. Bounded, and never in the way: what cannot be kept is not known later.
 */
import { cacheKey } from '../dev/cache';
import { type KeptTexts, keptTexts } from '../dev/kept-texts';
import type { DevSourceConfig } from '../dev/source';
import { type DefinedKind, definedKinds, definitionOf } from '../generate/definition';
import { defaultStyle } from '../generate/style';
import type { DevSchema } from '../model/dev';
import type { Schema, Table } from '../model/schema';
import { canonical } from '../text/canonical';
import { fingerprintOf } from '../text/fingerprint';
import { displayName, qualifiedKey, splitKey } from '../text/names';
import { present } from '../text/present';
import { compareText } from '../text/text';
import { columnChanges } from './dev-changes';

interface ObjectChange {
  readonly kind: DefinedKind;
  readonly schema: string;
  readonly name: string;
  /** `sales.orders`. */
  readonly label: string;
  readonly what: 'added' | 'dropped' | 'changed';
  /** `+ phone ~ email`; empty where it is no column. */
  readonly words: string;
  /** Names of columns that came. */
  readonly columns?: readonly string[];
  /** Hashes of its statements; absent: it was not there. */
  readonly before?: string;
  readonly after?: string;
}
/** What two readings of dev have otherwise. Times are epoch milliseconds: it happened between them. */
export interface DevDifference {
  readonly from: number;
  readonly to: number;
  readonly changes: readonly ObjectChange[];
  /** How many more there were. */
  readonly more: number;
}

const MOST = { differences: 200, changes: 200 };
const mostKept = { texts: 5_000, bytes: 30_000_000 };
const style = { ...defaultStyle, ifNotExists: false, quoting: 'needed' } as const;

/** In the program's own folder; nowhere where there is none. */
export function keptChanges(storage: string | undefined): { readonly changes?: DevHistory } {
  return storage === undefined ? {} : { changes: new DevHistory(keptTexts(`${storage}/changes`, mostKept)) };
}
export class DevHistory {
  readonly #known = new Map<string, readonly DevDifference[]>();
  constructor(readonly kept: KeptTexts) {}

  record(config: DevSourceConfig, before: DevSchema, after: DevSchema, lastSeen = before.readAt): void {
    const changed = changedObjects(before.schema, after.schema);
    if (changed.length === 0) return;
    const changes = changed
      .slice(0, MOST.changes)
      .map((one) => this.#kept(one, before.schema, after.schema))
      // What is not printed, such as a counted number of rows, is no change.
      .filter(({ before: old, after: now }) => old !== now);
    if (changes.length === 0) return;
    const more = Math.max(0, changed.length - MOST.changes);
    const all = [{ from: lastSeen, to: after.readAt, changes, more }, ...this.differences(config)];
    const key = cacheKey(config);
    this.#known.set(key, all.slice(0, MOST.differences));
    this.kept.save(key, JSON.stringify({ devschemaChanges: 1, differences: this.#known.get(key) }));
  }
  /** The newest first. */
  differences(config: DevSourceConfig): readonly DevDifference[] {
    const key = cacheKey(config);
    const known = this.#known.get(key) ?? decoded(this.kept.load(key));
    this.#known.set(key, known);
    return known;
  }
  /** Undefined: it is not kept any more. */
  text(hash: string): string | undefined {
    return /^[0-9a-f]{32}$/.test(hash) ? this.kept.load(hash) : undefined;
  }
  /** Between which readings a table, or a column of it, came into dev; undefined: it was there as long as is known. */
  since(config: DevSourceConfig, { schema, name }: Pick<ObjectChange, 'schema' | 'name'>, column?: string) {
    const isOf = (one: ObjectChange): boolean => one.kind === 'table' && one.schema === schema && one.name === name;
    const isMade = (one: ObjectChange): boolean =>
      isOf(one) && (one.what === 'added' || (column !== undefined && (one.columns?.includes(column) ?? false)));
    return this.differences(config).find(({ changes }) => changes.some(isMade));
  }

  #kept({ kind, key, what }: ChangedObject, before: Schema, after: Schema): ObjectChange {
    const name = splitKey(key);
    const keep = (schema: Schema): string | undefined => {
      const text = definitionOf(kind, name, { schema, style });
      if (text === undefined) return undefined;
      const hash = fingerprintOf([text]);
      this.kept.save(hash, text);
      return hash;
    };
    const [old, now] = [before.tables.get(key), after.tables.get(key)];
    const both = kind === 'table' && old && now ? { old, now } : undefined;
    const words = both ? columnChanges(both.old, both.now).join(' ') : '';
    const columns = both && cameTo(both.old, both.now);
    return {
      ...{ kind, ...name, label: displayName(name, after.searchPath), what, words },
      ...present({ columns, before: keep(before), after: keep(after) }),
    };
  }
}
function cameTo(old: Table, now: Table): readonly string[] | undefined {
  const names = new Set(old.columns.map(({ name }) => name));
  const came = now.columns.flatMap(({ name }) => (names.has(name) ? [] : name));
  return came.length > 0 ? came : undefined;
}

interface ChangedObject {
  readonly kind: DefinedKind;
  readonly key: string;
  readonly what: ObjectChange['what'];
}
/** By kind and name; a table whose index is another one has changed, too. */
function changedObjects(before: Schema, after: Schema): ChangedObject[] {
  const found = new Map<string, ChangedObject>();
  const add = (kind: DefinedKind, key: string, what: ObjectChange['what']) =>
    found.set(`${kind} ${key}`, { kind, key, what });
  for (const kind of definedKinds) {
    const [old, now] = [before[`${kind}s`], after[`${kind}s`]];
    for (const [key, one] of now) {
      const known: unknown = old.get(key);
      if (known === undefined) add(kind, key, 'added');
      else if (written(known) !== written(one)) add(kind, key, 'changed');
    }
    for (const [key] of old) if (!now.has(key)) add(kind, key, 'dropped');
  }
  const ofIndex = (one: Schema, other: Schema) => {
    for (const [key, index] of one.indexes) {
      if (written(index) === written(other.indexes.get(key))) continue;
      const table = qualifiedKey(index.table.schema ?? index.schema, index.table.name);
      if (before.tables.has(table) && after.tables.has(table)) add('table', table, 'changed');
    }
  };
  ofIndex(after, before);
  ofIndex(before, after);
  return [...found.values()].sort(
    (a, b) => definedKinds.indexOf(a.kind) - definedKinds.indexOf(b.kind) || compareText(a.key, b.key),
  );
}
/** What counts rows changes by itself. */
const counts: ReadonlySet<string> = new Set(['estimatedRows', 'bytes', 'withNoData']);
const written = (value: unknown): string => canonical(value, counts);

/** What this program wrote; whatever else is there is as if it were not. */
function decoded(text: string | undefined): readonly DevDifference[] {
  try {
    const { devschemaChanges, differences } = JSON.parse(text ?? '{}') as Record<string, unknown>;
    if (devschemaChanges !== 1 || !Array.isArray(differences)) return [];
    return (differences as DevDifference[]).filter(
      ({ from, to, changes }) => typeof from === 'number' && typeof to === 'number' && Array.isArray(changes),
    );
  } catch {
    return [];
  }
}
