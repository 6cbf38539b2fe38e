/** The checklist for programs; times as ISO 8601 has them. */
import { present } from '../text/present';
import { inJson } from '../text/shown';
import { answerOf, type Checklist, outcomeOf, type ReadFrom, type Rows } from './checklist';
import { blockedBy } from './locks';

export function checklistInJson(checklist: Checklist, shown: (uri: string) => string): string {
  return `${inJson(JSON.stringify(asData(checklist, shown), undefined, 2))}\n`;
}
function asData(checklist: Checklist, shown: (uri: string) => string) {
  const { files, madeAt, dev, target, tables, traffic, sections } = checklist;
  return {
    // Of docs/schemas/checklist-1.json.
    version: 1,
    outcome: outcomeOf(checklist),
    files,
    madeAt: new Date(madeAt).toISOString(),
    dev: { ...readFromInJson(dev), fingerprint: dev.fingerprint },
    ...present({ target: target && readFromInJson(target) }),
    sections: sections.map((section) => ({ ...section, answer: answerOf(section) })),
    tables,
    traffic: traffic.map(({ uri, key, ...lock }) => ({ file: shown(uri), ...lock, blocks: blockedBy(lock.mode) })),
  };
}
function readFromInJson({ label, from, serverVersion, readAt }: ReadFrom) {
  return { label, ...present({ from, serverVersion }), readAt: new Date(readAt).toISOString() };
}
/** Rows of target's tables by the tables' names, from a report that was written so; undefined: it is none. */
export function rowsInJson(text: string): ReadonlyMap<string, Rows> | undefined {
  try {
    const { tables } = JSON.parse(text) as { readonly tables?: unknown };
    if (!Array.isArray(tables)) return undefined;
    const rows = new Map<string, Rows>();
    for (const { table, target } of tables as readonly { readonly table?: unknown; readonly target?: unknown }[]) {
      if (typeof table !== 'string' || typeof target !== 'object' || target === null) continue;
      const { rows: number, exact } = target as Readonly<Record<string, unknown>>;
      rows.set(
        table,
        present({ rows: typeof number === 'number' ? number : undefined, exact: exact === true || undefined }),
      );
    }
    return rows;
  } catch {
    return undefined;
  }
}
