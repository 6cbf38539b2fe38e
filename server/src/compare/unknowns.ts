/** What either schema does not know about a table: then a difference there is undecided. */

import { objectKey } from '../model/kinds';
import type { Schema, UnknownFact } from '../model/schema';
import {
  EXISTENCE,
  existenceOf,
  factKey,
  isUnknown,
  partFact,
  type UnknownKind,
  unknownOf,
  unknowns,
} from '../model/unknown';

type PartKind = 'column' | 'constraint' | 'index';

export interface KnownParts {
  /** Why nothing about the object can be decided. */
  readonly all: string | undefined;
  /** Why it cannot be decided whether it is there at all. */
  readonly existence: string | undefined;
  /** The same of one part. */
  existenceOf(kind: PartKind, name: string): string | undefined;
  /** Why one part cannot be, or without a name any of its kind. */
  part(kind: PartKind, name?: string): string | undefined;
}

const allKnown: KnownParts = {
  all: undefined,
  existence: undefined,
  existenceOf: () => undefined,
  part: () => undefined,
};

/** The reason when a whole schema is unknown. */
export function unknownEverywhere(schema: Schema): string | undefined {
  return unknowns(schema).everything?.reason;
}

/** Why nothing is known of an object that is no relation, if nothing is. */
export function unknownObject(
  schemas: readonly Schema[],
  kind: UnknownKind,
  namespace: string,
  name: string,
): string | undefined {
  const schema = schemas.find((each) => isUnknown(each, kind, namespace, name));
  if (!schema) return undefined;
  const { byObject, everything } = unknowns(schema);
  return (byObject.get(objectKey(kind, namespace, name))?.[0] ?? everything ?? schema.unknown[0])?.reason;
}

/** What both schemas together leave open about the relation or type of this name. */
export function unknownParts(schemas: readonly Schema[], namespace: string, name: string): KnownParts {
  const entries = schemas.flatMap((schema) => unknownOf(schema, { schema: namespace, name }));
  if (entries.length === 0) return allKnown;
  const reasonOf = (...facts: (UnknownFact | undefined)[]): string | undefined => {
    const keys = facts.map((fact) => fact && factKey(fact));
    return entries.find(({ fact }) => keys.includes(fact && factKey(fact)))?.reason;
  };
  return {
    all: reasonOf(undefined),
    existence: reasonOf(undefined, EXISTENCE),
    existenceOf: (kind, part) => reasonOf(existenceOf(kind, part)),
    part: (kind, part) => reasonOf(undefined, partFact(kind), partFact(kind, part)),
  };
}
