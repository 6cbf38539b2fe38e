/** What a tool answers: text for the assistant, facts for its program, and errors that say what to do next. */
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { visible } from '../text/shown';

/** UTF-16 units of one answer's text: what is longer is cut, and the answer says how to ask for less. */
const mostText = 200_000;

export interface Answer {
  readonly text: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  /** What to ask for instead when the text had to be cut. */
  readonly narrower: string;
}

/** Said to the assistant as the tool's error: what happened, and what to do next. */
export class ToolError extends Error {}

/** Names and comments of dev are data: control characters and invisible ones are shown, as everywhere. */
function toolResult({ text, facts, narrower }: Answer): CallToolResult {
  const shown = visible(text);
  const cut = shown.length > mostText;
  const whole = cut ? `${shown.slice(0, shown.lastIndexOf('\n', mostText))}\n\nCut here. ${narrower}` : shown;
  return {
    content: [{ type: 'text', text: whole }],
    ...(facts && !cut && { structuredContent: facts }),
  };
}

/** A tool never ends the server: what fails is an answer. */
export async function guardTool(work: () => Promise<Answer>): Promise<CallToolResult> {
  try {
    return toolResult(await work());
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { content: [{ type: 'text', text: visible(message) }], isError: true };
  }
}
