/** What a loose file makes of dev's own, as the scratch PostgreSQL has it. */
import { compareSchemas } from '../compare/diff';
import type { Comparison } from '../compare/difference';
import { remaining } from '../compare/remaining';
import { addedTo, type Neighbours } from '../fold/neighbours';
import { objectKey } from '../model/kinds';
import type { Schema } from '../model/schema';
import { rollsBack } from '../sql/document/rolled-back';
import type { SqlDocument, Statement } from '../sql/document/statement';
import type { TextRange } from '../text/text';
import { madeWithOrigins } from './made-with-origins';
import { isToldByText, type ObjectDifference, otherwise } from './object-differences';
import { madeAgain, madeBy } from './read-back';
import type { Removal } from './removals';
import type { Scratch } from './scratch';
import { isOnlyWhereMissing, withoutNews } from './without-news';

export interface FileRun {
  readonly document: SqlDocument;
  readonly removals: readonly Removal[];
  readonly notKnown: readonly { readonly range: TextRange; readonly reason: string }[];
  readonly skipped: readonly Statement[];
  /** Blocks that make something under a condition. */
  readonly guarded: readonly Statement[];
  /** A pending file's start, as far as its statements may be passed over for what stands there. */
  readonly before: Schema | undefined;
  /** What reading makes of a loose file. */
  readonly end: Schema | undefined;
  readonly neighbours: Neighbours | undefined;
}

export interface Looked extends Comparison {
  readonly others: readonly ObjectDifference[];
  /** What it makes as dev has it, it then changes: that is left out of the differences. */
  readonly changes?: true;
}
const notAlone: ReadonlySet<Removal['what']> = new Set(['routine', 'statistics', 'collation', 'other']);
/** `end`: what reading makes of it. */
export async function heldAlone(scratch: Scratch, dev: Schema, run: FileRun, end: Schema): Promise<Looked> {
  // Read alone are only relations and types.
  const isWhole = run.removals.some(({ what }) => notAlone.has(what));
  const part = isWhole ? undefined : { over: dev, keys: madeAgain(run.removals) };
  const found = heldLoose(await scratch.schema(part), dev, run, end);
  if (!run.neighbours || found.differences.length + found.others.length === 0) return found;
  let { differences, others } = found;
  // Each by itself: nothing says in which order they run.
  for (const added of addedTo(run.document, run.neighbours)) {
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
  const placed = madeWithOrigins(known, end, run.removals);
  const compared = compareSchemas(placed, dev);
  // Of a statement that did not run that is said already.
  const unrun = new Set<TextRange | undefined>(run.notKnown.map(({ range }) => range));
  const told = compared.differences.filter((one) => !isToldByText(one));
  const differences = withoutNews(told, run);
  const objects = run.removals
    .filter(({ origin }) => !unrun.has(run.document.statements[origin.statement]?.range))
    .flatMap((removal) => {
      const found = otherwise(removal, placed, dev, rollsBack(run.document));
      const mayAdd = removal.what === 'table' && isOnlyWhereMissing(run.document, removal.origin.statement);
      return found.map((one) => ({ one, isNews: mayAdd && one.isAdded }));
    });
  const others = objects.flatMap(({ one, isNews }) => (isNews ? [] : one));
  const changes = differences.length < told.length || others.length < objects.length;
  return { differences, undecided: compared.undecided, others, ...(changes && { changes }) };
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
