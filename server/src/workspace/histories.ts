/** Documents parsed once for each text, histories folded once for each state of their files and dev. */

import type { Convention, MigrationFile } from '../conventions/convention';
import { fileOf, type ProjectSettings, parsingMigration, type TextDocument } from '../conventions/project';
import type { FoldedHistory } from '../fold/folded';
import { foldingHistory } from '../fold/history';
import type { DevSchema } from '../model/dev';
import { atOnce, type Steps } from '../model/steps';
import { checking } from '../rules/check';
import type { CheckInput, CheckResult } from '../rules/rule';
import { parseDocument, parsingDocument } from '../sql/document/document';
import type { SqlDocument } from '../sql/document/statement';
import { pathOfUri, uriOfPath } from './files';
import { LooseNeighbours, sameItems } from './loose-neighbours';
import { type FoldKeeper, resumedHistory } from './resumed-histories';
import { inSlices } from './slices';
import type { Trees } from './tree';

export interface OpenFile {
  /** As the client writes it. */
  readonly clientUri: string;
  readonly version: number;
  readonly text: string;
  readonly isSql: boolean;
}
/** What a file is checked with beside the files. */
export interface CheckedAround {
  readonly dev: DevSchema | undefined;
  readonly devProblem: string | undefined;
  readonly settings: CheckInput['settings'];
}
export function inputOf(uri: string, history: FoldedHistory, { dev, devProblem, settings }: CheckedAround): CheckInput {
  const { rules, style } = settings;
  return { history, uri, dev, ...(devProblem !== undefined && { devProblem }), settings: { rules, style } };
}
interface Parsed {
  readonly text: string;
  readonly convention: Convention | undefined;
  readonly document: SqlDocument;
  readonly placeholders: ProjectSettings['placeholders'];
}
/** A file of a history. */
interface Entry {
  readonly uri: string;
  readonly path: string;
  readonly file: MigrationFile;
}
interface Folded {
  /** Of the texts and the trees when it was looked at. */
  state: string;
  readonly files: readonly SqlDocument[];
  readonly dev: DevSchema | undefined;
  readonly history: FoldedHistory;
  /** Of `told`. */
  readonly told: number;
}

export class Histories {
  readonly #parsed = new Map<string, Parsed>();
  readonly #unreadable = new Map<string, SqlDocument>();
  /** By folder of the convention, or by URI of a loose file. */
  readonly folded = new Map<string, Folded>();
  readonly #results = new Map<string, { readonly input: CheckInput; readonly result: CheckResult }>();
  readonly #entries = new WeakMap<Convention, readonly Entry[]>();
  /** What is being folded, by the same keys. */
  readonly #preparing = new Map<string, Promise<void>>();
  /** How often an open document of a history, or a loose one, has got another text; and any. */
  readonly #edits = new Map<string, number>();
  readonly #neighbours: LooseNeighbours;
  #edited = 0;
  #told = 0;

  constructor(
    readonly trees: Trees,
    readonly open: ReadonlyMap<string, OpenFile>,
    readonly tells?: Parameters<typeof foldingHistory>[0]['tells'],
    readonly keeper?: FoldKeeper | undefined,
  ) {
    this.#neighbours = new LooseNeighbours(trees, (uri) => this.#parsing(uri, undefined));
  }

  conventionOf(uri: string): Convention | undefined {
    const path = pathOfUri(uri);
    return path === undefined ? undefined : this.trees.historyOf(path);
  }
  document(uri: string): SqlDocument | undefined {
    return atOnce(this.#parsing(uri, this.conventionOf(uri)));
  }
  /** The files that a file is judged with; undefined when it cannot be read. */
  history(uri: string, dev: DevSchema | undefined): FoldedHistory | undefined {
    return atOnce(this.#folding(uri, dev));
  }
  /**
   * Folds with pauses, for `history` to have it at once; given up, and begun again, when something that it is made of changes
   * meanwhile. `around`: what is not of the files.
   */
  prepare(uri: string, around: () => CheckedAround): Promise<void> {
    const key = this.keyOf(uri);
    return this.#prepared(`history ${key}`, key, around, ({ dev }) => this.#folding(uri, dev));
  }
  /** The same, for `check`. */
  async prepareCheck(uri: string, around: () => CheckedAround): Promise<void> {
    await this.prepare(uri, around);
    await this.#prepared(`file ${uri}`, this.keyOf(uri), around, (now) => this.#viewing(uri, now));
  }
  *#viewing(uri: string, around: CheckedAround): Steps<void> {
    const history = yield* this.#folding(uri, around.dev);
    if (history?.file(uri)) yield* this.#checking(inputOf(uri, history, around));
  }
  /** What is being prepared already is waited for. */
  #prepared(
    what: string,
    key: string,
    around: () => CheckedAround,
    work: (around: CheckedAround) => Steps<unknown>,
  ): Promise<void> {
    const before = this.#preparing.get(what);
    if (before) return before;
    const preparing = this.#untilDone(key, around, work).finally(() => this.#preparing.delete(what));
    this.#preparing.set(what, preparing);
    return preparing;
  }
  async #untilDone(
    key: string,
    around: () => CheckedAround,
    work: (around: CheckedAround) => Steps<unknown>,
  ): Promise<void> {
    const stateNow = () => {
      const { dev, devProblem, settings } = around();
      return [this.#edits.get(key), this.#told, this.trees.state, dev, devProblem, settings];
    };
    for (let isDone = false; !isDone; ) {
      const state = stateNow();
      const isStale = () => !sameItems(state, stateNow());
      await inSlices(work(around()), isStale);
      isDone = !isStale();
    }
  }
  keyOf(uri: string): string {
    return this.conventionOf(uri)?.folder ?? uri;
  }
  /** Of all that histories are made of but dev. */
  get state(): string {
    return `${this.#edited} ${this.#told} ${this.trees.state}`;
  }
  *#folding(uri: string, dev: DevSchema | undefined): Steps<FoldedHistory | undefined> {
    const convention = this.conventionOf(uri);
    const key = convention?.folder ?? uri;
    const state = this.state;
    const known = this.folded.get(key);
    const same = known?.dev === dev && known?.history.convention === convention && known?.told === this.#told;
    if (known && same && known.state === state) return known.history;
    const own = convention ? undefined : yield* this.#parsing(uri, undefined);
    if (!convention && !own) return undefined;
    const kept = !known && convention && dev ? this.#resumed(convention, dev) : undefined;
    const files = own ? [own] : yield* this.#documentsOf(convention!);
    if (known && same && sameItems(known.files, files) && (!own || (yield* this.#neighbours.areSame(uri)))) {
      known.state = state;
      return known.history;
    }
    const told = this.#told;
    const neighbours = own && this.#neighbours.of(uri);
    const history = yield* foldingHistory(
      { convention, files, dev, tells: this.tells, neighbours },
      known?.history ?? kept,
    );
    this.folded.set(key, { state, files, dev, history, told });
    return history;
  }
  #resumed(convention: Convention, dev: DevSchema): FoldedHistory | undefined {
    const files = this.#entriesOf(convention).map((entry) => ({
      ...entry,
      text: this.open.has(entry.uri) ? undefined : this.trees.onDisk(entry.path),
    }));
    return resumedHistory(files, {
      ...{ keeper: this.keeper, convention, dev, tells: this.tells },
      read: ({ uri, text = '' }) => atOnce(this.#reading({ uri, version: 0, text }, convention, undefined)),
      found: ({ uri, text = '' }, document) =>
        this.#parsed.set(uri, { text, convention, placeholders: this.trees.placeholders, document }),
    });
  }
  *#documentsOf(convention: Convention): Steps<SqlDocument[]> {
    const files: SqlDocument[] = [];
    for (const entry of this.#entriesOf(convention)) {
      files.push(yield* this.#ofHistory(entry, convention));
      yield;
    }
    return files;
  }
  /** An open document has another text, or there is one more or less. */
  edited(uri: string): void {
    const key = this.keyOf(uri);
    this.#edited++;
    this.#edits.set(key, (this.#edits.get(key) ?? 0) + 1);
  }
  /** Running has shown more of some history. */
  told(): void {
    this.#told++;
  }
  /** Computed again only when something it is made of is another. */
  check(input: CheckInput): CheckResult {
    return atOnce(this.#checking(input));
  }
  *#checking(input: CheckInput): Steps<CheckResult> {
    const known = this.#results.get(input.uri);
    if (known && sameInput(known.input, input)) return known.result;
    const result = yield* checking(input);
    this.#results.set(input.uri, { input, result });
    return result;
  }
  /** The same file with another text, which nothing else gets to see. */
  checkText(input: CheckInput, text: string, only?: 'syntax'): CheckResult {
    return this.checkTexts(input, new Map([[input.uri, text]]), only)(input.uri);
  }
  /** Several of its files at once: what is found in each of them then. */
  checkTexts(input: CheckInput, texts: ReadonlyMap<string, string>, only?: 'syntax'): (uri: string) => CheckResult {
    const around = only ? { ...input, dev: undefined } : input;
    const history = atOnce(this.#withTexts(around, texts, only));
    return (uri) => atOnce(checking({ ...around, uri, history }));
  }
  *#withTexts({ history, dev }: CheckInput, texts: ReadonlyMap<string, string>, only?: 'syntax'): Steps<FoldedHistory> {
    const { convention, neighbours } = history;
    const files: SqlDocument[] = [];
    for (const { document } of history.files) {
      const text = texts.get(document.uri);
      if (text !== undefined) files.push(yield* this.#reading({ ...document, text }, convention, document));
      else if (!only) files.push(document);
    }
    return yield* foldingHistory({ convention, files, dev, tells: this.tells, neighbours }, history);
  }
  forget(uri: string): void {
    this.#results.delete(uri);
    this.folded.delete(uri);
    this.#edits.delete(uri);
    this.#neighbours.forget(uri);
    // What belongs to a history is asked for again by its neighbours.
    if (!this.#parsed.get(uri)?.convention) this.#parsed.delete(uri);
  }

  #entriesOf(convention: Convention): readonly Entry[] {
    const known = this.#entries.get(convention);
    if (known) return known;
    const entries = convention.files.map((file): Entry => {
      const path = `${convention.folder}/${file.path}`;
      return { uri: uriOfPath(path), path, file };
    });
    this.#entries.set(convention, entries);
    return entries;
  }

  /** A file that was listed but is not there any more, or may not be read, keeps its place and is said to be unread. */
  *#ofHistory(entry: Entry, convention: Convention): Steps<SqlDocument> {
    const { uri, path } = entry;
    const read = yield* this.#parsing(uri, convention, entry);
    if (read) return read;
    const unreadable = this.trees.whyUnread(path);
    const known = this.#unreadable.get(uri);
    if (known?.unreadable === unreadable) return known;
    const document = { ...parseDocument(uri, 0, ''), unreadable };
    this.#unreadable.set(uri, document);
    return document;
  }

  /** Parsed once for each text; equal statements are never parsed again. */
  *#parsing(uri: string, convention: Convention | undefined, entry?: Entry): Steps<SqlDocument | undefined> {
    const path = entry?.path ?? pathOfUri(uri);
    const open = this.open.get(uri);
    const text = open?.text ?? (path === undefined ? undefined : this.trees.onDisk(path));
    if (text === undefined) return undefined;
    const known = this.#parsed.get(uri);
    const { placeholders } = this.trees;
    if (known?.text === text && known.convention === convention && known.placeholders === placeholders)
      return known.document;
    const written = { uri, version: open?.version ?? 0, text };
    const document = yield* this.#reading(written, convention, known?.document, entry);
    this.#parsed.set(uri, { text, convention, placeholders, document });
    return document;
  }
  /** The sections that the convention's tool runs; of a file that is none of its own, what its path leaves to check. */
  *#reading(
    written: TextDocument,
    convention: Convention | undefined,
    previous: SqlDocument | undefined,
    entry?: Entry,
  ): Steps<SqlDocument> {
    const path = entry?.path ?? pathOfUri(written.uri);
    const file = entry?.file ?? (convention && path !== undefined ? fileOf(convention, path) : undefined);
    if (convention && file) return yield* parsingMigration(convention, file, written, previous);
    const project = path === undefined ? undefined : this.trees.projectOf(path);
    if (path !== undefined && project) return yield* project.parsingLoose(path, written, previous);
    return yield* parsingDocument(written.uri, written.version, written.text, previous ? { previous } : {});
  }
}

function sameInput(a: CheckInput, b: CheckInput): boolean {
  const partsOf = ({ history, dev, devProblem, settings: { rules, style } }: CheckInput) =>
    [history, dev, devProblem, rules, style] as const;
  return sameItems(partsOf(a), partsOf(b));
}
