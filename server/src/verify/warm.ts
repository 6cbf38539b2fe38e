/**
 * A scratch PostgreSQL that is kept: made to look like dev once, and gone back to after each run. Ended when nothing has
 * run for a while. One run after the other.
 */

import { runLimit } from '../dev/embedded/limits';
import { extensionsIn } from '../dev/embedded/runner';
import { fitsOneTransaction } from '../dev/embedded/session-statements';
import type { ScratchServer } from '../dev/scratch-session';
import { DevSourceError, type ReadProgress } from '../dev/source';
import type { DevSchema } from '../model/dev';
import { t } from '../text/l10n';
import type { VerifyResult } from './result';
import { NeedsNoTransaction, Scratch } from './scratch';
import { pendingTexts, type VerifyInput, verifyIn } from './verify';

interface WarmOptions {
  /** `dist/embedded.js`; beside the running bundle when absent. */
  readonly script?: string | undefined;
  /** Where bases are kept for the next start; absent: nowhere. */
  readonly bases?: string | undefined;
  /** Milliseconds after the last run; two minutes when absent. */
  readonly idleMs?: number | undefined;
  /** Making dev's schema has begun; the result is told of its progress and its end. */
  starting(): { readonly report: ReadProgress; done(): void };
  /** The editor's, which runs after each save; a command line's ends with it. */
  readonly lasts?: boolean;
}
interface WarmRun {
  readonly files: VerifyInput['files'];
  readonly dev: DevSchema;
  /** What they run in instead of the embedded PostgreSQL. */
  readonly server?: ScratchServer | undefined;
}

const IDLE_MS = 120_000;
/** Each leaves some hundred kilobytes. */
const RUNS_TO_TIDY = 25;
/** For one statement. */
const STATEMENT_MS = 15_000;
/** After a run is given up; a statement that takes longer is ended with the server. */
const PATIENCE_MS = 1_000;
/** For all files of one run. */
const RUN_MS = 60_000;
/** More would take too much time and memory. */
export const MOST_KEPT_TABLES = 2_000;
export const tooMany = (tables: number): string =>
  t('dev has {0} tables, more than the {1} that are made for a run', tables, MOST_KEPT_TABLES);

interface Kept {
  readonly scratch: Scratch;
  readonly abort: AbortController;
  readonly key: string;
  readonly extensions: readonly string[];
  readonly started: Promise<void>;
}

export class WarmScratch {
  #kept: Kept | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  /** Of the last run: its result is told before it is undone. */
  #undone: Promise<void> = Promise.resolve();
  #closed = false;
  #runs = 0;
  constructor(readonly options: WarmOptions) {}

  /** @throws DevSourceError when it does not start, ends, or the run was given up. */
  run(input: WarmRun, signal: AbortSignal): Promise<VerifyResult> {
    const done = this.#last.then(() => this.#run(input, signal));
    this.#last = done.then(
      async () => {
        await this.#undone;
        if (++this.#runs % RUNS_TO_TIDY === 0) await this.#kept?.scratch.tidy();
      },
      () => {},
    );
    return done;
  }
  async close(): Promise<void> {
    this.#closed = true;
    await this.end();
  }

  async #run(input: WarmRun, signal: AbortSignal): Promise<VerifyResult> {
    clearTimeout(this.#idle);
    try {
      const scratch = await this.#ready(input);
      if (signal.aborted) throw new DevSourceError(t('the run was given up'), 'cancelled');
      return await this.#impatiently(signal, () => this.#verify(scratch, input, signal));
    } catch (error) {
      // One that was given up between two statements has been undone, and goes on serving.
      if (!(error instanceof DevSourceError && error.code === 'cancelled')) await this.end();
      throw error;
    } finally {
      if (!this.#closed) this.#idle = setTimeout(() => void this.end(), this.options.idleMs ?? IDLE_MS);
      this.#idle?.unref?.();
    }
  }
  async #verify(scratch: Scratch, input: WarmRun, signal: AbortSignal): Promise<VerifyResult> {
    const { files, dev } = input;
    await this.#undone;
    const fits = files.every(
      ({ document, standing }) => standing === 'applied' || fitsOneTransaction(pendingTexts([{ document, standing }])),
    );
    if (fits) {
      try {
        await scratch.hold(signal);
        const result = await verifyIn(scratch, { files, base: dev });
        this.#undone = scratch.undo().then(
          // Once, while nobody waits for a result.
          () => void setImmediate(() => void scratch.keep()),
          () => this.end(),
        );
        return result;
      } catch (error) {
        await scratch.undo().catch(() => this.end());
        if (!(error instanceof NeedsNoTransaction)) throw error;
      }
    }
    try {
      return await verifyIn(scratch, { files, base: dev });
    } finally {
      // What has run stays there: dev is made anew, for the next run to have it.
      await this.end();
      if (!this.#closed && !signal.aborted) this.#ready(input).catch(() => {});
    }
  }
  async #impatiently<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const giveUp = (): void => {
      timer = setTimeout(() => void this.end(), PATIENCE_MS);
    };
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      void this.end();
    }, runLimit(RUN_MS));
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      return await work();
    } catch (error) {
      throw late ? new DevSourceError(t('the run took longer than {0} s', runLimit(RUN_MS) / 1000), 'timeout') : error;
    } finally {
      clearTimeout(timer);
      clearTimeout(limit);
      signal.removeEventListener('abort', giveUp);
    }
  }

  async #ready(input: WarmRun): Promise<Scratch> {
    if (this.#closed) throw new DevSourceError(t('the scratch PostgreSQL was closed'), 'cancelled');
    const { files } = input;
    const texts = pendingTexts(files);
    const needed = extensionsIn(texts);
    const known = this.#kept;
    const fits = known?.key === warmKey(input) && needed.every((one) => known.extensions.includes(one));
    if (!fits) {
      await this.end();
      this.#kept = this.#make(input, texts, needed);
    }
    const { scratch, started } = this.#kept!;
    await started;
    return scratch;
  }
  #make(input: WarmRun, texts: readonly string[], extensions: readonly string[]): Kept {
    const { script, bases, starting, lasts } = this.options;
    const working = starting();
    const abort = new AbortController();
    const scratch = new Scratch({
      base: input.dev.schema,
      texts,
      script,
      bases,
      server: input.server,
      timeoutMs: STATEMENT_MS,
      lasts,
      signal: abort.signal,
      progress: (message, done, total) => working.report(message, done, total),
    });
    const started = scratch.start().finally(() => working.done());
    started.catch(() => {});
    return { scratch, abort, started, key: warmKey(input), extensions };
  }
  /** Its memory is free at once; the next run makes it anew. */
  async end(): Promise<void> {
    clearTimeout(this.#idle);
    const kept = this.#kept;
    this.#kept = undefined;
    // One that is only starting has nothing to close yet.
    kept?.abort.abort();
    await kept?.scratch.close();
  }
}

function warmKey({ dev: { label, fingerprint }, server }: WarmRun): string {
  return [label, fingerprint, server?.name ?? ''].join('\0');
}
