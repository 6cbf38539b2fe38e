/** The way back of a migration, worked out by running it there and back. */
import { existingDown, piecesOf, placeForDown } from '../conventions/new-files';
import { fileOf, parseWayBack } from '../conventions/project';
import { emptySchema } from '../model/schema';
import { scriptBack } from '../plan/script';
import type { SqlDocument } from '../sql/document/statement';
import { t } from '../text/l10n';
import { present } from '../text/present';
import type { TextRange } from '../text/text';
import { looseGround } from '../verify/loose-ground';
import { onRoundTrip } from '../verify/on-round-trip';
import type { WayBack } from '../verify/round-trip';
import { asSent } from '../verify/sender';
import { MOST_KEPT_TABLES } from '../verify/warm';
import { pathOfUri } from './files';
import type { FileView } from './snapshot';
import type { Workspace } from './workspace';

interface Rollback extends Omit<WayBack, 'plan'> {
  /** Statements with comments before them. */
  readonly statements: readonly string[];
  /** Where the tool looks for it; absent: nowhere that it would not run it. Paths are relative to the history's folder. */
  readonly place?: NonNullable<ReturnType<typeof placeForDown>>;
  /** What undoes it now, and where that stands; the proof is of this one. */
  readonly existing?: { readonly path: string; readonly text: string };
}

/** @throws Error that says why it cannot be had; DevSourceError when cancelled */
export async function rollbackOf(workspace: Workspace, view: FileView, options: Options = {}): Promise<Rollback> {
  const { document, convention } = view;
  const path = pathOfUri(document.uri);
  const entry = convention && path !== undefined ? fileOf(convention, path) : undefined;
  if (entry && !entry.runs)
    throw new Error(t('The migration tool does not run this file, so nothing is to be undone.'));
  const runner = await workspace.beside.runner();
  if (!runner)
    throw new Error(
      workspace.status.state === 'untrusted'
        ? t('The workspace is not trusted, so nothing is run, and nothing shows what it makes.')
        : t('Nothing is run here (devschema.verify.run is off), so nothing shows what it makes.'),
    );
  const unread = view.history.unread?.get(document.uri);
  if (unread !== undefined) throw new Error(t('Nothing shows what it makes: {0}.', unread));
  const { base, before } = groundOf(workspace, view);
  const { upTo } = options;
  const existing = convention && entry && upTo === undefined ? existingDown(convention, entry, document) : undefined;
  const parts = toUndo(view, upTo, existing !== undefined);
  const own = parts.map((one) => asSent({ document: one, standing: 'pending' }, convention, base));
  const { dev } = workspace;
  const ground = !convention && dev ? looseGround(parts[0]!, dev) : undefined;
  const downs = new Map(existing && options.existing ? [[document, rollbackStatements(existing.text, view)]] : []);
  const texts = [...before, ...own].flatMap((one) => one.document.statements.map(({ parsed }) => parsed.text));
  const ways = await onRoundTrip<readonly WayBack[] | string>(
    { base, texts, ...runner, ...present({ signal: options.signal }) },
    async (roundTrip) => {
      let missing = await roundTrip.begin(before, ground);
      for (const file of own) missing ??= await roundTrip.go(file);
      return missing ?? roundTrip.back(downs);
    },
    (reason) => reason,
  );
  if (typeof ways === 'string') throw cannotRun(workspace, ways);
  const scripts = ways.map(({ plan, gone }) => scriptBack(plan, gone));
  const place =
    convention && entry && !existing && upTo === undefined
      ? placeForDown(convention, entry.path, document.text, scripts)
      : undefined;
  const gone = ways.flatMap((way) => way.gone);
  // The first of the file comes last: its proof is of all, where those after it are proved.
  const unproved = ways.findLast(({ proof }) => proof.outcome !== 'proved');
  const { proof } = unproved ?? ways[0]!;
  return {
    gone,
    proof: onDev(workspace, proof),
    statements: scripts.toReversed().flat(),
    ...present({ place, existing }),
  };
}
function cannotRun({ dev, devProblem }: Workspace, why: string): Error {
  return new Error(
    dev || devProblem === undefined
      ? t('The migration itself cannot be run: {0}.', why)
      : t('There is no dev ({0}), and without it the migration itself cannot be run: {1}.', devProblem, why),
  );
}
/** What holds on nothing, or on the files alone, need not hold on the dev that was not read: it may have what is made here. */
function onDev({ dev, devProblem }: Workspace, proof: WayBack['proof']): WayBack['proof'] {
  if (dev || proof.outcome !== 'proved') return proof;
  const why = devProblem ?? t('nothing says what it is');
  return {
    outcome: 'not known',
    said: t('Not proved: dev was not read ({0}), and what is there before the migration is not known.', why),
  };
}

/** The file, in pieces that are undone each by itself, or what of it has run. @throws Error where that is nothing */
function toUndo({ document, convention }: FileView, upTo: number | undefined, isWhole: boolean): SqlDocument[] {
  if (upTo === undefined) {
    const pieces = convention && !isWhole ? piecesOf(convention, document.text) : [];
    return pieces.length > 1 ? pieces.map((piece) => onlyIn(document, piece)) : [document];
  }
  const has = onlyIn(document, { start: 0, end: endOfLine(document.text, upTo) });
  if (has.statements.some(({ runs }) => runs)) return [has];
  throw new Error(t('No statement runs in it that begins on line {0} or before.', upTo));
}
/** Where line `line` ends, from 1 on. */
function endOfLine(text: string, line: number): number {
  let at = 0;
  for (let passed = 0; passed < line; passed++) {
    const end = text.indexOf('\n', at);
    if (end < 0) return text.length;
    at = end + 1;
  }
  return at;
}
/** The document with only the statements of one piece to be run. */
const onlyIn = (document: SqlDocument, { start, end }: TextRange): SqlDocument => ({
  ...document,
  statements: document.statements.map((one) =>
    one.range.start >= start && one.range.start < end ? one : { ...one, runs: false },
  ),
});
interface Options {
  /** Proved is the way back that there is, if there is one. */
  readonly existing?: boolean;
  /** Undone are only the statements that begin on this line or before: of a run that failed after them. */
  readonly upTo?: number;
  readonly signal?: AbortSignal;
}

/** What it runs on: what the files before it make where it has run, else dev with the pending ones before it. */
function groundOf({ dev }: Workspace, { convention, history, folded }: FileView) {
  const empty = emptySchema(dev?.schema.serverVersion);
  const base = folded.standing === 'applied' ? empty : (dev?.schema ?? empty);
  if (base.tables.size > MOST_KEPT_TABLES)
    throw new Error(
      t('Dev has {0} tables, more than the {1} that are made for a run.', base.tables.size, MOST_KEPT_TABLES),
    );
  if (!convention) return { base, before: [] };
  const earlier = history.files.slice(0, history.files.indexOf(folded)).filter((file) => {
    const runs = file.document.statements.some((statement) => statement.runs);
    return runs && (folded.standing === 'applied' || file.standing === 'pending');
  });
  const before = earlier.map((file) => asSent({ document: file.document, standing: 'pending' }, convention, base));
  return { base, before };
}
function rollbackStatements(text: string, { document, convention }: FileView): readonly string[] {
  const parsed = parseWayBack(convention, document.uri, text);
  return parsed.statements.map((one) => one.parsed.filled?.text ?? one.parsed.text);
}
