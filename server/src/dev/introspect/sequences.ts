/** pg_sequence → sequences, and what identity columns have of theirs. */
import type { Identity, Sequence, SequenceOptions } from '../../model/schema';
import { ownOptions } from '../../model/sequences';
import { present } from '../../text/present';
import { booleanOf, numberOf, orNull, type RowOf, select, textOf } from '../select';
import { type Catalog, columnId, relationComment, relationName } from './catalog';
import type { Relation } from './relation-rows';
import { persistences, relationFacts } from './relations';
import { inSchemas, ofRelations, type QueryTarget } from './sql';

export function sequencesQuery(target: QueryTarget) {
  return select(
    {
      oid: numberOf('s.seqrelid'),
      type: textOf<'smallint' | 'integer' | 'bigint'>('pg_catalog.format_type(s.seqtypid, NULL)'),
      start: textOf('s.seqstart::text'),
      increment: textOf('s.seqincrement::text'),
      minValue: textOf('s.seqmin::text'),
      maxValue: textOf('s.seqmax::text'),
      cache: textOf('s.seqcache::text'),
      cycle: booleanOf('s.seqcycle'),
      ownerRelation: orNull(numberOf('d.refobjid')),
      ownerColumn: orNull(numberOf('d.refobjsubid')),
      dependency: orNull(textOf('d.deptype::text')),
    },
    `FROM pg_catalog.pg_sequence s
  JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid AND ${inSchemas('c.relnamespace', target)}${ofRelations('c.oid', target)}
  LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = s.seqrelid AND d.objsubid = 0
        AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')`,
  );
}
type SequenceRow = RowOf<typeof sequencesQuery>;

interface SequenceFacts {
  readonly options: SequenceOptions;
  readonly ownedBy?: { readonly relation: number; readonly column: number; readonly identity: boolean };
}
export function readSequences(rows: readonly SequenceRow[]): Map<number, SequenceFacts> {
  const sequences = new Map<number, SequenceFacts>();
  for (const row of rows) {
    const { oid, ownerRelation: relation, ownerColumn: column, dependency } = row;
    const owner =
      relation === null || column === null ? {} : { ownedBy: { relation, column, identity: dependency === 'i' } };
    sequences.set(oid, { options: sequenceOptionsOf(row), ...owner });
  }
  return sequences;
}
function sequenceOptionsOf(row: SequenceRow): SequenceOptions {
  const { type, start, increment, minValue, maxValue, cache, cycle } = row;
  return ownOptions({ type, start, increment, minValue, maxValue, cache, cycle });
}
/** Sequences of identity columns are facts of their column. */
export function readIdentities(
  from: Catalog,
  sequences: ReadonlyMap<number, SequenceFacts>,
): Map<number, Omit<Identity, 'kind'>> {
  const identities = new Map<number, Omit<Identity, 'kind'>>();
  for (const [oid, facts] of sequences) {
    if (!facts.ownedBy?.identity) continue;
    const name = relationName(from, oid);
    const id = columnId(facts.ownedBy.relation, facts.ownedBy.column);
    const relation = from.relations.get(oid);
    identities.set(
      id,
      present({
        sequence: facts.options,
        sequenceName: name,
        persistence: ownPersistence(from.version, relation, from.relations.get(facts.ownedBy.relation)),
        comment: relationComment(from, oid),
        privileges: relation?.row.privileges ?? undefined,
      }),
    );
  }
  return identities;
}
/** Before 15 every sequence is logged, an unlogged table's too. */
function ownPersistence(
  version: number,
  sequence: Relation | undefined,
  table: Relation | undefined,
): Identity['persistence'] {
  if (version < 150000 || sequence === undefined || sequence.row.persistence === table?.row.persistence)
    return undefined;
  return sequence.row.persistence === 'u' ? 'unlogged' : 'logged';
}
export function buildSequence(from: Catalog, relation: Relation, facts: SequenceFacts | undefined): Sequence {
  const owner = facts?.ownedBy && from.relations.get(facts.ownedBy.relation);
  const column = facts?.ownedBy && owner?.columnNames[facts.ownedBy.column];
  return present({
    schema: relation.schema,
    name: relation.name,
    options: facts?.options ?? {},
    persistence: persistences[relation.row.persistence],
    ownedBy:
      owner !== undefined && column !== undefined
        ? { table: { schema: owner.schema, name: owner.name }, column }
        : undefined,
    ...relationFacts(from, relation),
  });
}
