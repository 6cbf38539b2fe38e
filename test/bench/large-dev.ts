/** A server that has just started, beside a dev of thousands of tables: its first finding, and what completion takes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LanguageServer } from './language-server';
import { median, ms, type Row, row } from './report';

const limits = { first: 4000, completion: 100 };
const places = ['SELECT * FROM ', 'SELECT * FROM t1', 'ALTER TABLE t19', 'CREATE TABLE x (a bigint REFERENCES '];
/** What dev's schema tells, and nothing else. */
const first = 'ALTER TABLE t5 ALTER COLUMN c99 SET NOT NULL;\n';

export async function benchLargeDev(connection: string, size: string): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'devschema-bench-'));
  const args = [path.resolve('dist/server.js'), '--stdio'];
  const started = performance.now();
  const server = new LanguageServer({
    ...{ name: 'DevSchema', command: process.execPath, args, cwd: folder, settings: { connection } },
  });
  try {
    await server.initialize(folder);
    const uri = `file://${folder}/draft.sql`;
    const tells = (found: readonly { readonly message: string }[]) => found.some(({ message }) => /c99/.test(message));
    await server.diagnostics(uri, tells, () => server.open(uri, first));
    const cold = performance.now() - started;
    const slowest = Math.max(...(await completions(server, uri)));
    return [
      row(`cold start → first finding, ${size}`, ms(cold), {
        target: `< ${limits.first} ms`,
        met: cold < limits.first,
      }),
      row(`completion of a table's name, the slowest of ${places.length} places, ${size}`, ms(slowest), {
        target: `< ${limits.completion} ms`,
        met: slowest < limits.completion,
      }),
    ];
  } finally {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
/** Of each place the median of five, each after an edit. */
async function completions(server: LanguageServer, uri: string): Promise<number[]> {
  const medians: number[] = [];
  let version = 1;
  for (const place of places) {
    const taken: number[] = [];
    for (let indent = 0; indent < 5; indent++) {
      const line = ' '.repeat(indent) + place;
      server.notify('textDocument/didChange', {
        textDocument: { uri, version: ++version },
        contentChanges: [{ text: first + line }],
      });
      const from = performance.now();
      const position = { line: 1, character: line.length };
      await server.request('textDocument/completion', { textDocument: { uri }, position });
      taken.push(performance.now() - from);
    }
    medians.push(median(taken));
  }
  return medians;
}
