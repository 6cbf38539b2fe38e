/** The migration tools: an entry each. A folder is the first one's that recognises it. */

import type { ToolTable } from '../model/migration-tables';
import type { DatabaseFiles } from '../model/named-database';
import type { Tool } from './tool';
import { atlas } from './tools/atlas';
import { dbmate } from './tools/dbmate';
import { diesel } from './tools/diesel';
import { drizzle } from './tools/drizzle';
import { flyway } from './tools/flyway';
import { golangMigrate } from './tools/golang-migrate';
import { goose } from './tools/goose';
import { graphileMigrate } from './tools/graphile-migrate';
import { hasura } from './tools/hasura';
import { liquibase } from './tools/liquibase';
import { nodePgMigrate } from './tools/node-pg-migrate';
import { numberedFiles } from './tools/plain';
import { playEvolutions } from './tools/play-evolutions';
import { pop } from './tools/pop';
import { prisma } from './tools/prisma';
import { rails } from './tools/rails';
import { refinery } from './tools/refinery';
import { sqitch } from './tools/sqitch';
import { sqlMigrate } from './tools/sql-migrate';
import { sqlx } from './tools/sqlx';
import { supabase } from './tools/supabase';
import { tern } from './tools/tern';

export const tools: readonly Tool[] = [
  prisma,
  drizzle,
  sqitch,
  diesel,
  hasura,
  atlas,
  liquibase,
  playEvolutions,
  graphileMigrate,
  pop,
  goose,
  sqlMigrate,
  dbmate,
  nodePgMigrate,
  tern,
  refinery,
  flyway,
  sqlx,
  golangMigrate,
  supabase,
  rails,
  numberedFiles,
];

/** What `devschema.migrations.tool` may name, in alphabetical order. */
export const conventionIds: readonly string[] = tools.map((tool) => tool.id).sort();
export const toolNamed = (id: string): Tool | undefined => tools.find((tool) => tool.id === id);

/** Every tool's own, for who reads dev. */
export const toolTables: readonly ToolTable[] = tools.flatMap(({ id: tool, tables }) =>
  tables.map((table) => ({ ...table, tool })),
);
/** Whether a table of that name is one in which a tool keeps what has run: it makes that before the first file. */
export const isToolTable = (name: string): boolean => toolTables.some(({ table }) => table === name);
/** The tables that can say of a tool's files what has run: its own, and those of tools that files like these can be of. */
export function tablesFor(id: string): readonly ToolTable[] {
  const own = new Set(tools.filter((tool) => tool.id === id || tool.alike?.includes(id)).map((tool) => tool.id));
  return toolTables.filter(({ tool }) => own.has(tool));
}

/** Where each says that its database is. */
export const toolDatabases: readonly DatabaseFiles[] = tools.flatMap(({ databases }) => databases ?? []);

/** Names of files, beside the .sql ones, whose change can change what a history is and how it is read. */
export const toolFiles: readonly string[] = [
  ...new Set(
    tools
      .flatMap(({ watch = [], placeholders = {} }) => [...watch, ...Object.keys(placeholders)])
      .map((place) => place.slice(place.lastIndexOf('/') + 1)),
  ),
];
