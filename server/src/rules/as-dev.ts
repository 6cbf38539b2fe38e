/** A file with dev's facts in the place of its own: what VS Code shows beside it. */
import { applyEdits, fixThroughout } from './fix-all';
import { differenceRules } from './index';
import type { CheckFindings, Finding, Fix } from './rule';
/**
 * Everything that the file says of dev's objects as dev has it, written as the file is: what is missing is added, what is
 * other is corrected, and what dev does not have goes. The rest of the text stays.
 */
export function asDev(text: string, found: CheckFindings, check: (text: string) => CheckFindings): string {
  const codes = new Set([...differenceRules].map(({ code }) => code));
  const chosen = ({ findings }: CheckFindings): CheckFindings => ({
    findings: findings.map((one) => (codes.has(one.code) ? withOneFix(one) : { ...one, fixes: [] })),
  });
  const edits = fixThroughout(text, chosen(found), (each) => chosen(check(each)));
  return applyEdits(text, edits);
}
/** The one that changes least, whatever it takes out. */
function withOneFix(finding: Finding): Finding {
  const { fixes } = finding;
  const fix = fixes.find(({ preferred }) => preferred) ?? fixes.find(({ title }) => !isWhole(title)) ?? fixes[0];
  const only = (one: Fix): Fix => ({ title: one.title, preferred: true, edits: one.edits });
  return { ...finding, fixes: fix ? [only(fix)] : [] };
}
const isWhole = (title: string): boolean => /^Replace with dev's exact /.test(title);
