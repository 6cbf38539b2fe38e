/**
 * A query and the names of its columns, in one place: from one list come the text of the SELECT and the type of a row,
 * which is read by name. On the wire rows stay arrays (`rowMode: 'array'` of pg and PGlite): an object a row costs the
 * driver several times as much as the look through a getter does.
 */

/** A column of the answer: its expression, and how the driver hands its value over. */
interface Output<T> {
  readonly sql: string;
  /** Only a type: nothing is there. */
  readonly value?: T;
}
type SelectList = Readonly<Record<string, Output<unknown>>>;
type NamedRow<O extends SelectList> = { readonly [Name in keyof O]: O[Name] extends Output<infer T> ? T : never };

/** An expression of type text, name or "char"; `T` where only some words come. */
export const textOf = <T extends string = string>(sql: string): Output<T> => ({ sql });
/** int2, int4, oid or float8: numbers that fit. */
export const numberOf = (sql: string): Output<number> => ({ sql });
export const booleanOf = (sql: string): Output<boolean> => ({ sql });
/** text[]. */
export const textsOf = (sql: string): Output<readonly string[]> => ({ sql });
export const orNull = <T>({ sql }: Output<T>): Output<T | null> => ({ sql });

/** What is sent, and how the rows of its answer are read. */
export interface CatalogSelect<Row> {
  readonly text: string;
  readonly read: (rows: readonly (readonly unknown[])[]) => readonly Row[];
}
/** What SHOW, or a SELECT of one value, answers. */
export const onlyValue = (rows: readonly (readonly unknown[])[]): unknown => rows[0]?.[0];

/** Of a query, or of the function that makes one. */
export type RowOf<Q> =
  Q extends CatalogSelect<infer Row> ? Row : Q extends (...given: never[]) => CatalogSelect<infer Row> ? Row : never;
/** `rest` is what follows the list: FROM and so on. It may order by the names of the list, in quotes. */
export function select<const O extends SelectList>(outputs: O, rest: string): CatalogSelect<NamedRow<O>> {
  const names = Object.keys(outputs);
  const list = names.map((name) => `${outputs[name]!.sql} AS "${name}"`);
  const Row = rowClass(names) as new (values: readonly unknown[]) => NamedRow<O>;
  return {
    text: `\nSELECT ${list.join(',\n       ')}\n  ${rest.trim()}`,
    read: (rows) => rows.map((row) => new Row(row)),
  };
}
/** The same query, its rows made into something else. */
export function mapQuery<Row, T>(query: CatalogSelect<Row>, make: (row: Row) => T): CatalogSelect<T> {
  return { text: query.text, read: (rows) => query.read(rows).map(make) };
}

/** A getter a name over the array that came: made once for each list of names, so that it stays fast. */
function rowClass(names: readonly string[]): new (values: readonly unknown[]) => object {
  const key = names.join();
  const known = rowClasses.get(key);
  if (known) return known;
  class Row {
    readonly values: readonly unknown[];
    constructor(values: readonly unknown[]) {
      this.values = values;
    }
  }
  for (const [at, name] of names.entries())
    Object.defineProperty(Row.prototype, name, {
      get(this: Row) {
        return this.values[at];
      },
    });
  rowClasses.set(key, Row);
  return Row;
}
const rowClasses = new Map<string, new (values: readonly unknown[]) => object>();
