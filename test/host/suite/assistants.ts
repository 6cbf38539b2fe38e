/** What VS Code's own assistants are offered; its parts came after the oldest version that the extension runs in. */
import { equal, match } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Case } from './harness';

interface LanguageModels {
  readonly tools?: readonly { readonly name: string }[];
  readonly invokeTool?: (
    name: string,
    options: { readonly input: object; readonly toolInvocationToken: undefined },
  ) => Thenable<{ readonly content: readonly { readonly value: string }[] }>;
}
const { lm } = vscode as unknown as { readonly lm?: LanguageModels };

export const assistantCases: readonly Case[] = [
  {
    name: 'answers the tools of VS Code’s own assistants, of the dev that it has read',
    async run() {
      const own = lm?.tools?.filter(({ name }) => name.startsWith('devschema_')) ?? [];
      if (!lm?.invokeTool || own.length === 0) {
        console.log('not run: this VS Code has no tools for assistants');
        return;
      }
      equal(own.length, 7);
      const invoke = (name: string, input: object) =>
        lm.invokeTool!(name, { input, toolInvocationToken: undefined }).then(({ content }) => content[0]!.value);
      match(await invoke('devschema_list_tables', { search: 'brand_extraction' }), /29 columns/);
      match(await invoke('devschema_check_migration', { path: 'migrations/story_arc.sql' }), /Read 1 file/);
    },
  },
];
