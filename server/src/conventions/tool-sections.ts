/** The parts of a migration file that its tool runs. Text outside every section is run. */

import type { Section } from '../sql/document/statement';
import { present } from '../text/present';
import { refusedByParser } from './parsers';

interface Marker {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
/** Lines that match, with their offsets. */
export function linesLike(text: string, pattern: RegExp): Marker[] {
  const found: Marker[] = [];
  for (const line of text.matchAll(/[^\n]*\n?/g))
    if (pattern.test(line[0]))
      found.push({ start: line.index, end: line.index + line[0].length, text: line[0].trim() });
  return found;
}

export const noSections = (): readonly Section[] => [];

/** From each line like `down` to the next like `up`, nothing runs. */
export function upAndDown(up: RegExp, down: RegExp, noTransaction?: RegExp): (text: string) => readonly Section[] {
  return (text) => {
    const sections: Section[] = [];
    const markers = linesLike(text, new RegExp(`${up.source}|${down.source}`, 'i'));
    markers.forEach((marker, i) => {
      const end = markers[i + 1]?.start ?? text.length;
      const range = { start: marker.start, end };
      if (down.test(marker.text)) sections.push({ range, runs: false });
      else if (noTransaction?.test(marker.text)) sections.push({ range, runs: true, noTransaction: true });
    });
    return sections;
  };
}

/**
 * goose and sql-migrate: `-- +goose Up`, `Down`, `NO TRANSACTION`. `StatementBegin` and `StatementEnd` keep the tool from
 * splitting at semicolons within a body; PostgreSQL splits what is between them as ever.
 */
export function annotated(prefix: string, tool: string, isLenient = false): (text: string) => readonly Section[] {
  const annotation = new RegExp(`^\\s*--\\s*\\+${prefix}\\s+(up|down)\\b`, 'i');
  const outside = new RegExp(`^\\s*--\\s*\\+${prefix}\\s+(no transaction\\b|.*\\bnotransaction\\b)`, 'im');
  return (text) => {
    const noTransaction = outside.test(text);
    const markers = linesLike(text, annotation);
    const start = isLenient ? (markers[0]?.start ?? 0) : 0;
    const head = start > 0 ? [{ range: { start: 0, end: start }, runs: false }] : [];
    const sections = markers.flatMap((marker, i): Section[] => {
      const runs = annotation.exec(marker.text)?.[1]?.toLowerCase() === 'up';
      if (runs && !noTransaction) return [];
      const range = { start: marker.start, end: markers[i + 1]?.start ?? text.length };
      return [{ range, runs, ...present({ noTransaction: noTransaction || undefined }) }];
    });
    const refused = refusedByParser({ prefix, tool, isLenient }, text);
    const none: readonly Section[] =
      refused === undefined ? [] : [{ range: { start: 0, end: 0 }, runs: true, refused }];
    return [...head, ...sections, ...none];
  };
}

/** Everything from the mark on is the way back, wherever it stands. `disabled`: the file wants no transaction. */
export function above(mark: string, disabled: RegExp): (text: string) => readonly Section[] {
  return (text) => {
    const at = text.indexOf(mark);
    const start = at < 0 ? text.length : at;
    const up: Section[] = disabled.test(text)
      ? [{ range: { start: 0, end: start }, runs: true, noTransaction: true }]
      : [];
    return start < text.length ? [...up, { range: { start, end: text.length }, runs: false }] : up;
  };
}
/** The whole file outside a transaction, where a comment says so. */
export function withoutTransaction(comment: RegExp): (text: string) => readonly Section[] {
  return (text) => {
    const why = comment.exec(text)?.[0].trim();
    return why === undefined ? [] : [{ range: { start: 0, end: text.length }, runs: true, why, noTransaction: true }];
  };
}
