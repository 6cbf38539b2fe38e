// Prints what ships, in which version and under which licence, from the bill of materials of the last build.
import { readFileSync } from 'node:fs';

const bill = JSON.parse(readFileSync(new URL('../dist/sbom.cdx.json', import.meta.url), 'utf8'));
const lines = (components, indent = '') =>
  components.flatMap(({ name, version = '', licenses, components: inside = [] }) => [
    [`${indent}${name}`, version, licenses[0].license.id],
    ...lines(inside, `${indent}  `),
  ]);
const table = lines(bill.components);
for (const [name, version, licence] of table) console.log(`${name.padEnd(42)} ${version.padEnd(10)} ${licence}`);
console.log(`${table.length} components; their licences are in dist/THIRD-PARTY-NOTICES.txt`);
