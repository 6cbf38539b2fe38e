/** What a sign-off leaves in the repository: a line in the history, and a stamp in each migration that was proved. */
import type { DevSchema } from '../model/dev';
import { type Stamp, stampEdit } from '../rules/stamp';
import { tablesFingerprint } from '../rules/tables-fingerprint';
import { touchedTables } from '../rules/touched-tables';
import { code, escapeInline } from '../text/markdown';
import type { TextRange } from '../text/text';
import type { FileView } from '../workspace/snapshot';
import { type Checklist, outcomeOf } from './checklist';

/** Relative to the project's folder. */
export const historyFile = 'devschema-history.md';

interface Recorded {
  readonly checklist: Checklist;
  /** Of git. */
  readonly who?: string | undefined;
  readonly backup?: string | undefined;
}
const head = `# Migration history

What was signed off, by whom, and what came of it. Each line was written when the checklist of the file was answered.

| date | file | outcome | dev | target | backup | who |
|---|---|---|---|---|---|---|
`;
/** The history with one line more for each file; `text`: as it is, absent where there is none. */
export function historyWith(text: string | undefined, { checklist, who, backup }: Recorded): string {
  const { files, madeAt, dev, target } = checklist;
  const lines = files.map((file) => {
    const cells = [
      dateOf(madeAt),
      code(file).replaceAll('|', '\\|'),
      outcomeOf(checklist),
      `${dev.fingerprint} (${escapeInline(dev.label)})`,
      target ? escapeInline(target.label) : 'none',
      backup === undefined ? 'none' : escapeInline(backup),
      who === undefined ? 'not known' : escapeInline(who),
    ];
    return `| ${cells.join(' | ')} |\n`;
  });
  const before = text === undefined || text.trim() === '' ? head : text.endsWith('\n') ? text : `${text}\n`;
  return before + lines.join('');
}
const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The edit that stamps a file; a string: why it gets none. */
export function stampFor(
  view: FileView,
  checklist: Checklist,
  { schema, applied }: DevSchema,
): { readonly range: TextRange; readonly newText: string } | string {
  const { document, folded } = view;
  if (!checklist.testedOn) return 'it is not proved, so it gets no stamp';
  const keepsChecksum = applied.some(({ entries }) => entries.some(({ checksum }) => checksum !== undefined));
  if (folded.standing === 'applied' && keepsChecksum)
    return 'it gets no stamp: it has run in dev, and its tool keeps a checksum of it';
  const how: Stamp['how'] = folded.standing === 'pending' && !checklist.target ? 'on' : 'against';
  const fingerprint = tablesFingerprint(schema, touchedTables(document, folded));
  const stamp = { date: dateOf(checklist.madeAt), version: checklist.testedOn, how, fingerprint };
  return stampEdit(document, stamp);
}
