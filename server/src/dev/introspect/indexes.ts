/** pg_index → indexes, with their definitions as `pg_get_indexdef` has them: that text is what gets printed. */

import type { Index, IndexKey } from '../../model/schema';
import { keyOf, type QualifiedName } from '../../text/names';
import { present } from '../../text/present';
import {
  closingParenthesis,
  endOfQuoted,
  findUnquoted,
  printedName,
  printedNames,
  splitList,
  withoutParentheses,
} from '../../text/quoted';
import { booleanOf, numberOf, orNull, type RowOf, select, textOf, textsOf } from '../select';
import { type Catalog, type Draft, numbers, relationComment } from './catalog';
import { BTREE, type IndexDefinition, type IndexFacts, indexFlags, type PlainIndexes, plainKeys } from './index-plain';
import { catalog, inSchemas, type QueryTarget, range, unlocked } from './sql';

/** The sum is of `indexFlags`. */
export function indexesQuery(target: QueryTarget, from: number, to: number | undefined) {
  const distinct = target.version >= 150000 ? 'i.indnullsnotdistinct::int4 * 16' : '0';
  // Where all is read at once, a bound is taken for a selective one, and pg_constraint read once for each index.
  const ofRange = to === undefined ? '' : range('k.conrelid', target, from, to);
  const plain = `c.relkind = 'i' AND c.relam = ${BTREE} AND c.reloptions IS NULL AND i.indexprs IS NULL AND i.indpred IS NULL`;
  return select(
    {
      oid: numberOf('i.indexrelid'),
      relation: numberOf('i.indrelid'),
      name: textOf('c.relname::text'),
      flags: numberOf(
        `i.indisunique::int4 + i.indisvalid::int4 * 2 + i.indisclustered::int4 * 4 + i.indisreplident::int4 * 8 + ${distinct}`,
      ),
      keyCount: numberOf('i.indnkeyatts::int4'),
      columns: textOf('i.indkey::text'),
      options: orNull(textsOf('c.reloptions')),
      tablespace: orNull(textOf('ts.spcname::text')),
      isPartitioned: booleanOf(`c.relkind = 'I'`),
      ofConstraint: booleanOf('k.oid IS NOT NULL'),
      // Null where the definition cannot be worked out from it: see index-plain.ts.
      plain: orNull(
        textOf(
          `CASE WHEN ${plain} THEN i.indclass::text || ',' || i.indcollation::text || ',' || i.indoption::text END`,
        ),
      ),
      // The targets, which only expressions can have, as `1 100,2 500`.
      statistics: orNull(
        textOf(`CASE WHEN i.indexprs IS NOT NULL
            THEN (SELECT pg_catalog.string_agg(a.attnum || ' ' || a.attstattarget, ',' ORDER BY a.attnum)
                    FROM pg_catalog.pg_attribute a WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0) END`),
      ),
    },
    `FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = c.reltablespace
  LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p','u','x')${ofRange}
 WHERE ${inSchemas('c.relnamespace', target)}${range('i.indrelid', target, from, to)}`,
  );
}
type IndexRow = RowOf<typeof indexesQuery>;
export function indexDefinitionsQuery(target: QueryTarget, oids: readonly number[]) {
  return select(
    { oid: numberOf('i.oid'), definition: orNull(textOf('pg_catalog.pg_get_indexdef(i.oid)')) },
    `FROM pg_catalog.unnest('{${oids}}'::oid[]) AS i (oid)
 WHERE ${unlocked(catalog.class, 'i.oid', target)}`,
  );
}
export class IndexReader {
  readonly #from: Catalog;
  readonly #plain: PlainIndexes;
  readonly facts = new Map<number, IndexFacts>();
  /** Of those that back no constraint. */
  readonly #definitions = new Map<number, IndexDefinition>();

  constructor(from: Catalog, plain: PlainIndexes) {
    this.#from = from;
    this.#plain = plain;
  }
  /** Returns those whose definitions the server has to be asked for. */
  read(rows: readonly IndexRow[]): number[] {
    const asked: number[] = [];
    for (const row of rows) {
      const facts = factsOf(row);
      this.facts.set(facts.oid, facts);
      if (facts.ofConstraint) continue;
      const definition = this.#plain.define(facts);
      if (definition) this.#definitions.set(facts.oid, definition);
      else asked.push(facts.oid);
    }
    return asked;
  }
  readDefinitions(rows: readonly RowOf<typeof indexDefinitionsQuery>[]): void {
    for (const { oid, definition } of rows) {
      const relation = this.#from.relations.get(this.facts.get(oid)?.relation ?? 0);
      const isColumn = (column: string) => relation?.columnNames.includes(column) ?? false;
      this.#definitions.set(oid, readDefinition(definition ?? '', isColumn));
    }
  }
  /** Undefined where others had its table locked. */
  definition(oid: number): IndexDefinition | undefined {
    return this.#definitions.get(oid);
  }
}
function factsOf(row: IndexRow): IndexFacts {
  return {
    oid: row.oid,
    relation: row.relation,
    name: row.name,
    flags: row.flags,
    keyCount: row.keyCount,
    columns: numbers(row.columns),
    options: row.options ?? undefined,
    tablespace: row.tablespace ?? undefined,
    partitioned: row.isPartitioned,
    ofConstraint: row.ofConstraint,
    plain: row.plain === null ? undefined : plainKeys(row.plain),
    statistics: row.statistics?.split(',').map((each) => {
      const [column, target] = numbers(each);
      return { column: column!, target: target! };
    }),
  };
}

export function buildIndex(
  from: Catalog,
  facts: IndexFacts,
  parts: IndexDefinition,
  parent: QualifiedName | undefined,
): [string, Index] {
  const relation = from.relations.get(facts.relation)!;
  const index: Draft<Index> = {
    schema: relation.schema,
    name: facts.name,
    table: { schema: relation.schema, name: relation.name },
    unique: (facts.flags & indexFlags.unique) !== 0,
    method: parts.method,
    keys: parts.keys,
    definition: parts.text,
  };
  if (parts.include !== undefined) index.include = parts.include;
  if (parts.where !== undefined) index.where = from.share(parts.where);
  const valid = (facts.flags & indexFlags.valid) !== 0;
  if (facts.partitioned && !valid) index.only = true;
  if (facts.flags & indexFlags.nullsNotDistinct) index.nullsNotDistinct = true;
  if (facts.options !== undefined) index.storageParameters = facts.options;
  if (facts.tablespace !== undefined) index.tablespace = facts.tablespace;
  if (!facts.partitioned && !valid) index.invalid = true;
  if (parent !== undefined) index.parent = parent;
  if (facts.flags & indexFlags.clustered) index.clustered = true;
  if (facts.flags & indexFlags.replicaIdentity) index.replicaIdentity = true;
  if (facts.statistics !== undefined) index.statistics = facts.statistics;
  const comment = relationComment(from, facts.oid);
  if (comment !== undefined) index.comment = comment;
  return [keyOf(index), index];
}

/** `CREATE INDEX name ON [ONLY] table USING method (keys) [INCLUDE (…)] … [WHERE (…)]`, always spelt like this. */
function readDefinition(definition: string, isColumn: (name: string) => boolean): IndexDefinition {
  const using = findUnquoted(definition, ' USING ');
  const open = using < 0 ? -1 : definition.indexOf('(', using);
  const close = open < 0 ? -1 : closingParenthesis(definition, open);
  if (close < 0) return { text: definition, method: 'btree', keys: [] };
  const rest = definition.slice(close + 1);
  const include = rest.startsWith(' INCLUDE (') ? closingParenthesis(rest, 9) : -1;
  const where = findUnquoted(rest, ' WHERE ');
  return present<IndexDefinition>({
    text: definition,
    method: definition.slice(using + ' USING '.length, open).trim(),
    keys: splitList(definition.slice(open + 1, close)).map((text) => readKey(text, isColumn)),
    include: include < 0 ? undefined : splitList(rest.slice(10, include)).map(printedName),
    where: where < 0 ? undefined : withoutParentheses(rest.slice(where + ' WHERE '.length)),
  });
}
const XML_TEST = ' IS DOCUMENT';
function readKey(text: string, isColumn: (name: string) => boolean): IndexKey {
  if (/^[a-z_][\w$]*$/.test(text) && isColumn(text)) return { column: text };
  const subject = endOfKey(text);
  // PostgreSQL prints this without parentheses.
  const isTest = text.startsWith(XML_TEST, subject);
  const head = isTest ? subject + XML_TEST.length : subject;
  const first = text.slice(0, head);
  const name = printedName(first);
  const plain = !isTest && (first.endsWith('"') || /^[\w$\u0080-\uffff]+$/.test(first));
  const rest = text.slice(head);
  const collation = /^ COLLATE ((?:"(?:[^"]|"")*"|[^ ".])+(?:\.(?:"(?:[^"]|"")*"|[^ ".])+)?)/.exec(rest);
  const tail = rest.slice(collation?.[0].length ?? 0);
  const order = /( DESC)?( NULLS (?:FIRST|LAST))?$/.exec(tail);
  const opclass = tail.slice(1, order?.index ?? tail.length).trim();
  const options = opclass.indexOf(' (');
  return present<IndexKey>({
    ...(plain && isColumn(name) ? { column: name } : { expression: withoutParentheses(first) }),
    collation: collation ? readName(collation[1]!) : undefined,
    opclass: opclass === '' ? undefined : readName(options < 0 ? opclass : opclass.slice(0, options)),
    opclassOptions: options < 0 ? undefined : splitList(opclass.slice(options + 2, -1)),
    descending: order?.[1] ? true : undefined,
    nulls: order?.[2] === undefined ? undefined : order[2] === ' NULLS FIRST' ? 'first' : 'last',
  });
}
/** A key begins with a name, `(expression)` or `function(…)`. */
function endOfKey(text: string): number {
  let at = 0;
  while (at < text.length && text[at] !== ' ') {
    if (text[at] === '(') return closingParenthesis(text, at) + 1;
    at = text[at] === '"' ? endOfQuoted(text, at) + 1 : at + 1;
  }
  return at;
}
function readName(text: string): QualifiedName {
  const [name = text, schema] = printedNames(text).reverse();
  return schema === undefined ? { name } : { schema, name };
}
