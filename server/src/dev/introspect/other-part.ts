/** What is common to objects that are printed as they stand: one entry a kind, in others.ts. */
import type { OtherObject } from '../../model/schema';
import { quoteIdentifier } from '../../text/names';
import { type CatalogSelect, mapQuery } from '../select';
import type { Catalog } from './catalog';
import type { QueryTarget, RelationLook } from './sql';

/** A part of what is read: its name in `… could not be read`, and how it is asked for. */
export interface CatalogPart<Row> {
  readonly what: string;
  readonly query: (target: QueryTarget) => CatalogSelect<Row>;
  /** Where not all is read: whether one look at a relation shows some of it; a query takes longer to be planned than that. */
  readonly isIn?: (look: RelationLook) => boolean;
}
export interface OtherFacts extends Partial<OtherObject> {
  readonly kind: string;
  readonly name: string;
  /** Of pg_depend; absent for what is no object there. */
  readonly classId?: number;
  readonly oid?: number;
}
/** Worked out once all relations are known. */
export type OtherRow = (from: Catalog) => OtherFacts;

export function otherPart<Row>(
  what: string,
  query: (target: QueryTarget) => CatalogSelect<Row>,
  build: (row: Row, from: Catalog) => OtherFacts,
): CatalogPart<OtherRow> {
  return { what, query: (target) => mapQuery(query(target), (row) => (from) => build(row, from)) };
}

/** What says which object it is, where ALTER and COMMENT call it by its kind and name. */
export const designated = (
  kind: string,
  classId: number,
  { oid, name }: { readonly oid: number; readonly name: string },
) => ({
  classId,
  oid,
  kind,
  name,
  designation: `${kind} ${quoteIdentifier(name)}`,
});
