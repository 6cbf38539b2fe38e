/** Acceptance tests written in Go: `oldSchemaDDL` and `newSchemaDDL` as lists of strings between backquotes. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Pair } from './pairs';

const list =
  /(oldSchemaDDL|newSchemaDDL|roles):\s*(?:\[\]string\{((?:\s*(?:`[^`]*`|"(?:[^"\\]|\\.)*")\s*,?|\s*\/\/[^\n]*\n)*)\s*\}|nil)/g;
const element = /`([^`]*)`|"((?:[^"\\]|\\.)*)"/g;

export function goCasesIn(folder: string): Pair[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('_cases_test.go'))
    .sort()
    .flatMap((file) => casesOf(readFileSync(path.join(folder, file), 'utf8'), file.replace('_cases_test.go', '')));
}
function casesOf(text: string, file: string): Pair[] {
  const blocks = text.split(/^\t+\{\s*\n\t+name:\s*/m).slice(1);
  return blocks.flatMap((block): Pair[] => {
    const found = new Map([...block.matchAll(list)].map(([, key, body]) => [key!, elementsOf(body ?? '')]));
    const [a, b] = [found.get('oldSchemaDDL'), found.get('newSchemaDDL')];
    if (!a && !b) return [];
    const roles = (found.get('roles') ?? []).map((role) => `CREATE ROLE ${role};\n`).join('');
    const script = (parts: readonly string[] | undefined): string => roles + (parts ?? []).join(';\n');
    const name = `${file}: ${/^"([^"]*)"/.exec(block)?.[1] ?? ''}`;
    return [
      {
        name,
        a: script(a),
        b: script(b),
        seeds: ['', ''],
        minVersion: 0,
        access: /\b(?:GRANT|REVOKE|OWNER TO)\b/.test(block),
      },
    ];
  });
}
const elementsOf = (body: string): string[] =>
  [...body.matchAll(element)].map(([, raw, quoted]) => raw ?? JSON.parse(`"${quoted}"`));
