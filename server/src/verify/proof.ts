/** What the scratch PostgreSQL made of a file against what dev has. */
import { compareSchemas } from '../compare/diff';
import type { Comparison, Difference } from '../compare/difference';
import { foldHistory } from '../fold/history';
import { addedBeside, type Neighbours } from '../fold/neighbours';
import { taken } from '../fold/taken-away';
import { objectKey, relationMaps } from '../model/kinds';
import type { Schema } from '../model/schema';
import { atOnce } from '../model/steps';
import { remaining } from '../rules/purpose';
import { rollsBack } from '../sql/document/rolled-back';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { keyOf } from '../text/names';
import { shift, type TextRange } from '../text/text';
import { madeWithOrigins } from './made-with-origins';
import { isToldByText, type ObjectDifference, otherwise } from './object-differences';
import { madeAgain, madeBy, standingBefore, standingFor } from './read-back';
import { type Removal, removalsFor, takingOut } from './removals';
import type { Scratch } from './scratch';

/** A place that is neither proved nor refused, and why. */
export interface Unproved {
  readonly range: TextRange;
  readonly reason: string;
}
export interface Proof {
  readonly differences: readonly Difference[];
  readonly others: readonly { readonly range: TextRange; readonly message: string }[];
  readonly undecided: readonly Unproved[];
  /** Statements that IF NOT EXISTS skips, where what stands is what they would make. */
  readonly equal: readonly Statement[];
}
interface FileRun {
  readonly document: SqlDocument;
  readonly removals: readonly Removal[];
  readonly notKnown: readonly Unproved[];
  readonly skipped: readonly Statement[];
  /** Blocks that make something under a condition. */
  readonly guarded: readonly Statement[];
  /** A pending file's start, as far as its statements may be passed over for what stands there. */
  readonly before: Schema | undefined;
  /** What reading makes of a loose file. */
  readonly end: Schema | undefined;
  readonly neighbours: Neighbours | undefined;
}

/** A loose file: what it makes of dev's own. A pending one: what it would make where IF NOT EXISTS skips. */
export async function heldAgainstDev(scratch: Scratch, dev: Schema, run: FileRun): Promise<Proof> {
  const { document, removals, end, skipped, guarded, before } = run;
  const looked = end && removals.length > 0 ? await loose(scratch, dev, run, end) : nothingFound;
  if (end !== undefined || before === undefined) return inDocument(looked, document, []);
  const passedOver = await remade(scratch, before, document, skipped);
  const inBlocks = await remade(scratch, before, document, guarded);
  // What a block did not make again may hang on more than what stands there.
  const found = [...passedOver.others, ...inBlocks.others.filter(({ open }) => !open)];
  const both: Looked = {
    differences: [...passedOver.differences, ...inBlocks.differences],
    undecided: passedOver.undecided,
    others: found,
  };
  return inDocument(both, document, passedOver.equal);
}

interface Looked extends Comparison {
  readonly others: readonly ObjectDifference[];
}
const nothingFound: Looked = { differences: [], undecided: [], others: [] };

async function loose(scratch: Scratch, dev: Schema, run: FileRun, end: Schema): Promise<Looked> {
  // Read alone are only relations and types.
  const isWhole = run.removals.some(({ what }) => what === 'routine');
  const part = isWhole ? undefined : { over: dev, keys: madeAgain(run.removals) };
  const found = heldLoose(await scratch.schema(part), dev, run, end);
  if (!run.neighbours || found.differences.length + found.others.length === 0) return found;
  let { differences, others } = found;
  // Each by itself: nothing says in which order they run.
  for (const added of atOnce(addedBeside(run.document, run.neighbours))) {
    const texts = added.statements.flatMap(({ runs, parsed }) => (runs ? parsed.text : []));
    const made = await scratch.tryOut(texts, part);
    if (!made) continue;
    const now = heldLoose(made, dev, run, end);
    const messages = new Set(now.others.map(({ message }) => message));
    differences = differences.flatMap(remaining(now.differences));
    others = others.filter(({ message }) => messages.has(message));
  }
  return { ...found, differences, others };
}
/** `made`: what the file has made. */
function heldLoose(made: Schema, dev: Schema, run: FileRun, end: Schema): Looked {
  const known = withoutUnrun(made, run);
  const compared = compareSchemas(madeWithOrigins(known, end, run.removals), dev);
  // Of a statement that did not run that is said already.
  const unrun = new Set<TextRange | undefined>(run.notKnown.map(({ range }) => range));
  return {
    differences: withoutNews(
      compared.differences.filter((one) => !isToldByText(one)),
      run.removals,
    ),
    undecided: compared.undecided,
    others: run.removals
      .filter(({ origin }) => !unrun.has(run.document.statements[origin.statement]?.range))
      .flatMap((removal) => otherwise(removal, known, dev, rollsBack(run.document))),
  };
}

/** What a statement that did not run would have made is not known. */
function withoutUnrun(made: Schema, { document, notKnown }: FileRun): Schema {
  const unknown = [...made.unknown];
  for (const { range, reason } of notKnown) {
    const statement = document.statements.find((one) => one.range === range);
    const named = statement ? statement.parsed.ops.flatMap(madeBy) : undefined;
    if (named === undefined || statement?.parsed.status !== 'ok') unknown.push({ object: '*', reason });
    for (const name of named ?? [])
      for (const schema of name.schema === undefined ? made.searchPath : [name.schema])
        unknown.push({ object: objectKey('table', schema, name.name), reason });
  }
  return { ...made, unknown };
}
/**
 * Where a CREATE TABLE makes the table as dev has it, what other statements of the file add to it is new: it is what the
 * file is for.
 */
function withoutNews(differences: readonly Difference[], removals: readonly Removal[]): Difference[] {
  const created = new Map(removals.filter(({ what }) => what === 'table').map(({ key, origin }) => [key, origin]));
  const wrong = new Set(
    differences.flatMap((one) => {
      const key = tableKeyOf(one);
      const made = key === undefined ? undefined : created.get(key);
      return made && one.origin.statement === made.statement ? [key] : [];
    }),
  );
  return differences.filter((one) => {
    const key = tableKeyOf(one);
    return key === undefined || !created.has(key) || wrong.has(key);
  });
}
function tableKeyOf(difference: Difference): string | undefined {
  return 'table' in difference ? keyOf(difference.table) : undefined;
}

/**
 * What stands where a pending file's statements may pass over what they would make; undefined: nothing does. `isFirst`:
 * nothing has run on the base.
 */
export async function standingAtStart(
  scratch: Scratch,
  base: Schema,
  { statements }: SqlDocument,
  isFirst: boolean,
): Promise<Schema | undefined> {
  const keys = standingBefore(statements, base);
  const isThere = (key: string): boolean => relationMaps.some((map) => base[map].has(key));
  if (keys.length === 0 || (isFirst && !keys.some(isThere))) return undefined;
  return scratch.schema({ over: base, keys });
}
/** Run where what stood in their way is moved aside, and undone. `stands`: what did. */
async function remade(
  scratch: Scratch,
  stands: Schema,
  document: SqlDocument,
  skipped: readonly Statement[],
): Promise<Looked & { readonly equal: readonly Statement[] }> {
  if (skipped.length === 0) return { ...nothingFound, equal: [] };
  const keys = standingFor(skipped, stands.searchPath);
  const part = { ...document, statements: skipped.map((statement, index) => ({ ...statement, index })) };
  const dev = { schema: stands, readAt: 0, label: '', fingerprint: '', applied: [] };
  const fold = foldHistory({ convention: undefined, files: [part], dev });
  const removals = removalsFor(fold.files[0]!, stands).filter(({ sql }) => sql !== undefined);
  const made = await scratch.tryOut([...takingOut(removals), ...skipped.map(({ parsed }) => parsed.text)], {
    over: stands,
    keys,
  });
  const compared = made ? compareSchemas(madeWithOrigins(made, fold.end, removals), stands) : nothingFound;
  const gone = taken(part);
  const isReplaced = (one: Difference): boolean =>
    one.what === 'constraint' &&
    gone.some(
      ({ name, part: of }) => name.name === one.table.name && of?.kind === 'constraint' && of.name === one.dev?.name,
    );
  // Keys and indexes may come from other statements; what a block takes away first, it replaces on purpose.
  const differences = compared.differences.filter(
    (one) =>
      !isReplaced(one) &&
      !isToldByText(one) &&
      (!(one.what === 'constraint' || one.what === 'index') || one.file !== undefined),
  );
  const others = made ? removals.flatMap((removal) => ofItself(removal, made, stands)) : [];
  const judged = new Set(removals.map(({ origin }) => origin.statement));
  const open = new Set([...differences, ...compared.undecided, ...others].map(({ origin }) => origin?.statement));
  return {
    differences: differences.map((one) => ({ ...one, origin: back(one.origin, skipped) })),
    undecided: compared.undecided.map((one) => ({ ...one, origin: one.origin && back(one.origin, skipped) })),
    others: others.map((one) => ({ ...one, origin: back(one.origin, skipped) })),
    equal: made ? skipped.filter((_, index) => judged.has(index) && !open.has(index)) : [],
  };
}
/** Triggers, policies, row security and the like come to a table by other statements. */
const ofItself = (removal: Removal, made: Schema, stands: Schema): ObjectDifference[] =>
  removal.what === 'table' ? [] : otherwise(removal, made, stands);
function back<T extends { readonly statement: number }>(origin: T, statements: readonly Statement[]): T {
  return { ...origin, statement: statements[origin.statement]?.index ?? origin.statement };
}

function inDocument(
  { differences, undecided, others }: Looked,
  document: SqlDocument,
  equal: readonly Statement[],
): Proof {
  const at = ({ statement, start, end }: Removal['origin']): TextRange =>
    shift({ start, end }, document.statements[statement]?.range.start ?? 0);
  return {
    differences,
    others: others.flatMap(({ origin, message, open }) => (open ? [] : [{ range: at(origin), message }])),
    undecided: [
      ...others.flatMap(({ origin, message, open }) => (open ? [{ range: at(origin), reason: message }] : [])),
      ...undecided.map(({ object, reason, origin }) => ({
        range: origin ? at(origin) : { start: 0, end: 0 },
        reason: `${object}: ${reason}`,
      })),
    ],
    equal,
  };
}
