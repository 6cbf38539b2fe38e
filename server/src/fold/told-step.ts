/** One statement read, or where reading leaves open what it makes, what running has shown of it. */
import type { Schema } from '../model/schema';
import type { Statement } from '../sql/document/statement';
import { wordPattern } from '../text/text';
import type { ApplyContext } from './conflict';
import { type Session, type Step, step } from './session';
import { applyTold, type Place, type Told } from './told';

export interface ToldStep extends Step {
  /** It leaves open what it makes, or what running showed of that. */
  readonly open?: 'open' | Told;
}
export function stepTold(
  session: Session,
  statement: Statement,
  context: Omit<ApplyContext, 'statement'>,
  toldOf: (statement: Statement) => Told | undefined,
): ToldStep {
  const read = step(session, statement, context);
  if (!leavesOpen(session.schema, read.session.schema)) return read;
  const told = toldOf(statement);
  if (!told) return { ...read, open: 'open' };
  const { searchPath } = read.session.schema;
  const schema = { ...applyTold(session.schema, told, placesIn(statement, context.uri)), searchPath };
  // PostgreSQL has run it there.
  const conflicts = read.conflicts.filter(({ kind }) => kind === 'skipped by if not exists');
  return { ...read, session: { ...read.session, schema }, conflicts, open: told };
}
/** Where the statement names what it makes; its first words where it builds the name. */
function placesIn({ index, parsed: { text } }: Statement, uri: string): Place {
  const first = /^\s*\S+(?:[ \t]+\S+)?/.exec(text)?.[0].length ?? text.length;
  return (name) => {
    const found = name === '' ? null : wordPattern(name, 'i').exec(text);
    const [start, end] = found ? [found.index, found.index + found[0].length] : [0, first];
    return { uri, statement: index, start, end };
  };
}
function leavesOpen(before: Schema, after: Schema): boolean {
  if (before.unknown === after.unknown) return false;
  const known = new Set(before.unknown);
  return after.unknown.some((entry) => !known.has(entry));
}
