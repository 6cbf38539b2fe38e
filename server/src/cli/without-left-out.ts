/** A schema of which only some parts were asked for. */

import { PMap } from '../model/persistent-map';
import type { Schema } from '../model/schema';
import { unknowns } from '../model/unknown';

/** Schemas that were not chosen are neither made nor dropped, and nobody asks whether they are equal. */
export function withoutLeftOut(schema: Schema): Schema {
  const { contents } = unknowns(schema);
  const out = new Set(contents.values());
  const namespaces = PMap.from([...schema.namespaces].filter(([name]) => !contents.has(name)));
  return { ...schema, namespaces, unknown: schema.unknown.filter((one) => !out.has(one)) };
}
