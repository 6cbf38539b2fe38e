/** A schema of which only some parts were asked for. */

import { LEFT_OUT } from '../dev/introspect/namespaces';
import { objectKey } from '../model/kinds';
import { PMap } from '../model/persistent-map';
import type { Schema } from '../model/schema';

/** Schemas that were not chosen are neither made nor dropped, and nobody asks whether they are equal. */
export function withoutLeftOut(schema: Schema): Schema {
  const out = schema.unknown.filter(({ reason }) => reason === LEFT_OUT);
  const names = new Set(out.map(({ object }) => object));
  const namespaces = PMap.from([...schema.namespaces].filter(([name]) => !names.has(objectKey('schema', name, name))));
  return { ...schema, namespaces, unknown: schema.unknown.filter((one) => !out.includes(one)) };
}
