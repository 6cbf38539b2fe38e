/**
 * The definition of an index of plain columns, worked out from its catalog row: most indexes are such, and the server
 * takes longest of all over `pg_get_indexdef`. What is not known to come out to the letter as the server would write it
 * (`pg_get_indexdef_worker` of src/backend/utils/adt/ruleutils.c) is asked for.
 */

import type { Index, IndexKey } from '../../model/schema';
import { keywordClass } from '../../text/keywords';
import { quoteIdentifier } from '../../text/names';
import { present } from '../../text/present';
import { numberOf, type RowOf, select } from '../select';
import { type Catalog, numbers } from './catalog';
import { type ColumnFacts, columnFlags } from './columns';

export const indexFlags = { unique: 1, valid: 2, clustered: 4, replicaIdentity: 8, nullsNotDistinct: 16 } as const;
/** pg_am. */
export const BTREE = 403;
export const defaultOpclassesQuery = select(
  { oid: numberOf('oid'), type: numberOf('opcintype') },
  `FROM pg_catalog.pg_opclass WHERE opcmethod = ${BTREE} AND opcdefault`,
);

export interface IndexDefinition {
  /** As `pg_get_indexdef` prints it. */
  readonly text: string;
  readonly method: string;
  readonly keys: readonly IndexKey[];
  readonly include?: readonly string[];
  readonly where?: string;
}
/** Columns of pg_index, an entry a key: oids of operator classes and collations, bits of the ordering. */
interface PlainKeys {
  readonly opclasses: readonly number[];
  readonly collations: readonly number[];
  readonly options: readonly number[];
}
/** From `1 2,0 100,0 3`. */
export function plainKeys(text: string): PlainKeys {
  const [opclasses = [], collations = [], options = []] = text.split(',').map(numbers);
  return { opclasses, collations, options };
}

/** Of pg_type: the types whose collation is the database's unless a column says otherwise. */
const collated: ReadonlySet<number> = new Set([25, 1042, 1043]);
const [TEXT, VARCHAR] = [25, 1043];
/** The oids that an installation gives out itself begin here (FirstNormalObjectId). */
const FIRST_NORMAL = 16384;
/** pg_collation: `default`. */
const DEFAULT_COLLATION = 100;
/** Bits of pg_index.indoption. */
const [DESCENDING, NULLS_FIRST] = [1, 2];

export class PlainIndexes {
  readonly #from: Catalog;
  readonly #columns: ReadonlyMap<number, readonly ColumnFacts[]>;
  /** Default operator classes of btree, by the type they are for. */
  readonly #defaults: ReadonlyMap<number, number>;

  constructor(
    from: Catalog,
    columns: ReadonlyMap<number, readonly ColumnFacts[]>,
    opclasses: readonly RowOf<typeof defaultOpclassesQuery>[],
  ) {
    this.#from = from;
    this.#columns = columns;
    this.#defaults = new Map(opclasses.map(({ type, oid }) => [type, oid]));
  }

  /** Undefined where the server has to be asked. */
  define(facts: IndexFacts): IndexDefinition | undefined {
    const relation = this.#from.relations.get(facts.relation);
    const keys = facts.plain && this.#keys(facts, facts.plain);
    const name = quoteAsServer(facts.name);
    const table = relation && quoteAsServer(relation.name);
    const schema = relation && quoteAsServer(relation.schema);
    const columns = facts.columns.map((number) => quoteAsServer(relation?.columnNames[number]));
    if (!keys || !name || !table || !schema || columns.some((column) => column === undefined)) return undefined;
    const unique = facts.flags & indexFlags.unique ? 'UNIQUE ' : '';
    const listed = keys.map((key, at) => `${columns[at]}${direction(key)}`).join(', ');
    const others = facts.columns.slice(facts.keyCount).map((number) => relation!.columnNames[number]!);
    const include = others.length > 0 ? ` INCLUDE (${columns.slice(facts.keyCount).join(', ')})` : '';
    const nulls = facts.flags & indexFlags.nullsNotDistinct ? ' NULLS NOT DISTINCT' : '';
    return {
      method: 'btree',
      text: `CREATE ${unique}INDEX ${name} ON ${schema}.${table} USING btree (${listed})${include}${nulls}`,
      keys,
      ...present({ include: others.length > 0 ? others : undefined }),
    };
  }
  #keys(facts: IndexFacts, plain: PlainKeys): IndexKey[] | undefined {
    const { opclasses, collations, options } = plain;
    const keys: IndexKey[] = [];
    for (let at = 0; at < facts.keyCount; at++) {
      const number = facts.columns[at]!;
      const column = this.#from.relations.get(facts.relation)?.columnNames[number];
      const kind = this.#columns.get(facts.relation)?.find((each) => each.number === number)?.kind;
      // Among the extras is a collation of the column's own.
      if (column === undefined || kind === undefined || kind.flags & columnFlags.extras) return undefined;
      const type = kind.typeOid;
      if (this.#default(type) !== opclasses[at]) return undefined;
      if (collations[at] !== (collated.has(type) ? DEFAULT_COLLATION : 0)) return undefined;
      keys.push({ column, ...ordering(options[at]!) });
    }
    return keys;
  }
  /** As `GetDefaultOpClass` chooses: of the type itself, and for varchar that of text, which it can be taken for. */
  #default(type: number): number | undefined {
    if (type >= FIRST_NORMAL) return undefined;
    return this.#defaults.get(type) ?? (type === VARCHAR ? this.#defaults.get(TEXT) : undefined);
  }
}

/** NULLS is said only where it is not what the direction brings with it. */
function ordering(bits: number): Partial<IndexKey> {
  const [descending, first] = [(bits & DESCENDING) !== 0, (bits & NULLS_FIRST) !== 0];
  return present({
    descending: descending || undefined,
    nulls: descending !== first ? (first ? 'first' : 'last') : undefined,
  });
}
function direction(key: IndexKey): string {
  return `${key.descending ? ' DESC' : ''}${key.nulls === undefined ? '' : ` NULLS ${key.nulls.toUpperCase()}`}`;
}
/** As `quote_identifier`; undefined for key words, of which each server version has its own. */
function quoteAsServer(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) return quoteIdentifier(name, 'always');
  return keywordClass(name) === undefined ? name : undefined;
}
export interface IndexFacts {
  readonly oid: number;
  readonly relation: number;
  readonly name: string;
  readonly flags: number;
  readonly keyCount: number;
  readonly columns: readonly number[];
  readonly options: readonly string[] | undefined;
  readonly tablespace: string | undefined;
  readonly partitioned: boolean;
  readonly ofConstraint: boolean;
  /** The columns of pg_index that tell the definition of a plain one. */
  readonly plain: PlainKeys | undefined;
  /** Statistics targets of expressions. */
  readonly statistics: Index['statistics'];
}
