/** Text → statements: all of it, or again what an edit changed. */

import type { Steps } from '../../model/steps';
import { present } from '../../text/present';
import { judgeDoubled } from './filled-statement';
import { type Judge, type Piece, type SplitText, Splitter } from './splitter';
import type { Delimiter, Section, Skipped } from './statement';

/** `sections` are the project's tool's; text outside of them is run. */
export function* splitting(text: string, judge: Judge, sections: readonly Section[] = []): Steps<SplitText> {
  const result = { pieces: [] as Piece[], skipped: [] as Skipped[] };
  for (const { start, end, runs, whole, delimiter, ignored, doubled } of regionsOf(text.length, sections)) {
    if (ignored) {
      result.skipped.push({ range: { start, end }, what: 'marker', text: text.slice(start, end) });
      continue;
    }
    const splitter = new Splitter(text, start, end, runs, doubled ? judgeDoubled(judge) : judge, result);
    if (whole || delimiter) splitter.whole(delimiter);
    else yield* splitter.run(start);
  }
  return result;
}

/**
 * As `splitting`, for a text without sections that was split before and has changed in one place: what stands before the
 * change is kept, and once a statement begins where one began before, so is what follows. Both hold because how a text is
 * split from a statement's start on depends on that text alone.
 */
export function* resplitting(
  text: string,
  judge: Judge,
  before: { readonly text: string } & SplitText,
): Steps<SplitText> {
  const { prefix, suffix } = commonEnds(before.text, text);
  const kept = keptBefore(before.pieces, prefix);
  const from = kept === 0 ? 0 : before.pieces[kept - 1]!.fullEnd;
  const result = {
    pieces: before.pieces.slice(0, kept),
    skipped: before.skipped.filter(({ range }) => range.end <= from),
  };
  const by = text.length - before.text.length;
  const ends = new Map(
    before.pieces.map(({ fullEnd, settled }, index) => [settled ? fullEnd : -1, index + 1] as const),
  );
  const splitter = new Splitter(text, 0, text.length, true, judge, result);
  const end = yield* splitter.run(from, (at) => at >= text.length - suffix && ends.has(at - by));
  const same = end === undefined ? undefined : ends.get(end - by);
  if (end === undefined || same === undefined) return result;
  for (const piece of before.pieces.slice(same)) result.pieces.push(movedPiece(piece, by));
  for (const skipped of before.skipped)
    if (skipped.range.start >= end - by)
      result.skipped.push({ ...skipped, range: { start: skipped.range.start + by, end: skipped.range.end + by } });
  return result;
}
function movedPiece(piece: Piece, by: number): Piece {
  if (by === 0) return piece;
  return { ...piece, start: piece.start + by, end: piece.end + by, fullEnd: piece.fullEnd + by };
}
/** How many pieces end within the first `prefix` characters and cannot be changed by what comes later. */
function keptBefore(pieces: readonly Piece[], prefix: number): number {
  let kept = 0;
  while (kept < pieces.length && pieces[kept]!.settled && pieces[kept]!.fullEnd <= prefix) kept++;
  return kept;
}
function commonEnds(before: string, after: string): { prefix: number; suffix: number } {
  const most = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < most && before.charCodeAt(prefix) === after.charCodeAt(prefix)) prefix++;
  let suffix = 0;
  while (
    suffix < most - prefix &&
    before.charCodeAt(before.length - 1 - suffix) === after.charCodeAt(after.length - 1 - suffix)
  )
    suffix++;
  return { prefix, suffix };
}

interface Region {
  readonly start: number;
  readonly end: number;
  readonly runs: boolean;
  readonly whole: boolean;
  readonly delimiter?: Delimiter;
  readonly ignored?: boolean;
  readonly doubled?: boolean;
}
/** The sections in order and the text between them. */
function regionsOf(length: number, sections: readonly Section[]): Region[] {
  const regions: Region[] = [];
  let at = 0;
  for (const { range, runs, whole, delimiter, ...how } of [...sections].sort((a, b) => a.range.start - b.range.start)) {
    const start = Math.max(at, range.start);
    const end = Math.min(length, range.end);
    if (start > at) regions.push({ start: at, end: start, runs: true, whole: false });
    if (end <= start) continue;
    regions.push({
      start,
      end,
      runs,
      whole: whole ?? false,
      ...present({ delimiter, ignored: how.ignored, doubled: how.doubled }),
    });
    at = end;
  }
  if (at < length || regions.length === 0) regions.push({ start: at, end: length, runs: true, whole: false });
  return regions;
}
