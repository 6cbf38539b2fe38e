/** What people and programs are told: read, proved, not known. `checked` says neither by whom nor how far. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { formatReport } from '../../server/src/cli/format';
import type { Format } from '../../server/src/cli/options';
import type { FileReport, Report } from '../../server/src/cli/report-data';
import { emptySchema } from '../../server/src/model/schema';

const root = path.join(import.meta.dirname, '../..');
const forbidden = /(?:^|[^A-Za-z])(?:un)?checked(?:$|[^A-Za-z])/i;

/** Texts of a TypeScript file: what may reach a person or a program. Names and comments are not told to anyone. */
function textsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  if (!/checked/i.test(source)) return [];
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    // Types are shown to nobody.
    if (ts.isImportDeclaration(node) || ts.isLiteralTypeNode(node)) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest));
  return texts;
}
const below = (folder: string, end: string) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(end))
    .map((file) => path.join(root, folder, file));

const text = 'CREATE TABLE t (a int4);\n';
const range = { start: 0, end: text.length - 1 };
const statement: FileReport = { path: 'a.sql', text, statements: 1, syntaxOnly: 0, findings: [], notKnown: [] };
const open: FileReport = { ...statement, path: 'b.sql', notKnown: [{ reason: 'a DO block builds SQL', range }] };
const found: FileReport = {
  ...open,
  path: 'c.sql',
  findings: [{ code: 'extra-column', severity: 'warning', message: 'x', range, fixes: [] }],
};
const report: Report = {
  files: [statement, open, found],
  failures: [{ path: 'd.sql', message: 'the file cannot be read' }],
  settings: [],
  notes: [],
  dev: { schema: emptySchema(150018), readAt: 0, label: 'bazaar', fingerprint: '', applied: [] },
  pathOf: (uri) => uri,
  now: 0,
};

describe('the words', () => {
  it.each<Format>(['human', 'github', 'json'])('are the three in the format %s', (format) => {
    const shown = formatReport(report, format, { color: false });
    expect(shown).not.toMatch(/checked|could not check/i);
    expect(shown).toMatch(/not known/i);
  });
  it('give each file one state, and only one with nothing found and nothing open is read', () => {
    const json = JSON.parse(formatReport(report, 'json', { color: false }));
    expect(json.files.map((file: { state: string }) => file.state)).toEqual(['read', 'not known', 'found']);
    expect(json.files[1].notKnown).toMatchObject([{ reason: 'a DO block builds SQL' }]);
    expect(json.summary).toMatchObject({ files: 3, read: 1, notKnown: 2 });
  });
  it('are no others in any text of the sources', () => {
    const files = [...below('server/src', '.ts'), ...below('client/src', '.ts')];
    expect(files.flatMap(textsOf).filter((one) => forbidden.test(one))).toEqual([]);
  });
  it('are no others in the manifest and the documentation', () => {
    const files = ['package.json', 'package.nls.json', 'README.md'].map((file) => path.join(root, file));
    const lines = [...files, ...below('docs', '.md')].flatMap((file) => readFileSync(file, 'utf8').split('\n'));
    expect(lines.filter((line) => forbidden.test(line))).toEqual([]);
  });
});
