/** The preferred fixes of a file at once: `source.fixAll.devschema`. */
import type { TextRange } from '../sql/text';
import type { CheckResult } from './check';
import { sameEdit } from './edits';
import type { TextEdit } from './rule';

/**
 * The preferred fix of every finding, ordered by place, without those that would touch the same text twice: they are
 * offered again by the next check. Equal edits of two findings are one; two insertions at one place stand one after the
 * other, by `order` and then as their findings do.
 */
export function fixAll({ findings }: Pick<CheckResult, 'findings'>): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const finding of findings) {
    const edits = finding.fixes.find((fix) => fix.preferred)?.edits ?? [];
    const fresh = edits.filter((edit) => !taken.some((other) => sameEdit(edit, other)));
    if (fresh.every((edit) => !taken.some((other) => overlap(edit.range, other.range)))) taken.push(...fresh);
  }
  return taken.sort(byPlace);
}
function byPlace(a: TextEdit, b: TextEdit): number {
  return a.range.start - b.range.start || a.range.end - b.range.end || (a.order ?? 0) - (b.order ?? 0);
}
function overlap(a: TextRange, b: TextRange): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Rounds after which what is left is left: a fix that calls for another calls for a few. */
const maxRounds = 5;
/**
 * The edits that leave nothing fixable, the fixes of what only shows after the first ones included: those of two columns
 * side by side touch the same text. One edit then, since later ones are of a text that only exists in between.
 */
export function fixThroughout(
  text: string,
  found: Pick<CheckResult, 'findings'>,
  check: (text: string) => Pick<CheckResult, 'findings'>,
): readonly TextEdit[] {
  const first = fixAll(found);
  let fixed = text;
  let edits = first;
  let left = Number.POSITIVE_INFINITY;
  for (let round = 1; edits.length > 0 && round <= maxRounds; round++) {
    const next = applyEdits(fixed, edits);
    const result = check(next);
    // What does not get better by it is left to a person.
    if (result.findings.length >= left) break;
    [fixed, left, edits] = [next, result.findings.length, fixAll(result)];
    if (round === 1 && edits.length === 0) return first;
  }
  return fixed === text ? [] : [difference(text, fixed)];
}
/** The lines that differ, as one edit. */
function difference(before: string, after: string): TextEdit {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  start = before.lastIndexOf('\n', start - 1) + 1;
  let tail = 0;
  const most = Math.min(before.length, after.length) - start;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const line = before.indexOf('\n', before.length - tail);
  const end = line < 0 ? before.length : line + 1;
  return { range: { start, end }, newText: after.slice(start, after.length - (before.length - end)) };
}

/** The text with edits made; they do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort(byPlace);
  let result = '';
  let at = 0;
  for (const { range, newText } of ordered) {
    result += text.slice(at, range.start) + newText;
    at = range.end;
  }
  return result + text.slice(at);
}
