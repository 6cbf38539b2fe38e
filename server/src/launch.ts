/** The command line's first steps: what has to be said to Node before the rest is loaded. */
import module, { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';

// A run ends before V8's optimizing compiler pays off for PostgreSQL's parser, which is WebAssembly: half of the
// processor time of a short run went there, and a long one is not slower without it. Servers live longer.
if (!/^(lsp|mcp)$/.test(process.argv[2] ?? '')) setFlagsFromString('--liftoff-only');

/** Of the user alone: what is compiled is run, so that nobody else may put it there. */
function cacheFolder(): string {
  const { LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  const base = (process.platform === 'win32' ? LOCALAPPDATA : XDG_CACHE_HOME) || path.join(homedir(), '.cache');
  return path.join(base, 'devschema', 'compiled');
}
// From Node 22 on: the compiled code of the last run is used again.
const { enableCompileCache } = module as { enableCompileCache?: (folder: string) => unknown };
enableCompileCache?.(cacheFolder());

createRequire(__filename)('./command-line.js');
