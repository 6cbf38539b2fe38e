/** A workspace that is not trusted: nothing connects, nothing runs, and that is said. */
import { equal, match, ok } from 'node:assert/strict';
import { commands, DiagnosticSeverity, window, workspace } from 'vscode';
import { type Case, runCases } from './harness';
import { diagnostics, show, showNew, status } from './support';

const cases: Case[] = [
  {
    name: 'reads no dev in a workspace that is not trusted',
    async run() {
      equal(workspace.isTrusted, false);
      await show('migrations/brand_extraction.sql');
      const now = await status((one) => one.state === 'untrusted');
      match(now.problem ?? '', /not trusted/);
      equal(now.tables, undefined);
    },
  },
  {
    name: "ignores the workspace's connection, and still checks syntax",
    async run() {
      ok(!workspace.getConfiguration('devschema').get('connection'), 'the connection of the workspace is not read');
      const document = await showNew('SELECT 1 FORM x;\n');
      await diagnostics(document, (all) => all.some((one) => one.severity === DiagnosticSeverity.Error));
      await window.activeTextEditor!.edit((edit) => edit.insert(document.positionAt(0), '-- '));
    },
  },
  {
    name: 'does not connect when asked to refresh',
    async run() {
      await commands.executeCommand('devschema.refresh');
      equal((await status(() => true)).state, 'untrusted');
    },
  },
];

export const run = () => runCases(cases);
