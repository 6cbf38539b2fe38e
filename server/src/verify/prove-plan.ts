/** A plan run in a scratch PostgreSQL on the schema it starts from: the result has to be what it was to be. */
import { DevSourceError, type ReadProgress } from '../dev/source';
import { tableFrom } from '../generate/lookup';
import type { Schema, Table } from '../model/schema';
import { rowsOf } from '../plan/losses';
import { plan as planned } from '../plan/plan';
import type { Plan, Step } from '../plan/step';
import { t } from '../text/l10n';
import { displayName, splitKey } from '../text/names';
import { addSampleRows, countRows, type RowCounts, removeRows } from './sample-rows';
import { Scratch } from './scratch';

export interface PlanProof {
  readonly outcome: 'proved' | 'refused' | 'differs' | 'not known';
  /** A sentence. */
  readonly said: string;
}
interface ProveOptions {
  /** `dist/embedded.js`; beside the running bundle when absent. */
  readonly script?: string;
  readonly signal?: AbortSignal;
  readonly progress?: ReadProgress;
}
export async function provePlan(from: Schema, to: Schema, { steps }: Plan, options: ProveOptions): Promise<PlanProof> {
  const texts = steps.map(({ sql }) => sql);
  const [scratch, wanted] = [from, to].map((base) => new Scratch({ base, texts, ...options }));
  try {
    await wanted!.start();
    const end = await wanted!.schema();
    await wanted!.close();
    await scratch!.start();
    const missing = [...scratch!.missing, ...wanted!.missing];
    if (missing.length > 0) return proofNotKnown(t('the scratch PostgreSQL lacks {0}', missing[0]!.reason));
    await addSampleRows(scratch!, from);
    const rows = await countRows(scratch!, from);
    const unfit: number[] = [];
    for (const step of steps) {
      const failed = await runStep(scratch!, step, rows.size > 0);
      if (failed === 'without rows') unfit.push(step.number);
      else if (failed) return failed;
    }
    return await heldAgainst(scratch!, { from, end }, { steps, rows, unfit });
  } catch (error) {
    if (!(error instanceof DevSourceError) || error.code === 'cancelled') throw error;
    return proofNotKnown(error.message);
  } finally {
    await scratch!.close();
    await wanted!.close();
  }
}
/** Undefined: it ran. One that says for which rows it fails is run once more without any. */
async function runStep(
  scratch: Scratch,
  step: Step,
  hasRows: boolean,
): Promise<PlanProof | 'without rows' | undefined> {
  const { number, sql, fails } = step;
  const ran = await scratch.run(sql);
  if (typeof ran === 'string') return proofNotKnown(`step ${number} ended the scratch PostgreSQL: ${ran}`);
  if (!ran.error) return undefined;
  if (hasRows && fails !== undefined && ofRows.test(ran.error.failure.code ?? '')) {
    await removeRows(scratch, await scratch.schema());
    const again = await scratch.run(sql);
    if (typeof again !== 'string' && !again.error) return 'without rows';
  }
  return { outcome: 'refused', said: `PostgreSQL ${scratch.version} refuses step ${number}: ${ran.error.message}.` };
}
/** Classes of SQLSTATE: data exceptions, and constraints that rows violate. */
const ofRows = /^2[23]/;

interface Ended {
  readonly steps: readonly Step[];
  readonly rows: RowCounts;
  /** Steps that were refused for the rows. */
  readonly unfit: readonly number[];
}
async function heldAgainst(
  scratch: Scratch,
  { from, end }: { readonly from: Schema; readonly end: Schema },
  { steps, rows, unfit }: Ended,
): Promise<PlanProof> {
  const own = await scratch.schema();
  // The script is for the server that it starts from: an older one has no names of NOT NULL constraints.
  const made = from.serverVersion === 0 ? own : { ...own, serverVersion: from.serverVersion };
  const left = planned(made, end).steps;
  if (left.length > 0)
    return { outcome: 'differs', said: `Not proved: after the script there is left ${left[0]!.sql}` };
  const after = unfit.length > 0 ? rows : await countRows(scratch, made);
  const losses = new Set(steps.flatMap(({ loses }) => loses ?? []));
  const isSaid = (table: Table | undefined): boolean =>
    table !== undefined &&
    (losses.has(rowsOf(table)) || isSaid(tableFrom(from, table.partitionOf?.parent, table.schema)));
  const lost = [...rows].filter(
    ([key, count]) => made.tables.has(key) && after.get(key) !== count && !isSaid(from.tables.get(key)),
  );
  if (lost.length > 0)
    return {
      outcome: 'differs',
      said: `Not proved: rows of ${lost.map(([key]) => displayName(splitKey(key))).join(', ')} are lost.`,
    };
  const stay = [...rows.keys()].filter((key) => made.tables.has(key)).length;
  const kept =
    stay === 0
      ? ''
      : unfit.length > 0
        ? ` Rows that were put there do not fit step ${unfit.join(', ')}, as it says.`
        : ` Of a row in each of ${stay} ${stay === 1 ? 'table' : 'tables'} none is lost${losses.size > 0 ? ' but what the steps say' : ''}.`;
  return {
    outcome: 'proved',
    said: `Proved on PostgreSQL ${scratch.version}: the script gives what it was to give, and nothing is left to plan.${kept}`,
  };
}
const proofNotKnown = (reason: string): PlanProof => ({
  outcome: 'not known',
  said: `Not known whether it is right: ${reason}.`,
});
