import { statSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { decodeText, readRegular, sizeLimits } from '../../files/reading';
import { present } from '../../text/present';
import type { ResolveIo } from './environment';

/** The machine this runs on. */
export const nodeIo: ResolveIo = {
  read(path, within, unread) {
    const found = readRegular(path, { limit: sizeLimits.small, ...present({ within }) });
    if ('bytes' in found) return decodeText(found.bytes);
    if (!found.missing) unread?.(found.problem);
    return undefined;
  },
  kind(path) {
    try {
      const found = statSync(path, { throwIfNoEntry: false });
      if (found === undefined) return undefined;
      return found.isDirectory() ? 'folder' : found.isSocket() ? 'socket' : 'file';
    } catch {
      // It is there and may not be looked at; whoever reads it is told why.
      return 'file';
    }
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
