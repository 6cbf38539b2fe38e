/** Dev verified: which dev it is, and that it has the tables that the files touch. */

import { versionText } from '../model/dev';
import { tablesFingerprint } from '../rules/tables-fingerprint';
import { counted } from '../text/numbers';
import type { Line, ReadFrom, Section, TableCounts } from './checklist';
import type { Facts } from './facts';
import { countsIn, shownTable, unknownOfTable } from './input';

export function devSection(facts: Facts): Section {
  const { dev, devFrom, keys } = facts;
  const { label, from, serverVersion, readAt } = readFromOf(dev, devFrom);
  const server = serverVersion === undefined ? 'no server' : `PostgreSQL ${serverVersion}`;
  const by = from === undefined ? '' : ` (${from})`;
  const read: Line = {
    answer: 'done',
    about: label,
    reason: `${server}${by}, read ${new Date(readAt).toISOString()}; fingerprint of the tables ${tablesFingerprint(dev.schema, keys)}`,
  };
  const tables = keys.map((key) => tableLine(facts, key));
  const none: Line = { answer: 'not known', reason: 'the files name no table' };
  return { title: 'Dev verified', lines: [read, ...(tables.length > 0 ? tables : [none])] };
}
export function readFromOf({ schema, label, readAt }: Facts['dev'], from: string | undefined): ReadFrom {
  return {
    label,
    ...(from !== undefined && { from }),
    ...(schema.serverVersion > 0 && { serverVersion: versionText(schema.serverVersion) }),
    readAt,
  };
}
function tableLine(facts: Facts, key: string): Line {
  const { schema } = facts.dev;
  const about = shownTable(facts, key);
  const counts = countsIn(schema, key);
  const unknown = unknownOfTable(schema, key);
  if (unknown.length > 0)
    return { answer: 'not known', about, reason: `not all of it is known: ${unknown.join('; ')}` };
  if (counts) return { answer: 'done', about, reason: `dev has ${countsInWords(counts)}` };
  const gone = facts.views.every(
    ({ folded, document }) => !folded.after(document.statements.length - 1).tables.has(key),
  );
  if (gone) return { answer: 'done', about, reason: 'dev does not have it, as the files leave it' };
  return { answer: 'not done', about, reason: 'dev does not have it: run the files there first' };
}
/** `29 columns, 6 constraints, 4 indexes`. */
export const countsInWords = ({ columns, constraints, indexes }: NonNullable<TableCounts['dev']>): string =>
  `${counted(columns, 'column')}, ${counted(constraints, 'constraint')}, ${counted(indexes, 'index')}`;
