/** Editors with the settings that docs/editors.md shows: the file is opened, and the finding stands in it. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSnapshot } from '../../server/src/dev/snapshot';
import { loadParser } from '../../server/src/sql/parse';
import { buildUnlessDone } from '../support/build';
import { devOf } from '../support/fake-dev';

const root = path.resolve(__dirname, '../..');
const page = readFileSync(path.join(root, 'docs/editors.md'), 'utf8');
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'devschema-editors-')));
/** The last fence of a language in the page, or in a part of it. */
function shown(language: string, part = page): string {
  return [...part.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].at(-1)![1]!;
}
const partOf = (heading: string): string => page.split(/^## /m).find((part) => part.startsWith(heading))!;
function started(program: string, args: readonly string[]) {
  const env = {
    ...process.env,
    PATH: `${folder}${path.delimiter}${process.env.PATH}`,
    HOME: folder,
    XDG_CONFIG_HOME: folder,
  };
  return spawnSync(program, args, { cwd: folder, env, encoding: 'utf8', timeout: 100_000 });
}
function has(program: string, ...args: string[]): boolean {
  const found = process.platform !== 'win32' && spawnSync(program, args, { encoding: 'utf8' }).status === 0;
  if (!found) console.log(`not run: ${[program, ...args].join(' ')} does not work here`);
  return found;
}
beforeAll(async () => {
  buildUnlessDone();
  await loadParser();
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  write('dev.json', writeSnapshot(await devOf('CREATE TABLE users (id int PRIMARY KEY, mail text);')));
  write('devschema.json', JSON.stringify({ connection: 'dev.json' }));
  write('a.sql', 'ALTER TABLE usres ADD x int;\n');
  write('devschema', `#!/bin/sh\nexec '${process.execPath}' '${path.join(root, 'dist/cli.js')}' "$@"\n`);
  chmodSync(path.join(folder, 'devschema'), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an editor with the settings of its page', { timeout: 120_000 }, () => {
  it('shows the finding: Neovim', ({ skip }) => {
    skip(!has('nvim', '--version'), 'nvim is not on the PATH');
    // 0.7 to 0.10: the first of the two fences is for 0.11.
    writeFileSync(path.join(folder, 'init.lua'), shown('lua'));
    const wait = [
      'vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 50)',
      'for _, one in ipairs(vim.diagnostic.get(0)) do print(one.lnum .. ":" .. one.col .. " " .. one.message) end',
    ];
    const { stdout, stderr } = started('nvim', [
      ...['--headless', '-u', 'init.lua', '-c', 'filetype on', '-c', 'edit a.sql'],
      ...wait.flatMap((line) => ['-c', `lua ${line}`]),
      ...['-c', 'qa!'],
    ]);
    expect(stdout + stderr).toMatch(/0:12 .*usres/);
  });
  it('shows the finding: Emacs', ({ skip }) => {
    skip(!has('emacs', '--batch', '-f', 'package-initialize', '-l', 'eglot'), 'emacs with eglot is not on the PATH');
    const script = `(package-initialize)
${shown('elisp')}
(setq eglot-sync-connect 30 eglot-autoshutdown t)
(find-file "a.sql")
(sql-mode)
(run-hooks 'post-command-hook)
(defun finding () (seq-find (lambda (one) (string-match "usres" (flymake-diagnostic-text one))) (flymake-diagnostics)))
(let ((end (+ (float-time) 60)))
  (while (and (< (float-time) end) (not (finding)))
    (accept-process-output nil 0.1)
    (flymake-start)))
(dolist (one (flymake-diagnostics))
  (princ (format "%d %s\\n" (flymake-diagnostic-beg one) (flymake-diagnostic-text one))))
`;
    writeFileSync(path.join(folder, 'try.el'), script);
    const { stdout, stderr } = started('emacs', ['--batch', '-l', 'try.el']);
    expect(stdout, stderr).toMatch(/^13 .*usres/m);
  });
  it('is told of the finding: Kate', ({ skip }) => {
    const session = has('kate', '-platform', 'offscreen', '--version') && has('dbus-run-session', '--', 'true');
    skip(!session, 'kate and a message bus are not here');
    const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
    mkdirSync(path.join(folder, 'kate/lspclient'), { recursive: true });
    write('kate/lspclient/settings.json', shown('json', partOf('Kate')));
    // It asks before it starts a server, unless it has been told that it may.
    const allowed = `AllowedServerCommandLines=${path.join(folder, 'devschema')} lsp --stdio`;
    write('katerc', `[Kate Plugins]\nlspclientplugin=true\n\n[lspclient]\n${allowed}\n`);
    const serve = `'${process.execPath}' '${path.join(root, 'dist/cli.js')}' "$@" | tee '${folder}/said'`;
    write('devschema', `#!/bin/sh\n${serve}\n`);
    // Its window is drawn nowhere, so what it is sent is looked at.
    const wait = 'for each in $(seq 120); do grep -qa usres said && break; sleep 0.5; done';
    const script = `QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR='${folder}' kate -n a.sql & ${wait}; kill $!; cat said`;
    const { stdout, stderr } = started('dbus-run-session', ['--', 'sh', '-c', script]);
    expect(stdout, stderr).toMatch(/"method":"textDocument\/publishDiagnostics".*usres/);
  });
});
