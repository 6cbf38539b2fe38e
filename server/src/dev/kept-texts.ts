/**
 * Texts kept in the program's own folder by what they were made of, so that they need not be made again. Never in the way:
 * what cannot be read or written, is damaged, or may have been written by another user, is made anew.
 */
import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText, readRegular, sizeLimits } from '../files/reading';
import { fingerprintOf } from '../text/fingerprint';
import { isRunning } from './is-running';

export interface KeptTexts {
  load(name: string): string | undefined;
  save(name: string, text: string): void;
}

/** The newest stay, and no more bytes than these in all. */
const most = { texts: 100, bytes: 50_000_000 };

/** `folder`: it is made when something is first kept; whatever a link in its place leads to is not this program's. */
export function keptTexts(folder: string, bounds = most): KeptTexts {
  const fileOf = (name: string): string => join(folder, `${name}.json`);
  return {
    load(name) {
      return quietly(() => {
        if (!isOwnFolder(folder)) return undefined;
        const found = readRegular(fileOf(name), { limit: sizeLimits.snapshot });
        if (!('bytes' in found)) return undefined;
        const text = decodeText(found.bytes);
        const end = text.indexOf('\n');
        const kept = text.slice(end + 1);
        if (text.slice(0, Math.max(0, end)) !== sealOf(name, kept)) return undefined;
        utimesSync(fileOf(name), new Date(), new Date());
        return kept;
      });
    },
    save(name, text) {
      quietly(() => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        if (!isOwnFolder(folder)) return;
        const part = `${fileOf(name)}.${process.pid}.part`;
        writeFileSync(part, `${sealOf(name, text)}\n${text}`, { mode: 0o600 });
        renameSync(part, fileOf(name));
        pruneTexts(folder, bounds);
      });
    },
  };
}
/** On a line of its own before the text, which is not taken for what it is not. */
const sealOf = (name: string, text: string): string => JSON.stringify(fingerprintOf([name, text]));
function isOwnFolder(folder: string): boolean {
  const there = lstatSync(folder, { throwIfNoEntry: false });
  if (!there?.isDirectory()) return false;
  return process.platform === 'win32' || (there.uid === process.getuid?.() && (there.mode & 0o022) === 0);
}
function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
function pruneTexts(folder: string, bounds: typeof most): void {
  const names = readdirSync(folder);
  for (const name of names) {
    const writer = /^[0-9a-f]+\.json\.(\d+)\.part$/.exec(name)?.[1];
    if (writer !== undefined && !isRunning(Number(writer))) rmSync(join(folder, name), { force: true });
  }
  const aged = names
    .filter((name) => /^[0-9a-f]+\.json$/.test(name))
    .map((name) => ({ name, at: lstatSync(join(folder, name), { throwIfNoEntry: false }) }))
    .sort((a, b) => (b.at?.mtimeMs ?? 0) - (a.at?.mtimeMs ?? 0));
  let bytes = 0;
  for (const [index, { name, at }] of aged.entries()) {
    bytes += at?.size ?? 0;
    if (index > 0 && (index >= bounds.texts || bytes > bounds.bytes)) rmSync(join(folder, name), { force: true });
  }
}
