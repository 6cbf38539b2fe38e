/**
 * Which open files are run in the scratch PostgreSQL, when, and what became of each. What is told of a file holds for the
 * text, the files before it and the dev that it was run with; of any other it is not known.
 */
import type { ScratchServer } from '../dev/scratch-session';
import { DevSourceError } from '../dev/source';
import type { FoldedFile, FoldedHistory } from '../fold/folded';
import type { DevSchema } from '../model/dev';
import type { DevStatus } from '../protocol';
import type { CheckInput, CheckResult } from '../rules/rule';
import type { RunMode } from '../settings';
import { t } from '../text/l10n';
import { whole } from '../verify/not-run';
import type { VerifiedFile } from '../verify/result';
import { asSent } from '../verify/sender';
import { MOST_KEPT_TABLES, tooMany, type WarmScratch } from '../verify/warm';
import { findingsOfRun, withRun } from './run-findings';
import { stillStanding } from './standing-refusals';
import { verdictOf } from './verdict';

export interface RunSubject {
  readonly uri: string;
  readonly history: FoldedHistory;
  readonly folded: FoldedFile;
  readonly dev: DevSchema;
}
interface RunDoors {
  readonly scratch: WarmScratch;
  /** What is run in instead of the embedded PostgreSQL. @throws DevSourceError */
  server(): Promise<ScratchServer | undefined>;
  /** Undefined: it is not open, or cannot be read; a string: why it is only read. */
  subject(uri: string): RunSubject | string | undefined;
  ready(uri: string): Promise<void>;
  /** What is told of these files is another. */
  told(uris: readonly string[]): void;
  log(message: string): void;
}

/** Of typing, in milliseconds. */
const PAUSE_MS = 250;

interface RunRecord {
  readonly of: RunSubject;
  readonly file: VerifiedFile;
  readonly version: string;
}
interface Current {
  readonly uri: string;
  readonly text: string;
  readonly abort: AbortController;
}

export class Runs {
  #mode: RunMode = 'off';
  /** Saved since they were opened, or typed in where each pause counts. */
  readonly #wanted = new Set<string>();
  readonly #queue = new Set<string>();
  /** Saved by itself while a statement was being typed. */
  readonly #unended = new Set<string>();
  readonly #pauses = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #records = new Map<string, RunRecord>();
  readonly #merged = new WeakMap<CheckResult, { readonly record: RunRecord; readonly result: CheckResult }>();
  #current: Current | undefined;
  #working = false;
  /** Why the last run failed; until the next save, pauses start no other. */
  #failure: string | undefined;
  constructor(readonly doors: RunDoors) {}

  /** `off` in a workspace that is not trusted. */
  configure(mode: RunMode): void {
    if (mode === this.#mode) return;
    this.#mode = mode;
    if (mode === 'off') void this.#stop();
  }
  /** `isUnended`: by the editor itself, and a statement has no end yet, so that nobody wants it run. */
  saved(uri: string, isUnended = false): void {
    if (this.#mode === 'off') return;
    if (isUnended) {
      this.#unended.add(uri);
      return;
    }
    this.#unended.delete(uri);
    this.#failure = undefined;
    this.#want(uri);
  }
  /** Whether what is told of the file is of one of these texts alone. */
  isOf(uri: string, texts: readonly string[]): boolean {
    const known = this.#records.get(uri)?.file.document.text;
    return known !== undefined && texts.includes(known);
  }
  /** A run of another text is given up, and this one has its turn at a pause. */
  edited(uri: string, text: string): void {
    if (this.#mode === 'off') return;
    const running = this.#current?.uri === uri;
    if (running && this.#current?.text === text) return;
    if (running) this.#current?.abort.abort();
    const asked = running || this.#queue.has(uri) || this.#pauses.has(uri);
    if (!asked && (this.#mode !== 'live' || this.#failure !== undefined)) return;
    clearTimeout(this.#pauses.get(uri));
    this.#queue.delete(uri);
    this.#pauses.set(
      uri,
      setTimeout(() => this.#want(uri), PAUSE_MS),
    );
  }
  devChanged(): void {
    if (this.#mode !== 'off') for (const uri of this.#wanted) this.#want(uri);
  }
  closed(uri: string): void {
    clearTimeout(this.#pauses.get(uri));
    for (const known of [this.#pauses, this.#queue, this.#wanted, this.#unended, this.#records]) known.delete(uri);
    if (this.#current?.uri === uri) this.#current.abort.abort();
  }
  async dispose(): Promise<void> {
    this.#mode = 'off';
    await this.#stop();
    await this.doors.scratch.close();
  }
  async #stop(): Promise<void> {
    for (const timer of this.#pauses.values()) clearTimeout(timer);
    for (const known of [this.#pauses, this.#queue, this.#wanted, this.#records]) known.clear();
    this.#current?.abort.abort();
    await this.doors.scratch.end();
  }

  /** What is said of a file; undefined: nothing is to be run. */
  words(of: RunSubject | string): string | undefined {
    if (this.#mode === 'off') return undefined;
    const record = typeof of === 'string' ? undefined : this.#recordOf(of);
    return record ? verdictOf(record.file, record.version) : t('read only: {0}', this.#whyNot(of));
  }
  /** Of files whose text, and dev, are still those of the run. */
  verdicts(
    openAs: (uri: string) => { readonly clientUri: string; readonly text: string } | undefined,
    dev: DevSchema | undefined,
  ): NonNullable<DevStatus['runs']> {
    return [...this.#records].flatMap(([uri, { of, file, version }]) => {
      const open = openAs(uri);
      const holds = open?.text === file.document.text && of.dev.fingerprint === dev?.fingerprint;
      return holds ? [{ uri: open.clientUri, outcome: file.outcome, message: verdictOf(file, version) }] : [];
    });
  }
  /** What reading found, and what running adds to it. */
  merge(read: CheckResult, of: RunSubject, input: CheckInput): CheckResult {
    const record = this.#recordOf(of) ?? this.#records.get(of.uri);
    if (!record) return read;
    const known = this.#merged.get(read);
    if (known?.record === record) return known.result;
    const { file, version } = record;
    const told = isSameRun(record.of, of) ? file : stillStanding(file, of.folded.document, sameBase(record.of, of));
    const found = findingsOfRun(input, told);
    const ran = { findings: found.findings, notKnown: [...told.notKnown, ...found.notKnown] };
    const result = withRun(read, ran, input, `PostgreSQL ${version}`);
    this.#merged.set(read, { record, result });
    return result;
  }

  #recordOf(of: RunSubject): RunRecord | undefined {
    const record = this.#records.get(of.uri);
    return record && isSameRun(record.of, of) ? record : undefined;
  }
  #whyNot(of: RunSubject | string): string {
    if (typeof of === 'string') return of;
    const never = whyNever(of);
    if (never !== undefined) return never;
    if (this.#current?.uri === of.uri || this.#queue.has(of.uri)) return t('PostgreSQL is running it');
    if (this.#failure !== undefined) return this.#failure;
    if (this.#unended.has(of.uri)) return t('it is run once its statements end with a semicolon, or when you save it');
    if (this.#records.has(of.uri)) return t('it has changed since PostgreSQL ran it');
    return this.#mode === 'live' ? t('it has not been run yet') : t('it is run when it is saved');
  }

  #want(uri: string): void {
    clearTimeout(this.#pauses.get(uri));
    this.#pauses.delete(uri);
    this.#wanted.add(uri);
    this.#queue.add(uri);
    if (!this.#working) void this.#work();
  }
  async #work(): Promise<void> {
    this.#working = true;
    for (const uri of this.#queue) {
      this.#queue.delete(uri);
      await this.#run(uri);
    }
    this.#working = false;
  }
  /** Never throws: what fails is said. */
  async #run(uri: string): Promise<void> {
    const abort = new AbortController();
    try {
      await this.doors.ready(uri);
      const of = this.doors.subject(uri);
      if (of === undefined || typeof of === 'string' || whyNever(of) !== undefined || this.#mode === 'off') return;
      if (this.#recordOf(of)) return;
      this.#current = { uri, text: of.folded.document.text, abort };
      const { convention, neighbours } = of.history;
      const sent = subjectFiles(of).map((file) => ({ ...asSent(file, convention, of.dev.schema), neighbours }));
      const server = await this.doors.server();
      const { files, version, missing } = await this.doors.scratch.run(
        { files: sent, dev: of.dev, server },
        abort.signal,
      );
      for (const reason of missing) this.doors.log(`Not made in the scratch PostgreSQL: ${reason}`);
      const now = this.doors.subject(uri);
      if (abort.signal.aborted || typeof now !== 'object' || !isSameRun(of, now)) return;
      this.#records.set(uri, { of, file: files.at(-1)!, version });
    } catch (error) {
      if (abort.signal.aborted || (error instanceof DevSourceError && error.code === 'cancelled')) return;
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== this.#failure) this.doors.log(`Migrations are read only: ${reason}`);
      this.#failure = reason;
    } finally {
      this.#current = undefined;
    }
    this.doors.told([uri]);
  }
}

/** What its tool runs before it and has not run in dev, and the file. */
function subjectFiles({ history, folded }: RunSubject): readonly FoldedFile[] {
  if (!history.convention) return [folded];
  const upTo = history.files.slice(0, history.files.indexOf(folded) + 1);
  return upTo.filter((file) => file === folded || file.standing === 'pending');
}
function whyNever({ folded, dev, history }: RunSubject): string | undefined {
  if (folded.standing === 'applied') return t('it has run in dev already');
  const { size } = dev.schema.tables;
  if (size > MOST_KEPT_TABLES) return tooMany(size);
  return history.unread?.get(folded.document.uri) ?? whole(folded.document);
}
function isSameRun(a: RunSubject, b: RunSubject): boolean {
  return a === b || (a.folded.document.text === b.folded.document.text && sameBase(a, b));
}
function sameBase(a: RunSubject, b: RunSubject): boolean {
  if (a.folded.standing !== b.folded.standing || a.dev.label !== b.dev.label) return false;
  if (a.dev.fingerprint !== b.dev.fingerprint) return false;
  const [before, now] = [subjectFiles(a), subjectFiles(b)];
  return (
    before.length === now.length && before.every((file, at) => at === now.length - 1 || isSameText(file, now[at]!))
  );
}
const isSameText = (a: FoldedFile, b: FoldedFile): boolean =>
  a.document === b.document || (a.document.uri === b.document.uri && a.document.text === b.document.text);
