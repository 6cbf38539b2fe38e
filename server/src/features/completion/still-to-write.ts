/** What dev has otherwise than the migrations make it: a person who writes the next one is on it. */
import type { Difference } from '../../compare/difference';
import { comparingOnce } from '../../compare/once';
import type { Schema } from '../../model/schema';
import { atOnce } from '../../model/steps';
import { keyOf } from '../../text/names';
import type { Asked } from './asked';

interface StillToWrite {
  /** Keys of tables, views, types and routines. */
  readonly objects: ReadonlySet<string>;
  /** Names of columns, constraints, indexes, triggers and policies, by the key of their table. */
  readonly parts: ReadonlyMap<string, ReadonlySet<string>>;
}
const nothing: StillToWrite = { objects: new Set(), parts: new Map() };
/** Comparing more than these on a keystroke would be felt. */
const MOST_TABLES = 3000;

const comparedWith = new WeakMap<Schema, { readonly dev: Schema; readonly found: StillToWrite }>();
export function stillToWrite({ view: { folded, history }, schema, written }: Asked): StillToWrite {
  if (!written || schema.tables.size > MOST_TABLES) return nothing;
  const here = folded.standing === 'pending' ? history.end : folded.before(0);
  const before = comparedWith.get(here);
  if (before?.dev === schema) return before.found;
  const found = here === schema ? nothing : between(here, schema);
  comparedWith.set(here, { dev: schema, found });
  return found;
}

function between(here: Schema, dev: Schema): StillToWrite {
  const objects = new Set<string>();
  const parts = new Map<string, Set<string>>();
  for (const key of dev.tables.keys()) if (!here.tables.has(key)) objects.add(key);
  for (const difference of atOnce(comparingOnce(here, dev)).differences) {
    const { key, names } = namesOf(difference);
    if (key === undefined) continue;
    objects.add(key);
    const all = parts.get(key) ?? new Set();
    for (const name of names) all.add(name);
    parts.set(key, all);
  }
  return { objects, parts };
}
function namesOf(one: Difference): { readonly key?: string; readonly names: readonly string[] } {
  switch (one.what) {
    case 'object':
    case 'definition':
      return one.on === undefined
        ? { key: keyOf(one), names: [] }
        : { key: keyOf({ schema: one.schema, name: one.on }), names: [one.name] };
    case 'enum values':
      return { key: keyOf(one.dev), names: [] };
    case 'missing columns':
      return { key: keyOf(one.devTable), names: one.columns.map(({ name }) => name) };
    case 'column':
    case 'extra column':
      return { key: keyOf(one.devTable), names: [one.column.name] };
    case 'constraint':
    case 'index':
      return { key: keyOf(one.devTable), names: [one.dev, one.file].flatMap((part) => part?.name ?? []) };
    case 'column order':
    case 'distribution':
      return { key: keyOf(one.devTable), names: [] };
    default:
      return { names: [] };
  }
}
