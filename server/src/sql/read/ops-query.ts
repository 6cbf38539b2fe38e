/** What a query names and gives; part of the ops of `ops.ts`, which says how ranges are meant. */

import type { SqlType } from '../../model/types';
import type { QualifiedName } from '../../text/names';
import type { LocalName, Located, Name, TextRange } from '../../text/text';

/** `f(t)` of a FROM item `t` may be its column `f`. */
export interface CalledName extends Name {
  readonly fieldOf?: QualifiedName;
}
/** The result columns of a query as far as its text tells. */
export interface QueryShape {
  /** In order. `column` with its relation where the output is a plain column; `star` for `*` or `t.*`. */
  readonly outputs: readonly QueryOutput[];
  /** Every relation named in it, CTE names excluded. */
  readonly relations: readonly Name[];
  readonly functions: readonly CalledName[];
  /** The same relations with the columns that surely belong to each, for the rules. */
  readonly uses?: readonly RelationUse[];
  readonly strays?: readonly Stray[];
  readonly problems?: readonly QueryProblem[];
  readonly types?: readonly Located<SqlType>[];
  /** Where a list of result columns has surely more than PostgreSQL takes. */
  readonly tooWide?: TextRange;
}
export type QueryColumnType = Pick<QueryOutput, 'column' | 'castTo' | 'sameAs' | 'via'>;
export interface QueryOutput {
  readonly name?: string;
  /** `relation` is the written relation (aliases resolved), when the text tells it. */
  readonly column?: { readonly relation?: QualifiedName; readonly column: string };
  readonly star?: { readonly relations: readonly QualifiedName[] } | 'unknown';
  /** `expr::type` at the top. */
  readonly castTo?: SqlType;
  /** Its type is the one that all of these have, when they agree: the sides of a UNION, the arguments of `coalesce`. */
  readonly sameAs?: readonly QueryColumnType[];
  /** … after a function: its modifiers are gone, and `max` and `min` of a varchar are text. */
  readonly via?: 'max' | 'function';
}

/** A name in a query that belongs to no one relation: a qualifier that no FROM item has, or a column of one of several. */
export type Stray =
  | { readonly qualifier: LocalName }
  | {
      readonly column: LocalName;
      /** One of these must have it. */
      readonly among: readonly Name[];
    };
/** What is refused, or not, by what the relations have. */
export type QueryProblem =
  | {
      readonly kind: 'ambiguous';
      readonly column: LocalName;
      readonly among: readonly Name[];
      /** FROM items beside them that surely have it. */
      readonly others: number;
    }
  | {
      /** Neither grouped by nor aggregated; `relation` has it, unless it is a subquery's. */
      readonly kind: 'ungrouped';
      readonly column: LocalName;
      readonly of: string;
      readonly relation?: QualifiedName;
      /** What is grouped by of the same FROM item. */
      readonly by: readonly string[];
    };
export interface RelationUse {
  readonly name: Name;
  readonly how: 'read' | 'insert' | 'update' | 'delete' | 'merge' | 'copy' | 'truncate' | 'lock' | 'grant' | 'other';
  /** Columns named that surely belong to this relation: an INSERT's list, UPDATE's SET, alias.column, … */
  readonly columns: readonly LocalName[];
  /** ON CONFLICT (columns). */
  readonly conflictColumns?: readonly LocalName[];
  /** What only a relation of some kind has done to it. */
  readonly wants?:
    | { readonly what: 'publish'; readonly publication: string }
    | { readonly what: 'copy to' | 'copy from' | 'grant usage' }
    | { readonly what: 'cluster'; readonly by: LocalName | undefined };
}
