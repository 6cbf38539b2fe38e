/** What a file names and dev has, or may have, and could not be read there. */
import type { FoldedFile } from '../fold/folded';
import { leftOutBy, namesLeftOut } from '../fold/left-out';
import { relationAt, schemasFor } from '../model/resolve';
import type { Schema, Unknown } from '../model/schema';
import type { Statement } from '../sql/document/statement';
import { takenBefore } from '../sql/refusals/newer-keywords';
import { t } from '../text/l10n';
import { displayName, qualifiedKey } from '../text/names';
import { namesIn } from './touches';

/** Why nothing certain is known of what a statement names: dev has it, or may have it, and it could not be read there. */
export function unreadInDev({ parsed, runs, index }: Statement, file: FoldedFile, dev: Schema): string | undefined {
  if (runs && parsed.status === 'syntax error') return takenBefore(dev.serverVersion, parsed.text);
  const unread = unreadObjects(dev);
  if (unread.size === 0 || !runs || parsed.status !== 'ok') return undefined;
  const before = file.before(index);
  for (const name of namesIn(parsed))
    for (const namespace of schemasFor(before, name)) {
      const entry = unread.get(qualifiedKey(namespace, name.name));
      // What the file has made since is known.
      if (entry && before.unknown.includes(entry))
        return t(
          'what dev has of {0} is not known: {1}',
          displayName({ schema: namespace, name: name.name }, dev.searchPath),
          entry.reason,
        );
      if (relationAt(before, namespace, name.name)) break;
    }
  return undefined;
}
/** Why a statement that has to do with a schema that is not read says nothing certain. */
export function ofSchemaLeftOut(statement: Statement, dev: Schema): string | undefined {
  if (!statement.runs || statement.parsed.status !== 'ok') return undefined;
  return leftOutBy(statement, dev) ?? namesLeftOut(statement, dev);
}
/** Dev's objects of which nothing is known, by schema and name. */
function unreadObjects({ unknown }: Schema): ReadonlyMap<string, Unknown> {
  let found = unreadBy.get(unknown);
  if (!found) {
    found = unreadNames(unknown);
    unreadBy.set(unknown, found);
  }
  return found;
}
const unreadBy = new WeakMap<Schema['unknown'], ReadonlyMap<string, Unknown>>();
function unreadNames(unknown: Schema['unknown']): ReadonlyMap<string, Unknown> {
  const found = new Map<string, Unknown>();
  for (const entry of unknown) {
    const [kind = '', schema = '', name] = entry.object.split('\0');
    const ofSchema = entry.fact === undefined && name !== undefined && kind !== 'schema' && kind !== 'extension';
    // The first reason is the cause of those after it.
    if (ofSchema && !found.has(qualifiedKey(schema, name))) found.set(qualifiedKey(schema, name), entry);
  }
  return found;
}
