/** The embedded PostgreSQL from outside: starts its process, asks it, ends it. Nothing runs until it is started. */

import { type ChildProcess, fork } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { t } from '../../text/l10n';
import { present } from '../../text/present';
import { type ScratchSession, SqlError } from '../scratch-session';
import { DevSourceError } from '../source';
import { crashed, type EmbeddedReply, type EmbeddedRequest, overMemory, type SqlFailure } from './embedded-protocol';
import { memoryLimit, statementLimit } from './limits';

export interface EmbeddedSession extends ScratchSession {
  /** The data directory is written to a file, for a later start. @throws as `run` */
  keep(tar: string): Promise<void>;
  /** From here on its clock goes ahead by so much. @throws as `run`. */
  setClock(aheadMs: number): Promise<void>;
}
interface EmbeddedOptions {
  /** `dist/embedded.js`; beside the running bundle when absent. */
  readonly script?: string | undefined;
  /** Names that the SQL gives to CREATE EXTENSION; those there are no files for are passed over. */
  readonly extensions?: readonly string[];
  /** The tar of a data directory to begin with, as `keep` wrote it. */
  readonly tar?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** For one statement; the process is ended after it. */
  readonly timeoutMs?: number;
  /** It is kept for many runs, so that V8's optimizing compiler for WebAssembly pays off. */
  readonly lasts?: boolean | undefined;
}

const DEFAULT_TIMEOUT_MS = 120_000;
const scriptOf = (script: string | undefined): string =>
  script ?? fileURLToPath(new URL('./embedded.js', import.meta.url));
/** Another with another version of the embedded PostgreSQL: what one has kept is nothing for the other. */
export function buildOf(script: string | undefined): string {
  const entry = statSync(scriptOf(script), { throwIfNoEntry: false });
  return `${entry?.size} ${entry?.mtimeMs}`;
}

/** About a second and 300 MB, in a process of its own. @throws DevSourceError when it does not start or is cancelled. */
export async function startEmbedded(options: EmbeddedOptions = {}): Promise<EmbeddedSession> {
  if (options.signal?.aborted) throw new DevSourceError(t('the embedded PostgreSQL was cancelled'), 'cancelled');
  const link = new Link(scriptOf(options.script), options);
  try {
    const { tar, extensions = [] } = options;
    await link.ask({ what: 'start', extensions, ...present({ tar }) });
  } catch (error) {
    await link.close();
    if (error instanceof DevSourceError) throw error;
    throw new DevSourceError(t('the embedded PostgreSQL did not start: {0}', (error as Error).message), 'other', {
      cause: error,
    });
  }
  return {
    run: async (sql) => (await link.ask({ what: 'run', sql })).notices ?? [],
    attempt: async (sql) => (await link.ask({ what: 'attempt', sql })).notices ?? [],
    attemptTogether: async (statements) => (await link.ask({ what: 'attempt together', statements })).noticesOfEach,
    query: async (sql) => (await link.ask({ what: 'query', sql })).rows,
    queryTogether: async (queries) => (await link.ask({ what: 'query together', queries })).rowsOfEach ?? [],
    keep: async (tar) => void (await link.ask({ what: 'keep', tar })),
    setClock: async (aheadMs) => {
      await link.ask({ what: 'clock', aheadMs });
    },
    close: () => link.close(),
  };
}

/** What Node, Electron and a loader need to start; nothing else of the environment, which may hold passwords. */
const passedOn = [
  'PATH',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  'DYLD_FALLBACK_LIBRARY_PATH',
  'ELECTRON_RUN_AS_NODE',
  'SystemRoot',
  'TEMP',
  'TMP',
  'TMPDIR',
];
/** What glibc gives each thread of its own, V8's compiling threads fill once and never give back: 100 MB and more. */
const allocation = { MALLOC_ARENA_MAX: '1' };
function childEnvironment(): NodeJS.ProcessEnv {
  const kept = passedOn.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...Object.fromEntries(kept), ...allocation };
}

type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never;
type SuccessReply = Exclude<EmbeddedReply, { readonly failure: SqlFailure }>;
interface Waiting {
  resolve(answer: SuccessReply): void;
  reject(error: unknown): void;
}

class Link {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  readonly #timeoutMs: number;
  readonly #forget: () => void;
  #last = 0;
  /** Why nothing can be asked any more. */
  #over: DevSourceError | undefined;
  #complaints = '';

  constructor(script: string, options: EmbeddedOptions) {
    this.#timeoutMs = statementLimit(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    // Its output must not mix with a protocol spoken on this process's own; an inspector's port is not for it. Most end before
    // V8's optimizing compiler for WebAssembly pays off: that was half of the processor time of a run, of a long history too.
    this.#process = fork(script, [String(process.pid), String(memoryLimit())], {
      execArgv: options.lasts ? [] : ['--liftoff-only'],
      env: childEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    this.#process.stderr?.on('data', (text: Buffer) => {
      this.#complaints = (this.#complaints + text.toString()).slice(-2000);
    });
    this.#process.on('message', (reply: EmbeddedReply) => this.#receive(reply));
    this.#ended = new Promise((resolve) => {
      this.#process.once('error', (error) =>
        this.#end(new DevSourceError(t('the embedded PostgreSQL did not start: {0}', error.message), 'other'), resolve),
      );
      this.#process.once('exit', (code, signal) => this.#end(this.#crash(code, signal), resolve));
    });
    const cancel = (): void => this.#kill(new DevSourceError(t('the embedded PostgreSQL was cancelled'), 'cancelled'));
    options.signal?.addEventListener('abort', cancel, { once: true });
    this.#forget = () => options.signal?.removeEventListener('abort', cancel);
  }

  ask(request: Unnumbered<EmbeddedRequest>): Promise<SuccessReply> {
    if (this.#over) return Promise.reject(this.#over);
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const seconds = this.#timeoutMs / 1000;
      const late = new DevSourceError(
        t('a statement took longer than {0} s in the embedded PostgreSQL (devschema.verify.timeout)', seconds),
        'timeout',
      );
      const timer = setTimeout(() => this.#kill(late), this.#timeoutMs);
      this.#waiting.set(id, {
        resolve: (answer) => {
          clearTimeout(timer);
          resolve(answer);
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
      this.#process.send({ ...request, id });
    });
  }
  async close(): Promise<void> {
    this.#kill(new DevSourceError(t('the embedded PostgreSQL was closed'), 'cancelled'));
    await this.#ended;
  }

  #receive(reply: EmbeddedReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('failure' in reply) waiting?.reject(new SqlError(reply.failure));
    else waiting?.resolve(reply);
  }
  #kill(why: DevSourceError): void {
    this.#over ??= why;
    // It has nothing to save, and in the middle of a statement it would not hear a politer signal.
    this.#process.kill('SIGKILL');
  }
  #crash(code: number | null, signal: string | null): DevSourceError {
    if (this.#complaints.includes(overMemory))
      return new DevSourceError(
        t('a statement took more than {0} MB in the embedded PostgreSQL (devschema.verify.memory)', memoryLimit()),
        'timeout',
      );
    if (this.#complaints.includes(crashed))
      return new DevSourceError(t('the embedded PostgreSQL crashed in a statement'), 'other');
    const said =
      this.#complaints
        .trim()
        .split('\n')
        .find((line) => /error/i.test(line)) ?? `exit ${code ?? signal}`;
    return new DevSourceError(t('the embedded PostgreSQL ended by itself ({0})', said), 'other');
  }
  #end(why: DevSourceError, resolve: () => void): void {
    this.#over ??= why;
    this.#forget();
    for (const waiting of this.#waiting.values()) waiting.reject(this.#over);
    this.#waiting.clear();
    resolve();
  }
}
