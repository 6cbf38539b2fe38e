/** What V8 has compiled of a bundle is kept for the next run: for those versions of Node that cannot do so themselves. */
import { isAscii } from 'node:buffer';
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import module, { createRequire } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';

/** Some 2 MB each. */
const mostKept = 6;

/**
 * Runs the bundle as `require` would. `name` stands for exactly this text of it: V8 itself looks at the length only. V8
 * does look at its own version and flags, and takes nothing that is not whole.
 */
export function runCompiled(file: string, folder: string, name: string): void {
  const kept = path.join(folder, `${name}-${process.version}-${process.arch}`);
  const cachedData = readOwn(kept);
  const script = new Script(module.wrap(bundleText(file)), {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  // At the end of a run it holds what was needed in it.
  if (!cachedData || script.cachedDataRejected) process.once('exit', () => keep(kept, script.createCachedData()));
  const exports = {};
  script.runInThisContext().call(exports, exports, createRequire(file), { exports }, file, path.dirname(file));
}

/** Nothing is to be decoded where each byte is a character. */
function bundleText(file: string): string {
  const bytes = readFileSync(file);
  return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
}

/** What is kept is run, so nobody else may have written it. */
function readOwn(file: string): Buffer | undefined {
  let opened: number | undefined;
  try {
    opened = openSync(file, 'r');
    const { uid, mode } = fstatSync(opened);
    const isOwn = process.platform === 'win32' || (uid === process.getuid?.() && (mode & 0o022) === 0);
    return isOwn ? readFileSync(opened) : undefined;
  } catch {
    return undefined;
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}
function keep(file: string, data: Buffer): void {
  const folder = path.dirname(file);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.${process.pid}`, data, { mode: 0o600, flag: 'wx' });
    renameSync(`${file}.${process.pid}`, file);
    const files = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isFile());
    const byAge = files
      .map((one) => path.join(folder, one.name))
      .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
    for (const old of byAge.slice(mostKept)) rmSync(old, { force: true });
  } catch {
    // Without it, the next run takes a little longer.
  }
}
