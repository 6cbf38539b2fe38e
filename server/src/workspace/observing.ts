/** What reading leaves open of a history is run in a scratch PostgreSQL, one history after the other. */
import { DevSourceError, type ReadProgress } from '../dev/source';
import type { FoldedHistory } from '../fold/folded';
import type { ObservedFacts } from '../verify/observations';
import type { WarmScratch } from '../verify/warm';

export interface Scratches {
  /** What migrations are run in; absent: nothing is run. */
  readonly scratch?: WarmScratch | undefined;
  /** What running shows where reading cannot know; absent: nothing is run for it. */
  readonly tells?: ObservedFacts | undefined;
}

interface TellDoors {
  readonly facts: ObservedFacts;
  /** As it is read now; undefined: there is nothing to run. */
  history(uri: string): FoldedHistory | undefined;
  /** More is known of the history that the file is of. */
  told(): void;
  working(): { readonly report: ReadProgress; done(): void };
  log(message: string): void;
}

/** `read`: what was told is in the history already. */
type Telling = 'told' | 'read' | 'nothing';

export class Observing {
  #last: Promise<void> = Promise.resolve();
  readonly #abort = new AbortController();
  /** Why what a folder's history leaves open was not told. */
  readonly #failures = new Map<string, string>();
  /** Of which there is no more to tell: each file of a folder asks for all of them. */
  readonly #told = new WeakSet<FoldedHistory>();
  constructor(readonly doors: TellDoors) {}

  /** Until all is told of the file's history that running can tell. Never throws: what fails is said. */
  tell(uri: string): Promise<void> {
    this.#last = this.#last.then(() => this.#tell(uri));
    return this.#last;
  }
  /** Undefined: it was told, or there was nothing to tell. */
  failureOf({ convention }: FoldedHistory): string | undefined {
    return convention && this.#failures.get(convention.folder);
  }
  dispose(): Promise<void> {
    this.#abort.abort();
    return this.#last;
  }

  async #tell(uri: string): Promise<void> {
    // What is told may show that other files have run in dev than was thought.
    for (let found: Telling = 'told'; found !== 'nothing' && !this.#abort.signal.aborted; ) {
      const history = this.doors.history(uri);
      if (!history || this.#told.has(history)) return;
      found = history.files.some(({ isOpen }) => isOpen) ? await this.#run(history, uri) : 'nothing';
      if (found === 'told') this.doors.told();
      else if (found === 'nothing' && !this.#abort.signal.aborted) this.#told.add(history);
    }
  }
  async #run(history: FoldedHistory, uri: string): Promise<Telling> {
    let working: ReturnType<TellDoors['working']> | undefined;
    const progress: ReadProgress = (message, done, total) => {
      working ??= this.doors.working();
      working.report(message, done, total);
    };
    const folder = history.convention?.folder ?? '';
    const { signal } = this.#abort;
    let isRead = false;
    const again = (): FoldedHistory | undefined => {
      if (signal.aborted) return undefined;
      this.doors.told();
      isRead = true;
      return this.doors.history(uri);
    };
    try {
      const isNew = await this.doors.facts.tell(history, { signal, progress, again });
      this.#failures.delete(folder);
      if (isNew) return 'told';
      return isRead ? 'read' : 'nothing';
    } catch (error) {
      if (error instanceof DevSourceError && error.code === 'cancelled') return 'nothing';
      const reason = error instanceof Error ? error.message : String(error);
      this.doors.log(`What reading cannot know is not run: ${reason}`);
      if (this.#failures.get(folder) === reason) return 'nothing';
      this.#failures.set(folder, reason);
      this.doors.told();
      return 'nothing';
    } finally {
      working?.done();
    }
  }
}
