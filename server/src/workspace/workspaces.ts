/**
 * A workspace for each dev: of the folders that say nothing of their own, of a workspace folder with settings of its own,
 * of a folder below with a `devschema.json`. A file is judged in the innermost one above it.
 */
import type { DevStatus } from '../protocol';
import { present } from '../text/present';
import type { ProbeReason } from './dev';
import { folderOfAddress } from './dev-address';
import { WorkspaceEvents } from './events';
import { type FileChange, type FileSystem, pathOfUri, uriOfPath } from './files';
import { type FolderSettings, WINDOW } from './folder-settings';
import type { Snapshot } from './snapshot';
import type { Workspace } from './workspace';

interface OpenText {
  readonly version: number;
  readonly text: string;
  readonly isSql: boolean;
}
interface WorkspacesDoors {
  readonly settings: FolderSettings;
  readonly files: FileSystem;
  /** `folder`: whose settings name its databases; `WINDOW`: the window's. */
  make(folder: string): Workspace;
}

export class Workspaces extends WorkspaceEvents {
  readonly #byFolder = new Map<string, Workspace>();
  readonly #open = new Map<string, OpenText>();
  #trusted: boolean | undefined;
  /** The file that a person looks at, or looked at last. */
  #atHand: string | undefined;
  /** Settings, folders and trust have come. */
  readonly #begun: Promise<void>;
  #begin = (): void => {};

  constructor(readonly doors: WorkspacesDoors) {
    super();
    this.#begun = new Promise((resolve) => {
      this.#begin = resolve;
    });
  }

  /** Settings, folders or trust are new. Resolves when every dev that is in use has been chosen. */
  async configure(trusted: boolean): Promise<void> {
    this.#trusted = trusted;
    const { settings, files } = this.doors;
    files.confine?.(settings.folders);
    this.#move();
    const gone = [...this.#byFolder].filter(([folder]) => !settings.has(folder));
    for (const [folder] of gone) this.#byFolder.delete(folder);
    void this.atHand;
    this.#begin();
    const configured = [...this.#byFolder].map(([folder, workspace]) => this.#configure(folder, workspace));
    await Promise.all([...configured, ...gone.map(([, workspace]) => workspace.dispose())]);
    this.tellStatus();
  }
  /** Open files whose folder has got, or lost, settings of its own. */
  #move(): void {
    const before = [...this.#open].map(([uri, open]) => {
      const holder = [...this.#byFolder.values()].find((one) => one.isOpen(uri));
      return { uri, open, holder };
    });
    for (const { uri, open, holder } of before) {
      const workspace = this.of(uri);
      if (workspace === holder) continue;
      holder?.closed(uri);
      workspace.opened(uri, open.version, open.text, open.isSql);
    }
  }
  #configure(folder: string, workspace: Workspace): Promise<void> {
    const { settings } = this.doors;
    return workspace.configure({
      folders: settings.foldersOf(folder),
      settings: settings.of(folder),
      trusted: this.#trusted ?? false,
      owns: (path) => settings.folderOf(path) === folder,
      ...present({ folder: folder === WINDOW ? undefined : folder }),
    });
  }

  /** The one that a file, or what a `devschema:` address is of, is judged in. */
  of(uri: string): Workspace {
    return this.#inFolder(this.#folderOf(uri));
  }
  readonly soon = (uri: string): Promise<Snapshot> => this.of(uri).soon(uri);
  /** That of the file that a person looks at, or looked at last. */
  get atHand(): Workspace {
    return this.#inFolder(this.#folderAtHand);
  }
  /** Its folders, known before its dev is. */
  get foldersAtHand(): readonly string[] {
    return this.doors.settings.foldersOf(this.#folderAtHand);
  }
  get all(): readonly Workspace[] {
    return [...this.#byFolder.values()];
  }
  get #folderAtHand(): string {
    const { settings } = this.doors;
    if (this.#atHand !== undefined) return this.#folderOf(this.#atHand);
    const [first] = settings.folders;
    const isOfWindow = first === undefined || settings.foldersOf(WINDOW).length > 0;
    return isOfWindow ? WINDOW : settings.folderOf(`${first}/x`);
  }
  /** A person looks at the file; what is none leaves all as it is. */
  lookAt(uri: string): void {
    if (!/^(?:file|untitled|devschema):/.test(uri)) return;
    const before = this.#folderAtHand;
    this.#atHand = uri;
    if (this.#folderAtHand !== before) this.tellStatus();
  }
  #folderOf(uri: string): string {
    const ofDev = folderOfAddress(uri);
    const path = ofDev === undefined ? pathOfUri(uri) : `${ofDev}/x`;
    return path === undefined ? WINDOW : this.doors.settings.folderOf(path);
  }
  #inFolder(folder: string): Workspace {
    const known = this.#byFolder.get(folder);
    if (known) return known;
    const made = this.doors.make(folder);
    this.#byFolder.set(folder, made);
    made.onStatus(() => {
      if (this.#byFolder.get(this.#folderAtHand) === made) this.tellStatus();
    });
    made.onFilesAffected((uris, cause) => this.affect(uris, cause));
    made.onFilesChanged((uris) => this.tellChanged(uris));
    made.onClosed((uri, clientUri) => this.tellClosed(uri, clientUri));
    if (this.#trusted !== undefined) void this.#configure(folder, made);
    return made;
  }

  changed(uri: string, version: number, text: string, isSql: boolean): void {
    this.#open.set(uri, { version, text, isSql });
    this.of(uri).changed(uri, version, text, isSql);
  }
  /** The client's version of the open text. */
  versionOf(uri: string): number | undefined {
    return this.#open.get(uri)?.version;
  }
  closed(uri: string): void {
    this.#open.delete(uri);
    this.of(uri).closed(uri);
  }
  saved(uri: string, byItself?: boolean): void {
    this.of(uri).saved(uri, byItself);
  }
  async watched(changes: readonly FileChange[]): Promise<void> {
    await Promise.all(this.all.map((one) => one.watched(changes)));
  }
  forgetFiles(): void {
    for (const one of this.all) one.forgetFiles();
  }
  async dispose(): Promise<void> {
    await Promise.all(this.all.map((one) => one.dispose()));
  }
  /** Has dev changed? Each that is in use is asked. */
  probe(reason: ProbeReason): void {
    for (const one of this.all) one.probe(reason);
  }
  async refresh(): Promise<DevStatus> {
    await this.#begun;
    this.atHand.beside.forgetTarget();
    await this.atHand.refresh();
    return this.status;
  }
  /** The URI as the client knows it. */
  readonly clientUri = (uri: string): string => this.of(uri).clientUri(uri);
  get status(): DevStatus {
    return this.atHand.status;
  }
  /** Every SQL file of the workspace folders, and which it is judged in. */
  async sqlFiles(): Promise<{ readonly uri: string; readonly workspace: Workspace }[]> {
    const found = new Map<string, Workspace>();
    for (const folder of this.doors.settings.folders)
      for (const path of await this.of(uriOfPath(`${folder}/x`)).trees.sqlFiles(folder)) {
        const uri = uriOfPath(path);
        found.set(uri, this.of(uri));
      }
    return [...found].map(([uri, workspace]) => ({ uri, workspace }));
  }
}
