/** How the catalog queries are sent: on dev's search path, around what others have locked, a part that fails left out. */

import { noun, t } from '../../text/l10n';
import type { CatalogSelect } from '../select';
import type { Catalog } from './catalog';
import { isLockTimeout, locksQuery, readLocks } from './locks';
import type { CatalogPart } from './other-part';
import { catalogParts, type PartRows } from './parts';
import { onPathOf } from './search-path';
import type { QueryTarget } from './sql';

/** Sends one message; the rows of its last statement, as arrays of values (`rowMode: 'array'` of pg and PGlite). */
export type CatalogQuery = (sql: string) => Promise<unknown[][]>;

interface ReaderOptions {
  readonly signal?: AbortSignal;
  readonly progress?: (message: string, done: number, total: number) => void;
}

type QueryFor<Row> = (target: QueryTarget) => CatalogSelect<Row>;

export class CatalogReader {
  readonly #query: CatalogQuery;
  readonly #path: string;
  readonly #options: ReaderOptions;
  #saved = false;
  /** By oid, with by whom. */
  readonly locked = new Map<number, string>();
  constructor(query: CatalogQuery, path: string, options: ReaderOptions) {
    this.#query = query;
    this.#path = path;
    this.#options = options;
  }
  async rows<Row>(query: CatalogSelect<Row>): Promise<readonly Row[]> {
    return query.read(await this.#send(query.text));
  }
  /** From the savepoint on, what PostgreSQL prints is printed on dev's path; and whatever came before is undone first. */
  async #send(text: string): Promise<unknown[][]> {
    this.#options.signal?.throwIfAborted();
    return this.#query(this.#saved ? `ROLLBACK TO SAVEPOINT introspection; ${onPathOf(this.#path, text)}` : text);
  }
  /** What others have locked is found out when it is met, and left out from then on. */
  async ask<Row>(target: QueryTarget, query: QueryFor<Row>): Promise<readonly Row[]> {
    try {
      return await this.rows(query({ ...target, locked: [...this.locked.keys()].join(',') }));
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      const known = this.locked.size;
      for (const [oid, by] of readLocks(await this.rows(locksQuery))) this.locked.set(oid, by);
      if (this.locked.size === known) throw error;
      return this.ask(target, query);
    }
  }
  /** Asked now and waited for later; nothing else may be asked before. */
  next<Row>(target: QueryTarget, query: QueryFor<Row>): Promise<readonly Row[]> {
    const answer = this.ask(target, query);
    answer.catch(() => {});
    return answer;
  }
  /** The pinned path is what it comes back to, and a transaction in which nothing has failed. */
  async savepoint(): Promise<void> {
    await this.#send('SAVEPOINT introspection');
    this.#saved = true;
  }
  /** For whoever asks something else: the pinned path, and nothing has failed. */
  async undo(): Promise<void> {
    await this.#query('ROLLBACK TO SAVEPOINT introspection');
  }
  report(message: string, done: number, total: number): void {
    this.#options.progress?.(message, done, total);
  }
  /** Everything the schema can do without; what fails is said in `unknown`. */
  async optional(from: Catalog, target: QueryTarget): Promise<PartRows> {
    const read: Record<string, readonly unknown[]> = {};
    const waiting: Promise<void>[] = [];
    for (const [name, one] of Object.entries<CatalogPart<unknown>>(catalogParts)) {
      const { what, query } = one;
      const answer = isAsked(name, one, target) ? this.part(from, what, target, query) : Promise.resolve([]);
      const keep = (rows: readonly unknown[]): void => {
        read[name] = rows;
      };
      waiting.push(answer.then(keep));
      // What is locked is found out by one at a time; where little is read, nobody else is there.
      if (!target.only) await waiting.at(-1);
    }
    await Promise.all(waiting);
    return read as PartRows;
  }
  /** No rows where it cannot be read, which is said. */
  async part<Row>(from: Catalog, what: string, target: QueryTarget, query: QueryFor<Row>): Promise<readonly Row[]> {
    try {
      return await this.ask(target, query);
    } catch (error) {
      this.#options.signal?.throwIfAborted();
      from.unknown.push({
        object: '*',
        fact: what,
        reason: t('{0} could not be read: {1}', noun(what), (error as Error).message),
      });
      return [];
    }
  }
}
/** Whether the server has such a catalog, and, where not everything is read, something of the part that is. */
function isAsked(name: string, { query, isIn }: CatalogPart<unknown>, target: QueryTarget): boolean {
  const { only } = target;
  if (name === 'distributions' && !target.citus) return false;
  if (name === 'distributedSchemas') return target.citusSchemas;
  if (name === 'roles') return target.roles;
  if (!only) return true;
  if (isIn && target.looks && !target.looks.some(isIn)) return false;
  const used = new Set<keyof typeof only>();
  const noting = new Proxy(only, { get: (oids, by: keyof typeof only) => used.add(by) && oids[by] });
  query({ ...target, only: noting });
  return unlimited.has(name) || [...used].some((by) => only[by] !== '0');
}
/** Few rows, and relations cannot be told without them. */
const unlimited: ReadonlySet<string> = new Set<keyof PartRows>(['inherits', 'defaultOpclasses']);
