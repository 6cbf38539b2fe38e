/** Sizes at which a file or a function is no longer read in one go. Lists that a script makes are not read. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = path.resolve(__dirname, '../..');
const limits = { file: 300, function: 50 };
/** Those that are larger still, by file: a number here only ever goes down. */
const larger: Readonly<Record<string, { readonly file?: number; readonly function?: number }>> = {
  'server/src/dev/connect/connect.ts': { file: 313 },
};
const limitOf = (what: string, kind: 'file' | 'function') => larger[what.split(':')[0]!]?.[kind] ?? limits[kind];

const files = ['server/src', 'client/src'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('generated'))
    .map((file) => path.posix.join(folder, file.replaceAll('\\', '/'))),
);
interface Size {
  readonly what: string;
  readonly lines: number;
}
const sizes: { file: Size[]; function: Size[] } = { file: [], function: [] };
for (const file of files) {
  const source = ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.ES2022, true);
  const lineOf = (at: number) => source.getLineAndCharacterOfPosition(at).line;
  sizes.file.push({ what: file, lines: lineOf(source.getEnd()) });
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const start = node.getStart(source);
      sizes.function.push({ what: `${file}:${lineOf(start) + 1}`, lines: lineOf(node.end) - lineOf(start) + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

it.each(['file', 'function'] as const)('every %s is within its budget', (kind) => {
  expect(sizes[kind].length).toBeGreaterThan(20);
  expect(sizes[kind].filter(({ what, lines }) => lines > limitOf(what, kind))).toEqual([]);
});
