/**
 * What servers before a version refuse of a statement that the newest parser takes (documentation, Appendix E: the
 * release notes of PostgreSQL 14 to 18).
 */

import { LruCache } from '../../text/lru';
import type { TextRange } from '../../text/text';
import { majorOf } from '../../text/versions';
import { entryOf, walk } from '../ast';
import { parse } from '../parse';
import type { Construct, NodeBody } from './construct';
import { newerDefinitions } from './newer-definitions';
import type { AsNames } from './newer-keywords';
import { newerLabels } from './newer-labels';
import { newerNames } from './newer-names';
import { newerQueries } from './newer-queries';
import { newerUtilities } from './newer-utilities';
import type { TextRefusal } from './refusal';

/** The version (`server_version_num`) whose syntax our parser has: from it on, all of it is taken. */
const NEWEST_PARSED = 180_000;
const constructs: readonly Construct[] = [...newerDefinitions, ...newerNames, ...newerQueries, ...newerUtilities];
const anyWords = new RegExp(constructs.map(({ words }) => `(?:${words.source})`).join('|'), 'i');
const kept = new LruCache<readonly TextRefusal[]>(1_000_000);
const none: readonly TextRefusal[] = [];

/**
 * What of a statement that parses a server of this version (`server_version_num`; 0: not known) refuses. Never throws.
 * `as`: where it is judged as that server reads its names.
 */
export function newerThan(serverVersion: number, text: string, as?: AsNames): readonly TextRefusal[] {
  if (serverVersion === 0 || serverVersion >= NEWEST_PARSED) return none;
  const major = majorOf(serverVersion);
  const read = as?.text ?? text;
  return [...newerSyntax(read), ...newerLabels(serverVersion, read)].flatMap((one) => {
    if (one.before === undefined || serverVersion >= one.before) return [];
    const { start, end } = one.range;
    const range = as ? { start: as.back(start), end: as.back(end) } : one.range;
    return [{ ...one, message: `${one.message}, and this server has ${major}`, range }];
  });
}
function newerSyntax(text: string): readonly TextRefusal[] {
  if (!anyWords.test(text)) return none;
  let found = kept.get(text);
  if (found === undefined) {
    found = constructsIn(text);
    kept.set(text, found);
  }
  return found;
}
function constructsIn(text: string): readonly TextRefusal[] {
  const possible = constructs.filter(({ words }) => words.test(text));
  const outcome = parse(text);
  if (outcome.status !== 'ok') return none;
  const found = new Set<Construct>();
  const look = (kind: string, body: NodeBody): boolean => {
    for (const one of possible) if (one.isIn(kind, body, text)) found.add(one);
    return true;
  };
  for (const { stmt } of outcome.statements) {
    const entry = entryOf(stmt);
    if (entry) look(entry.kind, entry.body as NodeBody);
    walk(entry?.body, look);
  }
  return [...found].map(({ since, what, words }) => ({
    message: `${what} came with PostgreSQL ${since}`,
    range: rangeOf(words, text),
    before: since * 10_000,
  }));
}
function rangeOf(words: RegExp, text: string): TextRange {
  const match = words.exec(text);
  const start = match?.index ?? 0;
  return { start, end: start + (match?.[0].length ?? text.length) };
}
