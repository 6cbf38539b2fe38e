/** A name that is not found after a file that another one includes: that one is not looked at, and may make it. */
import type { FoldedFile, FoldedHistory } from '../fold/folded';
import { includedBefore, whyNotIncluded } from '../sql/document/includes';
import type { Finding, NotKnown } from './rule';

/** Those that stand; of the others the statement is added to `notKnown`. */
export function withoutIncluded(
  findings: readonly Finding[],
  file: FoldedFile,
  { files }: FoldedHistory,
  notKnown: NotKnown[],
): readonly Finding[] {
  const { document } = file;
  const absent = findings.filter(isAbsence);
  if (absent.length === 0) return findings;
  const [earlier] = files
    .slice(0, Math.max(0, files.indexOf(file)))
    .flatMap((each) => each.document.skipped.flatMap((skipped) => whyNotIncluded(skipped) ?? []));
  const reasonOf = ({ statement }: Finding): string | undefined => {
    const within = document.statements[statement ?? -1];
    return (within && includedBefore(document.skipped, within)) ?? earlier;
  };
  const open = new Map(
    absent.flatMap((each) => (reasonOf(each) === undefined ? [] : [[each, reasonOf(each)!] as const])),
  );
  for (const [{ statement, range }, reason] of open)
    if (!notKnown.some((each) => each.range.start <= range.start && range.end <= each.range.end))
      notKnown.push({ reason, range: document.statements[statement ?? -1]?.range ?? range });
  return findings.filter((each) => !open.has(each));
}
const isAbsence = ({ code, message }: Finding): boolean =>
  code.startsWith('unknown-') || (code === 'refused' && /does not exist\b/.test(message));
