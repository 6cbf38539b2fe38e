/** What the rest of the program sees of a document: its statements, what each does, and what could not be read. */

import type { TextRange } from '../../text/text';
import type { DdlOp } from '../read/ops';
import type { TextRefusal } from '../refusals/refusal';
import type { FilledStatement } from './placeholders';

export interface SqlError {
  /** PostgreSQL's own message. */
  readonly message: string;
  /** The offending token, relative to the statement's start. */
  readonly range: TextRange;
  /** In the text of a function or DO block: the statement around it is SQL. */
  readonly inBody?: boolean;
}

/** Everything that depends on a statement's text alone; one object for equal texts, wherever they stand. */
export interface ParsedStatement {
  readonly text: string;
  /** `ok`: PostgreSQL's parser took it. `placeholder`: the guide's `(...)`. `template`: holds a template's or placeholder's markers, so it is not SQL yet; with an `error` when it is not SQL with a name in their place either. */
  readonly status: 'ok' | 'syntax error' | 'placeholder' | 'template' | 'too long';
  readonly error?: SqlError;
  readonly ops: readonly DdlOp[];
  /** What PostgreSQL refuses though its parser takes it, whatever the schema. */
  readonly refusals?: readonly TextRefusal[];
  /** There is something in it that is looked into for types. */
  readonly typed?: boolean;
  /** With its placeholders' values: what is sent. Absent where it holds none that has one. */
  readonly filled?: FilledStatement;
}

export interface Statement {
  readonly index: number;
  /** Without the final semicolon and the comments before it; UTF-16 offsets in the document. */
  readonly range: TextRange;
  /** `range` and the semicolon, if there is one. */
  readonly fullRange: TextRange;
  readonly parsed: ParsedStatement;
  /** False for sections the project's tool does not run (Down): read for syntax only. */
  readonly runs: boolean;
  /** The database that psql's `\\connect` before it has gone to: nothing is known of that one. It does not run here. */
  readonly elsewhere?: string;
  /** Why it is not known whether it runs as it stands: a branch of psql's `\\if`, a placeholder in a string. */
  readonly undecided?: string;
  /** Why the tool may leave it out, or go on where PostgreSQL refuses it. */
  readonly guard?: string;
  /** No semicolon stands between it and the next statement: what PostgreSQL says of the two, relative to its start. */
  readonly unended?: SqlError;
}

/** Text that is not SQL: a psql meta-command, COPY data. Skipped, and said when it could matter (`\i other.sql`). */
export interface Skipped {
  readonly range: TextRange;
  readonly what: 'meta-command' | 'copy data' | 'marker';
  readonly text: string;
}

/** `-- devschema-ignore code, code: reason` for the next statement, `-- devschema-ignore-file …` for the file. */
export interface Suppression {
  readonly range: TextRange;
  readonly codes: readonly string[];
  readonly reason?: string;
  readonly scope: 'statement' | 'file';
  /** For `statement`: its index. */
  readonly statement?: number;
}

/** Any of `texts`; those of letters and slashes only on a line of their own. White space ends one where it stands between tokens. */
export interface Delimiter {
  readonly texts: readonly string[];
}
/** Parts of a file the tool treats apart. Text outside every section is run. */
export interface Section {
  readonly range: TextRange;
  readonly runs: boolean;
  /** One statement whatever semicolons it holds (goose StatementBegin … StatementEnd). */
  readonly whole?: boolean;
  /** What ends its statements in place of the semicolon (Liquibase's `endDelimiter:/`, `-- atlas:delimiter`). */
  readonly delimiter?: Delimiter;
  /** Runs outside a transaction (`-- +goose NO TRANSACTION`). */
  readonly noTransaction?: boolean;
  /** Why the tool runs nothing of the file: Flyway's `mixed`. */
  readonly refused?: string;
  /** As a statement's. */
  readonly guard?: string;
  /** No SQL to the tool, whatever it is: lines of its own (`# --- !Ups`), and those that it is told to ignore. */
  readonly ignored?: boolean;
  /** A single semicolon ends a statement wherever it stands, two are one within it (Play). */
  readonly doubled?: boolean;
}
export interface SqlDocument {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly statements: readonly Statement[];
  readonly skipped: readonly Skipped[];
  readonly suppressions: readonly Suppression[];
  /** Set when the file is not text or over the size that is read: nothing in it is known, and that is said. */
  readonly unreadable?: string;
  /** Why nothing in it is judged although it can be read (it is another database's, say): that is said. */
  readonly passedOver?: string;
}
