/** The script of the embedded PostgreSQL's process, made from the sources as they are: what dist/embedded.js is in the bundle. */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
let made: Promise<string> | undefined;

/** For `SourceOptions.embeddedScript`; made once in a test file. */
export function embeddedScript(): Promise<string> {
  made ??= make();
  return made;
}
async function make(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'server/src/dev/embedded/embedded-process.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    write: false,
    logLevel: 'warning',
  });
  const [{ contents, hash }] = outputFiles as [(typeof outputFiles)[0]];
  // Below the project, so that its imports of PGlite are found in node_modules.
  const file = join(root, 'out', 'test', `embedded-${hash.replace(/\W/g, '_')}.mjs`);
  if (existsSync(file)) return file;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, contents);
  renameSync(`${file}.${process.pid}`, file);
  return file;
}
