/** The command line's first steps: what has to be said to Node before the rest is loaded. */
import module, { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runCompiled } from './launch-compiled';

/**
 * What `--liftoff-only` implies on the command line alone: these versions optimized one function of PostgreSQL's parser
 * all the same, in half a second of processor time and 450 MB.
 */
const noWasmTiers = ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering'];
/** What V8 is told of when to optimize what JavaScript; an unknown word is an error, so only those versions of Node that have it. */
const lateOptimizing: Readonly<Record<string, readonly string[]>> = {
  20: ['--sparkplug', '--interrupt-budget=1600000'],
  22: ['--invocation-count-for-turbofan=30000', ...noWasmTiers],
  24: ['--invocation-count-for-turbofan=30000', ...noWasmTiers],
};
// A run ends before V8's optimizing compilers pay off: PostgreSQL's parser, which is WebAssembly, was half of the processor
// time of a short run, and a third of that of 700 files went into JavaScript that was optimized too early and again. Servers
// live longer.
if (!/^(lsp|mcp)$/.test(process.argv[2] ?? '')) {
  const late = lateOptimizing[process.versions.node.split('.')[0] ?? ''] ?? [];
  for (const flag of ['--liftoff-only', ...late]) setFlagsFromString(flag);
}

/** Of the user alone: what is compiled is run, so that nobody else may put it there. */
function cacheFolder(): string {
  const { LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  const base = (process.platform === 'win32' ? LOCALAPPDATA : XDG_CACHE_HOME) || path.join(homedir(), '.cache');
  return path.join(base, 'devschema', 'compiled');
}
// The compiled code of the last run is used again, which Node does by itself from 22 on.
const { enableCompileCache } = module as { enableCompileCache?: (folder: string) => unknown };
enableCompileCache?.(cacheFolder());

/** Of what is in command-line.js; nothing while it is built again and again. */
declare const __contentOfCommandLine: string;
const commandLine = path.join(__dirname, 'command-line.js');
// What it keeps is its own build's: so that it need not read itself for that.
(globalThis as Record<symbol, unknown>)[Symbol.for('devschema.build')] = [commandLine, __contentOfCommandLine];
// Each command needs other functions: kept together, the last one's would take the place of the others'.
const asked = /^[a-z]{1,12}$/.exec(process.argv[2] ?? '')?.[0] ?? 'other';
if (enableCompileCache || __contentOfCommandLine === '') createRequire(__filename)(commandLine);
else runCompiled(commandLine, cacheFolder(), `${asked}-${__contentOfCommandLine}`);
