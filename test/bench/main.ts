/**
 * `npm run bench [-- database editor history run] [-- --large] [-- --write]`: what the project promises about speed, measured
 * beside others on this machine. `--large` adds 20,000 tables; `--write` keeps the table in docs/bench.md.
 * `-- --growth [WORD…]`: how the time grows with n, of all inputs or of those whose names hold one of these words.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, release, type } from 'node:os';
import { parseArgs } from 'node:util';
import { benchDatabase } from './database';
import { benchEditor } from './editor';
import { benchGrowth } from './growth';
import { benchHistory } from './history';
import { type Bench, type Row, table } from './report';
import { benchRun } from './run';

const { values, positionals } = parseArgs({
  options: { large: { type: 'boolean' }, write: { type: 'boolean' }, growth: { type: 'boolean' } },
  allowPositionals: true,
});
const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  database: () => benchDatabase(values.large ? [2000, 20_000] : [2000]),
  editor: benchEditor,
  history: benchHistory,
  run: benchRun,
  growth: () => benchGrowth(values.growth ? positionals : []),
};
/** Growth is not with the others unless it is named: it runs for minutes, and its figures are ratios. */
const usual = Object.keys(benches).filter((name) => name !== 'growth');
const names = values.growth ? ['growth'] : positionals.length > 0 ? positionals : usual;

const rows: Row[] = [];
const notRun: string[] = [];
for (const name of names) {
  const bench = benches[name];
  if (!bench) throw new Error(`no bench ${name}: there are ${Object.keys(benches).join(', ')}`);
  process.stderr.write(`${name} …\n`);
  try {
    if (name === 'editor' || (name === 'database' && values.large))
      execFileSync(process.execPath, ['esbuild.mjs', '--production'], { stdio: 'inherit' });
    const result = await bench();
    rows.push(...result.rows);
    notRun.push(...result.notRun);
  } catch (error) {
    notRun.push(`${name}: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${type()} ${release()}, Node ${process.version}`;
const text = [table(rows), ...notRun.map((line) => `not run: ${line}`), machine].join('\n');
console.log(`\n${text}`);
if (values.write) {
  const head = '# Measured\n\nBy `npm run bench -- --write`. Ratios travel between machines, times do not.\n';
  writeFileSync(
    'docs/bench.md',
    `${head}\n${table(rows)}\n\n${[...notRun.map((line) => `- not run: ${line}`), `- ${machine}`].join('\n')}\n`,
  );
}
if (rows.some((one) => one.met === false)) process.exitCode = 1;
