/** What a terminal can show. */

type Environment = Readonly<Record<string, string | undefined>>;
interface Stream {
  readonly isTTY?: boolean;
}

/** Not in a file, a pipe or a terminal without control sequences, and not where a person says so (https://no-color.org). */
export function showsColors(env: Environment, stream: Stream): boolean {
  return movesCursor(env, stream) && !env.NO_COLOR;
}
/** A line can be written over. */
export function movesCursor({ TERM }: Environment, { isTTY }: Stream): boolean {
  return isTTY === true && TERM !== 'dumb';
}
