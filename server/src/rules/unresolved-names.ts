/** Names that nothing read has, and that are not surely absent either. */
import type { FoldedFile } from '../fold/folded';
import { STOOD_BEFORE } from '../fold/without-baseline';
import { isBuiltinFunction } from '../model/builtins';
import { extensionMayProvide } from '../model/extensions';
import { kinds, schemaKinds } from '../model/kinds';
import type { PMap } from '../model/persistent-map';
import { findIn, findRelation, isSystemSchema, schemasFor } from '../model/resolve';
import type { Schema } from '../model/schema';
import type { Statement } from '../sql/document/statement';
import { t } from '../text/l10n';
import { displayName, type QualifiedName, qualifiedKey } from '../text/names';
import { allOps } from './origin-places';
import { allNamesIn, namesIn } from './touches';

/** A name that nothing read has, and that stood there before the files, or that an extension may have made whose objects are not known. */
export function whyUnresolved(statement: Statement, file: FoldedFile): string | undefined {
  return assumed(statement, file) ?? unlisted(statement, file);
}
/** What it takes away is only taken to have been there. */
function assumed({ parsed, runs, index }: Statement, file: FoldedFile): string | undefined {
  const before = file.before(index);
  const stood = runs ? stoodBefore(before) : undefined;
  if (!stood || stood.size === 0) return undefined;
  for (const name of namesIn(parsed))
    for (const namespace of schemasFor(before, name))
      if (stood.has(qualifiedKey(namespace, name.name))) return t('{0}: {1}', displayName(name), STOOD_BEFORE);
  return undefined;
}
/** Schema and name of what is only taken to have been there, of whatever kind. */
function stoodBefore({ unknown }: Schema): ReadonlySet<string> {
  let found = stoodBy.get(unknown);
  if (!found) {
    const objects = unknown.flatMap(({ object, reason }) => (reason === STOOD_BEFORE ? object : []));
    found = new Set(objects.map((object) => object.slice(object.indexOf('\0') + 1)));
    stoodBy.set(unknown, found);
  }
  return found;
}
const stoodBy = new WeakMap<Schema['unknown'], ReadonlySet<string>>();
function unlisted({ parsed, runs, index }: Statement, file: FoldedFile): string | undefined {
  if (!runs || parsed.status !== 'ok') return undefined;
  const before = file.before(index);
  // No extension may have made just any name: what is asked of every statement at every edit ends here.
  if (!extensionMayProvide(before, 'table', { name: '' })) return undefined;
  if (file.conflicts.some(({ statement }) => statement === index)) return undefined;
  for (const op of allOps(parsed.ops)) {
    if (('ifExists' in op && op.ifExists) || ('conditional' in op && op.conditional)) continue;
    const made = op.op === 'create other' ? op.name.value : undefined;
    for (const name of allNamesIn(op))
      if (
        name !== made &&
        extensionMayProvide(before, 'table', name) &&
        !isThere(before, name) &&
        !isThere(file.after(index), name)
      )
        return t('nothing that was read makes {0}; an extension that is not known may', displayName(name));
  }
  return undefined;
}
function isThere(schema: Schema, name: QualifiedName): boolean {
  if (name.name === '' || isSystemSchema(name.schema ?? name.name)) return true;
  if (isBuiltinFunction(name.name)) return true;
  return (
    findRelation(schema, name) !== undefined ||
    schema.extensions.has(name.name) ||
    [...schema.others.values()].some((other) => other.name === name.name) ||
    schemaKinds.some((kind) => findIn(schema, schema[kinds[kind].map] as PMap<unknown>, name) !== undefined)
  );
}
