/** What a run may take in a scratch PostgreSQL of this process, as the settings have it. */
interface Limits {
  /** Milliseconds of one statement; undefined: what suits who asks. */
  readonly timeoutMs: number | undefined;
  /** Megabytes of the embedded server's process. */
  readonly memoryMb: number;
}
let limits: Limits = { timeoutMs: undefined, memoryMb: 3000 };

export function limitRuns(set: Limits): void {
  limits = set;
}
export const memoryLimit = (): number => limits.memoryMb;
/** `usual`: without a setting. */
export const statementLimit = (usual: number): number => limits.timeoutMs ?? usual;
/** Of all files of a run: a statement that may take longer takes its time. */
export const runLimit = (usual: number): number => Math.max(usual, limits.timeoutMs ?? 0);
