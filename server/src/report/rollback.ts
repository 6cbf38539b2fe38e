/** Rollback: what undoes each file, and whether it was proved. */
import { scriptBack } from '../plan/script';
import type { Line, Section } from './checklist';
import type { Facts } from './facts';
import type { FileBack } from './ways-back';

export function rollbackSection({ backs, shown }: Facts): Section {
  return { title: 'Rollback', lines: backs.map((back) => rollbackLine(back, shown(back.uri))) };
}
function rollbackLine({ existing, way }: FileBack, about: string): Line {
  if (typeof way === 'string') return { answer: 'not known', about, reason: `its way back is not known: ${way}` };
  const { proof, gone, plan } = way;
  const { outcome } = proof;
  const answer = outcome === 'proved' ? 'done' : outcome === 'not known' ? 'not known' : 'not done';
  const said = proof.said.replace(/\.$/, '');
  const details = gone.map((one) => `does not come back: ${one}`);
  if (existing !== undefined) return { answer, about, reason: `its way back is ${existing}. ${said}`, details };
  const text = scriptBack(plan, gone).join('\n');
  return {
    answer,
    about,
    reason: `no file undoes it (devschema rollback writes one); this does. ${said}`,
    details,
    code: { language: 'sql', text },
  };
}
