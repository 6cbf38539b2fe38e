import type { Schema } from '../model/schema';
import { displayName, keyOf, type QualifiedName } from '../text/names';
import { closure } from './nodes';
import type { PrintContext } from './style';

/** More would not be read. */
const mostNamed = 12;
/**
 * `type mood`, `sequence s`, for people: what the tables need beside themselves and `dependencies` would print, sorted;
 * where that is much, the last is `30 more`.
 */

export function neededObjects(names: readonly QualifiedName[], context: PrintContext): string[] {
  const { schema } = context;
  const keys = names.flatMap((name) => {
    const schemas = name.schema === undefined ? schema.searchPath : [name.schema];
    const found = schemas.map((one) => keyOf({ schema: one, name: name.name })).find((key) => schema.tables.has(key));
    return found === undefined ? [] : [found];
  });
  const own = new Set(closure(context, keys, false).map((node) => node.id));
  const needed = closure(context, keys, true)
    .filter((node) => !own.has(node.id))
    .map((node) => described(node.id, schema))
    .sort();
  if (needed.length <= mostNamed) return needed;
  return [...needed.slice(0, mostNamed), `${needed.length - mostNamed} more`];
}
function described(id: string, schema: Schema): string {
  const [kind = '', home = '', ...rest] = id.split('\0');
  const name = rest.at(-1) ?? '';
  if (kind === 'other') return `${home} ${displayName({ name })}`;
  if (kind === 'routine') {
    const open = name.indexOf('(');
    return `function ${displayName({ schema: home, name: name.slice(0, open) }, schema.searchPath)}${name.slice(open)}`;
  }
  return `${kind} ${displayName(home === '' ? { name } : { schema: home, name }, schema.searchPath)}`;
}
