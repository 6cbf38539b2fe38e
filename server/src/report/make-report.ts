/** The checklist of migrations, answered: from what reading finds, what a scratch PostgreSQL makes of them, and what target is. */
import { tablesFingerprint } from '../rules/tables-fingerprint';
import { afterSection } from './after';
import { backupSection } from './backup';
import type { Checklist, Line, Section } from './checklist';
import { devSection, readFromOf } from './dev-verified';
import { exactSection } from './exact-statements';
import { type Facts, gather } from './facts';
import { failureSection } from './if-it-fails';
import { type ReportInput, tableCounts } from './input';
import { rollbackSection } from './rollback';
import { ROWS_OF_TARGET } from './rows-in-the-way';
import { testedSection } from './tested';
import { trafficSection } from './traffic';

/** In the order of the checklist. */
const sections: readonly ((facts: Facts) => Section)[] = [
  backupSection,
  devSection,
  exactSection,
  testedSection,
  trafficSection,
  rollbackSection,
  afterSection,
  failureSection,
];
/** @throws DevSourceError `cancelled`; whatever else cannot be had is a line that says so */
export async function makeReport(input: ReportInput): Promise<Checklist> {
  const facts = await gather(input);
  const { dev, devFrom, target, views, keys, shown } = facts;
  return {
    files: views.map(({ document }) => shown(document.uri)),
    madeAt: Date.now(),
    dev: { ...readFromOf(dev, devFrom), fingerprint: tablesFingerprint(dev.schema, keys) },
    ...(target && { target: readFromOf(target.dev, target.config.from) }),
    tables: tableCounts(facts),
    traffic: facts.locks,
    ...withProof(
      sections.map((section) => section(facts)),
      facts,
    ),
  };
}
/**
 * What a stamp says is of these three: the backup is another's business, and traffic is nobody's fault. It is proved as
 * everywhere, rows aside: whether those of target fit stays a line of the checklist.
 */
const proving: readonly Section['title'][] = ['Dev verified', 'Exact statements', 'Tested'];
function withProof(made: readonly Section[], { ran }: Facts): Pick<Checklist, 'sections' | 'testedOn'> {
  const isProved = ({ answer, about }: Line): boolean =>
    answer === 'done' || (answer === 'not known' && about === ROWS_OF_TARGET);
  const own = made.filter(({ title }) => proving.includes(title));
  const proved = own.every(({ lines }) => lines.length > 0 && lines.every(isProved));
  const version = ran[0]?.result?.version;
  return { sections: made, ...(proved && version !== undefined && { testedOn: version }) };
}
