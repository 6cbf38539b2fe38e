/** A plan run in a scratch PostgreSQL on the schema it starts from: the result has to be what it was to be. */
import { DevSourceError, type ReadProgress } from '../dev/source';
import type { Schema } from '../model/schema';
import { plan as planned } from '../plan/plan';
import type { Plan } from '../plan/step';
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
    if (missing.length > 0) return notKnown(`the scratch PostgreSQL lacks ${missing[0]!.reason}`);
    for (const { number, sql } of steps) {
      const ran = await scratch!.run(sql);
      if (typeof ran === 'string') return notKnown(`step ${number} ended the scratch PostgreSQL: ${ran}`);
      if (ran.error)
        return {
          outcome: 'refused',
          said: `PostgreSQL ${scratch!.version} refuses step ${number}: ${ran.error.message}.`,
        };
    }
    const left = planned(await scratch!.schema(), end).steps;
    if (left.length > 0)
      return { outcome: 'differs', said: `Not proved: after the script there is left ${left[0]!.sql}` };
    return {
      outcome: 'proved',
      said: `Proved on PostgreSQL ${scratch!.version}: the script gives what it was to give, and nothing is left to plan.`,
    };
  } catch (error) {
    if (!(error instanceof DevSourceError) || error.code === 'cancelled') throw error;
    return notKnown(error.message);
  } finally {
    await scratch!.close();
    await wanted!.close();
  }
}
const notKnown = (reason: string): PlanProof => ({
  outcome: 'not known',
  said: `Not known whether it is right: ${reason}.`,
});
