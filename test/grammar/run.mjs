/** Compares the scopes of each token with the comments under it, and reports how many files agree. */
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);
/** The grammar that VS Code brings for SQL, as the `tm-grammars` package publishes it. */
const builtIn = require.resolve('tm-grammars/grammars/sql.json');
const tester = 'node_modules/vscode-tmgrammar-test/dist/unit.js';

let passed = 0;
let failed = 0;
for (const file of readdirSync(path.join(root, 'test/grammar')).filter((name) => name.endsWith('.sql'))) {
  const args = [tester, '-g', builtIn, '--config', 'package.json', `test/grammar/${file}`];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status === 0) passed++;
  else failed++;
}
const report = process.env.DEVSCHEMA_TEST_REPORT;
if (report) writeFileSync(report, JSON.stringify({ passed, failed, skipped: 0, notRun: [] }));
process.exitCode = failed === 0 ? 0 : 1;
