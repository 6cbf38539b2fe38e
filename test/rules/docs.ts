/** Writes docs/rules and the manifest's list of rules from the catalogue: `npm run docs`. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expectedDocs, manifestWithRules } from './docs-content';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = path.join(root, 'docs/rules');
mkdirSync(folder, { recursive: true });
const pages = expectedDocs();
for (const file of readdirSync(folder)) if (!pages.has(file)) rmSync(path.join(folder, file));
for (const [file, text] of pages) writeFileSync(path.join(folder, file), text);
const manifest = path.join(root, 'package.json');
writeFileSync(manifest, manifestWithRules(readFileSync(manifest, 'utf8')));
console.log(`${pages.size} pages in docs/rules, and the list of rules in package.json`);
