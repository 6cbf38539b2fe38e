/** A migration's file name says what it is about: `0012_flow_expires_at.sql`. */
import type { Schema } from '../../model/schema';
import type { Asked } from './asked';
import { wordsAlike } from './own-name';

/** Its words as a name in SQL has them. Empty: it says nothing. */
export function titleOf({ view: { document, folded } }: Pick<Asked, 'view'>): string {
  if (folded.standing === 'loose') return '';
  const [file = '', folder = ''] = document.uri.split('/').reverse();
  // Diesel and Prisma name the folder.
  return titleWords(file) || titleWords(folder);
}
const titleWords = (name: string): string =>
  name
    .replace(/(?<=[a-z])(?=[A-Z])/g, '_')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => !/^(v?\d*|[ur]|sql|up|down|do|undo|postgres(ql)?|pg|migrations?)$/.test(word))
    .join('_');
/** How much of a table's name stands in it: a word counts the more the fewer tables have it; all of it counts as one of its own. */
export function titledTables(asked: Pick<Asked, 'view' | 'schema'>): (name: string) => number {
  const title = new Set(wordsAlike(titleOf(asked)));
  if (title.size === 0) return () => 0;
  const counts = tablesByWord(asked.schema);
  const isNamed = namedInTitle(asked);
  return (name) =>
    wordsAlike(name).reduce(
      (sum, word) => sum + (title.has(word) ? 1 / (counts.get(word) ?? 1) : 0),
      isNamed(name) ? 1 : 0,
    );
}
const countedIn = new WeakMap<Schema['tables'], ReadonlyMap<string, number>>();
/** Of each word, the tables that have it in their name. */
export function tablesByWord({ tables }: Pick<Schema, 'tables'>): ReadonlyMap<string, number> {
  const known = countedIn.get(tables);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const { name } of tables.values())
    for (const word of new Set(wordsAlike(name))) counts.set(word, (counts.get(word) ?? 0) + 1);
  countedIn.set(tables, counts);
  return counts;
}
/** Whether all words of a name stand in it. */
export function namedInTitle(asked: Pick<Asked, 'view'>): (name: string) => boolean {
  const title = titleOf(asked);
  return (name) => title !== '' && `_${title}_`.includes(`_${name.toLowerCase()}_`);
}
