import type { Aside } from '../compare/difference';
import type { DevSchema } from '../model/dev';
import type { Finding, NotKnown } from '../rules/rule';
import type { SettingProblem } from '../settings/table';
import type { Outcome } from '../verify/result';

export interface FileReport {
  /** As people and tools see it: relative to where the command was started when below it, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly statements: number;
  /** How many of them were read for syntax alone, because the migration tool does not run them. */
  readonly syntaxOnly: number;
  /** `pending`, `applied`, `not known`; absent for a file that stands alone. */
  readonly standing?: string;
  /** How that is known. */
  readonly because?: string;
  readonly findings: readonly Finding[];
  readonly notKnown: readonly NotKnown[];
  /** What became of it when it was run. */
  readonly verdict?: Verdict;
}
export interface Report {
  readonly files: readonly FileReport[];
  readonly failures: readonly Failure[];
  readonly settings: readonly SettingProblem[];
  /** What limits the result without making it wrong. */
  readonly notes: readonly string[];
  /** Where dev was to come from, when that is known. */
  readonly source?: { readonly label: string; readonly from: string };
  /** Absent: it could not be read; `failures` say why. */
  readonly dev?: DevSchema;
  /** Other files of a related location: its URI to a path as in `FileReport`. */
  readonly pathOf: (uri: string) => string;
  readonly now: number;
}
/** Something that was asked for and could not be done: the exit status is 2. */

export interface Failure {
  /** Absent: it concerns them all. */
  readonly path?: string;
  readonly message: string;
}
export interface Verdict {
  readonly outcome: Outcome;
  /** What it was run on: `dev without public.users`; absent: it was not run. */
  readonly base?: string;
  /** It changes what it makes as dev has it: dev is not as its end. */
  readonly changes?: boolean;
  /** What of it is otherwise in dev and counts in no outcome; never empty. */
  readonly aside?: readonly Aside[];
  /** Of the PostgreSQL that ran it: `18.3`. */
  readonly version?: string;
  /** It was to be run, and PostgreSQL took none of its statements, or ended in one of them. */
  readonly isUnproved?: boolean;
  /** Refused only because the server that it is for is older than the one that ran it. */
  readonly isTooNew?: boolean;
}
