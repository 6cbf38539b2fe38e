/** The embedded PostgreSQL from outside: starts its process, asks it, ends it. Nothing runs until it is started. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DevSourceError } from '../source';
import type { EmbeddedReply, EmbeddedRequest, SqlFailure, SqlNotice } from './embedded-protocol';

/** What PostgreSQL refused. */
export class SqlError extends Error {
  constructor(readonly failure: SqlFailure) {
    super(failure.message);
  }
}
export interface Embedded {
  /** One statement; what the server says beside it, such as what IF NOT EXISTS skips. @throws SqlError what PostgreSQL says; DevSourceError when the process ended or was cancelled. */
  run(sql: string): Promise<readonly SqlNotice[]>;
  /** The same after `BEGIN; SAVEPOINT` of that name: a refusal leaves all before it as it was. @throws as `run`. */
  attempt(sql: string): Promise<readonly SqlNotice[]>;
  /** One query, its rows as arrays. @throws as `run`. */
  query(sql: string): Promise<unknown[][]>;
  /** From here on its clock goes ahead by so much. @throws as `run`. */
  setClock(aheadMs: number): Promise<void>;
  /** Ends the process; its memory is free at once. */
  close(): Promise<void>;
}
interface EmbeddedOptions {
  /** `dist/embedded.js`; beside the running bundle when absent. */
  readonly script?: string | undefined;
  /** Names that the SQL gives to CREATE EXTENSION; those there are no files for are passed over. */
  readonly extensions?: readonly string[];
  readonly signal?: AbortSignal | undefined;
  /** For one statement; the process is ended after it. */
  readonly timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 120_000;

/** About a second and 400 MB, in a process of its own. @throws DevSourceError when it does not start or is cancelled. */
export async function startEmbedded(options: EmbeddedOptions = {}): Promise<Embedded> {
  if (options.signal?.aborted) throw new DevSourceError('the embedded PostgreSQL was cancelled', 'cancelled');
  const script = options.script ?? fileURLToPath(new URL('./embedded.js', import.meta.url));
  const link = new Link(script, options);
  try {
    await link.ask({ what: 'start', extensions: options.extensions ?? [] });
  } catch (error) {
    await link.close();
    if (error instanceof DevSourceError) throw error;
    throw new DevSourceError(`the embedded PostgreSQL did not start: ${(error as Error).message}`, 'other', {
      cause: error,
    });
  }
  return {
    run: async (sql) => (await link.ask({ what: 'run', sql })).notices ?? [],
    attempt: async (sql) => (await link.ask({ what: 'attempt', sql })).notices ?? [],
    query: async (sql) => (await link.ask({ what: 'query', sql })).rows,
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
function childEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    passedOn.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never;
type Answer = Exclude<EmbeddedReply, { readonly failure: SqlFailure }>;
interface Waiting {
  resolve(answer: Answer): void;
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
    this.#timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    // Its output must not mix with a protocol spoken on this process's own; an inspector's port is not for it.
    this.#process = fork(script, [String(process.pid)], {
      execArgv: [],
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
        this.#end(new DevSourceError(`the embedded PostgreSQL did not start: ${error.message}`, 'other'), resolve),
      );
      this.#process.once('exit', (code, signal) => this.#end(this.#crash(code, signal), resolve));
    });
    const cancel = (): void => this.#kill(new DevSourceError('the embedded PostgreSQL was cancelled', 'cancelled'));
    options.signal?.addEventListener('abort', cancel, { once: true });
    this.#forget = () => options.signal?.removeEventListener('abort', cancel);
  }

  ask(request: Unnumbered<EmbeddedRequest>): Promise<Answer> {
    if (this.#over) return Promise.reject(this.#over);
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const seconds = this.#timeoutMs / 1000;
      const late = new DevSourceError(
        `a statement took longer than ${seconds} s in the embedded PostgreSQL`,
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
    this.#kill(new DevSourceError('the embedded PostgreSQL was closed', 'cancelled'));
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
    const said =
      this.#complaints
        .trim()
        .split('\n')
        .find((line) => /error/i.test(line)) ?? `exit ${code ?? signal}`;
    return new DevSourceError(`the embedded PostgreSQL ended by itself (${said})`, 'other');
  }
  #end(why: DevSourceError, resolve: () => void): void {
    this.#over ??= why;
    this.#forget();
    for (const waiting of this.#waiting.values()) waiting.reject(this.#over);
    this.#waiting.clear();
    resolve();
  }
}
