/** The .vsix, installed as a person does it. */
import { equal, ok } from 'node:assert/strict';
import path from 'node:path';
import { extensions } from 'vscode';
import { type Case, runCases } from './harness';
import { diagnostics, id, show, status } from './support';

const cases: Case[] = [
  {
    name: 'works from where VS Code installed the .vsix',
    async run() {
      const document = await show('migrations/brand_extraction.sql');
      equal(path.resolve(extensions.getExtension(id)!.extensionPath), path.resolve(process.env.DEVSCHEMA_INSTALLED!));
      const ready = await status((now) => now.state === 'ready');
      ok(ready.tables === 6, 'the embedded PostgreSQL of the package ran');
      await diagnostics(document, (all) => all.some((one) => one.message.includes('29 columns in dev')));
    },
  },
];

export const run = () => runCases(cases);
