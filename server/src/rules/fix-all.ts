/** The preferred fixes of a file at once: `source.fixAll.devschema`. */
import { pushTo } from '../text/lists';
import type { TextRange } from '../text/text';
import { sameEdit } from './fixes/edits';
import type { CheckFindings, CheckResult, Finding, TextEdit } from './rule';

/**
 * The preferred fix of every finding, ordered by place, without those that would touch the same text twice: they are
 * offered again by the next check. Equal edits of two findings are one; two insertions at one place stand one after the
 * other, by `order` and then as their findings do.
 */
export function fixAll({ findings }: Pick<CheckResult, 'findings'>): readonly TextEdit[] {
  const taken = new Taken();
  for (const finding of findings) {
    const edits = finding.fixes.find((fix) => fix.preferred)?.edits ?? [];
    const fresh = edits.filter((edit) => !taken.near(edit).some((other) => sameEdit(edit, other)));
    if (fresh.every((edit) => !taken.near(edit).some((other) => overlap(edit.range, other.range)))) taken.add(fresh);
  }
  return editsInOrder(taken.edits);
}
/** Characters of one stretch of a text. */
const STRETCH = 512;
/** Edits by the stretches of the text that they touch, so that none is held against all others. */
class Taken {
  readonly edits: TextEdit[] = [];
  readonly #byStretch = new Map<number, TextEdit[]>();

  add(edits: readonly TextEdit[]): void {
    this.edits.push(...edits);
    for (const edit of edits) for (const stretch of stretchesOf(edit)) pushTo(this.#byStretch, stretch, edit);
  }
  near(edit: TextEdit): readonly TextEdit[] {
    return stretchesOf(edit).flatMap((stretch) => this.#byStretch.get(stretch) ?? []);
  }
}
function stretchesOf({ range }: TextEdit): number[] {
  const first = Math.floor(range.start / STRETCH);
  return Array.from({ length: Math.floor(range.end / STRETCH) - first + 1 }, (_, at) => first + at);
}
/** As an editor has to get them: of insertions at one place, the first of the list comes to stand first. */
export function editsInOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort(byPlace);
}
function byPlace(a: TextEdit, b: TextEdit): number {
  return a.range.start - b.range.start || a.range.end - b.range.end || (a.order ?? 0) - (b.order ?? 0);
}
function overlap(a: TextRange, b: TextRange): boolean {
  return a.start < b.end && b.start < a.end;
}
/** What a text comes out as; the findings of the edited text are asked for, not guessed. `only`: its syntax errors are enough. */
export type CheckText = (text: string, only?: 'syntax') => CheckFindings;

/**
 * Whether edits leave the text no worse: PostgreSQL would refuse nothing more than before. Two fixes that are right
 * alone may not be together, and what a fix cannot see may need what it takes away. A text that does not parse hides
 * its other errors, so that only whether it parses counts there.
 */
export function isSound(text: string, found: CheckFindings, edits: readonly TextEdit[], check: CheckText): boolean {
  const after = applyEdits(text, edits);
  const broken = ({ findings }: CheckFindings) => findings.filter(({ code }) => code === 'syntax-error').length;
  if (broken(found) > 0) return broken(check(after, 'syntax')) <= broken(found);
  return newErrors({ text, findings: found.findings }, { text: after, findings: check(after).findings }).length === 0;
}
interface TextAndFindings {
  readonly text: string;
  readonly findings: readonly Finding[];
}
/** The errors of an edited text that it did not have before. */
export function newErrors(before: TextAndFindings, after: TextAndFindings): readonly Finding[] {
  const errors = ({ findings }: TextAndFindings) => findings.filter(({ severity }) => severity === 'error');
  const known = new Set(errors(before).flatMap((one) => [one.message, faultOf(before.text, one)]));
  return errors(after).filter((one) => !known.has(one.message) && !known.has(faultOf(after.text, one)));
}
/** The same fault, though its message names what is near by now. */
const faultOf = (text: string, { code, range }: Finding): string => `${code}\0${text.slice(range.start, range.end)}`;
/** Characters that are read again for the fixes of one text; those after it are not tried. */
const maxTried = 2_000_000;
/** The findings with those of their fixes that leave the text no worse. */
export function soundlyFixed(text: string, found: CheckFindings, check: CheckText): readonly Finding[] {
  let left = maxTried;
  return found.findings.map((finding) => {
    const fixes = finding.fixes.filter(({ edits }) => {
      left -= text.length;
      return left < 0 || isSound(text, found, edits, check);
    });
    return fixes.length === finding.fixes.length ? finding : { ...finding, fixes };
  });
}

/** Checks after which what is not known to be sound is left out. */
const maxChecks = 64;
/** As many of a text's findings as `fixAll` mends soundly together: all, or of each half as many as are. */
export function mendable(
  text: string,
  findings: readonly Finding[],
  found: CheckFindings,
  check: CheckText,
): readonly Finding[] {
  let checks = 0;
  let kept: readonly Finding[] = [];
  const keep = (some: readonly Finding[]): void => {
    if (checks >= maxChecks) return;
    const edits = fixAll({ findings: [...kept, ...some] });
    if (edits.length === 0) return;
    checks++;
    if (isSound(text, found, edits, check)) kept = [...kept, ...some];
    else if (some.length > 1) {
      keep(some.slice(0, some.length >> 1));
      keep(some.slice(some.length >> 1));
    }
  };
  keep(findings.filter(({ fixes }) => fixes.some((fix) => fix.preferred)));
  return kept;
}

/** Rounds after which what is left is left: a fix that calls for another calls for a few. */
const maxRounds = 5;
/**
 * The edits that leave nothing fixable, the fixes of what only shows after the first ones included: those of two columns
 * side by side touch the same text. One edit then, since later ones are of a text that only exists in between.
 */
export function fixThroughout(text: string, found: CheckFindings, check: CheckText): readonly TextEdit[] {
  const mended = (each: string, { findings }: CheckFindings) =>
    fixAll({ findings: mendable(each, findings, { findings }, check) });
  const first = mended(text, found);
  let fixed = text;
  let edits = first;
  let left = Number.POSITIVE_INFINITY;
  for (let round = 1; edits.length > 0 && round <= maxRounds; round++) {
    const next = applyEdits(fixed, edits);
    const result = check(next);
    // What does not get better by it is left to a person.
    if (result.findings.length >= left) break;
    [fixed, left, edits] = [next, result.findings.length, mended(next, result)];
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
  const ordered = editsInOrder(edits);
  let result = '';
  let at = 0;
  for (const { range, newText } of ordered) {
    result += text.slice(at, range.start) + newText;
    at = range.end;
  }
  return result + text.slice(at);
}
