/** What a tool runs among a history's files and that is not SQL: what it makes is not known, and not missing. */
import { type Convention, migrationOf, type UnreadStep } from '../conventions/convention';
import type { DevSchema } from '../model/dev';
import { objectKey } from '../model/kinds';
import { schemasFor } from '../model/resolve';
import type { Schema, Unknown } from '../model/schema';
import { unknowns } from '../model/unknown';
import type { SqlDocument } from '../sql/document/statement';
import { t } from '../text/l10n';
import { present } from '../text/present';
import type { FoldedFile } from './folded';

interface PlacedStep {
  readonly step: UnreadStep;
  /** Of the file before which it runs, among all. */
  readonly at: number;
  /** As the tool's table says it. */
  readonly recorded: boolean | undefined;
}
type ChainName = 'applied' | 'pending';
type Standings = readonly Pick<FoldedFile, 'standing'>[];

export class UnreadSteps {
  readonly #steps: readonly PlacedStep[];
  constructor(convention: Convention | undefined, files: readonly SqlDocument[], dev: DevSchema | undefined) {
    const steps = convention?.unread ?? [];
    const paths = steps.length > 0 ? files.map(({ uri }) => migrationOf(convention!, uri)?.path) : [];
    this.#steps = steps.map((step) => {
      const at = step.before === undefined ? -1 : paths.indexOf(step.before);
      return { step, at: at < 0 ? files.length : at, recorded: recordedOf(convention!, step, dev) };
    });
  }
  /** As each stands between the files that have run and the others. */
  #hasRun({ at, recorded }: PlacedStep, judged: Standings): boolean {
    return recorded ?? at <= judged.findLastIndex(({ standing }) => standing === 'applied');
  }
  /** The schemas before a file. */
  before(file: number, judged: Standings, ends: Readonly<Record<ChainName, Schema>>) {
    const now: Record<ChainName, Schema> & { readonly unread: Record<ChainName, boolean> } = {
      ...ends,
      unread: { applied: false, pending: false },
    };
    for (const placed of this.#steps) {
      if (placed.at > file) continue;
      const chain = this.#hasRun(placed, judged) ? 'applied' : 'pending';
      now.unread[chain] = true;
      if (placed.at === file) now[chain] = withStep(now[chain], placed.step);
    }
    return now;
  }
  /** What the files that have run end in, with what runs after all of them and may have run as well. */
  after(end: Schema, judged: Standings): Schema {
    const last = judged.findLastIndex(({ standing }) => standing === 'applied');
    const open = this.#steps.filter(({ at, recorded }) => at > last && recorded !== false);
    return open.reduce((schema, { step }) => withStep(schema, step), end);
  }
  /** Why nobody can tell on what a file runs, by URI. */
  reasons(files: readonly FoldedFile[]): ReadonlyMap<string, string> | undefined {
    if (this.#steps.length === 0) return undefined;
    const isBefore = (placed: PlacedStep, file: number, standing: FoldedFile['standing']): boolean =>
      placed.at <= file && this.#hasRun(placed, files) === (standing === 'applied');
    return new Map(
      files.flatMap(({ document: { uri }, standing }, at): [string, string][] => {
        const placed = this.#steps.find(
          (each) => isBefore(each, at, standing) && (standing === 'pending' || !each.step.objects),
        );
        return placed ? [[uri, t('{0} runs before it and is not SQL', placed.step.name)]] : [];
      }),
    );
  }
}
function recordedOf(convention: Convention, { file }: UnreadStep, dev: DevSchema | undefined): boolean | undefined {
  if (!file) return undefined;
  return dev?.applied.map((applied) => convention.isApplied(file, applied, '')).find((run) => run !== undefined);
}

/** The same list for the same step, by which folds are known again. */
const madeLists = new WeakMap<Schema['unknown'], Map<string, Schema['unknown']>>();
function withStep(schema: Schema, { name, objects }: UnreadStep): Schema {
  if (unknowns(schema).everything) return schema;
  const reason = t('{0} is not SQL: what it makes is not read.', name);
  const all = objects?.flatMap((one): Unknown[] =>
    schemasFor(schema, { name: one.name, ...present({ schema: one.schema }) }).map((namespace) => ({
      object: objectKey(one.kind, namespace, one.name),
      reason,
    })),
  ) ?? [{ object: '*', reason }];
  const key = JSON.stringify(all);
  const made = madeLists.get(schema.unknown) ?? new Map<string, Schema['unknown']>();
  const unknown = made.get(key) ?? [...schema.unknown, ...all];
  madeLists.set(schema.unknown, made.set(key, unknown));
  return { ...schema, unknown };
}
