/** Everything the schema can do without, an entry a query: what cannot be read is said by its name here. */
import type { Query } from '../select';
import { aggregatesQuery } from './aggregates';
import { baseTypesQuery } from './base-types';
import { commentsQuery } from './catalog';
import { collationsQuery } from './collations';
import { dependenciesQuery } from './dependencies';
import { extensionsQuery, membersQuery } from './extensions';
import { defaultOpclassesQuery } from './index-plain';
import type { Part } from './other-part';
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

const part = <Row>(what: string, query: (target: QueryTarget) => Query<Row>): Part<Row> => ({ what, query });
const always = <Row>(what: string, query: Query<Row>): Part<Row> => ({ what, query: () => query });

/** In the order in which they are asked for. */
export const parts = {
  inherits: always('inheritance', inheritsQuery),
  comments: part('comments', commentsQuery),
  extensions: always('extensions', extensionsQuery),
  members: part('members of extensions', membersQuery),
  types: part('types', typesQuery),
  baseTypes: part('definitions of base types', baseTypesQuery),
  enums: part('enum values', enumsQuery),
  domainConstraints: part('domain constraints', domainConstraintsQuery),
  sequences: part('sequences', sequencesQuery),
  routines: part('functions', routinesQuery),
  aggregates: part('aggregates', aggregatesQuery),
  views: part('definitions of views', viewsQuery),
  triggers: part('triggers', triggersQuery),
  rules: part('rules', rulesQuery),
  policies: part('policies', policiesQuery),
  statistics: part('extended statistics', statisticsQuery),
  collations: part('collations', collationsQuery),
  foreignTables: part('foreign tables', foreignTablesQuery),
  dependencies: part('dependencies', dependenciesQuery),
  defaultOpclasses: always('operator classes', defaultOpclassesQuery),
  ...otherParts,
} as const;
export type PartRows = {
  readonly [Name in keyof typeof parts]: (typeof parts)[Name] extends Part<infer Row> ? readonly Row[] : never;
};
