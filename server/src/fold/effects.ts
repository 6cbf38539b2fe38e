/** What a file does, as evidence of its having run: one thing that it makes, changes or drops, and how dev stands to it. */

import type { Origin } from '../model/schema';
import type { TablePart } from '../model/unknown';
import type { MadeFacts } from './made-facts';

/** One thing that a file makes, changes or drops. */
export interface Effect {
  /** What it is about: the same for every file that touches it. */
  readonly fact: string;
  readonly does: 'make' | 'change' | 'drop';
  /** Whether dev is as the file leaves it; undefined: it cannot be told. */
  readonly inDev: boolean | undefined;
  /** That shows that the file has run: dev has it from nothing else. */
  readonly shows: boolean;
}
/** What is known of a file beside the schemas before and after it. */
export interface ActionKind {
  /**
   * Whether the statement that an origin names is skipped, or replaces, where the thing is there already: then its being
   * there shows nothing.
   */
  readonly isConditional: (origin: Origin | undefined) => boolean;
  /** What one file makes again, after another dropped it, may be in dev from before. */
  readonly made: MadeFacts;
}
export interface Judge extends ActionKind {
  /** The object, or the part of it, that a fact is about. */
  readonly of: string;
  readonly isUnsure: boolean;
  readonly isPartUnsure: (part: TablePart, name: string) => boolean;
}
export const judgePart = (judge: Judge, name: string): Judge => ({ ...judge, of: `${judge.of}\0${name}` });

export function effect(
  judge: Judge,
  does: Effect['does'],
  inDev: boolean | undefined,
  origin?: Origin | 'dropped',
): Effect {
  const { of: fact, made, isConditional, isUnsure } = judge;
  const isNew = does !== 'drop' && made.isNew(fact);
  const isPlain = isNew && origin !== 'dropped' && !isConditional(origin);
  // What else is done to it is not known, but a plain CREATE or ADD fails where the thing is there before.
  const known = isUnsure && !(does === 'make' && isPlain && origin !== undefined && inDev) ? undefined : inDev;
  const shows = known === true && isPlain;
  return { fact, does, inDev: known, shows };
}

/** One fact of which all three sides have a value, spelled alike. */
export function* either<T>(old: T, now: T, there: T, judge: Judge, origin?: Origin): Iterable<Effect> {
  if (old === now) return;
  // What it was before, a file made too, or dev had it.
  judge.made.isNew(`${judge.of}=${old}`);
  const inDev = there === now ? true : there === old ? false : undefined;
  yield { ...effect({ ...judge, of: `${judge.of}=${now}` }, 'change', inDev, origin), fact: judge.of };
}

/** An expression without what the server adds to it when it stores it: casts, parentheses, blanks, arrays for lists. */
export function spelling(expression: string | undefined): string | undefined {
  return expression
    ?.toLowerCase()
    .replace(/::[a-z_ ."]+(\([\d, ]*\))?(\[\])?/g, '')
    .replace(/[\s()"]/g, '')
    .replace(/=anyarray\[([^\]]*)\]/g, 'in$1')
    .replace(/<>allarray\[([^\]]*)\]/g, 'notin$1');
}
