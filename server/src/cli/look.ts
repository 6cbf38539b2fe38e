/** What a terminal can show. */

type Environment = Readonly<Record<string, string | undefined>>;
interface Stream {
  readonly isTTY?: boolean;
}

/**
 * Not in a file, a pipe or a terminal without control sequences, and not where a person says so (https://no-color.org);
 * where FORCE_COLOR is set, which is for one run, as it says (https://force-color.org).
 */
export function showsColors(env: Environment, stream: Stream): boolean {
  const { FORCE_COLOR, NO_COLOR } = env;
  if (FORCE_COLOR) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return movesCursor(env, stream) && !NO_COLOR;
}
/** A line can be written over. */
export function movesCursor({ TERM }: Environment, { isTTY }: Stream): boolean {
  return isTTY === true && TERM !== 'dumb';
}
