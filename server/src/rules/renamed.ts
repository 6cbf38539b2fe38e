/**
 * Differences that a rename in the files may explain. What PostgreSQL stores follows a rename wherever it stands: a label
 * in a policy, a function in a trigger's WHEN, a table in a body's return type. Reading follows it where it is told
 * apart from other words; elsewhere the old word here and the new one in dev are no difference that is known.
 */
import type { Comparison, Difference, Undecided } from '../compare/difference';
import type { SqlDocument } from '../sql/document/statement';
import type { DdlOp } from '../sql/read/ops';
import { noun, t } from '../text/l10n';
import { wordPattern } from '../text/text';
import { allOps } from './origin-places';

interface Renaming {
  readonly from: string;
  readonly to: string;
  /** A schema: it may not be factsInText. */
  readonly isMove: boolean;
}
export function withoutRenamed(comparison: Comparison, documents: readonly SqlDocument[]): Comparison {
  const textual = comparison.differences.filter((one) => textsOf(one) !== undefined);
  if (textual.length === 0) return comparison;
  const renamings = renamingsIn(documents);
  if (renamings.length === 0) return comparison;
  const undecided: Undecided[] = [];
  const differences = comparison.differences.filter((one) => {
    const renamed = explaining(one, renamings);
    if (renamed) undecided.push(undecidedOf(one, renamed));
    return !renamed;
  });
  return undecided.length === 0 ? comparison : { differences, undecided: [...comparison.undecided, ...undecided] };
}

/** One after the other, a thing may have several names: from each to all that follow it. */
function renamingsIn(documents: readonly SqlDocument[]): readonly Renaming[] {
  const found: Renaming[] = [];
  for (const { statements } of documents)
    for (const { runs, parsed } of statements)
      for (const op of runs ? allOps(parsed.ops) : []) {
        const now = renamingOf(op);
        if (!now || now.from === now.to) continue;
        found.push(...found.filter(({ to }) => to === now.from).map((one) => ({ ...one, to: now.to })), now);
      }
  return found;
}
function renamingOf(op: DdlOp): Renaming | undefined {
  if (op.op === 'rename enum value') return { from: op.from.value, to: op.to.value, isMove: false };
  if (op.op === 'rename') return { from: op.object.name.value.name, to: op.to.value, isMove: false };
  if (op.op !== 'set schema') return undefined;
  return { from: op.object.name.value.schema ?? 'public', to: op.to.value, isMove: true };
}

/** Every text of it has the old word here and the new one in dev. */
function explaining(one: Difference, renamings: readonly Renaming[]): Renaming | undefined {
  const texts = textsOf(one);
  if (!texts || texts.length === 0) return undefined;
  const by = texts.map(([here, there]) => renamings.find((each) => explains(each, here, there)));
  return by.includes(undefined) ? undefined : by[0];
}
function explains({ from, to, isMove }: Renaming, here: string, there: string): boolean {
  const [old, now] = [from, to].map((word) => (text: string) => text.match(wordPattern(word, 'g'))?.length ?? 0);
  return now!(there) > now!(here) && (isMove ? old!(there) <= old!(here) : old!(here) > old!(there));
}
/** What stands on either side, for those that are compared by their text. */
function textsOf(one: Difference): readonly (readonly [here: string, there: string])[] | undefined {
  if (one.what === 'definition') return one.facts.map(({ file = '', dev = '' }) => [file, dev]);
  if (one.what === 'column') return [[factsInText(one.column), factsInText(one.devColumn)]];
  if (one.what !== 'constraint' && one.what !== 'index') return undefined;
  return one.differs === 'definition' && one.file && one.dev
    ? [[factsInText(one.file), factsInText(one.dev)]]
    : undefined;
}
const factsInText = (object: object): string =>
  JSON.stringify(object, (key, value) => (key === 'origins' || key === 'origin' ? undefined : value));

function undecidedOf(one: Difference, { from, to }: Renaming): Undecided {
  const reason = t('{0} is called {1} since, and reading cannot tell whether it is otherwise in dev, too', from, to);
  return { object: objectInDifference(one), reason, origin: one.origin };
}
function objectInDifference(one: Difference): string {
  if (one.what === 'column') return t('{0} {1}', noun('column'), one.column.name);
  if (one.what === 'constraint' || one.what === 'index') return t('{0} {1}', noun(one.what), one.file?.name ?? '');
  return one.what === 'definition' ? t('{0} {1}', noun(one.kind), one.name) : '';
}
