/** What running showed of histories, kept by what it was shown of: the schema at the start and the text so far. */

import type { KeptTexts } from '../dev/kept-texts';
import { DevSourceError, type ReadProgress } from '../dev/source';
import type { FoldedFile, FoldedHistory } from '../fold/folded';
import type { Chain, Observations, Observed } from '../fold/observed';
import { schemaMaps } from '../model/kinds';
import type { Schema } from '../model/schema';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { fingerprintOf } from '../text/fingerprint';
import { t } from '../text/l10n';
import { LruCache } from '../text/lru';
import { compareText } from '../text/text';
import { keptObservations, keptSince } from './kept-observations';
import { ObservedChain } from './observe';
import { hasExtensions, openFiles, openTexts } from './open-files';
import { Scratch } from './scratch';
import { MOST_KEPT_TABLES, tooMany } from './warm';

interface TellOptions {
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ReadProgress | undefined;
  /**
   * The history as it is read with what was told just now, which then is nothing new any more; undefined: it is not to be
   * gone on with.
   */
  readonly again?: () => FoldedHistory | undefined;
}

interface OpenChain {
  readonly base: Schema;
  readonly open: readonly FoldedFile[];
  readonly standing: 'applied' | 'pending';
}
/** For one statement, on a machine that does much else too. */
const STATEMENT_MS = 60_000;
const MOST_KEPT = 20_000;

export class ObservedFacts implements Observations {
  /** `script`: `dist/embedded.js`; beside the running bundle when absent. `kept`: where they stay; absent: nowhere. */
  constructor(
    readonly script?: string,
    readonly kept?: KeptTexts | undefined,
  ) {}
  #hasFailed = false;
  readonly #told = new LruCache<Observed>(MOST_KEPT * 64);
  /** Chains that have been run, told or not. */
  readonly #run = new LruCache<true>(1_000 * 64);
  /** Statements after which it has been looked for what is kept. */
  readonly #sought = new LruCache<true>(MOST_KEPT * 64);
  readonly #chains = new WeakMap<Chain, string>();
  readonly #texts = new WeakMap<SqlDocument, readonly string[]>();
  readonly #documents = new WeakMap<SqlDocument, string>();
  readonly #keysAt = new WeakMap<Chain, WeakMap<SqlDocument, string[]>>();
  readonly #bases = new WeakMap<Schema, string>();

  at(chain: Chain, document: SqlDocument, statement: Statement): Observed | undefined {
    const key = this.#keyAt(chain, document, statement.index);
    const told = this.#told.get(key);
    if (told || !this.kept || this.#sought.get(key)) return told;
    this.#sought.set(key, true);
    this.#take(keptSince(this.kept, this.script, key) ?? []);
    return this.#told.get(key);
  }
  /** Whether anything was not known before. */
  #take(told: Iterable<readonly [string, Observed]>): boolean {
    let isNew = false;
    for (const [at, one] of told) {
      isNew ||= this.#told.get(at) === undefined;
      this.#told.set(at, one);
    }
    return isNew;
  }

  /**
   * Runs what of a history reading leaves open, each chain of its files from its own start. Whether anything was told
   * that was not known before. @throws DevSourceError when the embedded PostgreSQL does not start, ends or is cancelled,
   * or when there is too much to run.
   */
  async tell(history: FoldedHistory, options: TellOptions): Promise<boolean> {
    try {
      return await this.#tellAll(history, options);
    } catch (error) {
      this.#hasFailed = true;
      throw error;
    }
  }
  /** Something that was to be told could not be. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }
  async #tellAll(history: FoldedHistory, options: TellOptions): Promise<boolean> {
    if (!history.convention) return false;
    const applied = await this.#tell(history, 'applied', options);
    const pending = await this.#tell(history, 'pending', options);
    return applied || pending;
  }
  async #tell(history: FoldedHistory, standing: 'applied' | 'pending', options: TellOptions): Promise<boolean> {
    const open = openFiles(history, standing);
    const base = open[0]?.before(0);
    if (!base) return false;
    const key = this.#chainKey(base, open);
    if (this.#run.get(key)) return false;
    const before = this.#keptOf(standing, key).load();
    if (before) {
      this.#run.set(key, true);
      return this.#take(before);
    }
    const { size } = base.tables;
    if (size > MOST_KEPT_TABLES) throw new DevSourceError(tooMany(size), 'other');
    const { script } = this;
    const scratch = new Scratch({ base, texts: openTexts(open), script, timeoutMs: STATEMENT_MS, ...options });
    try {
      return await this.#tellIn(scratch, { base, open, standing }, options);
    } finally {
      // One that PostgreSQL could not run to its end would not end the next time either.
      if (!options.signal?.aborted) this.#run.set(key, true);
      await scratch.close();
    }
  }
  /** What was told may show that later files leave something open: those are run behind the ones that have run. */
  async #tellIn(scratch: Scratch, { base, open, standing }: OpenChain, options: TellOptions): Promise<boolean> {
    await scratch.start();
    let told = new Map<string, Observed>();
    const chain = new ObservedChain(
      scratch,
      { base, mode: standing === 'applied' ? 'history' : 'strict' },
      (...statement) => this.at(...statement),
      (before, document, statement, found) => {
        const at = this.#keyAt(before, document, statement.index);
        this.#told.set(at, found);
        told.set(at, found);
      },
    );
    let isNew = false;
    let run: readonly FoldedFile[] = [];
    for (let next: readonly FoldedFile[] | undefined = open; next; ) {
      options.progress?.(t('running migrations'), run.length, next.length);
      const broken = await chain.goOn(next.slice(run.length).map(({ document }) => document));
      if (broken !== undefined) throw new DevSourceError(broken, 'other');
      const key = this.#chainKey(base, next);
      this.#keptOf(standing, key).save(told);
      this.#run.set(key, true);
      isNew ||= told.size > 0 && !options.again;
      run = next;
      const history: FoldedHistory | undefined = told.size > 0 ? options.again?.() : undefined;
      told = new Map();
      next = history && this.#longer({ base, open: run, standing }, openFiles(history, standing));
    }
    return isNew;
  }
  /** Those that are to be run now, where they begin with the ones that have run. */
  #longer({ base, open, standing }: OpenChain, next: readonly FoldedFile[]): readonly FoldedFile[] | undefined {
    const start = next[0]?.before(0);
    if (!start || next.length <= open.length || this.#baseKey(start) !== this.#baseKey(base)) return undefined;
    const isAnother = ({ document }: FoldedFile, at: number): boolean =>
      this.documentKey(document) !== this.documentKey(next[at]!.document);
    if (open.some(isAnother) || this.#keptOf(standing, this.#chainKey(base, next)).load()) return undefined;
    return hasExtensions(open, next) ? next : undefined;
  }
  #keptOf(standing: OpenChain['standing'], key: string) {
    return keptObservations(this.kept, this.script, [standing === 'applied' ? 'history' : 'strict', key]);
  }
  #chainKey(base: Schema, files: readonly FoldedFile[]): string {
    return this.#keyOf(files.reduce<Chain>((before, { document }) => ({ base, last: { document, before } }), { base }));
  }

  /** Each statement's goes on from the one before: a file of thousands would be gone through once for each. */
  #keyAt(chain: Chain, document: SqlDocument, statement: number): string {
    const ofChain = this.#keysAt.get(chain) ?? new WeakMap<SqlDocument, string[]>();
    this.#keysAt.set(chain, ofChain);
    const keys = ofChain.get(document) ?? [];
    ofChain.set(document, keys);
    const texts = this.#textsOf(document);
    for (let at = keys.length; at <= statement; at++)
      keys.push(fingerprintOf([keys[at - 1] ?? this.#keyOf(chain), texts[at] ?? '']));
    return keys[statement] ?? this.#keyOf(chain);
  }
  #keyOf(chain: Chain): string {
    // From the first on, or a long history would need as deep a stack.
    const open: Chain[] = [];
    for (let at: Chain | undefined = chain; at && !this.#chains.has(at); at = at.last?.before) open.push(at);
    for (const each of open.reverse()) {
      const { base, last } = each;
      const parts = last ? [this.#chains.get(last.before)!, this.documentKey(last.document)] : [this.#baseKey(base)];
      this.#chains.set(each, fingerprintOf(parts));
    }
    return this.#chains.get(chain)!;
  }
  /** Each look makes the chain anew. */
  documentKey(document: SqlDocument): string {
    let key = this.#documents.get(document);
    if (key === undefined) {
      key = fingerprintOf(this.#textsOf(document));
      this.#documents.set(document, key);
    }
    return key;
  }
  keepKey(document: SqlDocument, key: string): void {
    this.#documents.set(document, key);
  }
  #textsOf(document: SqlDocument): readonly string[] {
    let texts = this.#texts.get(document);
    if (!texts) {
      texts = document.statements.map(({ runs, parsed }) => (runs ? (parsed.filled?.text ?? parsed.text) : ''));
      this.#texts.set(document, texts);
    }
    return texts;
  }
  #baseKey(base: Schema): string {
    let key = this.#bases.get(base);
    if (key === undefined) {
      const lists = schemaMaps.map((map) => JSON.stringify([...base[map]].sort(([a], [b]) => compareText(a, b))));
      key = fingerprintOf([...lists, base.searchPath.join('\0')]);
      this.#bases.set(base, key);
    }
    return key;
  }
}
