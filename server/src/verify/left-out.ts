/** What a statement has to do with schemas that are not read: the base lacks what they hold, so that a run of it tells nothing. */
import { LEFT_OUT } from '../dev/introspect/namespaces';
import { objectKey } from '../model/kinds';
import type { Schema } from '../model/schema';
import type { Statement } from '../sql/document/statement';
import type { DdlOp } from '../sql/read/ops';
import { t } from '../text/l10n';
import { type QualifiedName, quoteIdentifier } from '../text/names';
import { escapePattern, wordPattern } from '../text/text';

/** Why a statement that has run, or was refused for what is not there, is not known; undefined: it is of what is read. */
export function leftOutBy({ parsed }: Statement, base: Schema): string | undefined {
  const out = schemasLeftOut(base);
  if (out.length === 0) return undefined;
  const path = base.searchPath.find((name) => out.includes(name));
  const names = parsed.ops.flatMap(namesTouched);
  const named = out.find((name) => names.some(({ schema }) => schema === name) || isQualifiedBy(parsed.text, name));
  const found = named ?? (names.some(({ schema }) => schema === undefined) ? path : undefined);
  return found === undefined ? undefined : saidOf(found);
}
/** Why a name that PostgreSQL does not find may be in dev. */
export function mayBeLeftOut(message: string, base: Schema): string | undefined {
  const out = schemasLeftOut(base);
  const isBare = !/"[^"]+\.[^"]+"|\b\w+\.\w+\(/.test(message);
  const found =
    out.find((name) => wordPattern(name).test(message)) ??
    (isBare ? base.searchPath.find((name) => out.includes(name)) : undefined);
  return found === undefined ? undefined : saidOf(found);
}
const saidOf = (schema: string): string =>
  t('schema {0} is not read, so that what it holds is not known', quoteIdentifier(schema));
function schemasLeftOut({ unknown, namespaces }: Schema): string[] {
  const out = new Set(unknown.flatMap(({ object, reason }) => (reason === LEFT_OUT ? [object] : [])));
  return out.size === 0 ? [] : [...namespaces.keys()].filter((name) => out.has(objectKey('schema', name, name)));
}
const isQualifiedBy = (text: string, schema: string): boolean =>
  new RegExp(`(?<![\\w$])"?${escapePattern(schema)}"?\\s*\\.`, 'i').test(text);
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
