// Runs a TypeScript file with Node: `node test/support/typescript.mjs test/bench/main.ts [arguments]`.
// Bundled first (packages left outside), because Node 20 does not read TypeScript.
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [entry, ...rest] = process.argv.slice(2);
if (!entry) {
  console.error('usage: node test/support/typescript.mjs FILE.ts [ARGUMENTS]');
  process.exit(2);
}
const name = path.relative(root, path.resolve(entry)).replace(/[\\/]/g, '-').replace(/\.ts$/, '.mjs');
const outfile = path.join(root, 'out', name);
mkdirSync(path.dirname(outfile), { recursive: true });

/** What a file finds beside itself it finds there in the bundle too. */
const ownPlace = {
  name: 'own place',
  setup(bundle) {
    bundle.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
      const url = JSON.stringify(pathToFileURL(file).href);
      return { contents: readFileSync(file, 'utf8').replaceAll('import.meta.url', url), loader: 'ts' };
    });
  },
};
await build({
  entryPoints: [path.resolve(entry)],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  plugins: [ownPlace],
  sourcemap: 'inline',
  logLevel: 'warning',
});
process.argv = [process.execPath, outfile, ...rest];
await import(pathToFileURL(outfile).href);
