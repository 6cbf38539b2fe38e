/**
 * All mutable state: open documents, the project folders and their histories, the link to dev. Features ask `snapshot()`
 * and do no I/O; whatever changes what they would answer is told by an event.
 */

import type { Convention } from '../conventions/convention';
import type { DevSource, DevSourceConfig } from '../dev/source';
import type { FoldedFile, FoldedHistory } from '../fold/folded';
import type { DevSchema } from '../model/dev';
import type { ConnectionCandidate, DevStatus } from '../protocol';
import type { CheckResult } from '../rules/rule';
import { defaultSettings, type Settings } from '../settings';
import type { SqlDocument } from '../sql/document/statement';
import { loadParser } from '../sql/parse';
import { present } from '../text/present';
import { type DevEvents, DevLink, type ProbeReason } from './dev';
import { type FileSystem, joinPath, normalUri, pathOfUri, relativeTo, uriOfPath } from './files';
import { Histories, type OpenFile } from './histories';
import { type RunSubject, Runs } from './runs';
import { type Scratches, Telling } from './telling';
import { Trees } from './tree';

/** What stands around dev, passed in: main.ts opens real ones, the tests stand in for them. */
export interface DevAccess {
  /** Undefined when nothing is set. @throws DevSourceError */
  resolve(settings: Settings, folders: readonly string[]): Promise<DevSourceConfig | undefined>;
  open(config: DevSourceConfig): DevSource;
  cached(config: DevSourceConfig): Promise<DevSchema | undefined>;
  keep(config: DevSourceConfig, dev: DevSchema): Promise<void>;
  /** Writes a snapshot file; `path` is absolute. */
  save?(path: string, dev: DevSchema): Promise<void>;
  /** What could be dev, for whoever has not chosen. */
  candidates?(settings: Settings, folders: readonly string[]): Promise<readonly ConnectionCandidate[]>;
}
/** What the workspace tells whoever holds it; features listen with `on…`. */
interface WorkspaceHost extends Scratches {
  readonly reading: DevEvents['reading'];
  log(message: string): void;
}
/** `edit`: the client changed the text of one of them itself. */
type Cause = 'edit' | 'other';
interface WorkspaceConfiguration {
  /** Absolute paths of the workspace folders. */
  readonly folders: readonly string[];
  readonly settings: Settings;
  readonly trusted: boolean;
}

/** A file and all that is known of it at one moment. */
export interface FileView {
  readonly document: SqlDocument;
  /** Of the open text: its document may have been parsed for an earlier version with the same text. */
  readonly version: number;
  readonly convention: Convention | undefined;
  readonly history: FoldedHistory;
  readonly folded: FoldedFile;
  /** The findings of reading and of running; computed when first asked for. */
  readonly result: CheckResult;
  /** `proved on PostgreSQL 18.3: …`, `read only: …`; undefined: nothing is to be run. */
  readonly run: string | undefined;
  /** What would be found with another text. */
  resultOf(text: string): CheckResult;
}
/** One consistent state; `file` folds and checks when first asked for. */
export interface Snapshot {
  readonly settings: Settings;
  readonly dev: DevSchema | undefined;
  /** Why there is no dev, or why the one that serves is old. */
  readonly devProblem: string | undefined;
  readonly status: DevStatus;
  readonly openUris: readonly string[];
  file(uri: string): FileView | undefined;
  /** The same, of open files only. */
  openFile(uri: string): FileView | undefined;
  /** Any file's document, open or on disk: for the lines of a place in another file. */
  document(uri: string): SqlDocument | undefined;
}

/** Milliseconds after which reading files is shown as work. */
const SHOWN_AFTER = 500;

export class Workspace {
  readonly #open = new Map<string, OpenFile>();
  readonly #histories: Histories;
  readonly #trees: Trees;
  readonly #link: DevLink;
  readonly #runs: Runs | undefined;
  readonly #telling: Telling | undefined;
  readonly #parser: Promise<void>;
  #configuration: WorkspaceConfiguration = { folders: [], settings: defaultSettings, trusted: true };
  #timer: ReturnType<typeof setInterval> | undefined;
  #migrations: string | undefined;
  readonly #onStatus: ((status: DevStatus) => void)[] = [];
  readonly #onAffected: ((uris: readonly string[], cause: Cause) => void)[] = [];
  readonly #onClosed: ((uri: string, clientUri: string) => void)[] = [];

  constructor(
    readonly files: FileSystem,
    readonly access: DevAccess,
    readonly host: WorkspaceHost,
  ) {
    this.#trees = new Trees(files, (path) => this.#open.get(uriOfPath(path))?.text);
    this.#histories = new Histories(this.#trees, this.#open, host.tells);
    const { log, reading } = host;
    this.#link = new DevLink(
      { ...access, resolve: () => access.resolve(this.#configuration.settings, this.#configuration.folders) },
      { log, reading, changed: ({ schema }) => this.#devChanged(schema) },
    );
    this.#runs =
      host.scratch &&
      new Runs({
        scratch: host.scratch,
        subject: (uri) => this.#subject(uri),
        ready: (uri) => this.ready(uri),
        told: (uris) => {
          this.#tellStatus();
          this.#affect(uris, 'other');
          for (const uri of uris) void this.tell(uri);
        },
        log,
      });
    this.#telling =
      host.tells &&
      new Telling({
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

  onStatus(listener: (status: DevStatus) => void): void {
    this.#onStatus.push(listener);
  }
  /** Answers about these open files may differ now. */
  onFilesAffected(listener: (uris: readonly string[], cause: Cause) => void): void {
    this.#onAffected.push(listener);
  }
  onClosed(listener: (uri: string, clientUri: string) => void): void {
    this.#onClosed.push(listener);
  }

  /** Settings, folders or trust are new. Resolves when dev has been chosen, not when it has been read. */
  async configure(configuration: WorkspaceConfiguration): Promise<void> {
    this.#configuration = configuration;
    const { folders, settings, trusted } = configuration;
    this.files.confine?.(folders);
    this.#trees.configure(folders, settings.migrations);
    this.#runs?.configure(trusted ? settings.run : 'off');
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
    this.#histories.edited();
    this.#affectSiblings(key);
  }
  changed(uri: string, version: number, text: string, isSql = true): void {
    const key = normalUri(uri);
    const before = this.#open.get(key)?.text;
    this.opened(uri, version, text, isSql);
    if (before === undefined || before === text) return;
    this.#runs?.edited(key, text);
    if (this.#runs?.isOf(key, [before, text])) this.#tellStatus();
  }
  closed(uri: string): void {
    const key = normalUri(uri);
    if (!this.#open.delete(key)) return;
    this.#histories.edited();
    for (const listener of this.#onClosed) listener(key, uri);
    const path = pathOfUri(key);
    if (path !== undefined) this.#trees.changed(path, this.files.read(path) === undefined ? 'deleted' : 'changed');
    this.#histories.forget(key);
    this.#runs?.closed(key);
    this.#affectSiblings(key);
  }
  saved(uri: string): void {
    const path = pathOfUri(uri);
    if (path !== undefined) this.filesChanged([{ uri, what: 'changed' }]);
    this.probe('save');
    this.#runs?.saved(normalUri(uri));
    // One that has run in dev is not run again.
    if (this.snapshot().openFile(uri)?.folded.standing === 'applied') void this.tell(uri);
  }
  /** Runs what reading leaves open of the file's history, unless nothing is to be run. Never throws. */
  async tell(uri: string): Promise<void> {
    const { settings, trusted } = this.#configuration;
    if (trusted && settings.run !== 'off') await this.#telling?.tell(normalUri(uri));
  }
  /** What the client's file watcher saw. */
  filesChanged(changes: readonly { readonly uri: string; readonly what: 'created' | 'changed' | 'deleted' }[]): void {
    const paths = changes.flatMap(({ uri, what }) => {
      const path = pathOfUri(uri);
      return path === undefined ? [] : [{ path, what }];
    });
    for (const { path, what } of paths) this.#trees.changed(path, what);
    if (paths.length > 0) this.#affectAll();
    if (paths.some(({ path }) => this.#isOfDev(path))) this.probe('file');
    if (paths.some(({ path }) => /\/\.env[^/]*$/.test(path)) && this.#configuration.trusted)
      void this.#link.configure();
  }
  /** For clients that watch no files. */
  forgetFiles(): void {
    this.#trees.forget();
    this.#affectAll();
  }

  probe(reason: ProbeReason): void {
    void this.#link.probe(reason);
  }
  async refresh(): Promise<DevStatus> {
    await this.#link.refresh();
    return this.status;
  }
  /** Writes what serves now, relative to the first folder. @throws Error that says why it cannot. */
  async saveSnapshot(path: string): Promise<number> {
    const { dev } = this.#link;
    if (!dev) throw new Error(`There is nothing to save: ${this.devProblem ?? 'dev has not been read'}.`);
    await this.access.save?.(joinPath(this.#configuration.folders[0] ?? '/', path), dev);
    return dev.schema.tables.size;
  }
  /** None in an untrusted workspace: its files are not looked into. */
  async connectionCandidates(): Promise<ConnectionCandidate[]> {
    const { settings, folders, trusted } = this.#configuration;
    return trusted ? [...((await this.access.candidates?.(settings, folders)) ?? [])] : [];
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
    return {
      ...this.#link.status,
      ...present({ migrations: this.#migrations, runs: ran.length > 0 ? ran : undefined }),
    };
  }
  /** Why there is no dev, or why the one that serves is old; undefined while what is served is as good as read. */
  get devProblem(): string | undefined {
    return this.#link.problem;
  }
  get dev(): DevSchema | undefined {
    return this.#link.dev;
  }
  get settings(): Settings {
    return this.#configuration.settings;
  }
  /** The URI as the client knows it. */
  clientUri(uri: string): string {
    return this.#open.get(uri)?.clientUri ?? uri;
  }

  /** To be awaited before `snapshot()`: the parser is there, and the folders around the file have been listed. */
  async ready(uri?: string): Promise<void> {
    await this.#parser;
    const path = uri === undefined ? undefined : pathOfUri(uri);
    if (path !== undefined) await this.#trees.load(path);
    if (uri !== undefined && this.#open.has(normalUri(uri))) await this.#prepared(normalUri(uri));
  }

  /** Long work shows itself, and lets what comes meanwhile be answered. */
  async #prepared(uri: string): Promise<void> {
    let working: ReturnType<WorkspaceHost['reading']> | undefined;
    const timer = setTimeout(() => {
      working = this.host.reading(pathOfUri(uri)?.split('/').at(-1) ?? uri);
    }, SHOWN_AFTER);
    try {
      await this.#histories.prepare(uri, () => this.#link.dev);
    } finally {
      clearTimeout(timer);
      working?.done();
    }
  }

  snapshot(): Snapshot {
    const { settings } = this.#configuration;
    const { dev } = this.#link;
    const { devProblem } = this;
    const views = new Map<string, FileView | undefined>();
    const file = (uri: string) => {
      const key = normalUri(uri);
      if (!views.has(key)) views.set(key, this.#view(key, dev, devProblem, settings));
      return views.get(key);
    };
    return {
      settings,
      dev,
      devProblem,
      status: this.status,
      openUris: [...this.#open.keys()],
      document: (uri) => this.#histories.document(normalUri(uri)),
      file,
      openFile: (uri) => (this.#open.has(normalUri(uri)) ? file(uri) : undefined),
    };
  }

  #view(uri: string, dev: DevSchema | undefined, devProblem: string | undefined, settings: Settings) {
    const histories = this.#histories;
    const history = histories.history(uri, dev);
    const folded = history?.file(uri);
    if (!history || !folded) return undefined;
    this.#countMigrations();
    const { rules, style } = settings;
    const problem = devProblem === undefined ? {} : { devProblem };
    const input = { history, uri, dev, ...problem, settings: { rules, style } };
    const runs = this.#open.get(uri)?.isSql ? this.#runs : undefined;
    const subject = dev && { uri, history, folded, dev };
    return {
      document: folded.document,
      version: this.#open.get(uri)?.version ?? 0,
      convention: history.convention,
      history,
      folded,
      get result() {
        const read = histories.check(input);
        return runs && subject ? runs.merge(read, subject, input) : read;
      },
      get run() {
        return runs?.words(subject ?? devProblem ?? 'there is no dev');
      },
      resultOf: (text: string) => histories.checkText(input, text),
    };
  }

  #subject(uri: string): RunSubject | string | undefined {
    const { dev } = this.#link;
    if (!dev) return this.devProblem ?? 'there is no dev';
    const history = this.#open.get(uri)?.isSql ? this.#histories.history(uri, dev) : undefined;
    const folded = history?.file(uri);
    return history && folded && { uri, history, folded, dev };
  }

  /** Why a file that has no view is not read. */
  whyUnread(uri: string): string {
    return this.#trees.whyUnread(pathOfUri(uri) ?? uri);
  }
  /** Why not all files of the workspace are known. */
  get incomplete(): readonly string[] {
    return this.#trees.incomplete;
  }

  #countMigrations(): void {
    const counted = [
      this.#histories.counts(),
      ...this.#trees.incomplete.map((why) => `not all were looked at: ${why}`),
    ];
    const text = counted.filter((one) => one !== undefined).join('; ') || undefined;
    if (text === this.#migrations) return;
    this.#migrations = text;
    queueMicrotask(() => this.#tellStatus());
  }

  #devChanged(schema: boolean): void {
    if (schema) this.#trees.devHas(this.#link.dev?.applied ?? []);
    this.#tellStatus();
    if (!schema) return;
    this.#affectAll();
    this.#runs?.devChanged();
  }
  #affectAll(): void {
    this.#affect([...this.#open.keys()], 'other');
  }
  #affect(uris: readonly string[], cause: Cause): void {
    if (uris.length > 0) for (const listener of this.#onAffected) listener(uris, cause);
  }
  #tellStatus(): void {
    for (const listener of this.#onStatus) listener(this.status);
  }
  /** The file and the open files of the same history. */
  #affectSiblings(uri: string): void {
    const folder = this.#histories.conventionOf(uri)?.folder;
    const siblings = [...this.#open.keys()].filter(
      (other) => other === uri || (folder !== undefined && this.#histories.conventionOf(other)?.folder === folder),
    );
    this.#affect(siblings, 'edit');
  }
  #isOfDev(path: string): boolean {
    const config = this.#link.config;
    if (config?.kind === 'snapshot') return config.path === path;
    if (config?.kind !== 'sql') return false;
    return config.paths.some((one) => one === path || relativeTo(one, path) !== undefined);
  }
}
