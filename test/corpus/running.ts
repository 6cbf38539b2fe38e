/**
 * What running says of a history: all of it on what its platform brings, and its second half on what the first has made.
 * Either has to give dev, with nothing refused.
 */
import type { Difference } from '../../server/src/compare/difference';
import type { FoldedHistory } from '../../server/src/fold/folded';
import type { DevSchema } from '../../server/src/model/dev';
import type { Schema } from '../../server/src/model/schema';
import { compareWhole } from '../../server/src/verify/compare-whole';
import type { VerifyResult } from '../../server/src/verify/result';
import { asSent } from '../../server/src/verify/sender';
import { verifyMigration } from '../../server/src/verify/verify';
import { embeddedScript } from '../support/postgres-embedded';
import type { CorpusHistory } from './read';

export interface Running {
  readonly ms: number;
  readonly alarms: readonly string[];
  readonly notKnown: readonly string[];
  /** Whether it finds anything in another dev that it does not find in the history's own; undefined: it was not run to its end. */
  finds(there: Schema): boolean | undefined;
}
interface Input {
  readonly history: CorpusHistory;
  /** What `folded` and the run begin with. */
  readonly base: Schema;
  readonly dev: Schema;
  /** All pending, on `base`. */
  readonly folded: FoldedHistory;
}
export const devOf = (schema: Schema, fingerprint = ''): DevSchema => ({
  schema,
  readAt: 0,
  label: fingerprint,
  fingerprint,
  applied: [],
});

export async function measureRunning({ history, base, dev, folded }: Input): Promise<Running> {
  const { convention, documents } = history;
  const started = performance.now();
  const run = documents.filter(({ statements }) => statements.some(({ runs }) => runs));
  const files = run.map((document) => asSent({ document, standing: 'pending' }, convention, base));
  const result = await verifyMigration({
    files,
    dev: devOf(dev),
    target: devOf(base),
    folded: folded.pendingEnd,
    embeddedScript: await embeddedScript(),
    timeoutMs: 120_000,
  });
  const ms = performance.now() - started;
  const { schema } = result;
  if (!schema) return { ms, ...said(result), finds: () => undefined };
  const last = { uri: '', statement: 0, start: 0, end: 0 };
  const against = (there: Schema): Set<string> => {
    const found = compareWhole({ made: schema, dev: there, read: folded.pendingEnd, missing: [], last });
    return new Set([...found.differences.map(shown), ...found.others.map(({ message }) => message)]);
  };
  const own = against(dev);
  return { ms, ...said(result), finds: (there) => [...against(there)].some((one) => !own.has(one)) };
}
function said({ files, missing }: VerifyResult): Pick<Running, 'alarms' | 'notKnown'> {
  const alarms: string[] = [];
  const open = missing.map((reason) => `not made: ${reason}`);
  for (const { document, refusals, differences, others, notKnown } of files) {
    const file = document.uri.split('/').slice(-2).join('/');
    const at = (start: number): string => oneLine(document.text.slice(start, start + 60));
    for (const { message, range } of refusals) alarms.push(`${file}: refused: ${message} | ${at(range.start)}`);
    for (const one of differences) alarms.push(`${file}: ${shown(one)}`);
    for (const { message } of others) alarms.push(`${file}: ${message}`);
    for (const { reason, range } of notKnown) open.push(`${file}: ${reason} | ${at(range.start)}`);
  }
  return { alarms, notKnown: open };
}
const oneLine = (text: string): string => text.replace(/\s+/g, ' ');
const shown = (difference: Difference): string =>
  JSON.stringify(difference, (name, value: unknown) =>
    name === 'origin' || name === 'origins' || name === 'devTable' || (name === 'table' && hasColumns(value))
      ? undefined
      : value,
  ) + ('table' in difference ? ` of ${difference.table.name}` : '');
const hasColumns = (value: unknown): boolean => typeof value === 'object' && value !== null && 'columns' in value;
