/** Two states of one database, each to become the other, by what is special about them. */
export interface Case {
  readonly a: string;
  readonly b: string;
  /** Rows of the first state, which are kept on the way to the second. */
  readonly rows?: string;
  readonly since?: number;
}
export const touch = `CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';`;
