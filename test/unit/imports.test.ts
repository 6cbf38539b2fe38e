/** Every import of the sources against the directions the architecture allows; see "Architecture" in the README. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { circles, idleExports, readModules, repeatedNames, root } from '../support/source-graph';

interface Allowed {
  /** Folders, or single modules of a folder, that a folder may import besides itself. */
  readonly folders: readonly string[];
  /** Package → the folder or module that may import it; `*`: every module of the folder. */
  readonly packages?: Readonly<Record<string, string>>;
}
const pure = ['text', 'model', 'sql', 'conventions', 'compare', 'generate', 'analysis', 'fold', 'plan', 'rules'];
const outer = [...pure, 'files', 'dev', 'verify', 'diagram', 'workspace', 'report', 'settings', 'protocol', 'host'];
const languageServer = { 'vscode-languageserver': '*', 'vscode-languageserver-textdocument': '*' };

/** The table of directions. */
const allowed: Readonly<Record<string, Allowed>> = {
  // A hash is no I/O.
  text: { folders: [], packages: { 'node:crypto': 'text/fingerprint' } },
  protocol: { folders: [] },
  model: { folders: ['text'] },
  sql: {
    folders: ['model', 'text'],
    packages: { 'libpg-query': 'sql/parse' },
  },
  conventions: { folders: ['sql', 'model', 'text'] },
  compare: { folders: ['sql/definitions', 'sql/expression', 'sql/types', 'model', 'text'] },
  generate: { folders: ['model', 'text'] },
  analysis: { folders: ['sql', 'model', 'text'] },
  fold: { folders: ['analysis', 'conventions', 'compare', 'sql', 'model', 'text'] },
  plan: { folders: ['compare', 'generate', 'sql', 'model', 'text'] },
  rules: { folders: ['fold', 'plan', 'conventions', 'compare', 'generate', 'sql', 'model', 'text'] },
  /** The one door through which files are read. */
  files: { folders: ['text'], packages: { 'node:*': '*' } },
  dev: {
    folders: ['files', 'model', 'text'],
    packages: {
      pg: 'dev/connect/connect',
      '@electric-sql/pglite': 'dev/embedded/embedded-process',
      '@electric-sql/pglite-pgvector': 'dev/embedded/embedded-process-contrib',
      '@electric-sql/pglite-prepopulatedfs': 'dev/embedded/embedded-process',
      dotenv: 'dev/connect/environment',
      'node:*': '*',
    },
  },
  settings: { folders: pure },
  verify: {
    folders: ['dev', ...pure.filter((folder) => folder !== 'rules')],
    packages: { 'node:crypto': 'verify/aside' },
  },
  diagram: {
    folders: ['verify/made-with-origins', 'rules', 'compare', 'generate', 'model', 'text'],
    packages: { '@dagrejs/dagre': 'diagram/layout' },
  },
  workspace: { folders: [...pure, 'dev', 'verify', 'settings', 'protocol'] },
  report: { folders: [...pure, 'dev', 'verify', 'diagram', 'settings', 'workspace'] },
  host: {
    folders: [...pure, 'files', 'dev', 'settings', 'workspace'],
    packages: { ...languageServer, 'node:*': '*' },
  },
  features: {
    folders: [
      'report',
      'diagram',
      'workspace',
      'rules',
      'generate',
      'compare',
      'fold',
      'sql',
      'model',
      'text',
      'protocol',
    ],
    // A pause between two pieces of work is no I/O.
    packages: { ...languageServer, 'node:timers/promises': '*' },
  },
  // Its entry alone hands mcp's door in, loaded when it is asked for.
  cli: { folders: [...outer, 'features/convert', 'features/age', 'mcp/serve'], packages: { 'node:*': '*' } },
  mcp: {
    folders: [...outer, 'cli'],
    packages: { '@modelcontextprotocol/sdk': '*', zod: 'mcp/tools', 'node:*': '*' },
  },
  server: { folders: [...outer, 'features'], packages: { ...languageServer, 'node:*': '*' } },
  'launch-compiled': { folders: [], packages: { 'node:*': '*' } },
  launch: { folders: ['launch-compiled'], packages: { 'node:*': '*' } },
  main: { folders: [...outer, 'features', 'server', 'mcp/in-editor'], packages: { ...languageServer, 'node:*': '*' } },
  // Where a statement ends is known in one place.
  client: {
    folders: ['protocol', 'text/lexer', 'text/markdown', 'sql/document/raw-statement'],
    packages: { vscode: '*', 'vscode-languageclient': '*', 'node:*': '*' },
  },
};
/** A file that only lists others: it may import as many as there are. */
const registries = [
  'rules/index',
  'features/index',
  'fold/apply',
  'conventions/index',
  'dev/introspect/parts',
  'sql/read/read',
  'sql/refusals/refusals',
];

const folderOf = (module: string) => module.split('/')[0]!;
function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:*';
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
const within = (module: string, place: string) =>
  module === place || module.startsWith(`${place}/`) || module.startsWith(`${place}-`);

/** What is wrong with one import; undefined: allowed. */
function violation(from: string, specifier: string, to: string | undefined): string | undefined {
  const rule = allowed[folderOf(from)];
  if (!rule) return `${from}: no folder of the architecture`;
  if (!specifier.startsWith('.')) {
    const where = rule.packages?.[specifier] ?? rule.packages?.[packageOf(specifier)];
    return where === '*' || (where !== undefined && within(from, where))
      ? undefined
      : `${from} imports the package ${specifier}`;
  }
  if (specifier.endsWith('/package.json'))
    return ['cli', 'mcp', 'server', 'main'].includes(folderOf(from)) ? undefined : from;
  if (to === undefined) return `${from} imports ${specifier}, outside of the sources`;
  const fits = folderOf(to) === folderOf(from) || rule.folders.some((place) => within(to, place));
  return fits ? undefined : `${from} imports ${to}`;
}

const modules = readModules(['server/src', 'client/src']);
const tests = readModules(['test']);

describe('imports', () => {
  it('go only in the directions of the architecture', () => {
    const wrong = modules.flatMap((module) =>
      module.imports.flatMap(({ specifier, to }) => violation(module.name, specifier, to) ?? []),
    );
    expect(wrong).toEqual([]);
    expect(modules.flatMap((module) => module.imports).length).toBeGreaterThan(30);
  });

  it('never go round in a circle, those of types included', () => {
    expect(circles(modules)).toEqual([]);
    expect(
      circles([
        { name: 'a', file: 'a', imports: [{ specifier: './b', to: 'b', names: [] }] },
        { name: 'b', file: 'b', imports: [{ specifier: './a', to: 'a', names: [] }] },
      ]),
    ).toEqual([['a', 'b']]);
  });

  it('lead to few files: one that needs more than fifteen others does more than one thing', () => {
    // `present` and `t` are how an object and a text are written, no knowledge that a file leans on.
    const others = (imports: (typeof modules)[number]['imports']) =>
      new Set(
        imports.flatMap(({ to }) => (to === undefined || to === 'text/present' || to === 'text/l10n' ? [] : [to])),
      );
    const wide = modules
      .map(({ name, imports }) => [name, others(imports).size] as const)
      .filter(([name, count]) => !registries.includes(name) && count > 15);
    expect(wide).toEqual([]);
  });

  it('leave no export that nothing uses', () => {
    expect(idleExports(modules, tests)).toEqual([]);
  });

  it('mean one thing by a name that stands at the top of several files', () => {
    expect(repeatedNames(modules)).toEqual([]);
  });

  it('reach every package that is no tool of the build or the tests; all are in the bundles, so that an installation fetches none', () => {
    const { dependencies = {}, devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    expect(dependencies).toEqual({});
    const tools =
      /^(@biomejs\/biome|@electric-sql\/pglite-tools|@types\/.*|@vscode\/.*|ajv|esbuild|fast-check|markdown-it|pgsql-ast-parser|playwright-core|tm-grammars|typescript|vitest|vscode-tmgrammar-test)$/;
    const reached = new Set(modules.flatMap((module) => module.imports.map(({ specifier }) => packageOf(specifier))));
    expect(Object.keys(devDependencies).filter((name) => !reached.has(name) && !tools.test(name))).toEqual([]);
  });

  it.each([
    ['model/schema', '../sql/text', 'sql/text'],
    ['text/lexer', '../model/schema', 'model/schema'],
    ['text/lexer', 'libpg-query', undefined],
    ['sql/parse', 'node:fs', undefined],
    ['compare/diff', '../sql/parse', 'sql/parse'],
    ['conventions/index', '../fold/apply', 'fold/apply'],
    ['rules/check', '../dev/source', 'dev/source'],
    ['dev/introspect/introspect', 'pg', undefined],
    ['dev/embedded/embedded', '../../sql/document/split', 'sql/document/split'],
    ['workspace/workspace', 'node:fs', undefined],
    ['cli/run', '../server', 'server'],
    ['cli/report', '../features/hover', 'features/hover'],
    ['client/extension', '../../server/src/model/schema', 'model/schema'],
    ['client/extension', 'pg', undefined],
  ])('%s may not import %s', (from, specifier, to) => {
    expect(violation(from, specifier, to)).toBeDefined();
  });

  it('stand in files named in kebab-case', () => {
    const odd = readdirSync(root, { recursive: false, encoding: 'utf8' })
      .filter((folder) => ['server', 'client', 'test'].includes(folder))
      .flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }))
      .filter((file) => /\.(ts|mjs)$/.test(file) && !/workspaces|fixtures/.test(file))
      .filter((file) => /[A-Z_]/.test(path.basename(file)));
    expect(odd).toEqual([]);
  });
});
