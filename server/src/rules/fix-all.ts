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
