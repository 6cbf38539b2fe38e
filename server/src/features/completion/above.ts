/** What was written after the same words before: in the file above the cursor, and in the migrations before it. */
import type { SqlDocument } from '../../sql/document/statement';
import { tokenize } from '../../text/lexer';
import { identifierValue } from '../../text/literals';
import { isName } from '../scope';
import type { Asked } from './asked';
import { filesBefore, NEAR, withBodies } from './named';

/** Words that are compared. */
const WORDS = 6;

/** A text's words, each with the name that it is. */
interface Said {
  readonly words: readonly string[];
  readonly names: readonly (string | undefined)[];
}
function saidIn(text: string, from: number, to: number): Said {
  const words: string[] = [];
  const names: (string | undefined)[] = [];
  for (const token of withBodies(text, tokenize(text, from, to))) {
    const name = isName(token) ? identifierValue(text, token) : undefined;
    names.push(name);
    words.push(name?.toLowerCase() ?? token.text.toLowerCase());
  }
  return { words, names };
}
const wholeIn = new WeakMap<SqlDocument, Said>();
function wholeOf(document: SqlDocument): Said {
  const known = wholeIn.get(document);
  if (known) return known;
  const { text } = document;
  const said = saidIn(text, 0, Math.min(text.length, NEAR));
  wholeIn.set(document, said);
  return said;
}

/**
 * Names that were written after the words that stand before the cursor: the higher the more of these. Two words are
 * enough where it was said in another statement of the file, else three.
 */
export function saidAfter(asked: Asked): ReadonlyMap<string, number> {
  const { view, statement, scope, expected } = asked;
  const { document } = view;
  const start = document.statements[statement]?.range.start ?? scope.tokens[0]?.start ?? document.text.length;
  const end = expected.range.start;
  const here = saidIn(document.text, Math.min(start, end), end);
  const found = new Map<string, number>();
  const add = ({ words, names }: Said, least: number, more: number): void => {
    names.forEach((name, at) => {
      if (name === undefined || at < least) return;
      let like = 0;
      while (like < WORDS && like < at && words[at - 1 - like] === here.words.at(-1 - like)) like++;
      // The later one counts where two are as much alike.
      if (like >= least) found.set(name, Math.max(found.get(name) ?? 0, like + more + at / (names.length + 1) / 2));
    });
  };
  for (const one of filesBefore(view)) add(wholeOf(one), 3, 0);
  add(saidIn(document.text, statementBegin(document, start), start), 2, 0.5);
  add(here, 3, 0.5);
  for (const name of expected.taken) found.delete(name);
  return found;
}
/** Where the first statement begins that is near enough to be looked at. */
const statementBegin = ({ statements }: SqlDocument, start: number): number =>
  Math.min(start, statements.find(({ range }) => range.start >= start - NEAR)?.range.start ?? start);
