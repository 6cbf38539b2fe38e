/** What becomes of a unit that both schemas have. */
import type { Side, Unit } from './unit';

export interface Statement {
  /** With its semicolon. */
  readonly sql: string;
  /** What is lost for good. */
  readonly loses?: string | undefined;
  /** For which rows it is refused. */
  readonly fails?: string | undefined;
  /** `alone`: in no transaction. `committed`: what uses it comes in a later transaction. */
  readonly transaction?: 'alone' | 'committed';
}
export interface Alteration {
  /** Before others are dropped: what it takes away of itself, such as a default. */
  readonly release?: readonly Statement[];
  readonly statements: readonly Statement[];
  /** Units of the schema it comes from that cannot stand while it runs. */
  readonly breaks?: (user: Unit) => boolean;
  /** `release` gives a column another type meanwhile: what stands on it is dropped before that. */
  readonly retypesFirst?: boolean;
  /** Once its parts stand: what joins it to another table. */
  readonly joins?: readonly Statement[];
  /** A sequence, column or table that it no longer belongs to when that one is dropped. */
  readonly leaves?: readonly string[];
}
/** `undefined`: it is as it should be. `replace`: it is dropped and made again. */
export type AlterOutcome = Alteration | 'replace' | undefined;
/** What is asked for one unit. */
export interface Pair {
  readonly from: Unit;
  readonly to: Unit;
  /** What it needs and is made anew, or is dropped. */
  readonly gone: ReadonlySet<string>;
  readonly before: Side;
  readonly after: Side;
}
export const statement = (sql: string, more: Omit<Statement, 'sql'> = {}): Statement => ({ sql: `${sql};`, ...more });
