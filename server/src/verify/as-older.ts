/** A scratch that takes statements as the older server does that they are for: it lacks what is newer, and reads names as names. */
import type { EmbeddedSession } from '../dev/embedded/embedded';
import type { Ran } from '../dev/embedded/runner';
import { SqlError } from '../dev/scratch-session';
import { type AsNames, asNames } from '../sql/refusals/newer-keywords';
import { hidingNewer } from './newer-functions';

export async function hideNewer(session: EmbeddedSession, serverVersion: number): Promise<void> {
  const hiding = hidingNewer(serverVersion);
  if (hiding !== undefined) await session.run(hiding);
}

/** Words that are names to that server stand in quotes. */
export const readAsBy = (serverVersion: number, text: string): string => asNames(serverVersion, text)?.text ?? text;

/** What became of it, with the place in the text as it is written. */
export function toldOf(serverVersion: number, text: string, ran: Ran): Ran {
  const position = ran.error?.failure.position;
  const sent = position === undefined ? undefined : asNames(serverVersion, text);
  if (!ran.error || position === undefined || !sent) return ran;
  return { ...ran, error: new SqlError({ ...ran.error.failure, position: placeAsWritten(sent, position) }) };
}
/** The server counts characters. */
function placeAsWritten({ text, back }: AsNames, position: number): number {
  const offset = [...text].slice(0, position - 1).join('').length;
  return position - (offset - back(offset));
}
