/** The checklist for programs; times as ISO 8601 has them. */
import { present } from '../text/present';
import { inJson } from '../text/shown';
import { answerOf, type Checklist, outcomeOf, type ReadFrom } from './checklist';
import { blockedBy } from './locks';

export function checklistInJson(checklist: Checklist, shown: (uri: string) => string): string {
  return `${inJson(JSON.stringify(asData(checklist, shown), undefined, 2))}\n`;
}
function asData(checklist: Checklist, shown: (uri: string) => string) {
  const { files, madeAt, dev, target, tables, traffic, sections } = checklist;
  return {
    outcome: outcomeOf(checklist),
    files,
    madeAt: new Date(madeAt).toISOString(),
    dev: { ...readFrom(dev), fingerprint: dev.fingerprint },
    ...present({ target: target && readFrom(target) }),
    sections: sections.map((section) => ({ ...section, answer: answerOf(section) })),
    tables,
    traffic: traffic.map(({ uri, key, ...lock }) => ({ file: shown(uri), ...lock, blocks: blockedBy(lock.mode) })),
  };
}
function readFrom({ label, from, serverVersion, readAt }: ReadFrom) {
  return { label, ...present({ from, serverVersion }), readAt: new Date(readAt).toISOString() };
}
