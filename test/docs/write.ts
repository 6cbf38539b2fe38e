/** Writes what of docs/ is made from the sources, and the manifest's lists of rules and of tools: `npm run docs`. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expectedDocs, expectedReference, manifestWithLists } from './content';

const root = fileURLToPath(new URL('../..', import.meta.url));
const docs = path.join(root, 'docs');
const [manifest, texts] = ['package.json', 'package.nls.json'].map((file) => path.join(root, file)) as [string, string];
const files = await manifestWithLists({
  manifest: readFileSync(manifest, 'utf8'),
  texts: readFileSync(texts, 'utf8'),
});
writeFileSync(manifest, files.manifest);
writeFileSync(texts, files.texts);
const rules = expectedDocs();
for (const folder of ['rules', 'schemas']) mkdirSync(path.join(docs, folder), { recursive: true });
for (const file of readdirSync(path.join(docs, 'rules'))) if (!rules.has(file)) rmSync(path.join(docs, 'rules', file));
for (const [file, page] of rules) writeFileSync(path.join(docs, 'rules', file), page);
const reference = expectedReference(files);
for (const [file, page] of reference) writeFileSync(path.join(docs, file), page);
console.log(
  `${rules.size} pages in docs/rules, ${[...reference.keys()].join(', ')}, and the lists of rules and tools in package.json`,
);
