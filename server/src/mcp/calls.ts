/** What each tool does with what it is given; the same for the Model Context Protocol and for an editor's assistants. */
import type { Answer } from './answer';
import { checkMigration, proveMigration } from './migrations';
import { planMigration } from './plans';
import type { Project } from './project';
import { reportMigration, rollbackMigration } from './sign-off';
import { describeTables, listTables } from './tables';

/** Whoever calls has a schema that says what stands in it; what has another type is taken for not given. */
export type Input = Readonly<Record<string, unknown>>;
type Call = (project: Project, input: Input) => Promise<Answer>;

const textInput = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const textsInput = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
const migration = ({ path, sql }: Input) => ({ path: textInput(path), sql: textInput(sql) });

export const toolCalls = {
  list_tables: (project, { schema, search }) =>
    listTables(project, { schema: textInput(schema), search: textInput(search) }),
  describe_tables: (project, { tables, dependencies }) =>
    describeTables(project, textsInput(tables), dependencies === true),
  check_migration: (project, input) => checkMigration(project, migration(input)),
  prove_migration: (project, input) => proveMigration(project, migration(input)),
  plan_migration: (project, { from, to, renames, online, prove }) =>
    planMigration(project, {
      ...{ from: textInput(from) ?? 'target', to: textInput(to) ?? 'dev', renames: textsInput(renames) },
      ...{ online: online === true, prove: prove === true },
    }),
  rollback_migration: (project, input) => rollbackMigration(project, migration(input)),
  report_migration: (project, input) => reportMigration(project, migration(input)),
} as const satisfies Readonly<Record<string, Call>>;
