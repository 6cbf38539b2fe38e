/** What of the end of a history's files is not known, because more may have run than is seen. */
import type { Schema, Unknown } from '../model/schema';
import { factKey } from '../model/unknown';
import { whyNotIncluded } from '../sql/document/includes';
import type { FileFold } from './fold-file';

const openEnds = new WeakMap<Schema, { readonly added: string; readonly schema: Schema }>();
/**
 * The schema, and what is not known of it: what the last of `open`, the files that have run or may have, leaves not known,
 * and what their includes make. The same schema again for the same of these.
 */
export function withOpen(end: Schema, open: readonly FileFold[]): Schema {
  const known = new Set(end.unknown.map(keyOfUnknown));
  const unknown = [...(open.at(-1)?.end.unknown ?? []), ...open.flatMap(includesOf)];
  const added = new Map(unknown.map((one) => [keyOfUnknown(one), one] as const).filter(([key]) => !known.has(key)));
  if (added.size === 0) return end;
  const text = JSON.stringify([...added]);
  const same = openEnds.get(end);
  if (same?.added === text) return same.schema;
  const schema = { ...end, unknown: [...end.unknown, ...added.values()] };
  openEnds.set(end, { added: text, schema });
  return schema;
}
const keyOfUnknown = ({ object, fact }: Unknown): string => `${object}\0${fact ? factKey(fact) : ''}`;
/** Before the first statement of all there is nothing that they may change. */
function includesOf({ document }: FileFold, at: number): Unknown[] {
  const first = document.statements[0]?.range.start ?? Number.POSITIVE_INFINITY;
  const after = document.skipped.filter(({ range }) => at > 0 || range.start > first);
  const reason = after.map(whyNotIncluded).find((each) => each !== undefined);
  return reason === undefined ? [] : [{ object: '*', reason }];
}
