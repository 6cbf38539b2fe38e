/** A data directory of the embedded PostgreSQL, which is in memory, as a tar: written to a file, a file at a time, and read. */
import { appendFileSync, writeFileSync } from 'node:fs';

/** Emscripten's file system, as much of it as is needed. */
interface MemoryFiles {
  readdir(path: string): string[];
  readFile(path: string): Uint8Array;
  stat(path: string): { readonly mode: number };
  isDir(mode: number): boolean;
}
const BLOCK = 512;
/** Of the server that runs, not of the directory. */
const leftOut = /^postmaster\.(?:pid|opts)$/;

export function writeTar(files: MemoryFiles, root: string, target: string): void {
  writeFileSync(target, '', { mode: 0o600 });
  const walk = (folder: string): void => {
    for (const name of files.readdir(`${root}/${folder}`)) {
      if (name === '.' || name === '..' || leftOut.test(name)) continue;
      const path = folder === '' ? name : `${folder}/${name}`;
      const isFolder = files.isDir(files.stat(`${root}/${path}`).mode);
      const bytes = isFolder ? new Uint8Array() : files.readFile(`${root}/${path}`);
      const rest = bytes.length % BLOCK;
      const filler = new Uint8Array(rest > 0 ? BLOCK - rest : 0);
      appendFileSync(target, Buffer.concat([header(path, isFolder, bytes.length), bytes, filler]));
      if (isFolder) walk(path);
    }
  };
  walk('');
  appendFileSync(target, new Uint8Array(2 * BLOCK));
}
/** https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html, "ustar Interchange Format". */
function header(path: string, isFolder: boolean, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;
  block.write(path, 0);
  block.write(octal(isFolder ? 0o700 : 0o600, 7), 100);
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  block.write(octal(size, 11), 124);
  block.write(octal(0, 11), 136);
  block.write(' '.repeat(8), 148);
  block.write(isFolder ? '5' : '0', 156);
  block.write('ustar\0' + '00', 257);
  block.write(
    octal(
      block.reduce((sum, byte) => sum + byte, 0),
      6,
    ),
    148,
  );
  return block;
}

interface TarEntry {
  /** Below the data directory. */
  readonly path: string;
  readonly isFolder: boolean;
  /** A part of the tar: nothing is copied. */
  readonly bytes: Uint8Array;
}
/** As `writeTar` writes it, and PGlite's own. @throws Error where it ends in the middle of a file */
export function* entriesOf(tar: Uint8Array): Generator<TarEntry> {
  const bytes = Buffer.from(tar.buffer, tar.byteOffset, tar.byteLength);
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0; ) {
    const name = bytes.toString('latin1', at, at + 100).split('\0')[0]!;
    const size = Number.parseInt(bytes.toString('latin1', at + 124, at + 136), 8);
    const start = at + BLOCK;
    if (!(start + size <= bytes.length)) throw new Error(`the data directory ends within ${name}`);
    const isFolder = bytes[at + 156] === '5'.charCodeAt(0);
    yield { path: name.replace(/^\/+/, ''), isFolder, bytes: tar.subarray(start, start + size) };
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
}
