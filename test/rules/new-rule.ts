/**
 * `npm run new-rule -- CODE [GROUP]`: begins a rule. Writes server/src/rules/catalogue/CODE.ts with an example that fails
 * until the rule finds it, and adds the rule to the catalogue, at the end of the group whose title begins with GROUP.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { groups } from '../../server/src/rules';

/** `missing-column` → `missingColumn`. */
export const constantOf = (code: string): string => code.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

export function ruleText(code: string): string {
  return `import type { Rule } from '../rule';

export const ${constantOf(code)}: Rule = {
  code: '${code}',
  severity: 'warning',
  title: 'One line for lists: what the file has',
  documentation: \`What it finds, why that matters, and what to do.\`,
  examples: [
    {
      dev: 'CREATE TABLE users (id integer);',
      file: \`ALTER TABLE users ADD COLUMN name text;
--                             ^^^^ warning[${code}]: what differs, with both values\`,
    },
  ],
  *check() {},
};
`;
}

/** The catalogue's text with the rule; undefined where no group is called so. */
export function catalogueWith(text: string, code: string, group: string): string | undefined {
  const name = constantOf(code);
  const at = groups.findIndex(({ title }) => title.toLowerCase().startsWith(group.toLowerCase()));
  if (at < 0) return undefined;
  const imports = [...text.matchAll(/^import .* from '\.\/catalogue\/([a-z-]+)';\n/gm)];
  const next = imports.find(([, file]) => file! > code);
  const place = next?.index ?? imports.at(-1)!.index + imports.at(-1)![0].length;
  const withImport = `${text.slice(0, place)}import { ${name} } from './catalogue/${code}';\n${text.slice(place)}`;
  let end = -1;
  for (let list = 0; list <= at; list++)
    end = closing(withImport, withImport.indexOf('rules: [', end + 1) + 'rules: '.length);
  const before = withImport.slice(0, end).trimEnd().replace(/,$/, '');
  return `${before}, ${name}${withImport.slice(end)}`;
}
/** Where the bracket at `open` is closed. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '[') depth++;
    if (text[at] === ']' && --depth === 0) return at;
  }
  throw new Error('the catalogue does not end');
}

function main([code, group = 'What PostgreSQL would refuse']: readonly string[]): string | undefined {
  if (code === undefined || !/^[a-z]+(-[a-z]+)*$/.test(code))
    return 'usage: npm run new-rule -- CODE [GROUP]; a code is like missing-columns';
  const file = path.resolve('server/src/rules/catalogue', `${code}.ts`);
  if (existsSync(file)) return `there is a rule ${code} already: ${path.relative('.', file)}`;
  const catalogue = path.resolve('server/src/rules/index.ts');
  const text = catalogueWith(readFileSync(catalogue, 'utf8'), code, group);
  if (text === undefined)
    return `no group begins with ${group}: there are ${groups.map(({ title }) => title).join('; ')}`;
  writeFileSync(file, ruleText(code));
  writeFileSync(catalogue, text);
  console.log(
    `${path.relative('.', file)} is begun. Next: its example, its check, then npm run lint -- --write and npm run docs.`,
  );
  return undefined;
}

if (!process.env.VITEST) {
  const problem = main(process.argv.slice(2));
  if (problem !== undefined) {
    console.error(problem);
    process.exitCode = 2;
  }
}
