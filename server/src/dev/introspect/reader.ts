/** How the catalogs are asked: each part by itself, on dev's own path, and what cannot be read is said. */
import type { Catalog } from './catalog';
import { isLockTimeout, readLocks } from './locks';
import { onPathOf } from './search-path';
import * as sql from './sql';
import { definedQuery } from './sql-defined';
import * as objectSql from './sql-objects';

/** Sends one message; the rows of its last statement, as arrays of values (`rowMode: 'array'` of pg and PGlite). */
export type CatalogQuery = (sql: string) => Promise<unknown[][]>;
interface ReaderOptions {
  readonly signal?: AbortSignal;
  readonly progress?: (message: string, done: number, total: number) => void;
}

/** Asks one question after the other of a transaction; what is asked in vain is said in `unknown`. */
export class Reader {
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
  /** From the savepoint on, what PostgreSQL prints is printed on dev's path; and whatever came before is undone first. */
  async rows(text: string): Promise<unknown[][]> {
    this.#options.signal?.throwIfAborted();
    return this.#query(this.#saved ? `ROLLBACK TO SAVEPOINT introspection; ${onPathOf(this.#path, text)}` : text);
  }
  /** What others have locked is found out when it is met, and left out from then on. */
  async ask(target: sql.QueryTarget, text: (target: sql.QueryTarget) => string): Promise<unknown[][]> {
    try {
      return await this.rows(text({ ...target, locked: [...this.locked.keys()].join(',') }));
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      const known = this.locked.size;
      for (const [oid, by] of await readLocks((locks) => this.rows(locks))) this.locked.set(oid, by);
      if (this.locked.size === known) throw error;
      return this.ask(target, text);
    }
  }
  /** Asked now and waited for later; nothing else may be asked before. */
  next(target: sql.QueryTarget, text: (target: sql.QueryTarget) => string): Promise<unknown[][]> {
    const answer = this.ask(target, text);
    answer.catch(() => {});
    return answer;
  }
  /** The pinned path is what it comes back to, and a transaction in which nothing has failed. */
  async savepoint(): Promise<void> {
    await this.rows('SAVEPOINT introspection');
    this.#saved = true;
  }
  report(message: string, done: number, total: number): void {
    this.#options.progress?.(message, done, total);
  }
  /** Everything the schema can do without; what fails is said in `unknown`. */
  async optional(from: Catalog, target: sql.QueryTarget): Promise<OptionalRows> {
    const read: Record<string, unknown[][]> = {};
    const parts = Object.keys(optionalQueries(target)) as (keyof OptionalRows)[];
    const waiting: Promise<void>[] = [];
    for (const part of parts) {
      const answer = isAsked(part, target)
        ? this.part(from, part, target, (all) => optionalQueries(all)[part])
        : Promise.resolve([]);
      const keep = (rows: unknown[][]): void => {
        read[part] = rows;
      };
      waiting.push(answer.then(keep));
      // What is locked is found out by one at a time; where little is read, nobody else is there.
      if (!target.only) await waiting.at(-1);
    }
    await Promise.all(waiting);
    return read as OptionalRows;
  }
  /** No rows where it cannot be read, which is said. */
  async part(
    from: Catalog,
    part: keyof typeof what,
    target: sql.QueryTarget,
    text: (target: sql.QueryTarget) => string,
  ): Promise<unknown[][]> {
    try {
      return await this.ask(target, text);
    } catch (error) {
      this.#options.signal?.throwIfAborted();
      const reason = `${what[part]} could not be read: ${(error as Error).message}`;
      from.unknown.push({ object: '*', fact: what[part], reason });
      return [];
    }
  }
}
const what = {
  columnExtras: 'column collations, storage and options',
  inherits: 'inheritance',
  comments: 'comments',
  extensions: 'extensions',
  members: 'members of extensions',
  types: 'types',
  enums: 'enum values',
  domainConstraints: 'domain constraints',
  sequences: 'sequences',
  routines: 'functions',
  views: 'definitions of views',
  triggers: 'triggers',
  rules: 'rules',
  policies: 'policies',
  statistics: 'extended statistics',
  collations: 'collations',
  foreign: 'foreign tables',
  dependencies: 'dependencies',
  aggregates: 'aggregates',
  wrappers: 'foreign data wrappers',
  servers: 'foreign servers',
  languages: 'languages',
  accessMethods: 'access methods',
  eventTriggers: 'event triggers',
  publications: 'publications',
  defaultPrivileges: 'default privileges',
  catalogPrivileges: 'privileges on system catalogs',
  defined: 'operators, casts and text search configurations',
  defaultOpclasses: 'operator classes',
} as const;
export type OptionalRows = { readonly [Part in Exclude<keyof typeof what, 'columnExtras'>]: unknown[][] };
function optionalQueries(target: sql.QueryTarget): Record<keyof OptionalRows, string> {
  return {
    inherits: sql.inheritsQuery,
    comments: objectSql.commentsQuery(target),
    extensions: objectSql.extensionsQuery,
    members: objectSql.extensionMembersQuery(target),
    types: objectSql.typesQuery(target),
    enums: objectSql.enumsQuery(target),
    domainConstraints: objectSql.domainConstraintsQuery(target),
    sequences: sql.sequencesQuery(target),
    routines: objectSql.routinesQuery(target),
    views: sql.viewsQuery(target),
    triggers: sql.triggersQuery(target),
    rules: sql.rulesQuery(target),
    policies: sql.policiesQuery(target),
    statistics: sql.statisticsQuery(target),
    collations: objectSql.collationsQuery(target),
    foreign: objectSql.foreignQuery(target),
    dependencies: objectSql.dependenciesQuery(target),
    aggregates: objectSql.aggregatesQuery(target),
    wrappers: objectSql.wrappersQuery(target),
    servers: objectSql.serversQuery(target),
    languages: objectSql.languagesQuery(target),
    accessMethods: objectSql.accessMethodsQuery,
    eventTriggers: objectSql.eventTriggersQuery,
    publications: objectSql.publicationsQuery(target),
    defaultPrivileges: objectSql.defaultPrivilegesQuery(target),
    catalogPrivileges: objectSql.catalogPrivilegesQuery(target),
    defined: definedQuery(target),
    defaultOpclasses: sql.defaultOpclassesQuery,
  };
}
/** Where not everything is read: whether there is something of the part that is. */
function isAsked(part: keyof OptionalRows, target: sql.QueryTarget): boolean {
  const { only } = target;
  if (!only) return true;
  const asks = (other: typeof only): string => optionalQueries({ ...target, only: other })[part];
  const isLimited = (by: keyof typeof only): boolean => only[by] !== '0' && asks({ ...only, [by]: '' }) !== asks(only);
  return unlimited.has(part) || isLimited('relations') || isLimited('types');
}
/** Few rows, and relations cannot be told without them. */
const unlimited: ReadonlySet<keyof OptionalRows> = new Set(['inherits', 'defaultOpclasses'] as const);
