/** The base of runs, made in a scratch PostgreSQL, or found there as it was made before. */
import type { Runner } from '../dev/embedded/runner';
import { type ScratchSession, SqlError } from '../dev/scratch-session';
import type { ReadProgress } from '../dev/source';
import { printSchema } from '../generate/print';
import { defaultStyle } from '../generate/style';
import type { Schema } from '../model/schema';
import { parseDocument } from '../sql/document/document';
import { t } from '../text/l10n';
import { present } from '../text/present';
import { objectsMadeBy } from './made-names';

/** What of the base could not be made. */
export interface Missing {
  readonly reason: string;
  readonly text: string;
  /** Names that it would have made; absent: nobody can tell, as of a block. */
  readonly makes?: readonly string[] | undefined;
}

/** Everything that shapes the schema, whatever a person's own style leaves out. */
const rebuildStyle = { ...defaultStyle, ifNotExists: false, schemaQualification: 'always' } as const;
export function baseStatements(schema: Schema): string[] {
  const sql = printSchema({ schema, style: rebuildStyle });
  return parseDocument('dev', 0, sql).statements.map((statement) => statement.parsed.text);
}

/** Sent together: one message and one commit for each would take twice as long. */
const together = 50;

/** @throws as `Runner.run` */
export async function makeBase(
  session: ScratchSession,
  runner: Runner,
  statements: readonly string[],
  progress: ReadProgress | undefined,
): Promise<Missing[]> {
  const missing: Missing[] = [];
  for (let from = 0; from < statements.length; from += together) {
    progress?.(t('making dev’s schema'), from, statements.length);
    const some = statements.slice(from, from + together);
    // Refused together, they are sent one by one: what is refused then is missing.
    if (some.length > 1 && (await isTaken(session, some))) continue;
    for (const text of some) {
      const { error } = await runner.run({ text });
      if (error) missing.push(missingOf(text, error.message));
    }
  }
  await runner.finish();
  return missing;
}
function missingOf(text: string, message: string): Missing {
  const [statement] = parseDocument('dev', 0, text).statements;
  const makes = statement && objectsMadeBy(statement);
  return { reason: `${firstLine(text)}: ${message}`, text, ...present({ makes }) };
}
async function isTaken(session: ScratchSession, statements: readonly string[]): Promise<boolean> {
  try {
    await session.run(statements.join(';\n'));
    return true;
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return false;
  }
}
const firstLine = (text: string): string =>
  text
    .trim()
    .split('\n')[0]!
    .slice(0, 100)
    .replace(/\s*\($/, '');

/** What is noted of a base that is kept. */
export interface Note {
  readonly missing: readonly Missing[];
  readonly tried: readonly string[];
  readonly standIns: readonly string[];
}
export function decodeNote(note: unknown): Note | undefined {
  if (typeof note !== 'object' || note === null) return undefined;
  const { missing, tried, standIns } = note as Partial<Record<keyof Note, unknown>>;
  const texts = (value: unknown): value is string[] =>
    Array.isArray(value) && value.every((one) => typeof one === 'string');
  if (!Array.isArray(missing) || !texts(tried) || !texts(standIns)) return undefined;
  const isMissing = (one: Partial<Record<keyof Missing, unknown>> | undefined): boolean =>
    typeof one?.reason === 'string' && typeof one.text === 'string' && (one.makes === undefined || texts(one.makes));
  if (!missing.every(isMissing)) return undefined;
  return { missing, tried, standIns };
}
