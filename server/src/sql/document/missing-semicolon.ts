/** Two statements without a semicolon between them: to PostgreSQL they are one, and refused. */
import type { ParsedStatement, SqlError } from './statement';

/**
 * Comments at which a tool ends a statement, semicolon or not: Drizzle's breakpoint, the sections of goose, sql-migrate,
 * dbmate, node-pg-migrate, tern and MyBatis, Liquibase's changesets, the named queries of sqlc, yesql and the like.
 */
const toolEnds =
  /--(?:>[ \t]*statement-breakpoint\b|[ \t]*(?:\+(?:goose|migrate)[ \t]+(?:up|down|statementend)\b|migrate:(?:up|down)\b|changeset[ \t]|:?name\b[ \t]*:?[ \t]*\S|[ \t-]*(?:up|down)[ \t]+migration\b|--[ \t]*create above\b|\/\/[ \t]*@undo\b))/i;

interface Cut {
  readonly text: string;
  /** The statement before it: its start, and the end of its last token. */
  readonly start: number;
  readonly end: number;
  /** Where the next statement begins. */
  readonly next: number;
}

/**
 * What PostgreSQL says of both statements read as one (`whole`), relative to `start`. Undefined when the first one is
 * refused for itself (that is said there), is a template (what its tool makes of it may end it), or a tool ends it.
 */
export function missingSemicolon(
  { text, start, end, next }: Cut,
  parsed: ParsedStatement,
  whole: () => ParsedStatement,
): SqlError | undefined {
  if (parsed.status !== 'ok' && parsed.error?.inBody !== true) return undefined;
  if (toolEnds.test(text.slice(end, next))) return undefined;
  const { error } = whole();
  if (error === undefined || error.inBody) return undefined;
  return start + error.range.start < next ? undefined : error;
}
