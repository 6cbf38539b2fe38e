/** Everything the schema can do without, an entry a query: what cannot be read is said by its name here. */
import type { CatalogSelect } from '../select';
import { aggregatesQuery } from './aggregates';
import { baseTypesQuery } from './base-types';
import { commentsQuery } from './catalog';
import { collationsQuery } from './collations';
import { dependenciesQuery } from './dependencies';
import { extensionsQuery, membersQuery } from './extensions';
import { defaultOpclassesQuery } from './index-plain';
import type { CatalogPart } from './other-part';
import { otherParts } from './others';
import { policiesQuery } from './policies';
import { inheritsQuery } from './relation-rows';
import { foreignTablesQuery, viewsQuery } from './relations';
import { routinesQuery } from './routines';
import { rulesQuery } from './rules';
import { sequencesQuery } from './sequences';
import type { QueryTarget } from './sql';
import { statisticsQuery } from './statistics';
import { triggersQuery } from './triggers';
import { domainConstraintsQuery, enumsQuery, typesQuery } from './types';

const versionedPart = <Row>(what: string, query: (target: QueryTarget) => CatalogSelect<Row>): CatalogPart<Row> => ({
  what,
  query,
});
const everyVersion = <Row>(what: string, query: CatalogSelect<Row>): CatalogPart<Row> => ({ what, query: () => query });

/** In the order in which they are asked for. */
export const catalogParts = {
  inherits: everyVersion('inheritance', inheritsQuery),
  comments: versionedPart('comments', commentsQuery),
  extensions: everyVersion('extensions', extensionsQuery),
  members: versionedPart('members of extensions', membersQuery),
  types: versionedPart('types', typesQuery),
  baseTypes: versionedPart('definitions of base types', baseTypesQuery),
  enums: versionedPart('enum values', enumsQuery),
  domainConstraints: versionedPart('domain constraints', domainConstraintsQuery),
  sequences: versionedPart('sequences', sequencesQuery),
  routines: versionedPart('functions', routinesQuery),
  aggregates: versionedPart('aggregates', aggregatesQuery),
  views: versionedPart('definitions of views', viewsQuery),
  triggers: versionedPart('triggers', triggersQuery),
  rules: versionedPart('rules', rulesQuery),
  policies: versionedPart('policies', policiesQuery),
  statistics: versionedPart('extended statistics', statisticsQuery),
  collations: versionedPart('collations', collationsQuery),
  foreignTables: versionedPart('foreign tables', foreignTablesQuery),
  dependencies: versionedPart('dependencies', dependenciesQuery),
  defaultOpclasses: everyVersion('operator classes', defaultOpclassesQuery),
  ...otherParts,
} as const;
export type PartRows = {
  readonly [Name in keyof typeof catalogParts]: (typeof catalogParts)[Name] extends CatalogPart<infer Row>
    ? readonly Row[]
    : never;
};
