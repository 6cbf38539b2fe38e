/** Migrations run one after the other in a scratch PostgreSQL, and back: whether what undoes each leaves what was there before it. */
import { defaultStyle } from '../generate/style';
import type { Schema } from '../model/schema';
import { plan } from '../plan/plan';
import { type Plan, RENAMED } from '../plan/step';
import type { SqlDocument } from '../sql/document/statement';
import { writtenStyle } from '../sql/document/written-style';
import { t } from '../text/l10n';
import { present } from '../text/present';
import type { Missing } from './base';
import type { FileToRun } from './file-run';
import { type Holders, isNewSince, isOfHolder, lostOnTheWay, readHolders } from './holders';
import type { LooseGround } from './loose-ground';
import { firstLine, notOfSchema, thrownAwayBy } from './not-of-schema';
import type { PlanProof } from './prove-plan';
import { holdsNothing, runWhole } from './run-whole';
import { Scratch, type ScratchOptions } from './scratch';
import { renamedBack } from './undo-renames';

/** The way back of one migration, worked out from what PostgreSQL made of it. */
export interface WayBack {
  readonly plan: Plan;
  /** What does not come back with it, in words: rows that were dropped or changed. */
  readonly gone: readonly string[];
  /** Of the way back that there is, or of the plan. */
  readonly proof: PlanProof;
}
export type RoundTripOptions = Omit<ScratchOptions, 'base' | 'texts'>;

/** What a schema is once a scratch PostgreSQL has made it: as its version writes it. @throws DevSourceError */
export async function builtSchema(
  base: Schema,
  options: RoundTripOptions,
): Promise<{ readonly schema: Schema; readonly missing?: string; readonly lacks: readonly Missing[] }> {
  const scratch = new Scratch({ base, texts: [], ...options });
  try {
    await scratch.start();
    const missing = scratch.missing[0]?.reason;
    return { schema: await asOfBase(scratch), lacks: scratch.missing, ...(missing !== undefined && { missing }) };
  } finally {
    await scratch.close();
  }
}

/** What it has now, as of the base's server: what is written is for that, and not for the one that runs it here. */
async function asOfBase(scratch: Scratch): Promise<Schema> {
  const { serverVersion } = scratch.options.base;
  const schema = await scratch.schema();
  return serverVersion === 0 ? schema : { ...schema, serverVersion };
}

export class RoundTrip {
  /** Before the first file, and after each. */
  readonly #states: State[] = [];
  readonly #files: FileToRun[] = [];
  /** Whether the base lacks what the files make, and what it has of it all the same. */
  #ground: LooseGround = { out: [], stays: [] };
  /** Why what is shown here may not hold elsewhere. */
  #doubt: string | undefined;
  /** `send`: how a file is run, where not as its tool does; a string: what is refused. */
  constructor(
    readonly scratch: Scratch,
    readonly send: (file: FileToRun) => Promise<string | undefined> = (file) => runWhole(scratch, file),
  ) {}

  get start(): Schema {
    return this.#states[0]!.schema;
  }
  get end(): Schema {
    return this.#states.at(-1)!.schema;
  }
  /** The base with these files run, and without what a loose file makes; a string: why it cannot be had. @throws DevSourceError */
  async begin(before: readonly FileToRun[], ground = this.#ground): Promise<string | undefined> {
    this.#ground = ground;
    await this.scratch.start();
    const [missing] = this.scratch.missing;
    if (missing) this.#doubt = t('the scratch PostgreSQL lacks {0}', missing.reason);
    for (const file of before) {
      const refusal = await this.send(file);
      if (refusal !== undefined)
        return t('{0}, which comes before it, cannot be run: {1}', documentName(file.document), refusal);
    }
    for (const sql of ground.out) await this.scratch.run(sql);
    this.#states.push(await this.#state());
    return undefined;
  }
  /** A string: what PostgreSQL says of the first statement that it refuses. */
  async go(file: FileToRun): Promise<string | undefined> {
    const refusal = await this.send(file);
    if (refusal !== undefined) return refusal;
    this.#files.push(file);
    this.#states.push(await this.#state());
    return undefined;
  }
  async #state(): Promise<State> {
    return { schema: await asOfBase(this.scratch), holders: await readHolders(this.scratch) };
  }
  /** Whether the end is what it was to be. */
  proofOf(end: Schema): PlanProof {
    if (this.#doubt !== undefined) return this.#proof('not known', this.#doubt);
    const left = plan(this.end, end).steps[0];
    return left
      ? this.#proof('differs', t('after it there is left: {0}', left.sql))
      : this.#proof('proved', t('it runs, and gives what it was to give, rows aside'));
  }
  /** From the last file to the first; `downs`: the ways back that there are. */
  async back(downs: ReadonlyMap<SqlDocument, readonly string[]> = new Map()): Promise<readonly WayBack[]> {
    const ways: WayBack[] = [];
    for (let at = this.#files.length - 1; at >= 0; at--) {
      const { document } = this.#files[at]!;
      const [from, to] = [this.#states[at]!, this.#states[at + 1]!];
      const [before, after] = [from.schema, to.schema];
      const down = downs.get(document);
      const again = await readHolders(this.scratch);
      const first = down ? [] : await renamedBack(this.scratch, document, before);
      const start = first.length > 0 ? await asOfBase(this.scratch) : after;
      const renamed = await readHolders(this.scratch);
      const style = { ...defaultStyle, ...present({ quoting: quotingIn(document) }) };
      const way = plan(start, before, { first, style });
      const texts = down ?? way.steps.filter(({ why }) => why !== RENAMED).map(({ sql }) => sql);
      const failed = ways.some(({ proof }) => proof.outcome !== 'proved');
      const doubt = failed ? t('the way back of the file after it is not proved') : holdsNothing(document);
      const proof = doubt === undefined ? await this.#wayBack(texts, before) : this.#proof('not known', doubt);
      // A plan says what it makes anew.
      const end = down ? await readHolders(this.scratch) : renamed;
      const isNew = isNewSince(from.holders, to.holders);
      const lost = failed ? undefined : lostOnTheWay({ before: from.holders, after: to.holders, again, end }, before);
      const planned = plan(before, start).steps.flatMap(({ loses }) => loses ?? []);
      const gone = [
        ...notOfSchema(document, before, after, isNew, down),
        ...(down ? thrownAwayBy(down, { before, after, isNew }) : []),
        // What stands in the end tells by its number whether a way back that there is has kept it.
        ...(down && lost ? planned.filter((one) => !isOfHolder(one)) : planned),
        ...(lost ?? []),
      ].filter(isSaidFirst);
      ways.unshift(this.#withStaying({ plan: way, gone, proof }));
    }
    return ways;
  }
  /** What is passed over was there before a file that has not run; of one that may have run nothing tells. */
  #withStaying(way: WayBack): WayBack {
    const { out, stays } = this.#ground;
    if (stays.length === 0 || (out.length === 0 && way.plan.steps.length > 0)) return way;
    const gone = stays.map((one) => `a schema without ${one}, which may have been there before: it is not dropped`);
    const why = t('it runs, but what IF NOT EXISTS may have found there before is not dropped');
    const proof = way.proof.outcome === 'proved' ? this.#proof('not known', why) : way.proof;
    return { ...way, gone: [...gone, ...way.gone], proof };
  }
  async #wayBack(texts: readonly string[], before: Schema): Promise<PlanProof> {
    for (const text of texts) {
      const ran = await this.scratch.run(text);
      if (typeof ran === 'string') return this.#proof('not known', ran);
      if (ran.error) return this.#proof('refused', `${ran.error.message} (in: ${firstLine(text)})`);
    }
    const broken = await this.scratch.finish();
    if (broken !== undefined) return this.#proof('not known', broken);
    const { steps, notes } = plan(await asOfBase(this.scratch), before);
    if (steps[0]) return this.#proof('differs', t('after it there is left: {0}', steps[0].sql));
    const back = t('it runs, and what was there before is there again, rows and privileges aside');
    return this.#proof('proved', notes.length > 0 ? t('{0}, but for this: {1}', back, notes.join('; ')) : back);
  }
  #proof(outcome: PlanProof['outcome'], said: string): PlanProof {
    const { version } = this.scratch;
    const ended = /[.;]$/.test(said) ? said : `${said}.`;
    return { outcome, said: inWords(outcome, version, ended) };
  }
}

interface State {
  readonly schema: Schema;
  readonly holders: Holders;
}

/** Not said before, alone or with the line that does it, or why. */
const isSaidFirst = (one: string, at: number, all: readonly string[]): boolean =>
  !all.slice(0, at).some((said) => said === one || said.startsWith(`${one} (line `) || said.startsWith(`${one}: `));

function inWords(outcome: PlanProof['outcome'], version: string, reason: string): string {
  switch (outcome) {
    case 'proved':
      return t('Proved on PostgreSQL {0}: {1}', version, reason);
    case 'refused':
      return t('Refused by PostgreSQL {0}: {1}', version, reason);
    case 'differs':
      return t('Not proved on PostgreSQL {0}: {1}', version, reason);
    case 'not known':
      return t('Not known on PostgreSQL {0}: {1}', version, reason);
  }
}

/** As the file writes names; undefined: it does not tell. */
const quotingIn = ({ text }: SqlDocument) => writtenStyle(text, { start: 0, end: text.length }).quoting;

const documentName = ({ uri }: SqlDocument): string => decodeURIComponent(uri.split('/').at(-1) ?? uri);
