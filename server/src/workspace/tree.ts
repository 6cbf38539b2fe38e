/** The project folders: what is in them, read once and kept up with the file watcher. */

import type { Convention } from '../conventions/convention';
import { marksOf } from '../conventions/conventions';
import { isNamedByFolder, isSql, openProject, type Project, type ProjectSettings } from '../conventions/project';
import type { AppliedMigrations } from '../model/dev';
import { t } from '../text/l10n';
import { present } from '../text/present';
import { type FileChange, type FileSystem, folderOf, relativeTo } from './files';
import { inFolders, isWatched } from './watched';

interface Root {
  readonly folder: string;
  paths: Set<string>;
  project: Project | undefined;
}

/** Characters of texts that are kept at once: many files within the limit of each can still fill the memory. */
const MOST_TEXT = 200_000_000;

export class Trees {
  readonly #roots = new Map<string, Promise<Root>>();
  readonly #loaded = new Map<string, Root>();
  /** Folders of which only the files that they hold themselves are listed. */
  readonly #shallow = new Set<string>();
  readonly #conventions = new Map<string, Convention>();
  readonly #texts = new Map<string, string | undefined>();
  readonly #unread = new Map<string, string>();
  /** Of open documents, as of the text that was seen last. */
  readonly #marks = new Map<string, string>();
  readonly #incomplete = new Map<string, string>();
  /** By folder. */
  readonly #loose = new WeakMap<Project, Map<string, readonly string[]>>();
  #held = 0;
  #folders: readonly string[] = [];
  #state = 0;
  #settings: ProjectSettings = { folders: [], tool: undefined };
  #inDev: AppliedMigrations | undefined;

  constructor(
    readonly files: FileSystem,
    /** The unsaved text of an open document. */
    readonly openText: (path: string) => string | undefined,
  ) {}

  /** Another number whenever a text or a history that this gives may be another. */
  get state(): number {
    return this.#state;
  }

  /** Of files that belong to no history. */
  get placeholders(): ProjectSettings['placeholders'] {
    return this.#settings.placeholders;
  }
  configure(folders: readonly string[], settings: ProjectSettings): void {
    this.#state++;
    this.#folders = folders;
    this.#settings = settings;
    this.#conventions.clear();
    for (const root of this.#loaded.values()) root.project = undefined;
  }

  /** What dev says of the migration tool: its table, where dev has just one. */
  devHas(applied: readonly AppliedMigrations[]): void {
    const inDev = applied.length === 1 ? applied[0] : undefined;
    if (inDev === this.#inDev || JSON.stringify(inDev) === JSON.stringify(this.#inDev)) return;
    this.#inDev = inDev;
    this.#state++;
    this.#conventions.clear();
    for (const root of this.#loaded.values()) root.project = undefined;
  }

  /** To be awaited before `historyOf` is asked for a path. */
  async load(path: string): Promise<void> {
    this.#add(await this.#listed(this.#rootOf(path)), path);
  }
  async #listed({ folder, depth }: { readonly folder: string; readonly depth?: number }): Promise<Root> {
    const known = this.#roots.get(folder);
    // A file that is opened before the project folders are told has only what is beside it listed.
    if (known && (depth !== undefined || !this.#shallow.has(folder))) return known;
    if (depth === undefined) this.#shallow.delete(folder);
    else this.#shallow.add(folder);
    const root = this.files
      .list(folder, {
        ...present({ depth }),
        incomplete: (reason) => this.#incomplete.set(folder, reason),
      })
      .catch(() => [])
      .then((paths): Root => ({ folder, paths: new Set(paths), project: undefined }));
    this.#roots.set(folder, root);
    this.#state++;
    const listed = await root;
    if (this.#roots.get(folder) !== root) return this.#roots.get(folder)!;
    this.#loaded.set(folder, listed);
    for (const open of this.#marks.keys()) if (this.#rootOf(open).folder === folder) this.#add(await root, open);
    return root;
  }
  /** A file that is open but was not in the listing (just made, or of a folder that is not watched). */
  #add(root: Root, path: string): void {
    const relative = relativeTo(root.folder, path);
    if (relative === undefined || root.paths.has(relative)) return;
    this.#state++;
    root.paths.add(relative);
    root.project = undefined;
  }

  /** Every SQL file of a workspace folder, histories in their own order, then the others by path. */
  async sqlFiles(folder: string): Promise<string[]> {
    const all = new Set<string>();
    await this.load(`${folder}/`);
    const project = this.projectOf(`${folder}/`);
    for (const history of project?.historiesBelow(folder) ?? [])
      for (const { path } of history.files) all.add(`${history.folder}/${path}`);
    for (const path of [...(this.#loaded.get(folder)?.paths ?? [])].sort())
      if (isSql(path)) all.add(`${folder}/${path}`);
    return [...all];
  }

  /** The history a file belongs to; undefined: it stands alone, or its folder is not loaded yet. */
  historyOf(path: string): Convention | undefined {
    return this.#lasting(this.projectOf(path)?.historyOf(path));
  }
  /** An SQL file of the folders that belongs to no history. */
  isLoose(path: string): boolean {
    const root = this.#loaded.get(this.#rootOf(path).folder);
    const relative = root && relativeTo(root.folder, path);
    return relative !== undefined && isSql(path) && root!.paths.has(relative) && !this.historyOf(path);
  }
  /** The other SQL files of a loose file's folder that belong to no history either, in order. */
  looseBeside(path: string): readonly string[] {
    const project = this.projectOf(path);
    if (!project) return [];
    let byFolder = this.#loose.get(project);
    if (!byFolder) {
      byFolder = new Map();
      this.#loose.set(project, byFolder);
    }
    const folder = folderOf(path);
    let files = byFolder.get(folder);
    if (!files) {
      const { root, paths } = project.tree;
      const all = paths.filter(isSql).map((each) => `${root}/${each}`);
      files = all.filter((each) => folderOf(each) === folder && !project.historyOf(each));
      byFolder.set(folder, files);
    }
    return files.filter((each) => each !== path);
  }
  /** Every history of the project folders. */
  async histories(): Promise<readonly Convention[]> {
    const found: Convention[] = [];
    for (const folder of this.#folders) {
      await this.#listed({ folder });
      found.push(...(this.projectOf(`${folder}/x`)?.historiesBelow(folder) ?? []));
    }
    return found.flatMap((one) => this.#lasting(one) ?? []);
  }
  /** Undefined until its folder is loaded. */
  projectOf(path: string): Project | undefined {
    const root = this.#loaded.get(this.#rootOf(path).folder);
    if (!root) return undefined;
    root.project ??= openProject(
      { root: root.folder, paths: [...root.paths].sort(), read: (file) => this.read(file) },
      { ...this.#settings, inDev: this.#inDev },
    );
    return root.project;
  }

  /** Looked at again after every change on disk; while it says the same it stays the same object, and so do its folds. */
  #lasting(convention: Convention | undefined): Convention | undefined {
    if (!convention) return undefined;
    const known = this.#conventions.get(convention.folder);
    if (known && (known === convention || sameConvention(known, convention))) return known;
    this.#conventions.set(convention.folder, convention);
    return convention;
  }

  /** Open documents before what is on disk. */
  read(path: string): string | undefined {
    const open = this.openText(path);
    return open ?? this.onDisk(path);
  }
  /** As it was when it was first asked for, or last said to have changed. */
  onDisk(path: string): string | undefined {
    if (!this.#texts.has(path)) this.#texts.set(path, this.#readBounded(path));
    return this.#texts.get(path);
  }
  #readBounded(path: string): string | undefined {
    const text = this.#held < MOST_TEXT ? this.files.read(path) : undefined;
    this.#held += text?.length ?? 0;
    if (text !== undefined) this.#unread.delete(path);
    else this.#unread.set(path, this.#reason(path));
    return text;
  }
  #reason(path: string): string {
    if (this.#held >= MOST_TEXT)
      return t(
        'the files that were read before it have {0} million characters together, and no more are read',
        MOST_TEXT / 1_000_000,
      );
    return this.files.whyUnread?.(path) ?? t('the file cannot be read');
  }
  /** Why a file that was asked for has no text. */
  whyUnread(path: string): string {
    return this.#unread.get(path) ?? this.#reason(path);
  }
  /** Why not all files of the folders are known. */
  get incomplete(): readonly string[] {
    return [...this.#incomplete.values()];
  }

  /** An open document has another text: what a folder is, is asked again where the marks of a tool came or went. */
  edited(path: string, text: string): void {
    const known = this.#marks.get(path) ?? marksOf(this.#texts.get(path) ?? '');
    const marks = marksOf(text);
    this.#marks.set(path, marks);
    const own = this.#loaded.get(this.#rootOf(path).folder);
    if (own) this.#add(own, path);
    if (marks === known) return;
    this.#state++;
    for (const root of this.#loaded.values()) if (relativeTo(root.folder, path) !== undefined) root.project = undefined;
  }

  /** What events say of files, and of what is in the folders that they are of. */
  told(changes: readonly FileChange[]): { readonly files: FileChange[]; readonly inFolders: Promise<FileChange[]> } {
    const known = () =>
      [...this.#loaded.values()].flatMap(({ folder, paths }) => [...paths].map((path) => `${folder}/${path}`));
    return { files: changes.filter(isWatched), inFolders: inFolders(changes, this.files, known) };
  }
  /** The file system said so: a file was made, changed or deleted. */
  changed(path: string, what: FileChange['what']): void {
    this.#state++;
    this.#held -= this.#texts.get(path)?.length ?? 0;
    this.#texts.delete(path);
    this.#marks.delete(path);
    // A tool's own file (a journal, a plan, a configuration) can change what a convention makes of the same listing.
    if (!path.toLowerCase().endsWith('.sql')) this.#conventions.clear();
    for (const root of this.#loaded.values()) {
      const relative = relativeTo(root.folder, path);
      if (relative === undefined) continue;
      if (what === 'deleted') root.paths.delete(relative);
      else root.paths.add(relative);
      root.project = undefined;
    }
  }
  /** For clients that watch no files: everything is looked at again. */
  forget(): void {
    this.#state++;
    this.#texts.clear();
    this.#held = 0;
    this.#incomplete.clear();
    this.#conventions.clear();
    this.#roots.clear();
    this.#loaded.clear();
  }

  /** The innermost workspace folder; a file outside of all has only its own folder. */
  #rootOf(path: string): { folder: string; depth?: number } {
    const above = this.#folders.filter((folder) => relativeTo(folder, path) !== undefined);
    if (above.length === 0)
      return isNamedByFolder(path)
        ? { folder: folderOf(folderOf(path)), depth: 2 }
        : { folder: folderOf(path), depth: 1 };
    return { folder: above.reduce((a, b) => (b.length > a.length ? b : a)) };
  }
}

function sameConvention(a: Convention, b: Convention): boolean {
  const told = ({ id, name, files, problems, placeholders, unread }: Convention) =>
    JSON.stringify([id, name, files, problems, unread, [...(placeholders ?? [])]]);
  return told(a) === told(b);
}
