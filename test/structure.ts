/** The counts by which the structure is judged: `npm run structure`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { kindLists } from './support/kind-lists';
import { rowReads } from './support/row-reads';
import { circles, idleExports, readModules, repeatedNames, root, sourceOf } from './support/source-graph';

const modules = readModules(['server/src', 'client/src']);
const tests = readModules(['test']);
const server = modules.filter(({ file }) => file.startsWith(path.join(root, 'server')));

const linesOf = (file: string) => readFileSync(file, 'utf8').split('\n').length - 1;
const short = (file: string) => path.relative(root, file).replaceAll('\\', '/');

/** Every function with a body, and its lines. */
function functions(file: string): { readonly where: string; readonly lines: number }[] {
  const source = sourceOf(file);
  const found: { where: string; lines: number }[] = [];
  const lineAt = (offset: number) => source.getLineAndCharacterOfPosition(offset).line;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const start = lineAt(node.getStart(source));
      found.push({ where: `${short(file)}:${start + 1}`, lines: lineAt(node.end) - start + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
/** Lists that a script makes are not read: they do not count. */
const files = server
  .filter(({ name }) => !name.includes('/generated/'))
  .map(({ file }) => ({ where: short(file), lines: linesOf(file) }))
  .sort((a, b) => b.lines - a.lines);
const bodies = server.flatMap(({ file }) => functions(file)).sort((a, b) => b.lines - a.lines);
const wide = modules
  .map((one) => ({ where: one.name, count: new Set(one.imports.flatMap(({ to }) => to ?? [])).size }))
  .sort((a, b) => b.count - a.count);

const rows: readonly (readonly [string, string | number])[] = [
  ['files in server/src', files.length],
  ['lines in server/src, without generated lists', files.reduce((sum, { lines }) => sum + lines, 0)],
  ['median lines of a file', median(files.map(({ lines }) => lines))],
  ['files over 300 lines', files.filter(({ lines }) => lines > 300).length],
  ['largest file', `${files[0]?.lines} (${files[0]?.where})`],
  ['functions over 50 lines', bodies.filter(({ lines }) => lines > 50).length],
  ['longest function', `${bodies[0]?.lines} (${bodies[0]?.where})`],
  ['import circles', circles(modules).length],
  ['unused exports', idleExports(modules, tests).length],
  ['lists of kinds by hand', kindLists(server).length],
  ['top-level names in three or more files', repeatedNames(modules).length],
  ['rows read by position', rowReads(server).length],
  ['widest fan-out', `${wide[0]?.count} (${wide[0]?.where})`],
];
const rooms = new Map<string, number>();
for (const { where, lines } of files) {
  const [, , first = '', ...below] = where.split('/');
  const room = below.length === 0 ? 'server/src itself' : first;
  rooms.set(room, (rooms.get(room) ?? 0) + lines);
}
const width = Math.max(...rows.map(([what]) => what.length));
for (const [what, count] of rows) console.log(`${what.padEnd(width)}  ${count}`);
const inOrder = [...rooms].sort(([, a], [, b]) => b - a);
console.log(`lines by room: ${inOrder.map(([room, lines]) => `${room} ${lines}`).join(', ')}`);
for (const [name, where] of repeatedNames(modules)) console.log(`  ${name}: ${where.join(', ')}`);
