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

/** Where no line can be written over, in milliseconds. */
const QUIET_MS = 5_000;
/**
 * Progress as lines of a log, of which there are to be few: nothing of what is over within some seconds. `now`: in
 * milliseconds.
 */
export function progressInLog(write: (line: string) => void, now: () => number = Date.now): (line: string) => void {
  let since: number | undefined;
  return (line) => {
    since ??= now();
    if (line.trim() === '' || now() - since < QUIET_MS) return;
    since = now();
    write(line.trim());
  };
}
