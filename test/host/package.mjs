/** Packages the extension as a .vsix, and looks at what is in it. */
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const out = path.join(root, 'out', 'host');

const MEGABYTE = 1024 * 1024;
/** PGlite and its prepared data directory are most of it. */
const MOST_MEGABYTES = 15;

/** Each file, or folder of files, that must be there; nothing else may. */
const expected = [
  '.vsixmanifest',
  'CHANGELOG.md',
  'LICENSE.txt',
  'README.md',
  'dist/THIRD-PARTY-NOTICES.txt',
  'dist/assistants.js',
  'dist/cli.js',
  'dist/command-line.js',
  'dist/diagram.js',
  'dist/embedded.js',
  'dist/extension.js',
  'dist/libpg-query.wasm',
  'dist/pglite/dist/initdb.wasm',
  'dist/pglite/dist/pglite.data',
  'dist/pglite/dist/pglite.wasm',
  'dist/pglite/dist/prepopulatedfs.tgz',
  'dist/server.js',
  'docs/schemas/settings.json',
  'icon.png',
  'l10n/bundle.l10n.de.json',
  'package.json',
  'package.nls.de.json',
  'package.nls.json',
  'syntaxes/injection.tmLanguage.json',
  'syntaxes/language-configuration.json',
  'syntaxes/postgres.tmLanguage.json',
  'syntaxes/devschema.svg',
  ...['connect', 'draft', 'fix', 'generate', 'prove'].flatMap((page) => [
    `docs/walkthrough/${page}.md`,
    `docs/walkthrough/${page}.nls.de.md`,
  ]),
];
/** PGlite's extensions, and the rules' pages: which there are is their own business. */
const alsoAllowed = /^(?:dist\/pglite\/dist\/[\w-]+\.tar\.gz|docs\/rules\/[\w-]+\.md)$/;

export async function makePackage() {
  mkdirSync(out, { recursive: true });
  const packagePath = path.join(out, 'devschema.vsix');
  await createVSIX({ cwd: root, packagePath, dependencies: false, allowMissingRepository: false });
  return packagePath;
}

/** What is wrong with the package, installed in `folder`; empty when it is as it should be. */
export function packageProblems(vsix, folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => statSync(path.join(folder, file)).isFile());
  const unexpected = files.filter(
    (file) => !alsoAllowed.test(file) && !lowerCase(expected).includes(file.toLowerCase()),
  );
  const missing = expected.filter(
    (file) => !existsSync(path.join(folder, file)) && !lowerCase(files).includes(file.toLowerCase()),
  );
  const size = statSync(vsix).size / MEGABYTE;
  return [
    ...missing.map((file) => `${file} is not in the package`),
    ...unexpected.map((file) => `${file} is in the package and need not be`),
    ...(files.some((file) => alsoAllowed.test(file)) ? [] : ["PGlite's extensions are not in the package"]),
    ...(size > MOST_MEGABYTES ? [`the package has ${size.toFixed(1)} MB, more than ${MOST_MEGABYTES}`] : []),
  ];
}
/** vsce writes README and CHANGELOG in lower case. */
const lowerCase = (files) => files.map((file) => file.toLowerCase());
