/** The shells' completions, asked of the shells themselves where they are there; and what a terminal is shown. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { commandNames, wordsOf } from '../../server/src/cli/commands';
import { completions } from '../../server/src/cli/completions';
import { reportFormats } from '../../server/src/cli/options';
import { movesCursor, progressInLog, showsColors } from '../../server/src/cli/terminal-abilities';

const folder = mkdtempSync(path.join(tmpdir(), 'devschema-completions-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const has = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0;
function ran(shell: string, script: string): string {
  const { status, stdout, stderr } = spawnSync(shell, shell === 'zsh' ? ['-f', '-c', script] : ['-c', script], {
    encoding: 'utf8',
    timeout: 15_000,
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout.trim();
}
function inBash(...words: string[]): string[] {
  const typed = words.map((word) => `'${word}'`).join(' ');
  const ask = `COMP_WORDS=(devschema ${typed}); COMP_CWORD=${words.length}; _devschema; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return ran('bash', `${completions('bash')}\n${ask}`).split('\n');
}
const ask = (shell: string) => {
  if (!has(shell)) console.log(`not run: ${shell} is not installed`);
  return has(shell);
};

describe.skipIf(!ask('bash'))('in bash', () => {
  it('commands, options of the command alone, and formats are completed', () => {
    expect(inBash('ch')).toEqual(['check']);
    expect(inBash('')).toEqual([...commandNames, '--help', '--version']);
    expect(inBash('check', '--')).toEqual([...wordsOf('check').takes, 'help'].map((option) => `--${option}`));
    expect(inBash('check', 'a.sql', '--format', '')).toEqual([...reportFormats]);
    expect(inBash('diff', '--format', '')).toEqual(['human', 'sql', 'json']);
    expect(inBash('completions', '')).toContain('fish');
    expect(inBash('check', 'server/src/cl')).toEqual(expect.arrayContaining(['server/src/cli', 'server/src/cli.ts']));
    expect(inBash('check', '--schema', '')).toEqual(['']);
  });
});
describe.skipIf(!ask('zsh'))('in zsh', () => {
  it('the script is understood', () => {
    ran('zsh', `autoload -Uz compinit; compinit -D; ${completions('zsh')}\nwhence -w _devschema`);
  });
  it.each([
    ['generate --wi', 'generate --with-dependencies'],
    ['lsp --st', 'lsp --stdio'],
    ['check --form', 'check --format'],
    ['completions f', 'completions fish'],
  ])(
    '%s and the tabulator is %s',
    (typed, whole) => {
      const file = path.join(folder, 'devschema.zsh');
      writeFileSync(file, completions('zsh'));
      const script = `zmodload zsh/zpty; zpty shell zsh -f -i
zpty -w shell 'PS1=; autoload -U compinit; compinit -u -D; source ${file}; print rea''dy'
until zpty -r -m shell said '*ready*'; do :; done
zpty -n -w shell $'devschema ${typed}\\t'
zpty -r -m shell said '*${whole}*' && print -r -- "$said"`;
      expect(ran('zsh', script)).toContain(`devschema ${whole}`);
    },
    20_000,
  );
});
describe.skipIf(!ask('fish'))('in fish', () => {
  it('commands and options are completed', () => {
    expect(ran('fish', `${completions('fish')}\ncomplete -C 'devschema ch'`)).toContain('check');
    expect(ran('fish', `${completions('fish')}\ncomplete -C 'devschema check --si'`)).toContain('--since');
  });
});

describe('a terminal', () => {
  it('is shown colours and progress only where it can show them and nobody asked for none', () => {
    expect(showsColors({}, { isTTY: true })).toBe(true);
    expect(showsColors({ NO_COLOR: '' }, { isTTY: true })).toBe(true);
    expect(showsColors({ NO_COLOR: '1' }, { isTTY: true })).toBe(false);
    expect(showsColors({ TERM: 'dumb' }, { isTTY: true })).toBe(false);
    expect(showsColors({}, {})).toBe(false);
    expect(showsColors({ FORCE_COLOR: '1', NO_COLOR: '1', TERM: 'dumb' }, {})).toBe(true);
    expect(showsColors({ FORCE_COLOR: '0' }, { isTTY: true })).toBe(false);
    expect(movesCursor({ NO_COLOR: '1' }, { isTTY: true })).toBe(true);
    expect(movesCursor({ TERM: 'dumb' }, { isTTY: true })).toBe(false);
  });
  it('a log has a line of progress every few seconds, and none of what is soon over', () => {
    const lines: string[] = [];
    let now = 1_000;
    const progress = progressInLog(
      (line) => lines.push(line),
      () => now,
    );
    const steps = [
      [0, 'Reading'],
      [4_000, 'Running a.sql 1/50'],
      [1_500, 'Running b.sql 2/50 '],
      [200, 'Running c.sql 3/50'],
      [200, ''],
      [9_000, 'Running d.sql 4/50'],
    ] as const;
    for (const [passed, line] of steps) {
      now += passed;
      progress(line);
    }
    expect(lines).toEqual(['Running b.sql 2/50', 'Running d.sql 4/50']);
  });
});
