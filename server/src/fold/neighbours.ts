/** Loose files of one folder that belong together: tables in one, their indexes, keys and triggers in another. */

import { atOnce, type Steps } from '../model/steps';
import { rollsBack } from '../sql/document/rolled-back';
import type { SqlDocument, Statement } from '../sql/document/statement';
import type { DdlOp } from '../sql/read/ops';
import type { QualifiedName } from '../text/names';
import { madeByFiles } from './document-facts';

/** The loose files beside one, of those whose text has one of the words. */
export type Neighbours = (words: readonly string[]) => Steps<readonly SqlDocument[]>;

/**
 * For each file beside it that adds something to the tables and types that `document` makes: that file, of which only those
 * statements run. A file that makes a table itself describes another one, and adds nothing to this.
 */
export function* addedBeside(document: SqlDocument, neighbours: Neighbours): Steps<readonly SqlDocument[]> {
  const made = relationsOf(document);
  if (made.length === 0) return [];
  const beside = yield* neighbours([...new Set(made.map(({ name }) => name))]);
  return beside.flatMap((each) => addedBy(each, made));
}
export const addedTo = (document: SqlDocument, neighbours: Neighbours): readonly SqlDocument[] =>
  atOnce(addedBeside(document, neighbours));
function addedBy(document: SqlDocument, made: readonly QualifiedName[]): readonly SqlDocument[] {
  if (rollsBack(document)) return [];
  const theirs = relationsOf(document);
  const open = made.filter((one) => !theirs.some((other) => mayBeSame(one, other)));
  const isAmong = (names: readonly QualifiedName[], name: QualifiedName): boolean =>
    names.some((one) => mayBeSame(one, name));
  const adds = (op: DdlOp): boolean =>
    subjectsOf(op).some((name) => isAmong(open, name)) || droppedIndexes(op).some((name) => isAmong(theirs, name));
  const isOf = ({ runs, parsed }: Statement, is: (op: DdlOp) => boolean): boolean => runs && parsed.ops.some(is);
  if (!document.statements.some((each) => isOf(each, adds))) return [];
  const runs = (op: DdlOp): boolean => adds(op) || op.op === 'set search path';
  return [{ ...document, statements: document.statements.map((each) => ({ ...each, runs: isOf(each, runs) })) }];
}

function relationsOf(document: SqlDocument): readonly QualifiedName[] {
  return [...madeByFiles([document])].flatMap((key) => {
    const [kind, schema = '', name = ''] = key.split('\0');
    if (kind !== 'relation') return [];
    return schema === '' ? { name } : { schema, name };
  });
}
/** A name without a schema may be in any. */
const mayBeSame = (a: QualifiedName, b: QualifiedName): boolean =>
  a.name === b.name && (a.schema === undefined || b.schema === undefined || a.schema === b.schema);

/** What a statement adds to, or takes back of what it added. */
function subjectsOf(op: DdlOp): readonly QualifiedName[] {
  switch (op.op) {
    case 'create index':
    case 'create trigger':
    case 'create policy':
    case 'alter policy':
    case 'create rule':
    case 'create statistics':
      return [op.table.value];
    case 'alter table':
    case 'alter domain':
    case 'add enum value':
    case 'alter sequence':
      return [op.name.value];
    case 'comment':
      return [(op.object.table ?? op.object.name).value];
    case 'drop':
      return op.objects.flatMap(({ table }) => table?.value ?? []);
    default:
      return [];
  }
}
function droppedIndexes(op: DdlOp): readonly QualifiedName[] {
  return op.op === 'drop' ? op.objects.flatMap(({ kind, name }) => (kind === 'index' ? name.value : [])) : [];
}
