/**
 * What the way back of a loose file starts from: dev without what the file makes plainly. What IF NOT EXISTS or a condition
 * of a block passes over where it is there stays: it may have been there before, and then its rows are not the file's.
 */
import { foldHistory } from '../fold/history';
import type { DevSchema } from '../model/dev';
import type { SqlDocument } from '../sql/document/statement';
import type { DdlOp } from '../sql/read/ops';
import { kindBefore } from './object-differences';
import { type Removal, removalsFor, takingOut } from './removals';

export interface LooseGround {
  /** What takes out of dev what the file makes. */
  readonly out: readonly string[];
  /** What stays in it though the file may have made it: `table public.users`. */
  readonly stays: readonly string[];
}
export function looseGround(document: SqlDocument, dev: DevSchema): LooseGround {
  const stays = new Set<string>();
  for (let part = document; ; ) {
    const fold = foldHistory({ convention: undefined, files: [part], dev });
    const removals = removalsFor(fold.files[0]!, dev.schema);
    const passed = removals.filter((one) => one.sql !== undefined && mayPassOver(one, document));
    for (const { what, shown } of passed) stays.add(`${kindBefore(what)}${shown}`);
    // What follows one that is passed over meets what dev has.
    const less = without(part, new Set(passed.map(({ origin }) => origin.statement)));
    if (!less) return { out: takingOut(removals.filter((one) => !passed.includes(one))), stays: [...stays] };
    part = less;
  }
}
/** Undefined where there is nothing more to leave out. */
function without(document: SqlDocument, passed: ReadonlySet<number>): SqlDocument | undefined {
  const left = document.statements.filter(
    ({ index, runs, parsed }) =>
      runs && passed.has(index) && parsed.ops.every((op) => op.op !== 'alter table' || op.commands.length === 1),
  );
  if (left.length === 0) return undefined;
  const statements = document.statements.map((one) => (left.includes(one) ? { ...one, runs: false } : one));
  return { ...document, statements };
}
const mayPassOver = ({ origin }: Removal, { statements }: SqlDocument): boolean =>
  statements[origin.statement]?.parsed.ops.some((op) => isConditional(op, origin.start)) ?? false;
/** `start`: where it names what it makes. */
function isConditional(op: DdlOp, start: number): boolean {
  if (op.op === 'block')
    return op.catches.length > 0 || op.body.some((each) => each.conditional || isConditional(each.op, start));
  if (op.op === 'alter table')
    return op.commands.some(
      (one) => one.command === 'add column' && one.ifNotExists && one.column.name.range.start === start,
    );
  return op.op === 'create sequence' ? op.conditional : 'ifNotExists' in op && op.ifNotExists;
}
