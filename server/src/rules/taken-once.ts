/**
 * What a loose file drops or renames, and dev does not have, is said once: it has run, or the name is wrong, and every
 * statement before that one names it, too.
 */
import type { FoldedFile } from '../fold/folded';
import { takenAway } from '../fold/taken-away';
import type { Schema } from '../model/schema';
import { writtenName } from '../text/quoted';
import type { Finding } from './rule';

export function takenOnce(findings: readonly Finding[], file: FoldedFile, dev: Schema | undefined): readonly Finding[] {
  const { document, standing } = file;
  if (standing !== 'loose' || !dev || !findings.some(isAboutName)) return findings;
  const taken = new Set(takenAway(document, dev).map(({ name, part }) => part?.name ?? name.name));
  if (taken.size === 0) return findings;
  const renamed = newNames(file, taken);
  const said = new Set<string>();
  return findings.filter((finding) => {
    if (!isAboutName(finding)) return true;
    const name = writtenName(document.text.slice(finding.range.start, finding.range.end).replace(/^.*\./s, ''));
    if (renamed.has(name)) return false;
    return !taken.has(name) || (!said.has(finding.message) && said.add(finding.message));
  });
}
const isAboutName = ({ code }: Finding): boolean => code.startsWith('unknown-');
/** What such a thing is called after the file has renamed it. */
function newNames({ document }: FoldedFile, taken: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { parsed, runs } of document.statements)
    for (const op of runs ? parsed.ops : [])
      if (op.op === 'rename' && taken.has(op.object.name.value.name)) names.add(op.to.value);
  return names;
}
