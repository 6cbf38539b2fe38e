/** What a statement has to do with schemas that are not read: the base lacks what they hold, so that a run of it tells nothing. */
import type { Schema } from '../model/schema';
import { unknowns } from '../model/unknown';
import type { Statement } from '../sql/document/statement';
import type { DdlOp } from '../sql/read/ops';
import { t } from '../text/l10n';
import { type QualifiedName, quoteIdentifier } from '../text/names';

/** Why a statement that has run, or was refused for what is not there, is not known; undefined: it is of what is read. */
export function leftOutBy({ parsed }: Statement, base: Schema): string | undefined {
  const out = unknowns(base).contents;
  if (out.size === 0) return undefined;
  const schemas = parsed.ops.flatMap(namesTouched).map(({ schema }) => schema ?? leftOutInPath(base, out));
  const found = schemas.find((schema) => schema !== undefined && out.has(schema));
  return found === undefined ? undefined : saidOf(found);
}
/** Why what a statement names anywhere, in a query or as a type, is not known: a name with such a schema before it. */
export function namesLeftOut({ parsed: { text } }: Statement, base: Schema): string | undefined {
  const out = unknowns(base).contents;
  if (out.size === 0) return undefined;
  for (const [, quoted, bare] of text.matchAll(/(?:"((?:[^"]|"")+)"|([\p{L}_][\p{L}\p{N}_$]*))\s*\./gu)) {
    const name = quoted?.replaceAll('""', '"') ?? bare!.toLowerCase();
    if (out.has(name)) return saidOf(name);
  }
  return undefined;
}
/** Why a name that PostgreSQL does not find may be in dev. */
export function mayBeLeftOut(message: string, base: Schema): string | undefined {
  const out = unknowns(base).contents;
  const isBare = !/"[^"]+\.[^"]+"|\b\w+\.\w+\(/.test(message);
  const words = [...message.matchAll(/"([^"]+)"|[\w$]+/g)].map(([word, quoted = word]) => quoted.split('.')[0]!);
  const found = words.find((word) => out.has(word)) ?? (isBare ? leftOutInPath(base, out) : undefined);
  return found === undefined ? undefined : saidOf(found);
}
const saidOf = (schema: string): string =>
  t('schema {0} is not read, so that what it holds is not known', quoteIdentifier(schema));
const leftOutInPath = ({ searchPath }: Schema, out: ReadonlyMap<string, unknown>): string | undefined =>
  searchPath.find((name) => out.has(name));
/** Of what it makes, changes or drops. */
function namesTouched(op: DdlOp): QualifiedName[] {
  if (op.op === 'block') return op.body.flatMap((each) => namesTouched(each.op));
  if (op.op === 'create schema') return op.elements.flatMap(namesTouched);
  if (op.op === 'drop') return op.objects.map(({ name, table }) => (table ?? name).value);
  if ('table' in op && op.table && typeof op.table === 'object' && 'value' in op.table)
    return [op.table.value as QualifiedName];
  return 'name' in op && op.name && typeof op.name === 'object' && typeof op.name.value === 'object'
    ? [op.name.value]
    : [];
}
