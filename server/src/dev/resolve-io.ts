import { readFileSync, statSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import type { ResolveIo } from './environment';

/** The machine this runs on. */
export const nodeIo: ResolveIo = {
  read(path) {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return undefined;
    }
  },
  kind(path) {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return undefined;
    return found.isDirectory() ? 'folder' : found.isSocket() ? 'socket' : 'file';
  },
  home: homedir(),
  user: userName(),
  windows: process.platform === 'win32',
};
/** A container's user need not have a name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'postgres';
  }
}
