/** What is fuzzed: one thing that must hold for whatever comes, tried round by round from a seed. */
import type { Random } from '../corpus/random';

export interface Subject {
  readonly name: string;
  /** What a round tries, in words for the counts: `edits`, `requests`. */
  readonly counts: string;
  /** Why it cannot be tried here; undefined: it can, and what it needs is there now. */
  open?(): Promise<string | undefined>;
  /** Tries something, and says how often. @throws Failure, or whatever the product threw. */
  round(random: Random): number | Promise<number>;
  close?(): Promise<void>;
}
/** What did not hold, and the input it did not hold for. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly input: unknown,
  ) {
    super(message);
  }
}

/** Milliseconds of processor time after which an answer hangs. */
export const MOST_MS = 500;
/** Runs `work`, and fails when it takes longer; processor time, so that a busy machine is no hang. */
export function timed<T>(what: string, input: unknown, work: () => T): T {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1000;
  // Collecting garbage and compiling are counted too, and are not the input's doing: what is slow twice is slow.
  if (ms > MOST_MS && !isQuick(work)) throw new Failure(`${what} took ${Math.round(ms)} ms`, input);
  return result;
}
function isQuick(work: () => unknown): boolean {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 <= MOST_MS;
}
export function hold(isTrue: boolean, message: string, input: unknown): void {
  if (!isTrue) throw new Failure(message, input);
}
