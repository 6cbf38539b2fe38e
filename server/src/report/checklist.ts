/**
 * The checklist of a migration, each line answered: what is proved, what is wrong or missing, and what is not known. Texts
 * hold names and messages of databases and files as they are: whoever prints them makes them harmless.
 */
import type { StatementLock } from './locks';

/** `done`: shown, and the reason says by what. `not done`: shown to be wrong, or not there. `not known`: why not. `to
 * do`: it cannot be before the migration has run. */
export type Answer = 'done' | 'not done' | 'not known' | 'to do';
export interface Line {
  readonly answer: Answer;
  /** A file, a table, a statement. */
  readonly about?: string;
  /** Begins small and has no end: `it runs on target`. */
  readonly reason: string;
  readonly details?: readonly string[];
  readonly code?: { readonly language: 'sql' | 'sh'; readonly text: string };
}
const titles = [
  'Backup',
  'Dev verified',
  'Exact statements',
  'Tested',
  'Traffic',
  'Rollback',
  'After',
  'If it fails',
] as const;
export interface Section {
  readonly title: (typeof titles)[number];
  readonly lines: readonly Line[];
}
/** A schema that was read. */
export interface ReadFrom {
  readonly label: string;
  /** Which setting, option or variable named it. */
  readonly from?: string;
  /** `18.3`; absent where no server stands behind it. */
  readonly serverVersion?: string;
  /** Epoch milliseconds. */
  readonly readAt: number;
}
export interface TableCounts {
  /** As SQL names it. */
  readonly table: string;
  /** Absent: dev does not have it. */
  readonly dev?: { readonly columns: number; readonly constraints: number; readonly indexes: number };
  /** In target before the migration; absent: target does not have it, or there is no target. */
  readonly target?: Rows;
}
export interface Rows {
  /** pg_class.reltuples, or counted where `exact`; absent: not known, it was never analysed. */
  readonly rows?: number;
  readonly exact?: true;
  /** With its indexes and what is stored beside it. */
  readonly bytes?: number;
  /** Why they were not counted though that was asked for. */
  readonly problem?: string;
}
export interface Checklist {
  readonly files: readonly string[];
  /** Epoch milliseconds. */
  readonly madeAt: number;
  readonly dev: ReadFrom & {
    /** Of the tables that the files touch, as dev has them. */
    readonly fingerprint: string;
  };
  readonly target?: ReadFrom;
  readonly tables: readonly TableCounts[];
  readonly traffic: readonly StatementLock[];
  readonly sections: readonly Section[];
  /** The PostgreSQL that proved all files: `18.3`; absent: not all are proved, see Exact statements and Tested. */
  readonly testedOn?: string;
}
/** `proved`: every line is done, or can only be done later. `refused`: at least one is wrong or missing. `not known`: neither. */
export type ReportOutcome = 'proved' | 'refused' | 'not known';
export function outcomeOf({ sections }: Pick<Checklist, 'sections'>): ReportOutcome {
  const answers = new Set(sections.flatMap(({ lines }) => lines.map(({ answer }) => answer)));
  if (answers.has('not done')) return 'refused';
  return answers.has('not known') || answers.size === 0 ? 'not known' : 'proved';
}
const statuses: Readonly<Record<ReportOutcome, 0 | 1 | 2>> = { proved: 0, refused: 1, 'not known': 2 };
export const statusOf = (checklist: Checklist): 0 | 1 | 2 => statuses[outcomeOf(checklist)];

/** The answer of all lines together, as that of each. */
export function answerOf({ lines }: Section): Answer {
  const has = (answer: Answer) => lines.some((line) => line.answer === answer);
  if (has('not done')) return 'not done';
  if (has('not known') || lines.length === 0) return 'not known';
  return has('to do') ? 'to do' : 'done';
}
