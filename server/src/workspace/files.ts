/** The file system as it is passed in, and the paths and URIs of what is in it. Paths are absolute, joined by `/`. */

interface ListOptions {
  readonly depth?: number;
  /** Told why not all of it is listed. */
  readonly incomplete?: (reason: string) => void;
}
export interface FileSystem {
  /** Every file below a folder that could matter, relative to it; node_modules, .git and the like left out. */
  list(root: string, options?: ListOptions): Promise<readonly string[]>;
  /** As text, without a BOM; undefined where there is no such file or it may not be read. Asked only for what is used. */
  read(path: string): string | undefined;
  /** Why a file that is there gives no text, as a sentence without its name; undefined: not known, or it is not there. */
  whyUnread?(path: string): string | undefined;
  /** Whether a folder of this path is there; absent: not known. */
  isFolder?(path: string): boolean;
  /** The workspace's folders: a link in one of them is followed only to what is in them. */
  confine?(folders: readonly string[]): void;
}

/** The path of a `file:` URI; undefined for others (`untitled:`, a virtual workspace), which have no folder to look in. */
export function pathOfUri(uri: string): string | undefined {
  const match = /^file:\/\/([^/]*)(\/[^?#]*)/i.exec(uri);
  if (!match) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(match[2]!);
  } catch {
    return undefined;
  }
  if (match[1] !== '' && match[1]!.toLowerCase() !== 'localhost') return `//${match[1]}${path}`;
  return normalDrive(/^\/[a-z]:/i.test(path) ? path.slice(1) : path);
}

/** What is the same in a URI; a second `/` at the start would be a server's. */
const plainPath = /^(?:\/[\w.~-]+)+$/;
/** As VS Code writes it, so that a file read from disk and the same file open in the editor have one URI. */
export function uriOfPath(path: string): string {
  if (plainPath.test(path)) return `file://${path}`;
  const normal = normalPath(path);
  const encoded = normal
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`),
    )
    .join('/');
  if (normal.startsWith('//')) return `file:${encoded}`;
  return normal.startsWith('/') ? `file://${encoded}` : `file:///${encoded}`;
}

/** One spelling for one file: what clients write differently (`%2B`, `C:`) is made equal. */
export function normalUri(uri: string): string {
  const path = pathOfUri(uri);
  return path === undefined ? uri : uriOfPath(path);
}
export function normalPath(path: string): string {
  return normalDrive(/^[a-z]:\\|^\\\\/i.test(path) ? path.replaceAll('\\', '/') : path);
}
const normalDrive = (path: string) => path.replace(/^[A-Z]:/, (drive) => drive.toLowerCase());

export interface FileChange {
  readonly path: string;
  readonly what: 'created' | 'changed' | 'deleted';
}

/** Never a project's own migrations, and often very large. */
const passedOverFolders = new Set([
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  '.venv',
  '__pycache__',
  '.yarn',
  '.pnpm-store',
]);
/** Whether a folder of the path is one that is never looked into. */
export const isPassedOver = (path: string): boolean => path.split('/').some((part) => passedOverFolders.has(part));

export function folderOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at <= 0 ? '/' : path.slice(0, at);
}
/** `path` relative to `folder`, or undefined when it is not below it. */
export function relativeTo(folder: string, path: string): string | undefined {
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}
/** `path` below `folder`; `.` and `..` are resolved, an absolute path stays. */
export function joinPath(folder: string, path: string): string {
  const absolute = normalPath(path);
  if (/^\/|^[a-z]:\//.test(absolute)) return absolute;
  const parts = folder.split('/');
  for (const part of absolute.split('/')) {
    if (part === '..' && parts.length > 1) parts.pop();
    else if (part !== '.' && part !== '' && part !== '..') parts.push(part);
  }
  return parts.join('/') || '/';
}
