/** Names that nothing read has, and that are not surely absent either. */
import type { FoldedFile } from '../fold/folded';
import { isBuiltinFunction } from '../model/builtins';
import { extensionMayProvide } from '../model/extensions';
import { kinds, schemaKinds } from '../model/kinds';
import type { PMap } from '../model/persistent-map';
import { findIn, findRelation, isSystemSchema } from '../model/resolve';
import type { Schema } from '../model/schema';
import type { Statement } from '../sql/document/statement';
import { t } from '../text/l10n';
import { displayName, type QualifiedName } from '../text/names';
import { allOps } from './origin-places';
import { allNamesIn } from './touches';

/** A name that nothing read has, and that an extension may have made whose objects are not known. */
export function whyUnresolved({ parsed, runs, index }: Statement, file: FoldedFile): string | undefined {
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
