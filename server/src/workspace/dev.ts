/**
 * The link to dev: what is known of it, how old that is, and when it is looked at again. The last good schema goes on
 * serving whatever happens; a failure is said, and retried ever more seldom.
 */

import { type DevSource, type DevSourceConfig, DevSourceError } from '../dev/source';
import type { DevSchema } from '../model/dev';
import type { DevStatus } from '../protocol';
import { t } from '../text/l10n';
import { present } from '../text/present';
import { aboutDev, changesInWords, readingInWords } from './dev-changes';
import { logged, messageOf, passwordOf, troubleOf } from './dev-trouble';
import { relativeTo } from './files';
import type { DevDoors, DevEvents } from './host';
import { schemaDoubts } from './not-there';

export type ProbeReason = 'focus' | 'save' | 'interval' | 'file';

const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 300_000;
/**
 * A retry would fail the same way, and could lock an account. Everything else may pass without anyone touching the
 * editor: a database is made anew, a role is allowed in, a certificate is renewed.
 */
const needsPerson: ReadonlySet<DevSourceError['code']> = new Set(['authentication', 'configuration']);

export class DevLink {
  #status: DevStatus = { state: 'none' };
  #dev: DevSchema | undefined;
  #source: DevSource | undefined;
  #running: { readonly done: Promise<void>; readonly abort: AbortController; readonly reads: boolean } | undefined;
  /** Counts configurations: what an older one brings back is thrown away. */
  #generation = 0;
  #failures = 0;
  #notBefore = 0;
  /** Kept while a retry runs, so that what is shown does not flicker. */
  #trouble: string | undefined;
  /** One configuration after the other: two sources are never open. */
  #configured: Promise<void> = Promise.resolve();
  #seen: Pick<DevStatus, 'checkedAt' | 'change'> = {};
  #asks: DevStatus['asks'];
  /** A change was told while dev was being read. */
  #missed = false;

  /** Settings, folders and trust have come. */
  readonly #begun: Promise<void>;
  #begin = (): void => {};

  constructor(
    readonly doors: DevDoors,
    readonly events: DevEvents,
    readonly now: () => number = Date.now,
  ) {
    this.#begun = new Promise((resolve) => {
      this.#begin = resolve;
    });
  }

  get status(): DevStatus {
    const chosen = { settings: present({ schemas: this.doors.schemas?.() }), dev: this.#dev, devConfig: this.config };
    return { ...this.#status, ...present({ doubts: schemaDoubts(chosen)?.messages }) };
  }
  /**
   * Why there is no dev, or why the one that serves is old, as `check` words it; undefined while what is served is as
   * good as read.
   */
  get problem(): string | undefined {
    switch (this.#status.state) {
      case 'none':
        return t('no dev is set (devschema.connection)');
      case 'untrusted':
        return t('the workspace is not trusted, so nothing connects');
      case 'reading':
        return this.#trouble ?? (this.#dev ? undefined : t('dev is being read'));
      default:
        return this.#trouble;
    }
  }
  /** The schema that serves now, fresh or last good. */
  get dev(): DevSchema | undefined {
    return this.#dev;
  }
  /** Which dev it is; undefined: none is set. */
  get config(): DevSourceConfig | undefined {
    return this.#source?.config;
  }
  /** Whether dev is read from the file at `path`. */
  isReadFrom(path: string): boolean {
    const { config } = this;
    if (config?.kind === 'snapshot') return config.path === path;
    if (config?.kind !== 'sql') return false;
    return config.paths.some((one) => one === path || relativeTo(one, path) !== undefined);
  }

  /** Nothing connects and nothing runs until the workspace is trusted. */
  async forbid(): Promise<void> {
    await this.#close();
    this.#dev = undefined;
    this.#set({ state: 'untrusted', problem: t('the workspace is not trusted') }, true);
    this.#begin();
  }

  /** Resolves anew. When what is dev did not change, nothing else happens. */
  configure(): Promise<void> {
    this.#begin();
    this.#configured = this.#configured.then(() => this.#configure());
    return this.#configured;
  }
  async #configure(): Promise<void> {
    const generation = this.#generation;
    let config: DevSourceConfig | undefined;
    try {
      config = await this.doors.resolve();
    } catch (error) {
      if (generation !== this.#generation) return;
      await this.#close();
      this.#dev = undefined;
      this.#trouble = troubleOf(error);
      this.#set({ state: 'failed', problem: messageOf(error) }, true);
      return;
    }
    if (generation !== this.#generation) return;
    if (config && this.#source && JSON.stringify(config) === JSON.stringify(this.#source.config)) return;
    await this.#close();
    const had = this.#dev !== undefined;
    this.#dev = undefined;
    if (!config) {
      this.#set({ state: 'none', problem: t('no dev is set') }, had);
      return;
    }
    this.#source = this.doors.open(config);
    await this.#start(config);
  }

  /** Last good first, marked as such; then the truth, in the background. */
  async #start(config: DevSourceConfig): Promise<void> {
    const generation = this.#generation;
    this.#set({ state: 'reading', label: config.label, from: config.from }, true);
    const cached = await this.doors.cached(config).catch((error) => {
      this.events.log(`The last good schema could not be loaded: ${messageOf(error)}`);
      return undefined;
    });
    if (generation !== this.#generation) return;
    if (cached) {
      this.#dev = cached;
      this.#set({ state: 'reading', ...aboutDev(config, cached, this.#seen) }, true);
    }
    void this.#run(cached ? 'if changed' : 'read');
  }

  /** A person asked: read now, whatever failed before. Whether anything may connect has to be known by then. */
  async refresh(): Promise<DevStatus> {
    await this.#begun;
    this.#failures = 0;
    this.#notBefore = 0;
    if (!this.#source && this.#status.state !== 'untrusted') await this.configure();
    if (this.#running && !this.#running.reads) await this.#running.done;
    await (this.#running?.done ?? this.#run('read'));
    return this.#status;
  }

  /** Once dev has been read for the first time, or could not be: what a person asks for meanwhile waits. */
  firstRead = async () => this.#begun.then(() => (this.#dev ? undefined : this.#running?.done));
  /**
   * Has dev changed? One at a time, and after failures not before its time. What is told while dev is being read may
   * have happened behind that reading, so that it is asked once more afterwards.
   */
  async probe(reason: ProbeReason): Promise<void> {
    if (this.#running && reason !== 'interval') this.#missed = true;
    if (!this.#source || this.#running || this.now() < this.#notBefore) return;
    await this.#run(this.#dev ? 'if changed' : 'read');
  }

  cancel(): void {
    this.#running?.abort.abort();
  }
  dispose = () => this.#close();

  #run(what: 'read' | 'if changed'): Promise<void> {
    const source = this.#source;
    if (!source) return Promise.resolve();
    const abort = new AbortController();
    const generation = this.#generation;
    const current = () => generation === this.#generation && !abort.signal.aborted;
    const done = this.#attempt(source, what, abort, current).finally(() => {
      if (this.#running?.abort !== abort) return;
      this.#running = undefined;
      const missed = this.#missed;
      this.#missed = false;
      if (missed) void this.probe('interval');
    });
    this.#running = { done, abort, reads: what === 'read' };
    return done;
  }

  async #attempt(source: DevSource, what: 'read' | 'if changed', abort: AbortController, current: () => boolean) {
    const { config } = source;
    try {
      const known = this.#dev;
      const trouble = this.problem !== undefined;
      if (what === 'if changed' && known) {
        const fingerprint = await source.probe({ signal: abort.signal });
        if (!current()) return;
        if (fingerprint === known.fingerprint) {
          this.#succeeded();
          this.#seen = { ...this.#seen, checkedAt: this.now() };
          this.#set({ state: 'ready', ...aboutDev(config, known, this.#seen) }, trouble);
          return;
        }
      }
      const started = this.now();
      const dev = await this.#read(source, abort);
      if (!current()) return;
      this.#tell(config, dev, this.now() - started);
      this.#succeeded();
      this.#dev = dev;
      this.#set({ state: 'ready', ...aboutDev(config, dev, this.#seen) }, true);
      await this.doors.keep(config, dev);
    } catch (error) {
      if (current()) this.#failed(config, error);
      else if (abort.signal.aborted && this.#source === source) this.#cancelled(config);
    }
  }

  async #read(source: DevSource, abort: AbortController): Promise<DevSchema> {
    const { config } = source;
    const reporter = this.events.reading(config.label, () => abort.abort());
    const about = {
      ...(this.#dev ? aboutDev(config, this.#dev, this.#seen) : { label: config.label, from: config.from }),
      ...present({ problem: this.#status.problem }),
    };
    this.#set({ state: 'reading', ...about }, false);
    try {
      return await source.read({
        signal: abort.signal,
        progress: (message, done, total) => {
          reporter.report(message, done, total);
          this.#set({ state: 'reading', ...about, progress: { message, done, total } }, false);
        },
      });
    } finally {
      reporter.done();
    }
  }

  #succeeded(): void {
    this.#failures = 0;
    this.#notBefore = 0;
    this.#trouble = undefined;
    this.#asks = undefined;
  }
  #tell(config: DevSourceConfig, dev: DevSchema, ms: number): void {
    if (this.#dev) this.doors.changes?.record(config, this.#dev, dev, this.#seen.checkedAt);
    this.#seen = { ...this.#seen, checkedAt: this.now() };
    this.events.log(readingInWords(config.label, dev, ms));
    const what = this.#dev && changesInWords(this.#dev.schema, dev.schema);
    if (what !== undefined) this.#seen = { ...this.#seen, change: { at: this.now(), what } };
  }
  #failed(config: DevSourceConfig, error: unknown): void {
    const problem = messageOf(error);
    const wait = FIRST_RETRY_MS * 2 ** Math.min(this.#failures++, 10);
    const person = error instanceof DevSourceError && needsPerson.has(error.code);
    this.#notBefore = person ? Number.POSITIVE_INFINITY : this.now() + Math.min(wait, LAST_RETRY_MS);
    this.events.log(logged(error), 'warning');
    this.#asks = passwordOf(error, config);
    this.#unread(config, problem, troubleOf(error));
  }
  #cancelled(config: DevSourceConfig): void {
    this.#notBefore = Number.POSITIVE_INFINITY;
    this.#unread(config, t('Reading was cancelled'), t('reading dev was cancelled'));
  }
  #unread(config: DevSourceConfig, problem: string, trouble: string): void {
    const before = this.problem;
    this.#trouble = trouble;
    const stale = this.#dev !== undefined;
    const about = this.#dev ? aboutDev(config, this.#dev, this.#seen) : { label: config.label, from: config.from };
    const asks = this.#asks && { asks: this.#asks };
    this.#set({ state: stale ? 'stale' : 'failed', ...about, problem, ...asks }, trouble !== before);
  }

  #set(status: DevStatus, schema: boolean): void {
    const before = this.#status;
    this.#status = status;
    if (schema || JSON.stringify(before) !== JSON.stringify(status)) this.events.changed({ schema });
  }

  async #close(): Promise<void> {
    this.#generation++;
    this.#running?.abort.abort();
    const source = this.#source;
    this.#source = undefined;
    this.#missed = false;
    this.#failures = 0;
    this.#notBefore = 0;
    this.#trouble = undefined;
    this.#seen = {};
    await source?.dispose().catch((error) => this.events.log(`Closing dev: ${messageOf(error)}`));
  }
}
