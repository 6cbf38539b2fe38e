/** What dev really has: its tables by name, and the exact statements of some. */

import { findTable } from '../cli/generate';
import { neededObjects } from '../generate/needed-objects';
import { printTables } from '../generate/print';
import { type DevSchema, versionText } from '../model/dev';
import type { Table } from '../model/schema';
import { displayName, keyOf } from '../text/names';
import { nearest } from '../text/nearest-name';
import { counted } from '../text/numbers';
import { type Answer, ToolError } from './answer';
import type { Project } from './project';

/** Tables of one answer; more are counted. */
const mostTables = 500;

interface TableSearch {
  readonly schema?: string | undefined;
  /** A part of a table's, a column's or a comment's text, whatever its case. */
  readonly search?: string | undefined;
}

export async function listTables(project: Project, { schema, search }: TableSearch): Promise<Answer> {
  const dev = await project.dev();
  const sought = search?.toLowerCase();
  const has = (text: string | undefined) => sought === undefined || (text?.toLowerCase().includes(sought) ?? false);
  const tables = [...dev.schema.tables.values()]
    .filter((table) => schema === undefined || table.schema === schema)
    .filter((table) => has(table.name) || has(table.comment) || table.columns.some(({ name }) => has(name)))
    .sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
  const shown = tables.slice(0, mostTables);
  const lines = shown.map(
    (table) =>
      `${displayName(table, dev.schema.searchPath)}: ${countsOf(table, dev)}${table.comment ? ` (${table.comment})` : ''}`,
  );
  const more = tables.length - shown.length;
  return {
    text: [
      `${devWords(dev)}: ${counted(tables.length, 'table')}${search === undefined ? '' : ` with "${search}"`}.`,
      ...lines,
      ...(more > 0 ? [`And ${more} more: ask with schema or search.`] : []),
      ...(shown.length === 0 ? [nothingFound(dev, schema, search)] : []),
    ].join('\n'),
    facts: {
      total: tables.length,
      tables: shown.map((table) => ({
        schema: table.schema,
        name: table.name,
        columns: table.columns.length,
        ...(table.comment !== undefined && { comment: table.comment }),
      })),
    },
    narrower: 'Ask with schema or search.',
  };
}

/** What to ask for instead. */
function nothingFound({ schema: { tables, namespaces } }: DevSchema, schema?: string, search?: string): string {
  if (tables.size === 0) return 'Dev has no tables.';
  const isNoSchema = schema !== undefined && ![...tables.values()].some((table) => table.schema === schema);
  if (isNoSchema) return `No table is in a schema ${schema}; dev has ${[...namespaces.keys()].join(', ')}.`;
  const near =
    search &&
    nearest(
      search,
      [...tables.values()].map(({ name }) => name),
    );
  return `${near ? `Did you mean ${near}? ` : ''}Without search, all ${counted(tables.size, 'table')} of dev are listed.`;
}

export async function describeTables(
  project: Project,
  written: readonly string[],
  dependencies: boolean,
): Promise<Answer> {
  const dev = await project.dev();
  const { settings } = await project.session();
  if (written.length === 0)
    throw new ToolError('tables is empty. Give the names; list_tables shows the tables there are.');
  const tables = foundTables(written, dev);
  const context = { schema: dev.schema, style: settings.style };
  const heads = tables.map((table) => `${displayName(table, dev.schema.searchPath)}: ${countsOf(table, dev)}`);
  const needs = dependencies ? [] : neededObjects(tables, context);
  const sql = printTables(tables, context, { dependencies });
  return {
    text: [
      `${devWords(dev)}:`,
      ...heads,
      ...(needs.length > 0 ? [`They need ${needs.join(', ')}; ask with dependencies for those as well.`] : []),
      '',
      'These statements are exact: every column, type, default, constraint and index that dev has.',
      '',
      sql,
    ].join('\n'),
    facts: {
      tables: tables.map(({ schema, name, columns }) => ({ schema, name, columns: columns.map((one) => one.name) })),
      sql,
      needs,
    },
    narrower: 'Ask for fewer tables at a time.',
  };
}
/** @throws ToolError that names all that are not there, so that it is asked for once more and not once for each. */
function foundTables(written: readonly string[], { schema }: DevSchema): Table[] {
  const problems: string[] = [];
  const tables = written.flatMap((name) => {
    try {
      return [findTable(name, schema)];
    } catch (error) {
      problems.push(`${(error as Error).message}.`.replace(/[?.]\.$/, (end) => end.charAt(0)));
      return [];
    }
  });
  if (problems.length > 0) throw new ToolError(`${problems.join(' ')} list_tables shows the tables there are.`);
  return tables;
}

/** `29 columns, 3 constraints, 2 indexes`. */
function countsOf(table: Table, { schema }: DevSchema): string {
  const indexes = [...schema.indexes.values()].filter(
    ({ table: of, schema: own }) => keyOf({ schema: of.schema ?? own, name: of.name }) === keyOf(table),
  ).length;
  return [
    counted(table.columns.length, 'column'),
    counted(table.constraints.length, 'constraint'),
    `${indexes} ${indexes === 1 ? 'index' : 'indexes'}`,
  ].join(', ');
}
/** `dev/schema.sql (PostgreSQL 18.3), read at 2026-11-29T07:00:00.000Z`. */
function devWords({ label, schema, readAt }: DevSchema): string {
  const version = schema.serverVersion > 0 ? ` (PostgreSQL ${versionText(schema.serverVersion)})` : '';
  return `${label}${version}, read at ${new Date(readAt).toISOString()}`;
}
