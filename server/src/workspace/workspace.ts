/**
 * All mutable state: open documents, the project folders and their histories, the link to dev. Features ask `snapshot()`
 * and do no I/O; whatever changes what they would answer is told by an event.
 */

import type { DevSchema } from '../model/dev';
import type { DevStatus } from '../protocol';
import { defaultSettings, type Settings } from '../settings';
import { loadParser } from '../sql/parse';
import { t } from '../text/l10n';
import { present } from '../text/present';
import { DevLink, type ProbeReason } from './dev';
import { WorkspaceEvents } from './events';
import { type FileChange, type FileSystem, joinPath, normalUri, pathOfUri, uriOfPath } from './files';
import { Histories, type OpenFile } from './histories';
import type { DevAccess, WorkspaceConfiguration, WorkspaceHost } from './host';
import { Observing } from './observing';
import { OtherSources } from './other-sources';
import { Runs } from './runs';
import { shownWhenLong } from './slices';
import { filesIn, isUnended, migrationCounts, runSubject, type Snapshot, whenServed } from './snapshot';
import { Trees } from './tree';

export class Workspace extends WorkspaceEvents {
  readonly #open = new Map<string, OpenFile>();
  readonly #histories: Histories;
  readonly trees: Trees;
  readonly #link: DevLink;
  readonly #runs: Runs | undefined;
  readonly #telling: Observing | undefined;
  readonly #parser: Promise<void>;
  /** What is read and run beside dev and the open files. */
  readonly beside: OtherSources;
  #configuration: WorkspaceConfiguration = { folders: [], settings: defaultSettings, trusted: false };
  #timer: ReturnType<typeof setInterval> | undefined;
  #migrations: string | undefined;
  /** When something was asked for last, as `performance.now()`. */
  #asked = 0;

  constructor(
    readonly files: FileSystem,
    readonly access: DevAccess,
    readonly host: WorkspaceHost,
  ) {
    super();
    this.trees = new Trees(files, (path) => this.#open.get(uriOfPath(path))?.text);
    this.#histories = new Histories(this.trees, this.#open, host.tells, host.keeper);
    const { log, reading } = host;
    const resolve = () => access.resolve(this.settings, this.#configuration.folders);
    this.#link = new DevLink(
      { ...access, resolve, schemas: () => this.settings.schemas },
      { log, reading, changed: ({ schema }) => this.#devChanged(schema) },
    );
    this.beside = new OtherSources({
      ...{ access, host, trees: this.trees },
      configuration: () => this.#configuration,
      dev: () => this.#link.config,
    });
    this.#runs =
      host.scratch &&
      new Runs({
        scratch: host.scratch,
        subject: (uri) => runSubject(uri, this.#open.get(uri), this.#around),
        server: () => this.beside.scratchServer(),
        ready: (uri) => this.ready(uri),
        told: (uris) => {
          this.tellStatus();
          this.affect(uris, 'other');
          for (const uri of uris) void this.tell(uri);
        },
        log,
      });
    this.#telling =
      host.tells &&
      new Observing({
        facts: host.tells,
        history: (uri) => (this.dev ? this.#histories.history(uri, this.dev) : undefined),
        told: () => {
          this.#histories.told();
          this.#affectAll();
        },
        working: () => reading('migrations'),
        log,
      });
    this.#parser = loadParser();
    this.#parser.catch((error) => log(`PostgreSQL's parser cannot be loaded, so nothing is read: ${error}`));
  }

  /** Settings, folders or trust are new. Resolves when dev has been chosen, not when it has been read. */
  async configure(configuration: WorkspaceConfiguration): Promise<void> {
    this.#configuration = configuration;
    const { folders, settings, trusted } = configuration;
    this.files.confine?.(folders);
    this.trees.configure(folders, settings.migrations);
    this.#runs?.configure(trusted ? settings.run : 'off');
    this.beside.configured();
    clearInterval(this.#timer);
    if (settings.refreshIntervalMs > 0) {
      this.#timer = setInterval(() => this.probe('interval'), settings.refreshIntervalMs);
      this.#timer.unref?.();
    }
    this.#affectAll();
    await (trusted ? this.#link.configure() : this.#link.forbid());
  }

  /** `isSql`: the client takes it for SQL, whatever its dialect; nothing else is run. */
  opened(uri: string, version: number, text: string, isSql = true): void {
    const key = normalUri(uri);
    this.#open.set(key, { clientUri: uri, version, text, isSql });
    const path = pathOfUri(key);
    if (path !== undefined) this.trees.edited(path, text);
    this.#histories.edited(key);
    this.affect(this.#siblingsOf(key), 'edit');
  }
  changed(uri: string, version: number, text: string, isSql = true): void {
    const key = normalUri(uri);
    const before = this.#open.get(key)?.text;
    this.opened(uri, version, text, isSql);
    if (before === undefined || before === text) return;
    this.#runs?.edited(key, text);
    if (this.#runs?.isOf(key, [before, text])) this.tellStatus();
  }
  closed(uri: string): void {
    const key = normalUri(uri);
    if (!this.#open.delete(key)) return;
    // Where its file is gone, it is of no history from here on.
    const siblings = this.#siblingsOf(key);
    this.#histories.edited(key);
    this.tellClosed(key, uri);
    const path = pathOfUri(key);
    if (path !== undefined) this.trees.changed(path, this.files.read(path) === undefined ? 'deleted' : 'changed');
    this.#histories.forget(key);
    this.#runs?.closed(key);
    this.affect(siblings, 'other');
  }
  /** `byItself`: the editor did so after a pause. */
  saved(uri: string, byItself = false): void {
    const path = pathOfUri(uri);
    if (path !== undefined) this.filesChanged([{ path, what: 'changed' }]);
    this.probe('save');
    const saved = (): void => this.#runs?.saved(normalUri(uri), byItself && isUnended(this.snapshot().openFile(uri)));
    void (byItself ? this.ready(uri).then(saved) : saved());
    void this.#tellApplied(uri).catch((error) => this.host.log(String(error)));
  }
  /** One that has run in dev is not run again. */
  async #tellApplied(uri: string): Promise<void> {
    await this.ready(uri);
    if (this.snapshot().openFile(uri)?.folded.standing === 'applied') await this.tell(uri);
  }
  /** Runs what reading leaves open of the file's history, unless nothing is to be run. Never throws. */
  async tell(uri: string): Promise<void> {
    const { settings, trusted } = this.#configuration;
    if (trusted && settings.run !== 'off') await this.#telling?.tell(normalUri(uri));
  }
  /** What the client's file watcher saw: files at once, and what is in folders. Never throws. */
  async watched(changes: readonly FileChange[]): Promise<void> {
    const { files, inFolders } = this.trees.told(changes);
    this.filesChanged(files);
    this.filesChanged(await inFolders);
  }
  filesChanged(paths: readonly FileChange[]): void {
    if (paths.length === 0) return;
    for (const { path, what } of paths) this.trees.changed(path, what);
    this.#affectAll();
    this.tellChanged(paths.map(({ path }) => uriOfPath(path)));
    if (paths.some(({ path }) => this.#link.isReadFrom(path))) this.probe('file');
    if (paths.some(({ path }) => /\/\.env[^/]*$/.test(path)) && this.#configuration.trusted)
      void this.#link.configure();
  }
  /** For clients that watch no files. */
  forgetFiles(): void {
    this.trees.forget();
    this.#affectAll();
  }
  probe(reason: ProbeReason): void {
    void this.#link.probe(reason);
  }
  async refresh(): Promise<DevStatus> {
    await this.#link.refresh();
    return this.status;
  }
  firstRead(): Promise<void> {
    return this.#link.firstRead();
  }
  /** Writes what serves now, relative to the first folder. @throws Error that says why it cannot. */
  async saveSnapshot(path: string): Promise<number> {
    const { dev } = this.#link;
    if (!dev) throw new Error(t('There is nothing to save: {0}.', this.devProblem ?? t('dev has not been read')));
    await this.access.save?.(joinPath(this.#configuration.folders[0] ?? '/', path), dev);
    return dev.schema.tables.size;
  }
  cancelReading(): void {
    this.#link.cancel();
  }
  async dispose(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all([this.#link.dispose(), this.#runs?.dispose(), this.#telling?.dispose()]);
  }

  get status(): DevStatus {
    const ran = this.#runs?.verdicts((uri) => this.#open.get(uri), this.#link.dev) ?? [];
    const { folder } = this.#configuration;
    return { ...this.#link.status, ...present({ migrations: this.#migrations, runs: ran[0] && ran, folder }) };
  }
  /** Why there is no dev, or why the one that serves is old; undefined while what is served is as good as read. */
  get devProblem(): string | undefined {
    return this.#link.problem;
  }
  get devConfig() {
    return this.#link.config;
  }
  get dev(): DevSchema | undefined {
    return this.#link.dev;
  }
  get settings(): Settings {
    return this.#configuration.settings;
  }
  isOpen(uri: string): boolean {
    return this.#open.has(normalUri(uri));
  }
  /** The URI as the client knows it. */
  clientUri(uri: string): string {
    return this.#open.get(uri)?.clientUri ?? uri;
  }

  /** To be awaited before `snapshot()`: the parser is there, and the folders around the file have been listed. */
  async ready(uri?: string): Promise<void> {
    this.#asked = performance.now();
    await this.#parser;
    if (uri === undefined) return;
    const [path, key] = [pathOfUri(uri), normalUri(uri)];
    if (path !== undefined) await this.trees.load(path);
    if (!this.#open.has(key)) return;
    await shownWhenLong(
      () => this.host.reading(path?.split('/').at(-1) ?? key),
      this.#histories.prepare(key, () => this.#around),
    );
  }
  /** The same, and its result is there; the file need not be open. */
  async checked(uri: string): Promise<void> {
    await this.ready(uri);
    await this.#histories.prepareCheck(normalUri(uri), () => this.#around);
  }

  /** Nothing was asked for this many milliseconds, and dev's rows are not coming in. */
  readonly isIdle = (ms: number): boolean =>
    performance.now() - this.#asked > ms && this.#link.status.state !== 'reading';
  get #around() {
    const { dev, devProblem, settings } = this;
    return { histories: this.#histories, runs: this.#runs, telling: this.#telling, dev, devProblem, settings };
  }
  /** To be awaited before `snapshot('meanwhile')`: not for long work, where an earlier state of the file's history can serve. */
  async soon(uri: string): Promise<Snapshot> {
    await whenServed(this.#histories, normalUri(uri), this.dev, this.ready(uri));
    return this.snapshot('meanwhile');
  }
  snapshot(meanwhile?: 'meanwhile'): Snapshot {
    const around = this.#around;
    const parts = { ...around, meanwhile: meanwhile !== undefined };
    return {
      ...{ settings: around.settings, dev: around.dev, devProblem: around.devProblem },
      folder: this.#configuration.folder,
      since: (table, column) => this.devConfig && this.access.changes?.since(this.devConfig, table, column),
      status: this.status,
      ...filesIn(this.#open, parts, () => this.#countMigrations()),
    };
  }

  /** Why a file that has no view is not read. */
  readonly whyUnread = (uri: string): string => this.trees.whyUnread(pathOfUri(uri) ?? uri);
  /** Why not all files of the workspace are known. */
  get incomplete(): readonly string[] {
    return this.trees.incomplete;
  }

  #countMigrations(): void {
    const before = this.#migrations;
    this.#migrations = migrationCounts(this.#histories);
    if (before !== this.#migrations) queueMicrotask(() => this.tellStatus());
  }

  #devChanged(schema: boolean): void {
    if (schema) this.trees.devHas(this.#link.dev?.applied ?? []);
    this.tellStatus();
    if (!schema) return;
    this.#affectAll();
    this.#runs?.devChanged();
  }
  #affectAll(): void {
    this.affect([...this.#open.keys()], 'other');
  }
  /** The file and the open files of the same history. */
  #siblingsOf(uri: string): string[] {
    const history = this.#histories.keyOf(uri);
    return [...this.#open.keys()].filter((other) => this.#histories.keyOf(other) === history);
  }
}
