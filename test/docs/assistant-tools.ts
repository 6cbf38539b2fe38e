/** The manifest's language-model tools: those of `devschema mcp`, as its own client is told of them. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { Project } from '../../server/src/mcp/project';
import { registerTools } from '../../server/src/mcp/tools';

export interface AssistantTool {
  readonly name: string;
  readonly displayName: string;
}
/** `contributes.languageModelTools`. */
export async function assistantTools(): Promise<readonly AssistantTool[]> {
  const server = new McpServer({ name: 'devschema', version: '0' });
  // Only listed, never called.
  registerTools(server, {} as Project);
  const client = new Client({ name: 'docs', version: '0' });
  const [up, down] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(down), client.connect(up)]);
  const { tools } = await client.listTools();
  await client.close();
  return tools.map(({ name, title, description, inputSchema }) => {
    const { $schema: _, ...schema } = inputSchema as { $schema?: string };
    return {
      name: `devschema_${name}`,
      displayName: title ?? name,
      toolReferenceName: `devschema-${name.replaceAll('_', '-')}`,
      canBeReferencedInPrompt: true,
      icon: '$(database)',
      tags: ['postgresql', 'migration', 'schema'],
      modelDescription: description,
      inputSchema: schema,
    };
  });
}
