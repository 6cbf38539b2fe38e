/**
 * A rule turns what was found out into findings. One rule a file; `index.ts` lists them; the manifest's list and
 * docs/rules are made from the catalogue.
 */
import type { Difference } from '../compare/difference';
import type { Convention } from '../conventions/convention';
import type { Conflict } from '../fold/conflict';
import type { FoldedHistory, Standing } from '../fold/folded';
import type { StillThere } from '../fold/still-there';
import type { GenerateStyle } from '../generate/style';
import type { DevSchema } from '../model/dev';
import type { Schema } from '../model/schema';
import type { SqlDocument } from '../sql/document/statement';
import type { TextRange } from '../text/text';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
  /** Among insertions at one place; 0 when absent, and those of one order stand as their findings do. */
  readonly order?: number;
}
export interface Fix {
  /** A verb and its object: `Insert 16 missing columns from dev`. */
  readonly title: string;
  /** Some are worked out when they are first read. */
  readonly edits: readonly TextEdit[];
  /** The one that `source.fixAll.devschema` applies, and the editor prefers. It adds or corrects; what takes out is no such. */
  readonly preferred?: boolean;
}

/** Offsets are UTF-16, in the document. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: TextRange;
  /** The statement it is about. */
  readonly statement?: number;
  readonly fixes: readonly Fix[];
  readonly related?: readonly { readonly uri: string; readonly range: TextRange; readonly message: string }[];
  /** Unnecessary code is faded, deprecated struck through. */
  readonly tag?: 'unnecessary' | 'deprecated';
  /** Who found it, where it is not reading: `PostgreSQL 18.3`. */
  readonly by?: string;
}
/** Something that could not be read or decided, and why: `not known` in all that people and programs are told. */
export interface NotKnown {
  readonly reason: string;
  readonly range: TextRange;
}

export interface UndoneInDev {
  /** What it takes away and dev has all the same. */
  readonly stillThere: readonly StillThere[];
  /** What it makes and dev does not have, where no comparison tells. */
  readonly neverThere: readonly StillThere[];
}
export interface RuleContext {
  readonly document: SqlDocument;
  readonly standing: Standing;
  /** `applied`, and the tool's own table in dev says so; otherwise it is only likely, from what dev holds. */
  readonly recorded: boolean;
  /** Undefined: no dev. Rules that compare with dev then find nothing, and `check` says what is not known. */
  readonly dev: Schema | undefined;
  /** The schema before a statement runs, and after it. */
  before(statement: number): Schema;
  after(statement: number): Schema;
  /** Of a pending file: what the files make that have run in dev, each fact with its origin. */
  readonly earlier?: Schema;
  /** Dev, and what the applied and the pending files end in: what is there when a function is called some day. */
  readonly ends: readonly Schema[];
  /** Of a file that has run. */
  readonly undone: UndoneInDev;
  /** What applying this document's statements ran into. */
  readonly conflicts: readonly Conflict[];
  /**
   * Where the end of the fold and dev differ, for facts whose origin is in this document; and where a CREATE TABLE IF
   * NOT EXISTS of a pending file would skip another table than it describes.
   */
  readonly differences: readonly Difference[];
  readonly style: GenerateStyle;
  /** All of the history, in its order, this one among them. */
  readonly documents: readonly SqlDocument[];
  /** Another file of the same history, where origins may be. */
  documentOf(uri: string): SqlDocument | undefined;
  /** How the folder's files are ordered and run; undefined for a loose file. */
  readonly convention: Convention | undefined;
  /** What both sides of every comparison are called in messages: names without their schema where that is searched. */
  readonly searchPath: readonly string[];
}

/** What it found, whatever else it says. */
export type CheckFindings = Pick<CheckResult, 'findings'>;
/** What a rule finds; its code and severity are added from the catalogue and the settings. */
export type Found = Omit<Finding, 'code' | 'severity'> & { readonly severity?: Severity };

export interface RuleExample {
  /** SQL that makes dev. */
  readonly dev: string;
  /** The file; expectations stand under the text as `-- ^^^ severity[code]: message`. */
  readonly file: string;
  /** The file after the preferred fix of this rule's first finding, or its only one. */
  readonly fixed?: string;
  /** Rows that dev estimates, by table. */
  readonly rows?: Readonly<Record<string, number>>;
  /** The file is a migration that has run in dev, not a loose file. */
  readonly applied?: true;
}
export interface Rule {
  readonly code: string;
  readonly severity: Severity;
  /** False: off unless a person asks for it. */
  readonly enabled?: false;
  /** One line, for lists. */
  readonly title: string;
  /** Markdown: what it finds, why it matters, what to do. */
  readonly documentation: string;
  readonly examples: readonly RuleExample[];
  check(context: RuleContext): Iterable<Found>;
}
export interface CheckSettings {
  /** By code: another severity, or off. Unknown codes are reported where settings are read. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  readonly style: GenerateStyle;
}
export interface CheckInput {
  readonly history: FoldedHistory;
  readonly uri: string;
  readonly dev: DevSchema | undefined;
  /** Why there is no dev, or why the one given is old: `dev cannot be reached (connection refused at localhost:5432)`. */
  readonly devProblem?: string;
  readonly settings: CheckSettings;
}
export interface CheckResult {
  /** Ordered by range, then code. */
  readonly findings: readonly Finding[];
  /** Ordered by range. Every statement is either read and decided or counted here. */
  readonly notKnown: readonly NotKnown[];
  /** So far something has been asked of other files, or of what all files end in, beside `surroundings`. */
  readonly looksAround?: () => boolean;
}
