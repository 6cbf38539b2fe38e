/** Statements read as they are sent: with their placeholders' values, with semicolons that were written twice. */

import { LruCache } from '../../text/lru';
import { present } from '../../text/present';
import { mapRanges, type TextRange } from '../../text/text';
import { parsedStatement } from './parsed-statement';
import { type FilledStatement, fillPlaceholders, halveSemicolons, type Placeholders } from './placeholders';
import type { Judge } from './splitter';
import type { ParsedStatement } from './statement';

const judges = new WeakMap<Placeholders, Judge>();
/** Statements with placeholders are kept for as long as their values are the same object. */
export function judgeWith(placeholders: Placeholders): Judge {
  const known = judges.get(placeholders);
  if (known) return known;
  const judge = judgeFilled((text) => fillPlaceholders(text, placeholders), parsedStatement);
  judges.set(placeholders, judge);
  return judge;
}
const doubled = new WeakMap<Judge, Judge>();
/** As `judge`, with each `;;` read as one semicolon. */
export function judgeDoubled(judge: Judge): Judge {
  const known = doubled.get(judge) ?? judgeFilled(halveSemicolons, judge);
  doubled.set(judge, known);
  return known;
}
function judgeFilled(fill: (text: string) => FilledStatement | undefined, judge: Judge): Judge {
  const parsed = new LruCache<ParsedStatement>(4_000_000);
  return (text, runs) => {
    const before = parsed.get(text);
    if (before !== undefined) return before;
    const filled = fill(text);
    if (filled === undefined) return judge(text, runs);
    const fresh = asWritten(text, filled, judge(filled.text));
    parsed.set(text, fresh);
    return fresh;
  };
}
/** Read with its placeholders' values, its ranges where they are written. */
function asWritten(text: string, filled: FilledStatement, parsed: ParsedStatement): ParsedStatement {
  const { status, error, ops, refusals, typed, filled: within } = parsed;
  const place = (range: TextRange): TextRange => filled.back(range);
  const told = error && { ...error, range: place(error.range) };
  const refused = refusals && mapRanges(refusals, place);
  return {
    text,
    status,
    ...present({ error: told, refusals: refused, typed }),
    ops: mapRanges(ops, place),
    filled: within ? { ...filled, text: within.text, back: (range) => place(within.back(range)) } : filled,
  };
}
