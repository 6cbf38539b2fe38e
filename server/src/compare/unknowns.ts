/** What either schema does not know about a table: then a difference there is undecided. */

import { sharingNames } from '../model/kinds';
import type { Schema, Unknown } from '../model/schema';
import { objectKey } from '../text/names';

type Part = 'column' | 'constraint' | 'index';
const plurals: Readonly<Record<Part, string>> = { column: 'columns', constraint: 'constraints', index: 'indexes' };

export interface KnownParts {
  /** Why nothing about the object can be decided. */
  readonly all: string | undefined;
  /** Why it cannot be decided whether it is there at all. */
  readonly existence: string | undefined;
  /** The same of one part. */
  existenceOf(kind: Part, name: string): string | undefined;
  /** Why one part cannot be: `column a`, or all of its kind: `columns`. */
  part(kind: Part, name?: string): string | undefined;
}

interface Lookup {
  readonly everything: Unknown | undefined;
  readonly byObject: ReadonlyMap<string, readonly Unknown[]>;
}
const lookups = new WeakMap<readonly Unknown[], Lookup>();
function lookup(unknown: readonly Unknown[]): Lookup {
  let found = lookups.get(unknown);
  if (!found) {
    const byObject = new Map<string, Unknown[]>();
    for (const each of unknown) byObject.set(each.object, [...(byObject.get(each.object) ?? []), each]);
    found = { everything: unknown.find((each) => each.object === '*' && each.fact === undefined), byObject };
    lookups.set(unknown, found);
  }
  return found;
}

const nothing: KnownParts = {
  all: undefined,
  existence: undefined,
  existenceOf: () => undefined,
  part: () => undefined,
};

/** `everywhere`: the reason when a whole schema is unknown. */
export function unknownEverywhere(schema: Schema): string | undefined {
  return lookup(schema.unknown).everything?.reason;
}

/** What both schemas together leave open about the relation or type of this name. */
export function unknownParts(schemas: readonly Schema[], namespace: string, name: string): KnownParts {
  const entries = schemas.flatMap(({ unknown }) => {
    if (unknown.length === 0) return [];
    const { byObject } = lookup(unknown);
    if (byObject.size === 0) return [];
    return sharingNames('table').flatMap((kind) => byObject.get(objectKey(kind, namespace, name)) ?? []);
  });
  if (entries.length === 0) return nothing;
  return {
    all: entries.find((entry) => entry.fact === undefined)?.reason,
    existence: entries.find((entry) => entry.fact === undefined || entry.fact === 'existence')?.reason,
    existenceOf: (kind, name) => entries.find((entry) => entry.fact === `existence of ${kind} ${name}`)?.reason,
    part: (kind, part) =>
      entries.find(
        (entry) =>
          entry.fact === undefined ||
          entry.fact === plurals[kind] ||
          (part !== undefined && entry.fact === `${kind} ${part}`),
      )?.reason,
  };
}
