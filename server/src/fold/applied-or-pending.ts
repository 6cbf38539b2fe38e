/** Whether a file of a history has run in dev: from the tool's own table, or from what dev looks like. */

import { type Convention, migrationOf } from '../conventions/convention';
import type { DevSchema } from '../model/dev';
import type { Origin, Schema } from '../model/schema';
import { ROLLED_BACK, rollsBack } from '../sql/document/rolled-back';
import type { SqlDocument, Statement } from '../sql/document/statement';
import type { DdlOp } from '../sql/read/ops';
import { t } from '../text/l10n';
import { present } from '../text/present';
import { effectsOf } from './changes-in-dev';
import type { Effect } from './effects';
import { isMadeAgain, renamedIn, takenBefore } from './made-anew';
import { MadeFacts } from './made-facts';
import { metInDev } from './met-in-dev';

export interface Judged {
  readonly standing: 'applied' | 'pending';
  readonly because: string;
  /** Pending, and all that it makes is in dev already: it is skipped there, and belongs to what is compared with dev. */
  readonly matches?: true;
  /** Pending, though nothing speaks against its having run: then what is not known of it is not known of dev's files either. */
  readonly mayHaveRun?: true;
}

export const IN_DEV = t('its changes are in dev');
export const LATER_HAVE_RUN = t('later files have run');
export const NOT_IN_DEV = t('its changes are not in dev');
export const NOTHING_SHOWS = t('nothing in dev shows that it has run');

/** What the tool's table says of each file; undefined when dev has no table of this tool. */
export function judgeByTable(
  convention: Convention,
  files: readonly SqlDocument[],
  dev: DevSchema,
): readonly Judged[] | undefined {
  for (const applied of dev.applied) {
    const judged: Judged[] = [];
    for (const document of files) {
      const file = migrationOf(convention, document.uri);
      const run = file && convention.isApplied(file, applied, document.text);
      if (run === undefined) break;
      const because = run ? t('{0} says it has run', applied.table) : t('{0} does not list it', applied.table);
      judged.push({ standing: run ? 'applied' : 'pending', because });
    }
    if (judged.length === files.length) return judged;
  }
  return undefined;
}

/** A file of a history that was folded as if it had run. */
export interface Trial {
  readonly document: SqlDocument;
  readonly before: Schema;
  readonly after: Schema;
  /** The same where the file was carried over to another schema: then it does there what it did before. */
  readonly made: unknown;
}
/** What speaks for and against a file's having run. */
interface Evidence {
  readonly effects: readonly Effect[];
  /** The tool runs something of it. */
  readonly runs: boolean;
  /** It cannot have run as it stands. */
  readonly isUnfinished: boolean;
  /** Nor with a value in the place of a template's mark. */
  readonly isRefused: boolean;
  readonly isRolledBack: boolean;
  /** It takes away what no file made, and makes that anew: it is not skipped. */
  readonly makesAnew: boolean;
  /** Nothing that it does is surely not in dev, and it does something. */
  readonly isInDev: boolean;
  readonly shows: boolean;
}

/**
 * Applied: every file up to the last one of which all that it makes is in dev, and in dev from nothing else. The last file
 * of all, and one that cannot be read to its end, need that of their own. A file whose changes cannot be seen goes with
 * its neighbours.
 */
export function judgeByEffects(trials: readonly Trial[], dev: Schema): readonly Judged[] {
  const { files } = evidenceOfAll(trials, dev);
  const shown = files.findLastIndex((file) => file.isInDev && file.shows && !file.isUnfinished);
  const drifted = throughDrifted(files, shown);
  const settled = throughMatching(files, throughDrops(files, drifted));
  let last = settled;
  // What the tool does not run stands beside the file before it.
  while (last + 1 < files.length && !files[last + 1]!.runs) last++;
  const missing = files.findIndex((file, at) => at > last && isMissing(file));
  return files.map((file, at) => {
    if (at <= last) return asApplied(file, at < settled, at === settled && at === drifted && at > shown);
    const matches = file.isInDev && !file.isUnfinished && !file.makesAnew && (missing < 0 || at < missing);
    const mayHaveRun = file.runs && !file.isRefused && (missing < 0 || at < missing);
    const more = { matches: matches || undefined, mayHaveRun: mayHaveRun || undefined };
    return { ...asPending(file), ...present(more) };
  });
}
/** The evidence of files from one schema on, as it was found last: an edit changes that of the files from there on. */
interface HistoryEvidence {
  readonly trials: readonly (Trial | undefined)[];
  readonly files: readonly Evidence[];
  readonly made: MadeFacts;
  /** How much had been made before each file, and what was asked of that for it. */
  readonly sizes: readonly number[];
  readonly asked: readonly ReturnType<MadeFacts['takeAsked']>[];
}
/** As plain data, but for the files it is of. */
export type KeptEvidence = Pick<HistoryEvidence, 'files' | 'sizes' | 'asked'> & { readonly facts: readonly string[] };
export function evidenceToKeep(trials: readonly Trial[], dev: Schema): KeptEvidence {
  const { files, sizes, asked, made } = evidenceOfAll(trials, dev);
  return { files, sizes, asked, facts: made.facts };
}
/** The next look begins with what was kept. `trials`: undefined for a file that is another by now. */
export function resumeEvidence(
  first: string,
  trials: HistoryEvidence['trials'],
  dev: Schema,
  { facts, ...kept }: KeptEvidence,
): void {
  const ofDev = lastFound.get(dev) ?? new Map<string, HistoryEvidence>();
  lastFound.set(dev, ofDev.set(first, { ...kept, trials, made: MadeFacts.of(facts) }));
}
/** By dev, then by the first file. */
const lastFound = new WeakMap<Schema, Map<string, HistoryEvidence>>();
function evidenceOfAll(trials: readonly Trial[], dev: Schema): HistoryEvidence {
  const first = trials[0]?.document.uri ?? '';
  const ofDev = lastFound.get(dev) ?? new Map<string, HistoryEvidence>();
  lastFound.set(dev, ofDev);
  const last = ofDev.get(first);
  const changed = last ? trials.findIndex((trial, at) => !isSameTrial(trial, last.trials[at])) : 0;
  const same = changed < 0 ? trials.length : changed;
  const made = last?.made ?? new MadeFacts();
  const files = last?.files.slice(0, same) ?? [];
  const sizes = last?.sizes.slice(0, same) ?? [];
  const asked = last?.asked.slice(0, same) ?? [];
  made.back(last?.sizes[same] ?? made.size);
  for (const [at, trial] of trials.entries()) {
    if (at < same) continue;
    sizes.push(made.size);
    const carried = isCarried(trial, last?.trials[at]) && made.areSame(last!.asked[at]!) ? last!.files[at] : undefined;
    files.push(carried ?? evidenceOf(trial, at, dev, made));
    asked.push(carried ? last!.asked[at]! : made.takeAsked());
  }
  const found = { trials, files, made, sizes, asked };
  ofDev.set(first, found);
  return found;
}
/** Of files in the same place. */
function isCarried(a: Trial, b: Trial | undefined): boolean {
  return a.document === b?.document && a.made === b.made && a.before.unknown === b.before.unknown;
}
function isSameTrial(a: Trial, b: Trial | undefined): boolean {
  return a.document === b?.document && a.before === b.before && a.after === b.after;
}

function asApplied(file: Evidence, isFollowed: boolean, hasDrifted: boolean): Judged {
  if (hasDrifted) return { standing: 'applied', because: t('dev has what it makes, changed since') };
  if (!file.runs) return { standing: 'applied', because: t('the tool does not run it') };
  if (file.isUnfinished && !file.effects.some(({ inDev }) => inDev)) return asPending(file);
  return { standing: 'applied', because: file.isInDev || !isFollowed ? IN_DEV : LATER_HAVE_RUN };
}
function asPending({ runs, isUnfinished, isRolledBack, effects }: Evidence): Judged {
  const missing = isMissing({ effects });
  const some = effects.some(({ inDev }) => inDev === true);
  const because = !runs
    ? t('the tool does not run it')
    : isUnfinished
      ? t('it has a syntax error')
      : isRolledBack && effects.length === 0
        ? ROLLED_BACK
        : !missing
          ? NOTHING_SHOWS
          : some
            ? t('not all of its changes are in dev')
            : NOT_IN_DEV;
  return { standing: 'pending', because };
}

const isMissing = ({ effects }: Pick<Evidence, 'effects'>): boolean => effects.some(({ inDev }) => inDev === false);

function evidenceOf({ document, before, after }: Trial, at: number, dev: Schema, made: MadeFacts): Evidence {
  const running = document.statements.filter(({ runs }) => runs);
  const taken = takenBefore(running, { before, dev }, true);
  const takenAtOnce = takenBefore(running, { before, dev }, false);
  const renamed = renamedIn(running);
  const isAgain = (statement: Statement): boolean => isMadeAgain(statement, taken, renamed);
  const isConditional = (origin: Origin | undefined): boolean => {
    const statement = origin?.uri === document.uri ? document.statements[origin.statement] : undefined;
    return statement !== undefined && (isSkippedOrReplaces(statement) || (at > 0 && isAgain(statement)));
  };
  const effects = [
    ...[...metInDev(before, running)].map(({ fact, statement }): Effect => {
      const shows = made.isNew(fact) && !isSkippedOrReplaces(statement) && !isAgain(statement);
      return { fact, does: 'make', inDev: true, shows };
    }),
    ...(before === after ? [] : effectsOf(before, after, dev, { isConditional, made })),
  ];
  const isInDev = effects.some(({ inDev }) => inDev === true) && !isMissing({ effects });
  return {
    effects,
    runs: running.length > 0,
    isUnfinished: running.some(({ parsed }) => parsed.status === 'syntax error' || parsed.status === 'placeholder'),
    isRefused: running.some(({ parsed }) => parsed.status === 'syntax error'),
    isRolledBack: rollsBack(document),
    makesAnew: running.some((each) => isMadeAgain(each, takenAtOnce, renamed)),
    isInDev,
    shows: effects.some(({ shows }) => shows),
  };
}
/** IF NOT EXISTS, OR REPLACE, or a block that asks or swallows the error. */
function isSkippedOrReplaces({ parsed }: Statement): boolean {
  return parsed.ops.some(isConditionalOp);
}
function isConditionalOp(op: DdlOp): boolean {
  if (op.op === 'block')
    return (
      op.catches.length > 0 ||
      op.body.some((each) => (each.conditional && each.op.op !== 'unknown') || isConditionalOp(each.op))
    );
  if (op.op === 'alter table')
    return op.commands.some((command) => command.command === 'add column' && command.ifNotExists);
  if (op.op === 'create sequence') return op.conditional;
  return ('ifNotExists' in op && op.ifNotExists === true) || ('orReplace' in op && op.orReplace);
}

/**
 * A plain CREATE TABLE of what no earlier file makes, and dev has with most of its columns: a run would be refused, and
 * what dev has otherwise is a change by hand. The newest file may be a draft of a table that dev has from elsewhere.
 */
function throughDrifted(files: readonly Evidence[], shown: number): number {
  const newest = files.findLastIndex(({ runs }) => runs);
  let settled = shown;
  for (let at = shown + 1; at < newest; at++) {
    if (hasDrifted(files[at]!)) settled = at;
    else if (isMissing(files[at]!)) break;
  }
  return settled;
}
function hasDrifted({ effects, isUnfinished, makesAnew, shows }: Evidence): boolean {
  const made = effects.filter(({ does }) => does === 'make');
  const there = made.filter(({ inDev }) => inDev === true);
  const missing = effects.filter(({ inDev }) => inDev === false);
  const isPart = ({ fact }: Effect): boolean =>
    there.some((of) => of.shows && of.fact.startsWith('tables\0') && fact.startsWith(`${of.fact}\0columns `));
  return (
    shows && !isUnfinished && !makesAnew && missing.length > 0 && missing.length < there.length && missing.every(isPart)
  );
}

/**
 * A drop shows nothing by itself: what a file makes and a later one drops may never have been in dev. It has run where dev
 * lacks what files made that surely have run.
 */
function throughDrops(files: readonly Evidence[], shown: number): number {
  let settled = shown;
  const maker = new Map<string, number>();
  files.forEach((file, at) => {
    const hasRun = (fact: string) => {
      const by = maker.get(fact);
      return by !== undefined && (by <= settled || files[by]!.shows);
    };
    const dropped = file.effects.filter(({ does, inDev }) => does === 'drop' && inDev === true);
    if (at > settled && file.isInDev && !file.isUnfinished && dropped.some(({ fact }) => hasRun(fact))) settled = at;
    for (const { fact, does } of file.effects) if (does === 'make') maker.set(fact, at);
  });
  return settled;
}
/**
 * Files that are skipped where they have run show nothing alone. One after the other, from the first on, all of what they
 * make is in dev, or one of them took it away again: then they are taken for run. The last does not count by what it
 * makes, as it may be skipped when it comes to run.
 */
function throughMatching(files: readonly Evidence[], from: number): number {
  let settled = from;
  const newest = files.findLastIndex(({ runs }) => runs);
  const lacking = new Set<string>();
  // Since what is settled: whether something was lacking, and whether something is in dev.
  let [wasLacking, isMade] = [false, false];
  for (let at = from + 1; at <= newest; at++) {
    const { isUnfinished, isInDev, effects } = files[at]!;
    if (isUnfinished || (at === newest && lacking.size === 0)) break;
    for (const effect of effects) noteLacking(lacking, effect);
    isMade ||= effects.some(({ does, inDev }) => does !== 'drop' && inDev === true);
    if (lacking.size > 0) wasLacking = true;
    // That what was lacking has been taken away shows nothing by itself.
    else if (isInDev && (!wasLacking || isMade)) {
      settled = at;
      [wasLacking, isMade] = [false, false];
    }
  }
  return settled;
}
/** `lacking`: what files make and dev does not have, until another takes it away. */
function noteLacking(lacking: Set<string>, { fact, does, inDev }: Effect): void {
  if (does === 'drop') {
    for (const each of lacking) if (each === fact || each.startsWith(`${fact}\0`)) lacking.delete(each);
  } else if (inDev === false) lacking.add(fact);
  else if (inDev) lacking.delete(fact);
}
