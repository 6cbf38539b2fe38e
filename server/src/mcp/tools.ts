/** The tools, with their words: what an assistant sees of them is all it knows. */
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { guardTool } from './answer';
import { type Input, toolCalls } from './calls';
import type { Project } from './project';

/** Nothing is written anywhere, and asking twice does nothing more than asking once. */
const reading = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };

/** What else is given would be passed over in silence, and the answer taken for one to it. */
const inputOf = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `There is no ${issue.keys.join(', ')} to give: it takes ${Object.keys(shape).join(', ')}.`
        : undefined,
  });

const migration = inputOf({
  path: z
    .string()
    .optional()
    .describe('A file of the project, relative to its folder; with sql, where that text is to stand.'),
  sql: z
    .string()
    .optional()
    .describe('The text of the migration. Without path it stands alone, outside of every folder of migrations.'),
});
const listOfNames =
  'Give tables as a list of names, such as {"tables": ["users", "sales.orders"]}; list_tables shows all.';
const names = z.array(z.string(), listOfNames).min(1, listOfNames).max(100, 'Ask for at most 100 tables at a time.');
/** What a call is given, and that it may be called off. */
const answers =
  <Given extends Input>(project: Project, tool: keyof typeof toolCalls) =>
  (given: Given, { signal }: { readonly signal: AbortSignal }) =>
    guardTool(() => toolCalls[tool](project.until(signal), given));

export function registerTools(server: McpServer, project: Project): void {
  server.registerTool(
    'list_tables',
    {
      title: "List dev's tables",
      description:
        'The tables that dev has, with the number of columns, constraints and indexes of each. search finds a part of the name of a table or column, or of a comment.',
      inputSchema: inputOf({ schema: z.string().optional(), search: z.string().optional() }),
      annotations: reading,
    },
    answers(project, 'list_tables'),
  );
  server.registerTool(
    'describe_tables',
    {
      title: 'The exact definition of tables in dev',
      description:
        'The exact CREATE TABLE, constraint and index statements of tables as dev really has them, with counts to hold a draft against. Ask for it before writing or changing a table. dependencies prints the types, sequences and functions that they need as well.',
      inputSchema: inputOf({
        tables: names.describe('Names such as users or sales.orders.'),
        dependencies: z.boolean().optional(),
      }),
      annotations: reading,
    },
    answers(project, 'describe_tables'),
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
    answers(project, 'check_migration'),
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
    answers(project, 'prove_migration'),
  );
  registerPlans(server, project);
}

function registerPlans(server: McpServer, project: Project): void {
  const source = 'dev, target, a snapshot, an SQL file or a folder of the project, or REV:PATH of its repository.';
  server.registerTool(
    'plan_migration',
    {
      title: 'Plan the script from one schema to another',
      description:
        'The ordered statements that make the first schema into the second, each with why it is there, the lock it takes, what it loses for good and for which rows it fails. Nothing is run but, with prove, in a PostgreSQL of its own. Nothing is taken for renamed by itself: say it with renames, or columns are dropped and made.',
      inputSchema: inputOf({
        from: z.string(`Give from and to, each ${source}`).describe(`The first schema: ${source}`),
        to: z.string(`Give from and to, each ${source}`).describe(`The second schema: ${source}`),
        renames: z.array(z.string()).optional().describe('OLD=NEW, such as users=people or users.name=full_name.'),
        online: z.boolean().optional().describe('The forms that let others read and write.'),
        prove: z.boolean().optional().describe('Run the script on the first schema: the result has to be the second.'),
      }),
      annotations: reading,
    },
    answers(project, 'plan_migration'),
  );
  server.registerTool(
    'rollback_migration',
    {
      title: 'What undoes a migration',
      description:
        'The statements that undo a migration, worked out by running it there and back in a PostgreSQL of its own, and what does not come back, such as rows. A way back that the project has already is run instead. Nothing is written: the answer is a text.',
      inputSchema: migration,
      annotations: reading,
    },
    answers(project, 'rollback_migration'),
  );
  server.registerTool(
    'report_migration',
    {
      title: 'The checklist of a migration',
      description:
        'Answers each line of the checklist that a person signs before a migration runs: backup, dev verified, exact statements, tested, traffic, rollback, after, if it fails. Each is done, not done, not known, or to do once it has run, with its reason. not known is no pass: say so. Takes some seconds.',
      inputSchema: migration,
      annotations: reading,
    },
    answers(project, 'report_migration'),
  );
}
