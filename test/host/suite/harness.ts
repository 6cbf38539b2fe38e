/** Runs the cases of a suite in VS Code's extension host, one after another, and writes what came of them. */
import { appendFileSync } from 'node:fs';
import type { Event } from 'vscode';

export interface Case {
  readonly name: string;
  run(): Promise<void>;
}
const CASE_MS = 150_000;

/** Prints a line a case and adds it to $DEVSCHEMA_HOST_RESULTS. @throws when one failed, so that VS Code reports it */
export async function runCases(cases: readonly Case[]): Promise<void> {
  let failed = 0;
  for (const { name, run } of cases) {
    const start = Date.now();
    const error = await limited(run()).catch((reason: unknown) => reason ?? new Error('rejected with nothing'));
    if (error !== undefined) failed++;
    console.log(`  ${error === undefined ? '✓' : '✗'} ${name} (${Date.now() - start} ms)`);
    if (error !== undefined) console.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    const line = JSON.stringify({ name, passed: error === undefined });
    appendFileSync(process.env.DEVSCHEMA_HOST_RESULTS!, `${line}\n`);
  }
  if (failed > 0) throw new Error(`${failed} of ${cases.length} failed`);
}

async function limited(work: Promise<void>): Promise<undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${CASE_MS} ms`)), CASE_MS);
  });
  await Promise.race([work, limit]).finally(() => clearTimeout(timer));
  return undefined;
}

/**
 * What `probe` gives, as soon as it gives something: asked now and after every `event`.
 * @throws after `ms`, with what `state` says
 */
export function until<T>(
  event: Event<unknown>,
  probe: () => T | undefined | false,
  state: () => unknown,
  ms = 60_000,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const done = (finish: () => void) => {
      clearTimeout(timer);
      listener.dispose();
      finish();
    };
    const ask = () => {
      try {
        const found = probe();
        if (found !== undefined && found !== false) done(() => resolve(found));
      } catch (error) {
        done(() => reject(error));
      }
    };
    const timer = setTimeout(() => {
      done(() => reject(new Error(`waited ${ms} ms in vain; at the end: ${JSON.stringify(state(), null, 1)}`)));
    }, ms);
    const listener = event(ask);
    ask();
  });
}
