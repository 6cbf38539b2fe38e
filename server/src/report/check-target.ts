/** Once the migration has run: every table, column, constraint and index of target against dev, and rows before and after. */

import { inWordsOf } from '../compare/servers/in-words-of';
import { plan } from '../plan/plan';
import { tablesFingerprint } from '../rules/tables-fingerprint';
import { counted } from '../text/numbers';
import type { Checklist, Line, Rows, TableCounts } from './checklist';
import { countsInWords, readFromOf } from './dev-verified';
import { countsIn, type ReportInput, rowsIn, shownTable, tableCounts, unknownOfTable } from './input';
import { sizeInWords } from './sizes';
import { tableDifferences } from './table-differences';

interface AfterInput extends Pick<ReportInput, 'dev' | 'devFrom' | 'exactRows' | 'signal'> {
  readonly target: NonNullable<ReportInput['target']>;
  /** Rows of target's tables before the migration, by the table's name in the report that was made then. */
  readonly before?: ReadonlyMap<string, Rows> | undefined;
}
/** @throws DevSourceError */
export async function checkTarget(input: AfterInput): Promise<Checklist> {
  const { dev, devFrom, target } = input;
  const schemas = [dev.schema, target.dev.schema];
  const keys = [...new Set(schemas.flatMap(({ tables }) => [...tables.keys()]))].sort();
  const own = keys.filter((key) => schemas.some(({ tables }) => tables.get(key)?.extension === undefined));
  const rows = await rowsIn(input, own);
  const facts = { ...input, keys: own, rows };
  const lines = [...tableLines(facts), restLine(input), ...rowLines(tableCounts(facts), input)];
  return {
    files: [],
    madeAt: Date.now(),
    dev: { ...readFromOf(dev, devFrom), fingerprint: tablesFingerprint(dev.schema, own) },
    target: readFromOf(target.dev, target.config.from),
    tables: tableCounts(facts),
    traffic: [],
    sections: [{ title: 'After', lines }],
  };
}
/** Those that are not as in dev, one by one, and the others counted. */
function tableLines({ keys, ...input }: AfterInput & { readonly keys: readonly string[] }): Line[] {
  const [dev, target] = [input.dev.schema, input.target.dev.schema];
  const total = { columns: 0, constraints: 0, indexes: 0 };
  let equal = 0;
  const lines = keys.flatMap((key): Line[] => {
    const about = shownTable(input, key);
    const open = [...unknownOfTable(dev, key), ...unknownOfTable(target, key)];
    if (open.length > 0) return [{ answer: 'not known', about, reason: 'not all of it is known', details: open }];
    const [there, here] = [countsIn(dev, key), countsIn(target, key)];
    if (!here) return [{ answer: 'not done', about, reason: 'dev has it, and target does not' }];
    if (!there) return [{ answer: 'not done', about, reason: 'target has it, and dev does not' }];
    const { different, notKnown } = tableDifferences(target, dev, key);
    const reason = `target has ${countsInWords(here)}; dev has ${countsInWords(there)}`;
    if (different.length > 0) return [{ answer: 'not done', about, reason, details: different }];
    if (notKnown.length > 0) return [{ answer: 'not known', about, reason, details: notKnown }];
    equal++;
    for (const part of ['columns', 'constraints', 'indexes'] as const) total[part] += here[part];
    return [];
  });
  const words = `${counted(equal, 'table')} as in dev: ${countsInWords(total)}`;
  return [...(equal > 0 ? [{ answer: 'done', reason: words } as const] : []), ...lines];
}
/** What else a schema holds, and what of tables is told in no other way. */
function restLine({ dev, target }: AfterInput): Line {
  const about = 'target and dev';
  const { steps, notKnown } = plan(target.dev.schema, inWordsOf(target.dev.schema, dev.schema));
  if (notKnown.length > 0)
    return { answer: 'not known', about, reason: 'not all of either is known', details: notKnown };
  if (steps.length === 0) return { answer: 'done', about, reason: 'nothing is left between them' };
  return {
    answer: 'not done',
    about,
    reason: `${counted(steps.length, 'step')} left between them (devschema diff prints the script)`,
    details: [...new Set(steps.map(({ object, why }) => (object === '' ? why : `${object}: ${why}`)))].slice(
      0,
      MOST_LINES,
    ),
  };
}
const MOST_LINES = 100;

function rowLines(tables: readonly TableCounts[], { before }: AfterInput): Line[] {
  const there = tables.flatMap(({ table, target }) =>
    target ? [{ table, now: target, earlier: before?.get(table) }] : [],
  );
  if (!before)
    return [{ answer: 'not known', reason: 'rows before are not known: no report from before is given (--before)' }];
  return there.map(({ table, now, earlier }): Line => {
    const size = sizeInWords(now);
    if (size === undefined)
      return {
        answer: 'not known',
        about: table,
        reason: `rows now are not known: ${now.problem ?? 'it was never analysed'}`,
      };
    if (!earlier) return { answer: 'done', about: table, reason: `nothing was recorded of it before; ${size} now` };
    const size0 = sizeInWords(earlier);
    if (size0 === undefined)
      return { answer: 'not known', about: table, reason: `rows before are not known; ${size} now` };
    return { answer: 'done', about: table, reason: `${size0} before, ${size} now` };
  });
}
