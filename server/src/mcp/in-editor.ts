/** The same answers for an editor's own assistants: of its workspace and its dev, as they stand there. */
import type { Session, Terminal } from '../cli/session';
import { relativeTo } from '../workspace/files';
import { schemaDoubts } from '../workspace/not-there';
import type { Workspace } from '../workspace/workspace';
import { guardTool, ToolError } from './answer';
import { toolCalls } from './calls';
import { Project } from './project';

interface ToolCall {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
}
interface ToolReply {
  readonly text: string;
  readonly isError: boolean;
}

/** Never throws: what fails is an answer. */
export async function answerInEditor(
  workspace: Workspace,
  folders: readonly string[],
  { tool, input }: ToolCall,
  signal: AbortSignal,
): Promise<ToolReply> {
  const [root = '/'] = folders;
  const session: Session = {
    ...{
      root,
      workspace,
      settings: workspace.settings,
      problems: [],
      notes: schemaDoubts(workspace)?.messages ?? [],
      settingsFailure: undefined,
    },
    shown: (path) => relativeTo(root, path) ?? path,
  };
  const quiet = { out: () => {}, err: () => {}, progress: () => {}, color: false };
  const terminal: Terminal = { cwd: root, env: process.env, ...quiet, signal };
  const howToConnect = 'Ask the person to choose it: the command DevSchema: Choose Connection.';
  const project = new Project(terminal, async () => session, howToConnect);
  const { content, isError = false } = await guardTool(async () => {
    // Dev as it is now, once it is known whether anything may connect.
    const { state } = await workspace.refresh();
    if (state === 'untrusted')
      throw new ToolError('This workspace is not trusted, so nothing connects or runs. The person can trust it.');
    const call = Object.hasOwn(toolCalls, tool) ? toolCalls[tool as keyof typeof toolCalls] : undefined;
    if (!call) throw new ToolError(`There is no tool ${tool}: there are ${Object.keys(toolCalls).join(', ')}.`);
    return call(project, input);
  });
  return { text: content.map((part) => (part.type === 'text' ? part.text : '')).join('\n'), isError };
}
