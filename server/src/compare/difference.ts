import type { ObjectKind } from '../model/kinds';
import type { Column, Constraint, EnumType, Fact, Index, Origin, Table } from '../model/schema';

interface DifferenceBase {
  /** The smallest text that made the file's side; a missing thing is put where its table or type was made. */
  readonly origin: Origin;
  /** The other side is what pending migrations have made of dev by then, and not dev. */
  readonly byThen?: true;
}
/** An object that is no table, constraint or index, or a part of one that is compared as a whole. */
export interface ComparedObject {
  readonly kind: ObjectKind;
  readonly schema: string;
  readonly name: string;
  /** The table or view of a trigger or policy. */
  readonly on?: string;
}
/** One clause of it on both sides, in SQL's words; undefined where a side does not have it. */
export interface DefinitionFact {
  /** What to call it where a side lacks it: `WHEN`. */
  readonly clause: string;
  readonly dev: string | undefined;
  readonly file: string | undefined;
  /** Of a body: its first line that is another in dev, from 1. */
  readonly line?: number;
}
/** `file` undefined: dev has it, the file lacks it. `dev` undefined: the file has it, dev does not. */

export type Difference = DifferenceBase &
  (
    | { readonly what: 'table'; readonly file: Table; readonly dev: undefined }
    /** All columns of one table that dev has and the file lacks, in dev's order. */
    | {
        readonly what: 'missing columns';
        readonly table: Table;
        readonly devTable: Table;
        readonly columns: readonly Column[];
      }
    | { readonly what: 'extra column'; readonly table: Table; readonly devTable: Table; readonly column: Column }
    | {
        readonly what: 'column';
        readonly fact: Exclude<Fact, 'self' | 'name'>;
        readonly table: Table;
        readonly devTable: Table;
        readonly column: Column;
        readonly devColumn: Column;
      }
    | { readonly what: 'column order'; readonly table: Table; readonly devTable: Table }
    /** Constraint or index by name; when names differ and definitions agree, one of these with both sides. */
    | {
        readonly what: 'constraint';
        readonly table: Table;
        readonly devTable: Table;
        readonly file: Constraint | undefined;
        readonly dev: Constraint | undefined;
        readonly differs?: 'name' | 'definition';
        /** A unique constraint that the other side has as a unique index over the same columns. */
        readonly devIndex?: Index;
        readonly fileIndex?: Index;
      }
    | {
        readonly what: 'index';
        readonly table: Table;
        readonly devTable: Table;
        readonly file: Index | undefined;
        readonly dev: Index | undefined;
        readonly differs?: 'name' | 'definition';
      }
    /** What the file makes and dev lacks. */
    | ({ readonly what: 'object' } & ComparedObject)
    /** Both have it, and it says something else. */
    | ({ readonly what: 'definition'; readonly facts: readonly DefinitionFact[] } & ComparedObject)
    | { readonly what: 'enum values'; readonly file: EnumType; readonly dev: EnumType }
    | {
        /** How Citus spreads its rows. */
        readonly what: 'distribution';
        readonly table: Table;
        readonly devTable: Table;
      }
    | {
        readonly what: 'comment';
        readonly object: string;
        readonly file: string | undefined;
        readonly dev: string | undefined;
      }
  );
/** By the rule that tells it: what changes nothing in how a database works. */
export type Aside = 'comment' | 'column-order' | 'constraint-name' | 'index-name';
/** `isLoose`: of a file that stands alone, of which a name that it leaves to PostgreSQL may be another. */
export function asideFor(one: Difference, isLoose: boolean): Aside | undefined {
  if (one.what === 'comment' || (one.what === 'column' && one.fact === 'comment')) return 'comment';
  if (one.what === 'column order') return 'column-order';
  const isChosen = (one.what === 'constraint' || one.what === 'index') && one.differs === 'name' && isLoose;
  return isChosen && one.file?.origins?.name === undefined ? `${one.what}-name` : undefined;
}
export function asidesOf(differences: readonly Difference[], isLoose: boolean): readonly Aside[] {
  return [...new Set(differences.flatMap((one) => asideFor(one, isLoose) ?? []))];
}

/** What a comparison could not decide: counted and said, never shown as different or as same. */

export interface Undecided {
  readonly object: string;
  readonly reason: string;
  readonly origin: Origin | undefined;
}
export interface Comparison {
  readonly differences: readonly Difference[];
  readonly undecided: readonly Undecided[];
}
