/** What the scratch PostgreSQL made of a file against what dev has. */
import { compareSchemas } from '../compare/diff';
import type { Aside, Difference } from '../compare/difference';
import { foldHistory } from '../fold/history';
import { relationMaps } from '../model/kinds';
import type { Schema } from '../model/schema';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { shift, type TextRange } from '../text/text';
import { madeWithOrigins } from './made-with-origins';
import { isToldByText, type ObjectDifference, otherwise } from './object-differences';
import { type FileRun, heldAlone, type Looked } from './proof-loose';
import { standingBefore, standingFor } from './read-back';
import { type Removal, removalsFor, takingOut } from './removals';
import { Replaced } from './replaced';
import type { Unproved } from './result';
import type { Scratch } from './scratch';

export interface Proof {
  readonly differences: readonly Difference[];
  readonly others: readonly { readonly range: TextRange; readonly message: string }[];
  readonly undecided: readonly Unproved[];
  readonly asides: readonly Aside[];
  /** Of a loose file: it then changes what it makes as dev has it. */
  readonly changes?: true;
  /** Statements that IF NOT EXISTS skips, where what stands is what they would make. */
  readonly equal: readonly Statement[];
}
/** A loose file: what it makes of dev's own. A pending one: what it would make where IF NOT EXISTS skips. */
export async function heldAgainstDev(scratch: Scratch, dev: Schema, run: FileRun): Promise<Proof> {
  const { document, removals, end, skipped, guarded, before } = run;
  const looked = end && removals.length > 0 ? await heldAlone(scratch, dev, run, end) : nothingFound;
  if (end !== undefined || before === undefined) return inDocument(looked, document, []);
  const passedOver = await remade(scratch, before, run, skipped, skipped);
  // What is dropped first is replaced on purpose, be it by a block.
  const inBlocks = await remade(scratch, before, run, guarded, document.statements);
  // What a block did not make again may hang on more than what stands there.
  const found = [...passedOver.others, ...inBlocks.others.filter(({ open }) => !open)];
  const both: Looked = {
    differences: [...passedOver.differences, ...inBlocks.differences],
    undecided: passedOver.undecided,
    others: found,
  };
  return inDocument(both, document, passedOver.equal);
}

const nothingFound: Looked = { differences: [], undecided: [], others: [] };

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
/** Run where what stood in their way is moved aside, and undone. `stands`: what did, but for what the statements `taking` take away. */
async function remade(
  scratch: Scratch,
  stands: Schema,
  { document }: FileRun,
  skipped: readonly Statement[],
  taking: readonly Statement[],
): Promise<Looked & { readonly equal: readonly Statement[] }> {
  if (skipped.length === 0) return { ...nothingFound, equal: [] };
  const keys = standingFor(skipped, stands.searchPath);
  const part = { ...document, statements: skipped.map((statement, index) => ({ ...statement, index })) };
  const dev = { schema: stands, readAt: 0, label: '', fingerprint: '', applied: [] };
  const fold = foldHistory({ convention: undefined, files: [part], dev });
  const removals = removalsFor(fold.files[0]!, stands).filter(({ sql }) => sql !== undefined);
  const made = await scratch.tryOut([...takingOut(removals), ...skipped.map(inTransaction)], {
    over: stands,
    keys,
  });
  const compared = made ? compareSchemas(madeWithOrigins(made, fold.end, removals), stands) : nothingFound;
  const replaced = new Replaced({ ...document, statements: taking }, stands);
  // Keys and indexes may come from other statements.
  const differences = compared.differences.filter(
    (one) =>
      !replaced.difference(one) &&
      !isToldByText(one) &&
      (!(one.what === 'constraint' || one.what === 'index') || one.file !== undefined),
  );
  const stood = removals.filter((one) => !replaced.removal(one));
  const others = made ? stood.flatMap((removal) => ofItself(removal, made, stands)) : [];
  const judged = new Set(removals.map(({ origin }) => origin.statement));
  const open = new Set(
    [...differences, ...compared.undecided, ...others.filter(({ aside }) => !aside)].map(
      ({ origin }) => origin?.statement,
    ),
  );
  return {
    differences: differences.map((one) => ({ ...one, origin: back(one.origin, skipped) })),
    undecided: compared.undecided.map((one) => ({ ...one, origin: one.origin && back(one.origin, skipped) })),
    others: others.map((one) => ({ ...one, origin: back(one.origin, skipped) })),
    equal: made ? skipped.filter((_, index) => judged.has(index) && !open.has(index)) : [],
  };
}
/** Nothing else is there to be locked out, and no transaction takes the word. */
const inTransaction = ({ parsed: { text, ops } }: Statement): string =>
  ops.some((op) => op.op === 'create index' && op.concurrently) ? text.replace(/\bconcurrently\b/i, '') : text;
/** Triggers, policies, row security and the like come to a table by other statements. */
const ofItself = (removal: Removal, made: Schema, stands: Schema): ObjectDifference[] =>
  removal.what === 'table' ? [] : otherwise(removal, made, stands);
function back<T extends { readonly statement: number }>(origin: T, statements: readonly Statement[]): T {
  return { ...origin, statement: statements[origin.statement]?.index ?? origin.statement };
}

function inDocument(
  { differences, undecided, others, changes }: Looked,
  document: SqlDocument,
  equal: readonly Statement[],
): Proof {
  const at = ({ statement, start, end }: Removal['origin']): TextRange =>
    shift({ start, end }, document.statements[statement]?.range.start ?? 0);
  return {
    differences,
    asides: others.flatMap(({ aside }) => aside ?? []),
    others: others.flatMap(({ origin, message, open, aside }) =>
      open || aside ? [] : [{ range: at(origin), message }],
    ),
    undecided: [
      ...others.flatMap(({ origin, message, open }) => (open ? [{ range: at(origin), reason: message }] : [])),
      ...undecided.map(({ object, reason, origin }) => ({
        range: origin ? at(origin) : { start: 0, end: 0 },
        reason: `${object}: ${reason}`,
      })),
    ],
    equal,
    ...(changes && { changes }),
  };
}
