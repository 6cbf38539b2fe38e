/** Languages, access methods, operators, casts and the like that every database may have, of PostgreSQL 13 to 18 together. */
import { wordList } from '../text/lists';
import { builtinCasts } from './generated/casts';
import { catalogObjects } from './generated/catalog-objects';
import { builtinOperators } from './generated/operators';

let catalogNames: ReadonlySet<string> | undefined;

/** By the kind and the name that `Schema.others` has for such: `OPERATOR`, `= (integer, integer)`. */
export function isCatalogObject(kind: string, name: string): boolean {
  catalogNames ??= new Set([
    ...wordList(catalogObjects).map((entry) => entry.replaceAll('~', ' ')),
    ...wordList(builtinCasts).map((entry) => `CAST:${entry.replaceAll('~', ' ').split(':').slice(0, 2).join(' AS ')}`),
    ...entries(builtinOperators).map((entry) => {
      const [operator, left, right] = entry.split(':');
      return `OPERATOR:${operator} (${left}, ${right})`;
    }),
  ]);
  return catalogNames.has(`${kind}:${name}`);
}
/** Blanks of types are written as ~, which operators have, too: those stand before the first colon. */
function entries(list: string): string[] {
  return wordList(list).map((entry) => {
    const at = entry.indexOf(':');
    return entry.slice(0, at) + entry.slice(at).replaceAll('~', ' ');
  });
}
