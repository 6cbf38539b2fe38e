/** Databases that a project's own files name; a stranger has written them. */

/** As they stand there: a URL, or its parts. */
export interface NamedDatabase {
  readonly url?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: string | undefined;
  readonly database?: string | undefined;
  readonly user?: string | undefined;
}
export interface DatabaseFiles {
  /** By their paths in the project's folder. */
  readonly files: readonly string[];
  /** `text` has no long lines. */
  read(text: string): readonly NamedDatabase[];
}
