/** What is known of a migration tool stands in its entry: to add one is a file in conventions/tools and its line in the list. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { toolFiles, tools, toolTables } from '../../server/src/conventions';
import { readModules, root } from '../support/source-graph';

const entries = 'conventions/tools/';
const modules = readModules(['server/src', 'client/src']);

/** Where a tool's name or what is its own may stand besides, and why. */
const allowed: Readonly<Record<string, string>> = {
  'sql/document/missing-semicolon: goose': 'a comment at which some tool ends a statement ends it in everyone’s files',
  'dev/connect/environment: prisma': 'a folder in which projects keep the .env file, whatever runs their migrations',
  'dev/embedded/stand-ins: supabase': 'the platform’s schemas, which every history for it finds there',
};
/** Words for other things too: a tool's only as a whole string, in files that know conventions. */
const common = ['plain', 'pop', 'rails', 'tern', 'atlas'];

const read = new Map<string, readonly string[]>();
function texts(file: string): readonly string[] {
  const known = read.get(file) ?? textsIn(file);
  read.set(file, known);
  return known;
}
/** Strings, templates and regular expressions of a file; no comments, no imports. */
function textsIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isText = ts.isLiteralExpression(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isTemplateHead(node);
    if (isText && !ts.isImportDeclaration(node.parent)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
/** Storage of columns is `plain` too. */
const knowsTools = ({ name, imports }: (typeof modules)[number]): boolean =>
  [name, ...imports.map(({ to }) => to)].some((one) => one?.startsWith('conventions/'));

function toolsNamedIn(module: (typeof modules)[number]): string[] {
  const all = texts(module.file);
  const words = new Set(all.flatMap((text) => text.toLowerCase().split(/[^\w-]+/)));
  return tools
    .map(({ id }) => id)
    .filter((id) => (common.includes(id) ? knowsTools(module) && all.includes(id) : words.has(id)));
}

describe('what is known of a migration tool', () => {
  it('names it nowhere but in its entry', () => {
    const found = modules
      .filter(({ name }) => !name.startsWith(entries))
      .flatMap((module) => toolsNamedIn(module).map((id) => `${module.name}: ${id}`));
    expect(found.sort()).toEqual(Object.keys(allowed).sort());
  });

  it('names its table and its own files nowhere else', () => {
    const own = [...toolTables.flatMap(({ table, schema }) => [table, schema ?? table]), ...toolFiles].filter(
      (one) => !['changes', 'migrations', 'config.toml'].includes(one),
    );
    const found = modules
      .filter(({ name }) => !name.startsWith(entries))
      .flatMap(({ name, file }) => texts(file).flatMap((text) => (own.includes(text) ? `${name}: ${text}` : [])));
    expect(found).toEqual([]);
  });

  it('is one file, named as the tool is, and one line of the list', () => {
    const files = modules.filter(({ name }) => name.startsWith(entries)).map(({ name }) => name.slice(entries.length));
    expect(files.sort()).toEqual(tools.map(({ id }) => id).sort());
    const importers = modules.filter(({ imports }) => imports.some(({ to }) => to?.startsWith(entries)));
    expect(importers.map(({ name }) => name)).toEqual(['conventions/index']);
    const list = readFileSync(path.join(root, 'server/src/conventions/index.ts'), 'utf8');
    expect(list.match(/^ {2}\w+,$/gm)).toHaveLength(tools.length);
  });

  it('refers to other tools by what they are called', () => {
    const ids = tools.map(({ id }) => id);
    expect(tools.flatMap(({ alike = [] }) => alike).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('says how its files are sent, but for files that can be any tool’s', () => {
    expect(tools.filter(({ sends }) => !sends).map(({ id }) => id)).toEqual(['plain']);
  });
});
