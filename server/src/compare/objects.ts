/** What is not a table: enum types value by value, other types, views and sequences by existence; comments. */

import type { EnumType, Origin, Schema, UserType, View } from '../model/schema';
import { displayName, keyOf } from '../text/names';
import type { Difference } from './difference';
import type { TablePair } from './table-pair';

export function compareObjects(file: Schema, dev: Schema, differences: Difference[]): void {
  for (const type of file.types.values()) {
    const origin = type.origins?.self;
    if (origin) compareType(type, origin, { file, dev }, differences);
  }
  for (const view of file.views.values()) {
    const origin = view.origins?.self;
    if (origin) compareView(view, origin, { file, dev }, differences);
  }
}
type Schemas = { readonly file: Schema; readonly dev: Schema };

function compareType(type: UserType, origin: Origin, schemas: Schemas, differences: Difference[]): void {
  const devType = schemas.dev.types.get(keyOf(type));
  if (!devType) differences.push({ what: 'object', kind: 'type', schema: type.schema, name: type.name, origin });
  else if (type.kind === 'enum' && devType.kind === 'enum' && !equalValues(type, devType))
    differences.push({ what: 'enum values', file: type, dev: devType, origin: enumOrigin(type, devType, origin) });
}
function equalValues(file: EnumType, dev: EnumType): boolean {
  return file.values.length === dev.values.length && file.values.every((value, index) => value === dev.values[index]);
}
/** The one value that dev lacks, when it is all that differs; otherwise where the type was made. */
function enumOrigin(file: EnumType, dev: EnumType, origin: Origin): Origin {
  const extra = file.values.filter((value) => !dev.values.includes(value));
  const only = extra.length === 1 && dev.values.every((value) => file.values.includes(value)) ? extra[0] : undefined;
  return (only !== undefined ? file.valueOrigins?.get(only) : undefined) ?? origin;
}

/** A view's text is never compared: the server prints its own. */
function compareView(view: View, origin: Origin, schemas: Schemas, differences: Difference[]): void {
  const key = keyOf(view);
  if (!schemas.dev.views.has(key) && !schemas.dev.tables.has(key))
    differences.push({ what: 'object', kind: view.kind, schema: view.schema, name: view.name, origin });
}

export function compareTableComment(pair: TablePair): void {
  const { file, dev } = pair;
  const origin = file.origins?.comment ?? pair.created;
  if (!origin || (file.comment ?? '') === (dev.comment ?? '')) return;
  const object = displayName(file, pair.schemas.dev.searchPath);
  pair.differences.push({ what: 'comment', object, file: file.comment, dev: dev.comment, origin });
}
