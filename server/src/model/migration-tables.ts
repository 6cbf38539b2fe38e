/** What a table in which a migration tool keeps what has run is known by, and how its rows are read. Given by the tools' entries. */

export interface MigrationTable {
  /** The name the tool gives it; where it can be set, people keep it nearly always. */
  readonly table: string;
  /** Where the tool puts it, if it is not where names without a schema go. */
  readonly schema?: string;
  /** What tells its table from others of that name; among them all that is read. */
  readonly columns: readonly string[];
  /** What else tells it, where those columns fit another tool's table too. */
  readonly only?: {
    /** It is in that schema. */
    readonly inSchema?: true;
    /** It has no other columns. */
    readonly theseColumns?: true;
    /** Either of the two: this column is text without a limit, or this table stands beside it. */
    readonly withText?: { readonly column: string; readonly orBeside: string };
  };
  /** SQL expressions over the columns. `failed`: a boolean; false when absent. */
  readonly row: {
    readonly id: string;
    readonly name?: string;
    readonly checksum?: string;
    readonly failed?: string;
  };
  /** All that stands after FROM and the table's name; `$table` stands for it again. */
  readonly rest?: string;
  /** It has one row that says how far: everything up to it has run. */
  readonly lastOnly?: true;
  /** Anyone may call a table so: where nothing shows whose the files are, it is one of the project's own. */
  readonly commonName?: true;
}
/** `tool`: the id of the entry that it is of, as `AppliedMigrations.tool` has it. */
export interface ToolTable extends MigrationTable {
  readonly tool: string;
}
