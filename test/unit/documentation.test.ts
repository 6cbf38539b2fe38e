/** What the pages in docs/ name is there: commands and their options, settings, scripts, rules, links and their places. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../server/src/cli/arguments';
import { cliOptions, type Option } from '../../server/src/cli/options';
import { parseJsonc } from '../../server/src/host/jsonc';
import { ruleCodes } from '../../server/src/rules';
import { decodeSettings } from '../../server/src/settings';
import { settingsTable } from '../../server/src/settings/table';
import { anchorOf } from '../docs/anchors.mjs';
import { readManifest } from '../support/manifest';

const root = path.resolve(__dirname, '../..');
const { scripts, contributes } = readManifest<{
  readonly scripts: Readonly<Record<string, string>>;
  readonly contributes: { readonly commands: readonly { readonly command: string; readonly title: string }[] };
}>();
const below = (folder: string) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.posix.join(folder, file.replaceAll('\\', '/')));
const files = [...below('docs'), 'README.md', 'CONTRIBUTING.md', 'SECURITY.md'];
const pages = files.map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
const written = pages.filter(({ file }) => !/^docs\/(rules\/|commands\.md)/.test(file));
const textOf = new Map(pages.map(({ file, text }) => [file, text]));
const found = (pattern: RegExp, from = written) =>
  from.flatMap(({ file, text }) => [...text.matchAll(pattern)].map((match) => ({ file, match, one: match[1]! })));
/** What stands in fences of a language. */
const fenced = (language: string) => found(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'));

/** As a POSIX shell cuts it, for what stands in these pages: quotes, no expansion. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) => word.replace(/['"]/g, ''));
}
const command = /^(?:- (?:run: )?)?(?:npx devschema|devschema|node dist\/cli\.js)\s+(.*)$/;

describe('the documentation', () => {
  it('shows only commands that are understood', () => {
    const lines = ['sh', 'yaml', 'text', 'bash'].flatMap(fenced).flatMap(({ one }) => one.split('\n'));
    const shown = lines.flatMap((line) => command.exec(line.trim())?.[1] ?? []).map((one) => one.split(' > ')[0]!);
    expect(shown.length).toBeGreaterThan(25);
    for (const one of shown) expect(() => parseCommand(wordsOf(one)), one).not.toThrow();
  });
  it('names only options, settings, scripts and commands of VS Code that there are', () => {
    // Those of git, npm and the scripts' own.
    const others =
      /^--(node-ipc|stdio|node-options|growth|regression|rollbacks|form|beside|minutes|seed|ignore-scripts|no-save|global|rm|yes|no-install-recommends|help|verify-tag|prefix)$/;
    for (const { file, one } of found(/`(--[a-z-]+)/g))
      expect(others.test(one) || Object.hasOwn(cliOptions, one.slice(2) as Option), `${one} in ${file}`).toBe(true);
    const keys = settingsTable.map(({ key }) => `devschema.${key}`);
    const ids = contributes.commands.map((one) => one.command);
    for (const { file, one } of found(/`(devschema\.[A-Za-z.]+)`/g))
      expect([...keys, ...ids, 'devschema.json'].includes(one), `${one} in ${file}`).toBe(true);
    for (const { file, one } of found(/npm run ([a-z:-]+)/g)) expect(Object.keys(scripts), file).toContain(one);
    const titles = contributes.commands.map(({ title }) => title);
    const byHand = written.filter(({ file }) => file !== 'docs/settings.md');
    for (const { file, one } of found(/\*DevSchema: ([^*…]+)\*/g, byHand)) expect(titles, file).toContain(one);
  });
  it('shows settings that are understood', () => {
    const shown = fenced('json').filter(({ one }) => /"(connection|migrations|rules)":/.test(one));
    expect(shown.length).toBeGreaterThan(0);
    for (const { one } of shown) {
      const { problems } = decodeSettings({}, { project: parseJsonc(one), codes: ruleCodes });
      expect(problems, one).toEqual([]);
    }
    for (const { one } of fenced('json').filter(({ one }) => !one.includes('…')))
      expect(() => parseJsonc(one), one).not.toThrow();
  });
  it('silences only rules that there are', () => {
    for (const { one } of found(/devschema-ignore(?:-file)? ([a-z]+(?:-[a-z]+)+)/g)) expect(ruleCodes).toContain(one);
  });
  it('links to pages that are there, and to headings in them', () => {
    const links = found(/\]\((?![a-z]+:)([^)\s]+)\)/g, pages);
    expect(links.length).toBeGreaterThan(100);
    for (const { file, one } of links) {
      const [target, anchor] = one.split('#');
      const full = target === '' ? file : path.posix.join(path.posix.dirname(file), target!);
      expect(existsSync(path.join(root, full)), `${one} in ${file}`).toBe(true);
      if (anchor === undefined) continue;
      const text = textOf.get(full) ?? readFileSync(path.join(root, full), 'utf8');
      const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!));
      expect(headings, `${one} in ${file}`).toContain(anchor);
    }
  });
  it('lists every page', () => {
    const index = textOf.get('docs/README.md')!;
    for (const file of files.filter((one) => /^docs\/[a-z-]+\.md$/.test(one)))
      expect(index, file).toContain(`](${file.slice('docs/'.length)})`);
  });
});
