/**
 * `npm run lists`: what every PostgreSQL of the supported versions has by itself, read from servers and written as
 * `generated/*.ts` of server/src/model and server/src/text. One server of each version is started, asked and stopped.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { everyMajor, startServer } from '../support/postgres';

interface List {
  readonly file: string;
  readonly constant: string;
  /** What it is, for the head of the file. */
  readonly what: string;
  readonly sql: string;
  /** Only of the newest version: what older ones call otherwise is no part of it. */
  readonly newestOnly?: true;
}
const keywords = (file: string, constant: string, code: string, what: string): List => ({
  file,
  constant,
  what: `${what} (pg_get_keywords() with catcode ${code})`,
  sql: `SELECT word FROM pg_catalog.pg_get_keywords() WHERE catcode = '${code}'`,
  newestOnly: true,
});
export const lists: readonly List[] = [
  {
    file: 'functions',
    constant: 'builtinFunctions',
    what: 'Functions of pg_catalog (pg_proc)',
    sql: `SELECT proname FROM pg_catalog.pg_proc WHERE pronamespace = 'pg_catalog'::pg_catalog.regnamespace`,
  },
  {
    file: 'operator-classes',
    constant: 'builtinOperatorClasses',
    what: 'Operator classes of pg_catalog (pg_opclass)',
    sql: 'SELECT opcname FROM pg_catalog.pg_opclass',
  },
  {
    file: 'parameters',
    constant: 'configurationParameters',
    what: "Configuration parameters (pg_settings), those of extensions, which have a dot, and Debian's own left out",
    sql: `SELECT pg_catalog.lower(name) FROM pg_catalog.pg_settings
      WHERE pg_catalog.strpos(name, '.') = 0 AND name <> 'extension_destdir'`,
  },
  keywords('keywords-reserved', 'reserved', 'R', 'Reserved key words'),
  keywords('keywords-function-or-type', 'functionOrType', 'T', 'Reserved key words that a function or type may have'),
  keywords('keywords-column-name', 'columnName', 'C', 'Key words that no function and no type may have'),
  keywords('keywords-unreserved', 'unreserved', 'U', 'Key words that need no quotes anywhere'),
];

/** In the order of code points, so that it is the same wherever it is made. */
export const inOrder = (names: Iterable<string>): string[] => [...new Set(names)].sort((a, b) => (a < b ? -1 : 1));

/** Key words are wanted where nothing of the model is known. */
export const folderOf = (list: List): string =>
  path.resolve(list.file.startsWith('keywords') ? 'server/src/text/generated' : 'server/src/model/generated');

/** The text of a list's file. */
export function fileText(list: List, names: readonly string[]): string {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + name.length <= 118) lines[lines.length - 1] = `${last} ${name}`;
    else lines.push(`  ${name}`);
  }
  const versions = list.newestOnly
    ? `PostgreSQL ${everyMajor.at(-1)}`
    : `PostgreSQL ${everyMajor[0]} to ${everyMajor.at(-1)} together`;
  return `// Made by \`npm run lists\` from the servers: ${versions}.\n/** ${list.what}. */\nexport const ${list.constant} = \`\n${lines.join('\n')}\n\`;\n`;
}

/** Every list's names, of all versions together. */
export async function readLists(majors: readonly number[]): Promise<Map<List, string[]>> {
  const names = new Map<List, string[]>();
  for (const major of majors) {
    const server = await startServer(major);
    try {
      const database = await server.createDatabase();
      for (const list of lists) {
        if (list.newestOnly && major !== majors.at(-1)) continue;
        const rows = await database.query(list.sql);
        names.set(list, [...(names.get(list) ?? []), ...rows.map(([name]) => String(name))]);
      }
    } finally {
      await server.stop();
    }
  }
  return names;
}

/** Writes the files. */
export async function writeLists(): Promise<void> {
  for (const [list, names] of await readLists(everyMajor)) {
    mkdirSync(folderOf(list), { recursive: true });
    writeFileSync(path.join(folderOf(list), `${list.file}.ts`), fileText(list, inOrder(names)));
    console.log(`${list.file}: ${new Set(names).size}`);
  }
}
