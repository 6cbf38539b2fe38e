/** The tools, with their words: what an assistant sees of them is all it knows. */
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { guarded } from './answer';
import { checkMigration, proveMigration } from './migrations';
import type { Project } from './project';
import { describeTables, listTables } from './tables';

/** Nothing is written anywhere, and asking twice does nothing more than asking once. */
const reading = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };

const migration = {
  path: z
    .string()
    .optional()
    .describe('A file of the project, relative to its folder; with sql, where that text is to stand.'),
  sql: z
    .string()
    .optional()
    .describe('The text of the migration. Without path it stands alone, outside of every folder of migrations.'),
};

export function registerTools(server: McpServer, project: Project): void {
  server.registerTool(
    'list_tables',
    {
      title: "List dev's tables",
      description:
        'The tables that dev has, with the number of columns, constraints and indexes of each. search finds a part of the name of a table or column, or of a comment.',
      inputSchema: { schema: z.string().optional(), search: z.string().optional() },
      annotations: reading,
    },
    (wanted) => guarded(() => listTables(project, wanted)),
  );
  server.registerTool(
    'describe_tables',
    {
      title: 'The exact definition of tables in dev',
      description:
        'The exact CREATE TABLE, constraint and index statements of tables as dev really has them, with counts to hold a draft against. Ask for it before writing or changing a table. dependencies prints the types, sequences and functions that they need as well.',
      inputSchema: {
        tables: z.array(z.string()).min(1).max(100).describe('Names such as users or sales.orders.'),
        dependencies: z.boolean().optional(),
      },
      annotations: reading,
    },
    ({ tables, dependencies = false }) => guarded(() => describeTables(project, tables, dependencies)),
  );
  server.registerTool(
    'check_migration',
    {
      title: 'Check a migration against dev',
      description:
        'Reads a migration and says where it and dev disagree: missing, extra and different columns, types, defaults, keys, indexes, names that do not exist, syntax errors. Each finding has its range and its fixes; fixed is the text with all fixes that add and correct. Lines and characters count from 0, characters in UTF-16.',
      inputSchema: migration,
      annotations: reading,
    },
    (given) => guarded(() => checkMigration(project, given)),
  );
  server.registerTool(
    'prove_migration',
    {
      title: 'Run a migration in a scratch PostgreSQL',
      description:
        'Runs a migration in a PostgreSQL of its own that looks like dev (or like target, where the server was started with one) and says whether it is proved, refused, makes something else than dev has, or is not known. Dev and target are not touched. Takes some seconds.',
      inputSchema: migration,
      annotations: reading,
    },
    (given) => guarded(() => proveMigration(project, given)),
  );
}
