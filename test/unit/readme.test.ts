/** What the README names is there: scripts, commands, settings with their defaults, rules, links and pictures. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../server/src/cli/arguments';
import { tools } from '../../server/src/conventions';
import { ruleCodes } from '../../server/src/rules';
import { settingsTable } from '../../server/src/settings/table';

const root = path.resolve(__dirname, '../..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
};
const all = (pattern: RegExp) => [...readme.matchAll(pattern)].map((match) => match[1]!);

const contributing = readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8');

describe('the README', () => {
  it('and the page for contributors name only scripts that there are, and all that are its own', () => {
    const named = [...(readme + contributing).matchAll(/npm run ([a-z:-]+)/g)].map(([, name]) => name!);
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
    // What npm runs by itself, and what stands in every project.
    const usual = ['start', 'test', 'typecheck', 'lint', 'vscode:prepublish', 'prepack'];
    for (const name of Object.keys(scripts).filter((one) => !usual.includes(one))) expect(named).toContain(name);
  });
  it('shows only commands that are understood', () => {
    const commands = all(/^(?:- run: )?node dist\/cli\.js (.*)$/gm);
    expect(commands.length).toBeGreaterThan(5);
    for (const command of commands) expect(() => parseCommand(command.split(' ')), command).not.toThrow();
  });
  it('leads to every setting with its default', () => {
    const page = readFileSync(path.join(root, 'docs/settings.md'), 'utf8');
    expect(all(/\]\(([^)]+)\)/g)).toContain('docs/settings.md');
    for (const { key, default: preset } of settingsTable) {
      const part = page.split(`## \`devschema.${key}\`\n`)[1];
      expect(/Default: `(.*)`\.$/m.exec(part ?? '')?.[1], key).toBe(JSON.stringify(preset));
    }
  });
  it('links to files that are there', () => {
    const links = all(/\]\((?!https?:)([^)#]+)\)/g);
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) expect(existsSync(path.join(root, link)), link).toBe(true);
  });
  it('names every migration tool that is recognised', () => {
    for (const { name } of tools) expect(readme.toLowerCase()).toContain(name.toLowerCase());
  });
  it('has a page that shows a finding of a rule that there is', () => {
    const page = readFileSync(path.join(root, 'docs/check.md'), 'utf8');
    const codes = [...page.matchAll(/"code": "([^"]+)"/g)].map(([, code]) => code!);
    expect(codes.length).toBeGreaterThan(0);
    for (const code of codes) expect(ruleCodes).toContain(code);
  });
});
