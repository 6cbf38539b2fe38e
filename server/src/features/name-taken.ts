/** Whether what is to be renamed could have a name. */
import { relationAt } from '../model/resolve';
import { keyOf, qualifiedKey } from '../text/names';
import type { FileView, Snapshot } from '../workspace/snapshot';
import { relationsOf } from './lookup';
import { columnOf, type Mention } from './mention';
import { mentionName } from './mentions';

/** Whether something else has the name, at the history's end or in dev. */
export function hasNameAlready(
  snapshot: Snapshot,
  { view, mention }: { readonly view: FileView; readonly mention: Mention },
  name: string,
): boolean {
  if (name === mentionName(mention)) return false;
  return [view.history.pendingEnd, snapshot.dev?.schema].some((schema) => {
    if (!schema) return false;
    switch (mention.kind) {
      case 'column': {
        const owner = mention.relations[0]?.file;
        const relation = owner && relationsOf(schema, owner);
        return columnOf(relation, name) !== undefined;
      }
      case 'constraint':
        return isAmong(schema.tables.get(keyOf(mention.table))?.constraints, name);
      case 'routine':
        return schema.routines.has(qualifiedKey(mention.file[0]?.schema ?? '', name));
      default: {
        const made = mention.kind === 'relation' ? mention.relation.file : mention.file;
        const shared = mention.kind === 'type' ? schema.types.has(qualifiedKey(made?.schema ?? '', name)) : false;
        return shared || relationAt(schema, made?.schema ?? '', name) !== undefined;
      }
    }
  });
}
const isAmong = (all: readonly { readonly name: string }[] | undefined, name: string): boolean =>
  all?.some((one) => one.name === name) ?? false;
