/** `devschema mcp`: what the command line answers, for assistants, over standard input and output. */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { version } from '../../../package.json';
import { openSession, type ServeOptions, type Terminal } from '../cli/session';
import { Project } from './project';
import { registerResources } from './resources';
import { registerTools } from './tools';

const instructions = `DevSchema knows the schema that the project's dev database really has. Before writing a migration, ask describe_tables for the tables it touches: do not write columns from memory. After writing it, ask check_migration, then prove_migration, which runs it in a PostgreSQL that looks like dev and undoes it. plan_migration has the script between two schemas, rollback_migration what undoes a file, report_migration the checklist that a person signs. "read" means nothing was found by reading, "proved" means a PostgreSQL ran it, "not known" is neither: say which of the three it was. Dev and target are only read.`;

const howToConnect =
  'Ask the person for the connection: it is set when this server is started (--dev), or by connection in devschema.json.';

/** Bytes of a message: far above what a tool takes, so that what is too long is answered, and does not end the server. */
const maxBufferSize = 100_000_000;

/** Serves until the other side closes the connection, or `terminal.signal` aborts; 2 where what it sends cannot be read. */
export async function serve(terminal: Terminal, options: ServeOptions): Promise<0 | 2> {
  const { stdin, stdout } = process;
  const server = new McpServer({ name: 'devschema', title: 'DevSchema', version }, { instructions });
  const project = new Project(terminal, () => openSession(terminal, { ...options, targets: [] }), howToConnect);
  server.server.onerror = (error) => terminal.err(`What is sent cannot be read: ${error.message}`);
  registerTools(server, project);
  registerResources(server, project);
  const ended = new Promise<0 | 2>((resolve) => {
    // The transport closes itself only after an error, and does not look for the end.
    server.server.onclose = () => resolve(2);
    stdin.once('error', () => resolve(2));
    stdin.once('end', () => resolve(0));
    terminal.signal.addEventListener('abort', () => resolve(0), { once: true });
  });
  await server.connect(new StdioServerTransport(stdin, stdout, { maxBufferSize }));
  const status = await ended;
  await server.close();
  await project.dispose();
  return status;
}
