/**
 * The tools of `devschema mcp` for VS Code's own assistants, on this workspace's dev, and the server itself for those that
 * start servers. Both came to VS Code after the oldest version that the extension runs in: they are used where they are.
 */
import * as vscode from 'vscode';
import type { DevClient } from './client';

interface LanguageModels {
  readonly registerTool?: (name: string, tool: object) => vscode.Disposable;
  readonly registerMcpServerDefinitionProvider?: (id: string, provider: object) => vscode.Disposable;
}
interface Later {
  readonly lm?: LanguageModels;
  readonly LanguageModelToolResult?: new (parts: readonly object[]) => object;
  readonly LanguageModelTextPart?: new (text: string) => object;
  readonly McpStdioServerDefinition?: new (
    label: string,
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    version: string,
  ) => object;
}
const later = vscode as unknown as Later;

interface Contributed {
  readonly version: string;
  readonly contributes: { readonly languageModelTools: readonly { readonly name: string }[] };
}

/** Nothing where VS Code has no assistants. */
export function registerAssistants(client: DevClient): vscode.Disposable[] {
  const { contributes, version } = client.context.extension.packageJSON as Contributed;
  return [...tools(client, contributes.languageModelTools), ...server(client, version)];
}

function tools(client: DevClient, named: Contributed['contributes']['languageModelTools']): vscode.Disposable[] {
  const { lm, LanguageModelToolResult: Result, LanguageModelTextPart: Text } = later;
  if (!lm?.registerTool || !Result || !Text) return [];
  const { registerTool } = lm;
  return named.map(({ name }) =>
    registerTool(name, {
      async invoke({ input }: { readonly input: Record<string, unknown> }, token: vscode.CancellationToken) {
        const asked = { tool: name.replace(/^devschema_/, ''), input };
        const { text, isError } = await client.request('devschema/assistant', asked, token);
        // An error is what the assistant reads, too: it says what to do next.
        if (isError) throw new Error(text);
        return new Result([new Text(text)]);
      },
    }),
  );
}

function server({ context }: DevClient, version: string): vscode.Disposable[] {
  const { lm, McpStdioServerDefinition: Definition } = later;
  if (!lm?.registerMcpServerDefinitionProvider || !Definition) return [];
  const changed = new vscode.EventEmitter<void>();
  const program = context.asAbsolutePath('dist/cli.js');
  const provider = {
    onDidChangeMcpServerDefinitions: changed.event,
    provideMcpServerDefinitions() {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      if (!vscode.workspace.isTrusted || folder?.uri.scheme !== 'file') return [];
      const args = [program, 'mcp', '--workspace', folder.uri.fsPath];
      // VS Code's own program is Node when it is told so.
      return [new Definition('DevSchema', process.execPath, args, { ELECTRON_RUN_AS_NODE: '1' }, version)];
    },
  };
  return [
    changed,
    vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
    vscode.workspace.onDidChangeWorkspaceFolders(() => changed.fire()),
    lm.registerMcpServerDefinitionProvider('devschema', provider),
  ];
}
