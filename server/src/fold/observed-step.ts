/** One statement read, or where reading leaves open what it makes, what running has shown of it. */
import { kinds, schemaKinds } from '../model/kinds';
import { TEMPORARY } from '../model/resolve';
import type { Schema } from '../model/schema';
import type { Statement } from '../sql/document/statement';
import { splitKey } from '../text/names';
import { wordPattern } from '../text/text';
import { draftOf } from './apply';
import type { ApplyContext } from './conflict';
import { applyObserved, type Observed, type OriginOfName } from './observed';
import { type FoldStep, type Session, step } from './session';

export interface ObservedStep extends FoldStep {
  /** It leaves open what it makes, or what running showed of that. */
  readonly open?: 'open' | Observed;
}
export function observedStep(
  session: Session,
  statement: Statement,
  context: Omit<ApplyContext, 'statement'>,
  observedOf: (statement: Statement) => Observed | undefined,
): ObservedStep {
  const read = step(session, statement, context);
  if (!leavesOpen(session.schema, read.session.schema)) return read;
  const told = observedOf(statement);
  if (!told) return { ...read, open: 'open' };
  const { searchPath } = read.session.schema;
  const made = applyObserved(session.schema, told, placesIn(statement, context.uri));
  const schema = { ...withTemporary(made, read.session.schema), searchPath };
  // PostgreSQL has run it there.
  const conflicts = read.conflicts.filter(({ kind }) => kind === 'skipped by if not exists');
  return { ...read, session: { ...read.session, schema }, conflicts, open: told };
}
/** A schema is read without what is temporary: of that, reading alone knows. */
function withTemporary(made: Schema, read: Schema): Schema {
  if (!read.namespaces.has(TEMPORARY)) return made;
  const draft = draftOf(made);
  draft.put('namespaces', TEMPORARY, { name: TEMPORARY });
  for (const { map } of schemaKinds.map((kind) => kinds[kind])) {
    const isTemporary = (key: string): boolean => splitKey(key).schema === TEMPORARY;
    for (const [key, value] of read[map]) if (isTemporary(key)) draft.put(map, key, value);
    for (const key of [...made[map].keys()]) if (isTemporary(key) && !read[map].has(key)) draft.remove(map, key);
  }
  const open = read.unknown.filter(({ object }) => object.split('\0')[1] === TEMPORARY);
  return { ...draft.schema, unknown: [...new Set([...draft.schema.unknown, ...open])] };
}
/** Where the statement names what it makes; its first words where it builds the name. */
function placesIn({ index, parsed: { text } }: Statement, uri: string): OriginOfName {
  const first = /^\s*\S+(?:[ \t]+\S+)?/.exec(text)?.[0].length ?? text.length;
  return (name) => {
    const found = name === '' ? null : wordPattern(name, 'i').exec(text);
    const [start, end] = found ? [found.index, found.index + found[0].length] : [0, first];
    return { uri, statement: index, start, end };
  };
}
function leavesOpen(before: Schema, after: Schema): boolean {
  if (before.unknown === after.unknown || isSublist(after.unknown, before.unknown)) return false;
  const known = new Set(before.unknown);
  return after.unknown.some((entry) => !known.has(entry));
}
/** In the same order, as it is where a statement makes something known: told without a set of all. */
function isSublist(part: readonly object[], all: readonly object[]): boolean {
  let found = 0;
  for (const each of all) if (each === part[found]) found++;
  return found === part.length;
}
