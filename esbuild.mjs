/**
 * Bundles the extension, the server, the command line and the embedded PostgreSQL's process into dist/; with `--watch`,
 * again after every change.
 */
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(root, 'dist');
const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const require = createRequire(import.meta.url);

const entries = {
  extension: 'client/src/extension.ts',
  server: 'server/src/main.ts',
  'command-line': 'server/src/cli.ts',
  // After what it starts: it knows its content.
  cli: 'server/src/launch.ts',
  embedded: 'server/src/dev/embedded/embedded-process.ts',
};
/** What runs in a page of the editor. */
const page = 'client/page/diagram.ts';

/**
 * PGlite finds its WebAssembly, data and extensions relative to its own modules. They are copied to dist/pglite with the
 * package's layout kept, and each module of it is told that it lies there.
 */
const pglitePlugin = {
  name: 'pglite',
  setup(b) {
    const modules = /[\\/]@electric-sql[\\/]pglite(-\w+)?[\\/](dist[\\/].+\.js)$/;
    b.onLoad({ filter: modules }, async ({ path: file }) => {
      const place = `./pglite/${modules.exec(file)[2].replaceAll('\\', '/')}`;
      const text = await readFile(file, 'utf8');
      const contents = text.replaceAll('import.meta.url', `new URL(${JSON.stringify(place)},import.meta.url).href`);
      return { contents, loader: 'js' };
    });
  },
};

/** What serves assistants is as large as the rest of the command line, which loads it only when it is asked for. */
const assistants = {
  contents:
    ['server/mcp.js', 'server/stdio.js'].map((m) => `export * from '@modelcontextprotocol/sdk/${m}';`).join('') +
    "export { z } from 'zod';",
  resolveDir: root,
};
const assistantsPlugin = {
  name: 'assistants',
  setup(b) {
    b.onResolve({ filter: /^(@modelcontextprotocol\/sdk\/|zod$)/ }, () => ({
      path: './assistants.js',
      external: true,
    }));
  },
};

/** The folder of an installed package, whatever its `exports` say. */
function packageFolder(name) {
  for (const modules of require.resolve.paths(name)) {
    const folder = path.join(modules, name);
    try {
      require.resolve(path.join(folder, 'package.json'));
      return folder;
    } catch {}
  }
  throw new Error(`${name} is not installed: run npm install`);
}

async function copyAssets() {
  const pglite = path.join(packageFolder('@electric-sql/pglite'), 'dist');
  const assets = (await readdir(pglite))
    .filter((f) => /\.(wasm|data|tar\.gz)$/.test(f))
    .map((f) => path.join(pglite, f));
  assets.push(path.join(packageFolder('@electric-sql/pglite-prepopulatedfs'), 'dist/prepopulatedfs.tgz'));
  assets.push(path.join(packageFolder('@electric-sql/pglite-pgvector'), 'dist/vector.tar.gz'));
  await mkdir(path.join(dist, 'pglite/dist'), { recursive: true });
  for (const file of assets) await cp(file, path.join(dist, 'pglite/dist', path.basename(file)));
  await cp(path.join(packageFolder('libpg-query'), 'wasm/libpg-query.wasm'), path.join(dist, 'libpg-query.wasm'));
}

/** The packages whose code is in the bundles: name, version, licence, author, and their folders. */
async function bundledPackages(inputs) {
  const inside = /^(?:.*\/)?(node_modules\/(?:@[^/]+\/)?[^/]+)\//;
  const folders = new Set(inputs.map((i) => inside.exec(i.replaceAll('\\', '/'))?.[0]).filter(Boolean));
  return Promise.all(
    [...folders].sort().map(async (folder) => {
      const about = JSON.parse(await readFile(path.join(root, folder, 'package.json'), 'utf8'));
      const { name, version, license, author } = about;
      return { name, version, license, author, folder };
    }),
  );
}

/**
 * What comes compiled or bundled inside of a package, which no package manager knows of. PostgreSQL's major version is the
 * one that the package says of itself; packages are those of its source maps, which a test holds this to. Without `text`
 * a part is under the licence of the package that it comes in.
 */
const compiledIn = {
  '@dagrejs/dagre': [
    { name: '@dagrejs/graphlib', version: '4.0.6', license: 'MIT', text: 'MIT', author: '2012-2014 Chris Pettitt' },
  ],
  '@electric-sql/pglite': [
    { name: 'PostgreSQL', version: '18', license: 'PostgreSQL', text: 'PostgreSQL' },
    {
      name: '@electric-sql/pg-protocol',
      version: '0.0.4',
      license: 'MIT',
      text: 'MIT',
      author: '2010-2020 Brian Carlson',
    },
    { name: '@electric-sql/pglite-utils', version: '0.0.4', license: 'Apache-2.0' },
    { name: 'async-mutex', version: '0.4.1', license: 'MIT', text: 'MIT', author: '2016 Christian Speckner' },
    { name: 'tinytar', version: '0.1.0', license: 'MIT', text: 'MIT', author: '2016 Levko Kravets' },
    { name: 'tsup', version: '8.3.0', license: 'MIT', text: 'MIT', author: '2021 EGOIST' },
  ],
  '@electric-sql/pglite-pgvector': [{ name: 'pgvector', version: '0.8', license: 'PostgreSQL', text: 'PostgreSQL' }],
  'libpg-query': [
    { name: 'libpg_query', version: '18', license: 'BSD-3-Clause', text: 'libpg_query' },
    { name: 'PostgreSQL', version: '18', license: 'PostgreSQL', text: 'PostgreSQL' },
  ],
};

const licenceText = async (name) => (await readFile(path.join(root, '.ci/licences', `${name}.txt`), 'utf8')).trim();

/** The licence that a package brings; a package that only names the MIT licence gets its text and the author's name. */
async function textOf({ folder, license, author }) {
  const file = (await readdir(path.join(root, folder))).find((f) => /^licen[cs]e/i.test(f));
  if (file) return (await readFile(path.join(root, folder, file), 'utf8')).trim();
  return `Copyright (c) ${author?.name ?? author ?? 'its authors'}\n\n${await licenceText(license)}`;
}

async function textOfPart({ text, author }) {
  if (text === undefined) return 'Under the licence of the package it comes in, above.';
  return `${author === undefined ? '' : `Copyright (c) ${author}\n\n`}${await licenceText(text)}`;
}

/** Licences that let a program under the MIT licence carry the code, with their text beside it. */
async function refuseOthers(packages) {
  const permissive = JSON.parse(await readFile(path.join(root, '.ci/licences/permissive.json'), 'utf8'));
  const others = packages.filter(({ license }) => !permissive.includes(license));
  if (others.length > 0)
    throw new Error(`not to be bundled: ${others.map(({ name, license }) => `${name} (${license})`).join(', ')}`);
}

/** The licences of every package whose code is in the bundles, as those licences ask. */
async function writeNotices(packages) {
  const parts = [];
  for (const one of packages) {
    parts.push(`${one.name} ${one.version} (${one.license})\n\n${await textOf(one)}`);
    for (const part of compiledIn[one.name] ?? [])
      parts.push(`${part.name}, in ${one.name} (${part.license})\n\n${await textOfPart(part)}`);
  }
  await writeFile(path.join(dist, 'THIRD-PARTY-NOTICES.txt'), `${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
}

/** The bill of materials, CycloneDX 1.5, without times and random numbers: the same sources give the same file. */
async function writeBillOfMaterials(packages) {
  const { name, version, license } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const component = (one, inside = '') => ({
    type: 'library',
    'bom-ref': `${inside}${one.name}@${one.version ?? ''}`,
    name: one.name,
    ...(one.version && { version: one.version }),
    licenses: [{ license: { id: one.license } }],
    ...(inside === '' && { purl: `pkg:npm/${one.name.replace('@', '%40')}@${one.version}` }),
    ...(compiledIn[one.name] && { components: compiledIn[one.name].map((part) => component(part, `${one.name}/`)) }),
  });
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { type: 'application', name, version, licenses: [{ license: { id: license } }] } },
    components: packages.map((one) => component(one)),
  };
  await writeFile(path.join(dist, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);
}

/** The lines that the watching task of .vscode/tasks.json waits for. */
const progressPlugin = {
  name: 'progress',
  setup(b) {
    b.onStart(() => console.log('building'));
    b.onEnd(() => console.log('built'));
  },
};

async function bundlePage() {
  const options = {
    ...{ absWorkingDir: root, entryPoints: [page], outfile: path.join(dist, 'diagram.js'), bundle: true },
    ...{ platform: 'browser', target: 'es2022', format: 'iife', minify: production, logLevel: 'warning' },
    ...(watch && { plugins: [progressPlugin] }),
  };
  if (watch) await (await context(options)).watch();
  else await build(options);
}

/** Stands for what is in a bundle. */
async function contentOf(name) {
  if (watch) return '';
  const text = await readFile(path.join(dist, `${name}.js`));
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

async function bundle(name, entry) {
  const options = {
    absWorkingDir: root,
    ...(typeof entry === 'string' ? { entryPoints: [entry] } : { stdin: entry }),
    outfile: path.join(dist, `${name}.js`),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', 'pg-native'],
    define: {
      'import.meta.url': '__moduleUrl',
      ...(name === 'cli' && { __contentOfCommandLine: JSON.stringify(await contentOf('command-line')) }),
    },
    banner: {
      js: `${name === 'cli' ? '#!/usr/bin/env node\n' : ''}const __moduleUrl = require('node:url').pathToFileURL(__filename).href;`,
    },
    plugins: [pglitePlugin, ...(name === 'command-line' ? [assistantsPlugin] : []), ...(watch ? [progressPlugin] : [])],
    minify: production,
    sourcemap: !production,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  };
  if (!watch) return Object.keys((await build(options)).metafile.inputs);
  await (await context(options)).watch();
  return [];
}

if (production) await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const inputs = [];
for (const [name, entry] of Object.entries({ ...entries, assistants })) inputs.push(...(await bundle(name, entry)));
await bundlePage();
await copyAssets();
if (!watch) {
  const packages = await bundledPackages(inputs);
  await refuseOthers(packages);
  await writeNotices(packages);
  await writeBillOfMaterials(packages);
}
