/**
 * Bases of runs, kept as data directories of the embedded PostgreSQL in the program's own folder: one that was made before
 * is loaded in a fraction of the time that making it takes. Each is named by what it was made of and never changed, and
 * few are kept. Never in the way: what cannot be kept is made anew.
 */
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText, readRegular, sizeLimits } from '../../files/reading';
import { isRunning } from '../is-running';

/** In a workspace's folder. */
const KEPT_BASES = 3;
const MOST_BYTES = 500_000_000;

export interface KeptBase<Note extends object = object> {
  /** A tar of the data directory, where there is a note. */
  readonly tar: string;
  /** Where its process writes one. */
  readonly part: string;
  /** What was noted of it when it was made; undefined: it is to be made. */
  readonly note: Note | undefined;
  /** What the process has written is as it is to be. */
  keep(note: Note): void;
  /** It could not be loaded. */
  forget(): void;
}

/**
 * Undefined: nothing can be kept here. `madeOf`: whatever shapes it; `decode`: of JSON, undefined where it is no note.
 */
export function keptBase<Note extends object>(
  folder: string,
  madeOf: readonly string[],
  decode: (json: unknown) => Note | undefined,
): KeptBase<Note> | undefined {
  const name = createHash('sha256').update(JSON.stringify(madeOf)).digest('hex').slice(0, 32);
  const [tar, noted] = [join(folder, `${name}.tar`), join(folder, `${name}.json`)];
  const part = `${tar}.${process.pid}.part`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Whatever a link leads to is not this program's.
    if (!lstatSync(folder).isDirectory()) return undefined;
    const note = lstatSync(tar, { throwIfNoEntry: false })?.isFile() ? decode(readNote(noted)) : undefined;
    if (note) utimesSync(noted, new Date(), new Date());
    return {
      tar,
      part,
      note,
      keep(facts) {
        quietly(() => {
          rmSync(noted, { force: true });
          renameSync(part, tar);
          writeFileSync(`${noted}.${process.pid}.part`, JSON.stringify(facts), { mode: 0o600 });
          renameSync(`${noted}.${process.pid}.part`, noted);
          pruneBases(folder);
        });
      },
      forget: () => quietly(() => [noted, tar].forEach((file) => void rmSync(file, { force: true }))),
    };
  } catch {
    return undefined;
  }
}
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // The next start makes it anew.
  }
}
function readNote(file: string): unknown {
  const found = readRegular(file, { limit: sizeLimits.small });
  return 'bytes' in found ? JSON.parse(decodeText(found.bytes)) : undefined;
}

/** The newest stay, within their number and size; what processes that were killed have left goes. */
function pruneBases(folder: string): void {
  const names = readdirSync(folder);
  for (const name of names) {
    const writer = /\.(\d+)\.part$/.exec(name)?.[1];
    if (writer !== undefined && !isRunning(Number(writer))) rmSync(join(folder, name), { force: true });
  }
  const at = (file: string) => lstatSync(join(folder, file), { throwIfNoEntry: false });
  const aged = names
    .flatMap((name) => /^([0-9a-f]{32})\.tar$/.exec(name)?.[1] ?? [])
    .map((name) => ({ name, used: at(`${name}.json`)?.mtimeMs ?? 0, bytes: at(`${name}.tar`)?.size ?? 0 }))
    .sort((a, b) => b.used - a.used);
  let bytes = 0;
  for (const [index, one] of aged.entries()) {
    bytes += one.bytes;
    if (index > 0 && (index >= KEPT_BASES || bytes > MOST_BYTES))
      for (const end of ['json', 'tar']) rmSync(join(folder, `${one.name}.${end}`), { force: true });
  }
}
