/**
 * Files that have run in dev, run anew one after the other: each on what those before it make. All must run, and what they
 * have made in the end has to be what dev has. They ran there once: a refusal here, or a difference that reading does not
 * find, may come of rows, of the time or of another server, so it is not known and not wrong, unless nothing that decides
 * by such has to do with it.
 */

import { type Aside, asideFor, asidesOf } from '../compare/difference';
import type { FoldedHistory } from '../fold/folded';
import { neverThere, type StillThere, stillThere } from '../fold/still-there';
import type { DevSchema } from '../model/dev';
import type { Origin } from '../model/schema';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { t } from '../text/l10n';
import { shift, type TextRange } from '../text/text';
import { type Ends, heldInTheEnd } from './applied-ends';
import { mayDependOn } from './depends-on-dev';
import { byPsql, notRun, whole } from './not-run';
import type { Unproved, VerifiedFile, VerifyResult } from './result';
import { Scratch, type ScratchOptions } from './scratch';
import { Sender } from './sender';
import { pendingTexts } from './verify';

const BASE = t('what the files before it make');

/** Undefined: none has run in dev. @throws DevSourceError when the scratch PostgreSQL does not start, ends or is cancelled */
export async function verifyApplied(
  { files, end, pendingEnd }: FoldedHistory,
  dev: DevSchema,
  options: Omit<ScratchOptions, 'base' | 'texts'>,
): Promise<VerifyResult | undefined> {
  const applied = files.filter(({ standing }) => standing === 'applied');
  const base = applied[0]?.before(0);
  if (!base) return undefined;
  const documents = applied.map(({ document }) => document);
  const pending = new Set(files.flatMap(({ standing, document }) => (standing === 'pending' ? [document.uri] : [])));
  const texts = pendingTexts(documents.map((document) => ({ document, standing: 'pending' })));
  const scratch = new Scratch({ base, texts, ...options });
  try {
    await scratch.start();
    const runs: FileRun[] = [];
    for (const document of documents) {
      options.progress?.(t('running migrations'), runs.length, documents.length);
      runs.push(await runFile(scratch, document));
    }
    const isFollowed = scratch.missing.length === 0 && runs.every(isFollowedTo);
    const left = runs.flatMap((run) => run.left);
    const ends = heldInTheEnd(
      { made: await scratch.schema(), dev: dev.schema, read: end, later: pendingEnd, pending },
      isFollowed ? mayDependOn(documents, left) : () => true,
    );
    const undone = applied.flatMap((file) => [
      ...stillThere(file, () => end, dev.schema),
      ...neverThere(file, () => end, dev.schema),
    ]);
    const verified = runs.map((run) => verifiedFile(run, ends, undone));
    return { files: verified, missing: scratch.missing.map(({ reason }) => reason), version: scratch.version };
  } finally {
    await scratch.close();
  }
}

interface FileRun {
  readonly document: SqlDocument;
  readonly ran: number;
  /** What ran it ended in it. */
  readonly isBroken?: boolean;
  readonly notKnown: readonly Unproved[];
  /** Statements that were not run, or refused. */
  readonly left: readonly Statement[];
  /** Why none of it is run. */
  readonly never?: string;
}
/** All that it may do is known by its statements; what the tool does not run has done nothing. */
const isFollowedTo = ({ document, left, notKnown }: FileRun): boolean =>
  document.unreadable === undefined && document.passedOver === undefined && notKnown.length === left.length;
async function runFile(scratch: Scratch, document: SqlDocument): Promise<FileRun> {
  const never = whole(document);
  if (never !== undefined) return { document, ran: 0, notKnown: [], left: [], never };
  const notKnown: Unproved[] = document.skipped.flatMap(byPsql);
  const left: Statement[] = [];
  let [ran, isBroken] = [0, false];
  const sender = new Sender(scratch, { document });
  for (const statement of document.statements) {
    if (!statement.runs) continue;
    const reason = notRun(statement);
    const sent = reason === undefined ? await sender.send(statement) : undefined;
    const failed = sent?.failed[0];
    const open =
      reason ?? sent?.broken ?? (failed && t('it has run in dev, and is refused here: {0}', failed.failure.message));
    isBroken ||= sent?.broken !== undefined;
    if (open === undefined) {
      ran++;
      continue;
    }
    notKnown.push({ range: statement.range, reason: open });
    left.push(statement);
  }
  const [late] = await sender.end();
  const broken = late?.failure.message ?? (await scratch.finish());
  if (broken !== undefined) notKnown.push({ range: { start: 0, end: document.text.length }, reason: broken });
  return { document, ran, isBroken, notKnown, left };
}

function verifiedFile(
  { document, ran, isBroken, notKnown, never }: FileRun,
  { differences, open, others, commented }: Ends,
  undone: readonly StillThere[],
): VerifiedFile {
  const nothing = { document, ran: 0, isUnproved: false, refusals: [], differences: [], others: [] } as const;
  if (never !== undefined)
    return {
      ...nothing,
      outcome: 'not known',
      notKnown: [{ range: { start: 0, end: document.text.length }, reason: never }],
    };
  const own = <T extends { readonly origin: Origin }>(all: readonly T[]): T[] =>
    all.filter(({ origin }) => origin.uri === document.uri);
  const at = ({ statement, ...range }: Origin): TextRange =>
    shift(range, document.statements[statement]?.range.start ?? 0);
  const places = [...notKnown, ...own(open).map(({ origin, reason }) => ({ range: at(origin), reason }))];
  const differing = own(differences);
  // What was undone in dev is told by the rule about files that have run.
  const found = own(others).map(({ origin, message }) => ({ range: at(origin), message }));
  const isOther = found.length > 0 || own(undone).length > 0 || !differing.every((one) => asideFor(one, false));
  const outcome = isOther ? 'differs' : places.length > 0 ? 'not known' : 'proved';
  const isUnproved = outcome === 'not known' && isBroken === true;
  const noted = own(commented).map((): Aside => 'comment');
  const aside = [...new Set([...asidesOf(differing, false), ...noted])];
  const told = { differences: differing, others: found, notKnown: places };
  return { ...nothing, outcome, base: BASE, ran, isUnproved, aside, ...told };
}
