/** What the client is asked to watch, and what its events say of folders. */
import { toolFiles } from '../conventions';
import { type FileChange, type FileSystem, folderOf, isPassedOver, pathOfUri } from './files';

/** Files whose change can change an answer: histories and what orders them, snapshots, connections. */
export const watched = [
  '**/*.sql',
  '**/*.sql.conf',
  '**/*.snapshot.json',
  `**/{${toolFiles.join(',')}}`,
  '**/.env*',
  '**/devschema.json',
];
/** Nothing for a file that is not on the disk. */
export function fileChange(uri: string, what: FileChange['what']): FileChange[] {
  const path = pathOfUri(uri);
  return path === undefined ? [] : [{ path, what }];
}
/** Whether the event is of a file that is asked for, not of what may be a folder. */
export function isWatched({ path }: FileChange): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    /\.sql(?:\.conf)?$|\.snapshot\.json$/i.test(name) ||
    name.startsWith('.env') ||
    name === 'devschema.json' ||
    toolFiles.some((file) => isNamed(name, file))
  );
}
/** `*` stands for anything. */
function isNamed(name: string, file: string): boolean {
  const [start = '', end] = file.split('*');
  return end === undefined
    ? name === file
    : name.length >= file.length - 1 && name.startsWith(start) && name.endsWith(end);
}

/**
 * What came and went with the folders among `changes`; of a path that is none, nothing.
 * @param known Absolute paths of all files that are known.
 */
export async function inFolders(
  changes: readonly FileChange[],
  files: FileSystem,
  known: () => readonly string[],
): Promise<FileChange[]> {
  const folders = changes.filter((one) => !isWatched(one));
  const gone = new Set(folders.flatMap(({ path, what }) => (what === 'deleted' ? [path] : [])));
  const lost = gone.size === 0 ? [] : known().filter((path) => isInAny(path, gone));
  const found: FileChange[] = lost.map((path) => ({ path, what: 'deleted' }));
  const beside = new Map<string, ReadonlySet<string>>();
  for (const { path, what } of folders) {
    if (what !== 'created' || isPassedOver(path)) continue;
    const above = folderOf(path);
    const others = beside.get(above) ?? new Set(await files.list(above, { depth: 1 }).catch(() => []));
    beside.set(above, others);
    // A link to a folder is listed as a file is, and is not followed.
    if (others.has(path.slice(above.length + 1))) continue;
    const made = await files.list(path).catch(() => []);
    found.push(...made.map((one): FileChange => ({ path: `${path}/${one}`, what: 'created' })));
  }
  return found;
}
function isInAny(path: string, folders: ReadonlySet<string>): boolean {
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
    if (folders.has(path.slice(0, at))) return true;
  return false;
}
