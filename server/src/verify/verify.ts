/**
 * Runs migrations in a scratch PostgreSQL that looks like the base (dev's tables, not their rows), and says what became
 * of each file. The scratch server is the embedded one, in a process of its own; nothing is sent to dev.
 */

import { compareSchemas } from '../compare/diff';
import type { ReadProgress } from '../dev/source';
import type { DevSchema } from '../model/dev';
import type { Schema } from '../model/schema';
import { present } from '../text/present';
import { type FileToRun, Verification } from './file-run';
import { heldOnTarget } from './on-target';
import type { VerifiedFile, VerifyResult } from './result';
import { Scratch, type ScratchOptions } from './scratch';

export interface VerifyInput {
  /** In the order they run; those that dev says have run are not run again. The parser must have been loaded. */
  readonly files: readonly FileToRun[];
  readonly dev: DevSchema;
  /** The files run on this instead of dev, one after the other, and all of the result has to be dev. */
  readonly target?: DevSchema;
  /** What the fold makes of the same files, to be compared with what PostgreSQL makes of them. */
  readonly folded?: Schema;
  /** `dist/embedded.js`; beside the running bundle when absent. */
  readonly embeddedScript?: string;
  /** What they run in instead of the embedded PostgreSQL. */
  readonly server?: ScratchOptions['server'];
  /** For one statement; then the server is ended, and made again for what follows. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly progress?: ReadProgress;
}
/** @throws DevSourceError when the scratch PostgreSQL does not start, or is cancelled. */
export async function verifyMigration(input: VerifyInput): Promise<VerifyResult> {
  const { dev, server, signal, timeoutMs, progress } = input;
  const base = input.target ?? dev;
  const texts = pendingTexts(input.files);
  const script = input.embeddedScript;
  const scratch = new Scratch({ base: base.schema, texts, script, server, timeoutMs, signal, progress });
  try {
    await scratch.start();
    const result = await verifyIn(scratch, { files: input.files, base }, input.target === undefined ? 'dev' : 'target');
    if (result.files.some(({ refusals }) => refusals.length > 0)) return result;
    const schema = await scratch.schema();
    const disagreements = input.folded && compareSchemas(input.folded, schema);
    const whole = input.target ? heldOnTarget(result, schema, input, scratch.missing) : {};
    return { ...result, ...whole, schema, ...present({ disagreements }) };
  } finally {
    await scratch.close();
  }
}

/** The files' statements that may run. */
export function pendingTexts(files: readonly FileToRun[]): string[] {
  const pending = files.filter((file) => file.standing !== 'applied');
  return pending.flatMap(({ document }) => document.statements.map((one) => one.parsed.text));
}
/** In a scratch server that is started and looks like the base. @throws as `Scratch.run`. */
export async function verifyIn(
  scratch: Scratch,
  { files, base }: { readonly files: readonly FileToRun[]; readonly base: DevSchema },
  baseName: 'dev' | 'target' = 'dev',
): Promise<VerifyResult> {
  const run = new Verification(scratch, base, baseName);
  const verified: VerifiedFile[] = [];
  for (const [at, file] of files.entries()) {
    const goesOn = file.isTogether === true && files[at + 1]?.isTogether === true;
    if (files.length > 1) scratch.options.progress?.('running migrations', at, files.length);
    const start = Date.now();
    const one = await run.file(file, goesOn);
    // What PostgreSQL says of it is worth nothing where its tool sends nothing.
    const isLeft = (file.refusedByTool ?? file.doubted) !== undefined && one.outcome === 'not known';
    verified.push({ ...one, ...(isLeft && { isUnproved: true }), ms: Date.now() - start });
  }
  return { files: verified, missing: scratch.missing.map(({ reason }) => reason), version: scratch.version };
}
