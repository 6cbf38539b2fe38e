/** Everything the schema can do without, an entry a query: what cannot be read is said by its name here. */
import { present } from '../../text/present';
import type { CatalogSelect } from '../select';
import { aggregatesQuery } from './aggregates';
import { baseTypesQuery } from './base-types';
import { commentsQuery } from './catalog';
import { collationsQuery } from './collations';
import { dependenciesQuery } from './dependencies';
import { distributedSchemasQuery, distributionsQuery } from './distributions';
import { extensionsQuery, membersQuery } from './extensions';
import { defaultOpclassesQuery } from './index-plain';
import type { CatalogPart } from './other-part';
import { otherParts } from './others';
import { policiesQuery } from './policies';
import { inheritsQuery } from './relation-rows';
import { foreignTablesQuery, viewsQuery } from './relations';
import { rolesQuery } from './roles';
import { routinesQuery } from './routines';
import { rulesQuery } from './rules';
import { sequencesQuery } from './sequences';
import type { QueryTarget } from './sql';
import { statisticsQuery } from './statistics';
import { triggersQuery } from './triggers';
import { domainConstraintsQuery, enumsQuery, typesQuery } from './types';

const versionedPart = <Row>(
  what: string,
  query: (target: QueryTarget) => CatalogSelect<Row>,
  isIn?: CatalogPart<Row>['isIn'],
): CatalogPart<Row> => ({ what, query, ...present({ isIn }) });
const everyVersion = <Row>(
  what: string,
  query: CatalogSelect<Row>,
  isIn?: CatalogPart<Row>['isIn'],
): CatalogPart<Row> => versionedPart(what, () => query, isIn);

/** In the order in which they are asked for. */
export const catalogParts = {
  inherits: everyVersion('inheritance', inheritsQuery, ({ inherits }) => inherits),
  comments: versionedPart('comments', commentsQuery, ({ comments }) => comments),
  extensions: everyVersion('extensions', extensionsQuery),
  members: versionedPart('members of extensions', membersQuery, ({ extensions }) => extensions),
  types: versionedPart('types', typesQuery),
  baseTypes: versionedPart('definitions of base types', baseTypesQuery),
  enums: versionedPart('enum values', enumsQuery),
  domainConstraints: versionedPart('domain constraints', domainConstraintsQuery),
  sequences: versionedPart('sequences', sequencesQuery, ({ kind }) => kind === 'S'),
  routines: versionedPart('functions', routinesQuery),
  aggregates: versionedPart('aggregates', aggregatesQuery),
  views: versionedPart('definitions of views', viewsQuery, ({ kind }) => kind === 'v' || kind === 'm'),
  triggers: versionedPart('triggers', triggersQuery, ({ triggers }) => triggers),
  rules: versionedPart('rules', rulesQuery, ({ rules }) => rules),
  policies: versionedPart('policies', policiesQuery, ({ policies }) => policies),
  statistics: versionedPart('extended statistics', statisticsQuery, ({ measured }) => measured),
  collations: versionedPart('collations', collationsQuery),
  foreignTables: versionedPart('foreign tables', foreignTablesQuery, ({ kind }) => kind === 'f'),
  dependencies: versionedPart('dependencies', dependenciesQuery),
  distributions: versionedPart('how Citus distributes tables', distributionsQuery),
  distributedSchemas: everyVersion('how Citus distributes schemas', distributedSchemasQuery),
  roles: everyVersion('roles', rolesQuery),
  defaultOpclasses: everyVersion('operator classes', defaultOpclassesQuery),
  ...otherParts,
} as const;
export type PartRows = {
  readonly [Name in keyof typeof catalogParts]: (typeof catalogParts)[Name] extends CatalogPart<infer Row>
    ? readonly Row[]
    : never;
};
