/** A migration from one schema to another: the files that its tool would run, each with its way back, and what running them shows. */
import type { Convention } from '../conventions/convention';
import { type NewMigration, newMigration, placeForDown, sendsStatements, withInserts } from '../conventions/new-files';
import { parseMigration } from '../conventions/project';
import type { NewFile } from '../conventions/writing';
import type { Schema } from '../model/schema';
import { type LikelyRename, likelyRenames } from '../plan/likely-renames';
import { plan } from '../plan/plan';
import { renamedBack, withRenames } from '../plan/rename';
import { scriptBack, scriptParts } from '../plan/script';
import type { Plan, PlanOptions } from '../plan/step';
import { t } from '../text/l10n';
import type { FileToRun } from './file-run';
import { onRoundTrip } from './on-round-trip';
import type { PlanProof } from './prove-plan';
import { builtSchema, type RoundTrip, type RoundTripOptions, type WayBack } from './round-trip';
import { asSent } from './sender';

export interface ToWrite {
  readonly convention: Convention;
  /** URI of a path relative to its folder. */
  uriOf(path: string): string;
  /** What the migration starts from: a schema, or what files make of an empty database. */
  readonly from: Schema | { readonly files: readonly FileToRun[]; readonly empty: Schema };
  readonly to: Schema;
  readonly name: string;
  readonly now: Date;
  readonly options: Omit<PlanOptions, 'first'>;
  /** As `withRenames` takes them. */
  readonly renames?: readonly string[];
  /** The first line of the first file. */
  readonly title: string;
}
export interface Written {
  readonly plan: Plan;
  /** Paths are relative to the convention's folder. Empty: the two are equal. */
  readonly files: readonly NewFile[];
  /** Of `files`, those that the tool runs. */
  readonly running: readonly string[];
  readonly notes: readonly string[];
  readonly proof: PlanProof;
  /** What is dropped, and what like it is made. */
  readonly mayBeRenamed: readonly LikelyRename[];
}

/** `run`: absent, where nothing may be run; then nothing is proved. @throws RenameError; DevSourceError when cancelled */
export async function writeMigration(wanted: ToWrite, run: RoundTripOptions | undefined): Promise<Written> {
  const { from, to, options, renames = [] } = wanted;
  if (run) {
    const end = await builtSchema(to, run);
    const [base, before] = 'files' in from ? [from.empty, from.files] : [from, []];
    const texts = [
      ...before.flatMap(({ document }) => document.statements.map(({ parsed }) => parsed.text)),
      ...extensionsOf(to),
    ];
    const work = (roundTrip: RoundTrip) =>
      travelled(roundTrip, wanted, before, end.missing === undefined ? { ...end.schema, unknown: to.unknown } : to);
    return onRoundTrip({ base, texts, ...run }, work, writtenNotKnown);
  }
  if ('files' in from)
    return writtenNotKnown(t('what the files make shows only by running them, and nothing is run here'));
  const made = planned(from, wanted, to);
  const laid = layOut(wanted, made);
  // Of several files only running shows what each of them makes.
  const ways =
    laid.files.length === 1
      ? [
          {
            plan: planned(to, { options, renames: renamedBack(renames) }, from),
            gone: made.steps.flatMap(({ loses }) => loses ?? []),
          },
        ]
      : [];
  return finished(made, laid, ways, { outcome: 'not known', said: t('Not proved: nothing is run here.') });
}
const writtenNotKnown = (reason: string): Written => ({
  plan: { steps: [], notes: [], notKnown: [reason] },
  ...{ files: [], running: [], notes: [], mayBeRenamed: [] },
  proof: { outcome: 'not known', said: t('Not known: {0}.', reason) },
});
interface Made extends Plan {
  readonly mayBeRenamed: readonly LikelyRename[];
}
function planned(from: Schema, { options, renames = [] }: Pick<ToWrite, 'options' | 'renames'>, to: Schema): Made {
  const { schema, steps } = withRenames(from, renames);
  return { ...plan(schema, to, { ...options, first: steps }), mayBeRenamed: likelyRenames(schema, to) };
}
/** So that the scratch has them loaded. */
const extensionsOf = ({ extensions }: Schema): string[] =>
  [...extensions.keys()].map((name) => `CREATE EXTENSION "${name}"`);

async function travelled(
  roundTrip: RoundTrip,
  wanted: ToWrite,
  before: readonly FileToRun[],
  end: Schema,
): Promise<Written> {
  const missing = await roundTrip.begin(before);
  if (missing !== undefined) return writtenNotKnown(missing);
  const made = planned(roundTrip.start, wanted, end);
  const laid = layOut(wanted, made);
  for (const file of laid.documents) {
    const refusal = await roundTrip.go(file);
    if (refusal === undefined) continue;
    return finished(made, laid, [], {
      outcome: 'refused',
      said: t('Refused by PostgreSQL {0}: {1}.', roundTrip.scratch.version, refusal),
    });
  }
  const there = roundTrip.proofOf(end);
  const ways = await roundTrip.back();
  const unproved = ways.find(({ proof }) => proof.outcome !== 'proved');
  return finished(made, laid, ways, there.outcome === 'proved' && unproved ? unproved.proof : there);
}

interface LaidOut extends NewMigration {
  readonly documents: readonly FileToRun[];
  readonly convention: Convention;
}
/** Without the ways back. */
function layOut({ convention, name, now, title, uriOf, to }: ToWrite, made: Plan): LaidOut {
  const [first, ...rest] = scriptParts(made, { together: sendsStatements(convention) });
  const none = { files: [], beside: [], notes: [], documents: [], convention };
  if (!first) return none;
  const statements = first.statements.map((one, at) => (at === 0 ? `-- ${title}\n${one}` : one));
  const laid = newMigration(convention, { name, now, parts: [{ ...first, statements }, ...rest] });
  if (!laid) return none;
  const documents = laid.files.flatMap(({ path, text }) => {
    const file = laid.convention.files.find((one) => one.path === path);
    const document = file && parseMigration(laid.convention, file, { uri: uriOf(path), version: 0, text });
    return document ? asSent({ document, standing: 'pending' }, laid.convention, to) : [];
  });
  return { ...laid, documents };
}
function finished(
  made: Made,
  { files, beside, notes, convention }: LaidOut,
  ways: readonly Pick<WayBack, 'plan' | 'gone'>[],
  proved: PlanProof,
): Written {
  // What could not be read of dev is in no scratch, and the script may drop it.
  const [reason, ...more] = made.notKnown;
  const proof: PlanProof =
    reason === undefined
      ? proved
      : {
          outcome: 'not known',
          said:
            more.length > 0
              ? t('Not known whether it is right, since not all could be read: {0}, and {1} more', reason, more.length)
              : t('Not known whether it is right, since not all could be read: {0}', reason),
        };
  const whole = files.flatMap((file, at): readonly NewFile[] => {
    const way = ways[at];
    const back = way && placeForDown(convention, file.path, file.text, [scriptBack(way.plan, way.gone)]);
    if (!back) return [file];
    if ('file' in back) return [file, back.file];
    return [{ ...file, text: withInserts(file.text, back.inserts) }];
  });
  return {
    plan: made,
    files: [...whole, ...beside],
    running: files.map(({ path }) => path),
    notes: [...notes, ...made.notes],
    ...{ proof, mayBeRenamed: made.mayBeRenamed },
  };
}
