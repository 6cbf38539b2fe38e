/**
 * Which settings hold where: a workspace folder can say its own, and a `devschema.json` in a folder below holds for the
 * files below it, before what is said above.
 */
import type { Settings } from '../settings';
import type { SettingProblem } from '../settings/table';
import { canonical } from '../text/canonical';
import { t } from '../text/l10n';
import { isPassedOver, relativeTo } from './files';
import { foldersNotThere } from './not-there';

/** What a project's own file says; neither: there is none. */
interface ProjectSettingsFile {
  readonly value?: unknown;
  readonly failure?: string;
}
/** What the files of folders below say holds before all else, the innermost before the others. */
interface Layers {
  readonly project?: unknown;
  readonly below?: readonly unknown[];
}
interface FolderSettingsDoors {
  readonly project: (folder: string) => ProjectSettingsFile;
  readonly decode: (
    raw: unknown,
    layers: Layers,
  ) => { readonly settings: Settings; readonly problems: readonly SettingProblem[] };
  /** Whether a folder is there; absent: not looked at. */
  readonly isFolder?: (path: string) => boolean;
  /** A person is told of what is not understood. */
  readonly say: (message: string) => void;
}
/** The window's own, which hold for every folder that says nothing. */
export const WINDOW = '';

export class FolderSettings {
  #folders: readonly string[] = [];
  #raw: unknown;
  #rawOf: ReadonlyMap<string, unknown> = new Map();
  readonly #files = new Map<string, ProjectSettingsFile | undefined>();
  readonly #settings = new Map<string, Settings>();

  constructor(readonly doors: FolderSettingsDoors) {}

  /** As the client sent them. */
  get raw(): unknown {
    return this.#raw;
  }
  get folders(): readonly string[] {
    return this.#folders;
  }
  /** `rawOf`: what the client answers for a folder; an empty answer says nothing of its own. */
  set(raw: unknown, folders: readonly string[], rawOf: ReadonlyMap<string, unknown> = new Map()): void {
    this.#raw = raw;
    this.#folders = folders;
    const window = canonical(raw);
    this.#rawOf = new Map([...rawOf].filter(([, own]) => !isEmpty(own) && canonical(own) !== window));
    this.forget();
  }
  /** Files on disk are others than before. */
  forget(): void {
    this.#files.clear();
    this.#settings.clear();
  }
  /** The folder whose settings hold for the file at `path`; `WINDOW`: those of the window. */
  folderOf(path: string): string {
    const root = this.rootOf(path);
    if (root === undefined) return WINDOW;
    const parts = (relativeTo(root, path) ?? '').split('/').slice(0, -1);
    for (; parts.length > 0; parts.pop()) {
      const folder = `${root}/${parts.join('/')}`;
      if (!isPassedOver(folder) && this.#file(folder)) return folder;
    }
    return this.#isOwn(root) ? root : WINDOW;
  }
  /** Whether the folder still has settings of its own. */
  has(folder: string): boolean {
    return folder === WINDOW || this.folderOf(`${folder}/x`) === folder;
  }
  /** Those that hold in a folder that `folderOf` answered. */
  of(folder: string): Settings {
    const known = this.#settings.get(folder);
    if (known) return known;
    const settings = this.#decoded(folder);
    this.#settings.set(folder, settings);
    return settings;
  }
  /** The innermost workspace folder; undefined: the file is in none. */
  rootOf(path: string): string | undefined {
    const above = this.#folders.filter((folder) => folder === path || relativeTo(folder, path) !== undefined);
    return above.length === 0 ? undefined : above.reduce((a, b) => (b.length > a.length ? b : a));
  }
  /** What is relative is relative to the first; those that the window's settings hold for, without one of its own. */
  foldersOf(folder: string): readonly string[] {
    if (folder === WINDOW) return this.#folders.filter((one) => !this.#isOwn(one));
    const root = this.rootOf(folder);
    return root === undefined || root === folder ? [folder] : [folder, root];
  }

  #isOwn(root: string): boolean {
    return this.#folders.length > 1 && (this.#rawOf.has(root) || this.#file(root) !== undefined);
  }
  #file(folder: string): ProjectSettingsFile | undefined {
    if (!this.#files.has(folder)) {
      const { value, failure } = this.doors.project(folder);
      const found = { ...(value !== undefined && { value }), ...(failure !== undefined && { failure }) };
      this.#files.set(folder, value === undefined && failure === undefined ? undefined : found);
    }
    return this.#files.get(folder);
  }
  #decoded(folder: string): Settings {
    const root = folder === WINDOW ? this.#only : this.rootOf(folder);
    const project = root === undefined ? undefined : this.#file(root);
    const below = root === undefined || folder === WINDOW ? [] : this.#below(root, folder);
    const raw = (root === undefined ? undefined : this.#rawOf.get(root)) ?? this.#raw;
    const { settings, problems } = this.doors.decode(raw, { project: project?.value, below: below.map(valueIn) });
    for (const failed of [project, ...below])
      if (failed?.failure !== undefined) this.doors.say(t('Settings are not read: {0}', failed.failure));
    for (const { message } of [...problems, ...this.#notThere(settings, folder)]) this.doors.say(message);
    return settings;
  }
  #notThere(settings: Settings, folder: string): readonly SettingProblem[] {
    const { isFolder } = this.doors;
    return isFolder ? foldersNotThere(settings.migrations.folders, this.foldersOf(folder), isFolder) : [];
  }
  /** Of a window with one folder, whose file is the window's too. */
  get #only(): string | undefined {
    return this.#folders.length === 1 ? this.#folders[0] : undefined;
  }
  #below(root: string, folder: string): ProjectSettingsFile[] {
    const parts = (relativeTo(root, folder) ?? '').split('/').filter((part) => part !== '');
    return parts.flatMap((_, at) => this.#file(`${root}/${parts.slice(0, at + 1).join('/')}`) ?? []);
  }
}
/** Where it cannot be read nobody knows which dev is meant, so that it is none. */
const valueIn = ({ value, failure }: ProjectSettingsFile): unknown =>
  failure === undefined ? value : { connection: '', target: '' };

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
