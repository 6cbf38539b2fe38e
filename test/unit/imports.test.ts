/** Every import of the sources against the directions the architecture allows; see "Architecture" in the README. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

interface Allowed {
  /** Layers, or single modules of a layer (`sql/expression`). */
  readonly layers: readonly string[];
  /** Package → the modules that may import it; `*`: every module of the layer. */
  readonly packages: Readonly<Record<string, string>>;
}
const pure = { packages: {} };
const core = ['model', 'sql', 'migrations', 'compare', 'generate', 'rules'];
const outer = [...core, 'dev', 'verify', 'workspace', 'settings', 'project', 'protocol', 'reading'];
const languageServer = { 'vscode-languageserver': '*', 'vscode-languageserver-textdocument': '*' };

/** The table of directions: what a layer may import besides itself. */
const allowed: Readonly<Record<string, Allowed>> = {
  model: { layers: [], ...pure },
  protocol: { layers: [], ...pure },
  sql: { layers: ['model'], packages: { 'libpg-query': 'sql/parse' } },
  migrations: { layers: ['sql', 'model'], ...pure },
  compare: { layers: ['model', 'sql/expression', 'sql/types'], ...pure },
  generate: { layers: ['model'], ...pure },
  rules: { layers: ['migrations', 'compare', 'generate', 'sql', 'model'], ...pure },
  dev: {
    layers: ['model', 'compare', 'reading'],
    packages: {
      pg: 'dev/connect',
      '@electric-sql/pglite': 'dev/embedded',
      '@electric-sql/pglite-prepopulatedfs': 'dev/embedded',
      dotenv: '*',
      'node:*': '*',
    },
  },
  verify: { layers: ['dev', 'migrations', 'compare', 'generate', 'sql', 'model'], packages: {} },
  settings: { layers: core, ...pure },
  project: { layers: core, ...pure },
  workspace: { layers: outer, ...pure },
  features: {
    layers: ['workspace', 'rules', 'generate', 'compare', 'migrations', 'sql', 'model', 'protocol'],
    // A pause between two pieces of work is no I/O.
    packages: { ...languageServer, 'node:timers/promises': 'features/index' },
  },
  server: { layers: [...outer, 'devAccess', 'disk', 'features'], packages: { ...languageServer, 'node:*': '*' } },
  transport: { layers: [], packages: { ...languageServer, 'node:*': '*' } },
  main: {
    layers: [...outer, 'devAccess', 'disk', 'features', 'server', 'transport'],
    packages: { ...languageServer, 'node:*': '*' },
  },
  devFiles: { layers: [...core, 'dev/source', 'project', 'workspace/files'], ...pure },
  devAccess: { layers: [...outer, 'devFiles'], ...pure },
  reading: { layers: [], packages: { 'node:*': '*' } },
  disk: { layers: ['workspace/files', 'reading'], packages: { 'node:*': '*' } },
  cli: { layers: [...outer, 'devAccess', 'disk', 'features/convert', 'features/age'], packages: { 'node:*': '*' } },
  client: { layers: ['protocol'], packages: { vscode: '*', 'vscode-languageclient': '*', 'node:*': '*' } },
};

const root = path.resolve(__dirname, '../..');
const server = path.join(root, 'server/src');
const client = path.join(root, 'client/src');

const sources = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.join(folder, file));

/** `sql/lexer` for a file of the server, `client/extension` for one of the client. */
function moduleOf(file: string): string | undefined {
  const inServer = path.relative(server, file).replaceAll('\\', '/');
  if (!inServer.startsWith('..')) return inServer.replace(/\.ts$/, '');
  const inClient = path.relative(client, file).replaceAll('\\', '/');
  return inClient.startsWith('..') ? undefined : `client/${inClient.replace(/\.ts$/, '')}`;
}
const layerOf = (module: string) => module.split('/')[0]!;

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:*';
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** What is wrong with one import; undefined: allowed. */
function violation(file: string, specifier: string): string | undefined {
  const from = moduleOf(file)!;
  const rule = allowed[layerOf(from)];
  if (!rule) return `${from}: no layer of the architecture`;
  if (!specifier.startsWith('.')) {
    const where = rule.packages[specifier] ?? rule.packages[packageOf(specifier)];
    const fits = where === '*' || (where !== undefined && (from === where || from.startsWith(`${where}-`)));
    return fits ? undefined : `${from} imports the package ${specifier}`;
  }
  if (specifier.endsWith('/package.json')) return ['cli', 'server', 'main'].includes(layerOf(from)) ? undefined : from;
  const to = moduleOf(path.resolve(path.dirname(file), specifier));
  if (to === undefined) return `${from} imports ${specifier}, outside of the sources`;
  const fits = layerOf(to) === layerOf(from) || rule.layers.includes(layerOf(to)) || rule.layers.includes(to);
  return fits ? undefined : `${from} imports ${to}`;
}

function importsOf(file: string): string[] {
  return ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.map((one) => one.fileName);
}

describe('imports', () => {
  const files = [...sources(server), ...sources(client)];

  it('go only in the directions of the architecture', () => {
    const wrong = files.flatMap((file) => importsOf(file).flatMap((specifier) => violation(file, specifier) ?? []));
    expect(wrong).toEqual([]);
    expect(files.flatMap(importsOf).length).toBeGreaterThan(30);
  });

  it.each([
    ['server/src/model/schema.ts', '../sql/text'],
    ['server/src/sql/lexer.ts', 'libpg-query'],
    ['server/src/sql/parse.ts', 'node:fs'],
    ['server/src/compare/diff.ts', '../sql/parse'],
    ['server/src/rules/check.ts', '../dev/source'],
    ['server/src/dev/introspect.ts', 'pg'],
    ['server/src/dev/embedded.ts', '../sql/split'],
    ['server/src/workspace.ts', 'node:fs'],
    ['server/src/cli.ts', './server'],
    ['server/src/cli/report.ts', '../features/hover'],
    ['client/src/extension.ts', '../../server/src/model/schema'],
    ['client/src/extension.ts', 'pg'],
  ])('%s may not import %s', (file, specifier) => {
    expect(violation(path.join(root, file), specifier)).toBeDefined();
  });
});
