/** The checklist of migrations, answered: from what reading finds, what a scratch PostgreSQL makes of them, and what target is. */
import { tablesFingerprint } from '../rules/tables-fingerprint';
import { afterSection } from './after';
import { backupSection } from './backup';
import type { Checklist, Section } from './checklist';
import { devSection, readFrom } from './dev-verified';
import { exactSection } from './exact-statements';
import { type Facts, gather, type ReportInput, tableCounts } from './facts';
import { failureSection } from './if-it-fails';
import { rollbackSection } from './rollback';
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
    dev: { ...readFrom(dev, devFrom), fingerprint: tablesFingerprint(dev.schema, keys) },
    ...(target && { target: readFrom(target.dev, target.config.from) }),
    tables: tableCounts(facts),
    traffic: facts.locks,
    sections: sections.map((section) => section(facts)),
  };
}
