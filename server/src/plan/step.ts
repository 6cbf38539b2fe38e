/** What a plan consists of. */
import { defaultStyle, type GenerateStyle } from '../generate/style';

export interface PlanOptions {
  readonly style?: GenerateStyle;
  readonly owners?: boolean;
  readonly privileges?: boolean;
  /** Forms that do not block where PostgreSQL has them: CONCURRENTLY, NOT VALID and VALIDATE, NOT NULL through a check. */
  readonly online?: boolean;
  /** Statements that have made `from` what it is: renames. */
  readonly first?: readonly string[];
}
/** How both schemas are printed. */
export const planStyle = ({
  style = defaultStyle,
  owners = false,
  privileges = false,
}: PlanOptions): GenerateStyle => ({
  ...style,
  ...{ ifNotExists: false, constraints: 'alter table', indexes: true, comments: true },
  ...{ triggers: true, policies: true },
  ...{ owner: owners, privileges },
  // Two schemas may have one name.
  schemaQualification: style.schemaQualification === 'never' ? 'outside search path' : style.schemaQualification,
});
interface Lock {
  /** As pg_locks would have it, in words: `ACCESS EXCLUSIVE`. */
  readonly mode: string;
  /** The table, as SQL names it. */
  readonly on: string;
  /** pg_class.reltuples and the size of the table alone, where the schema it comes from knows them. */
  readonly rows?: number;
  readonly bytes?: number;
}
/** Why a step is there that the others rely on: a setting. */
export const RELIED = 'the script relies on it';
/** That of a rename that was said. */
export const RENAMED = 'it was said to be renamed';
/** One statement, or a few that belong together. */
export interface Step {
  /** From 1, in the order of the script. */
  readonly number: number;
  readonly sql: string;
  /** What it is about: `column a of t`. */
  readonly object: string;
  readonly why: string;
  /** Numbers of steps without which it cannot run. */
  readonly needs: readonly number[];
  /** Of relations that were there before, but for those of reading; the strongest first. */
  readonly locks: readonly Lock[];
  /** All rows are written anew. */
  readonly rewrites: boolean;
  /** What is lost for good, in words. */
  readonly loses?: string;
  /** For which rows it is refused, in words. */
  readonly fails?: string;
  /** `alone`: in no transaction. `committed`: steps that use what it makes come in a later transaction. */
  readonly transaction: 'any' | 'alone' | 'committed';
}
export interface Plan {
  readonly steps: readonly Step[];
  /** What differs and no statement can change, such as the order of columns. */
  readonly notes: readonly string[];
  /** Why the schemas may differ otherwise: what could not be read of them. */
  readonly notKnown: readonly string[];
}
