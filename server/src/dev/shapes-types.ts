/** The members of the types of a snapshot that users make. */

import type * as model from '../model/schema';
import { byKind, flag, listShape, nameShape, object, oneOf, text, textsShape } from './schema-decode';
import { origins, owned, qualifiedShape, sqlType } from './shapes-common';

const typeFacts = { ...owned, dependsOn: textsShape, origins } as const;
export const type = byKind<model.UserType>({
  enum: object<model.EnumType>({
    needed: { kind: oneOf('enum'), schema: nameShape, name: nameShape, values: textsShape },
    optional: { ...typeFacts, valueOrigins: 'left out' },
  }),
  composite: object<model.CompositeType>({
    needed: {
      kind: oneOf('composite'),
      schema: nameShape,
      name: nameShape,
      attributes: listShape(
        object<model.CompositeType['attributes'][number]>({
          needed: { name: nameShape, type: sqlType },
          optional: { collation: qualifiedShape, comment: text },
        }),
      ),
    },
    optional: typeFacts,
  }),
  domain: object<model.DomainType>({
    needed: {
      kind: oneOf('domain'),
      schema: nameShape,
      name: nameShape,
      base: sqlType,
      notNull: flag,
      checks: listShape(
        object<model.DomainType['checks'][number]>({
          needed: { name: nameShape, expression: text },
          optional: { notValid: flag, comment: text },
        }),
      ),
    },
    optional: {
      ...typeFacts,
      default: text,
      collation: qualifiedShape,
      notNullConstraintName: nameShape,
      notNullConstraintComment: text,
    },
  }),
  range: object<model.RangeType>({
    needed: { kind: oneOf('range'), schema: nameShape, name: nameShape, subtype: sqlType },
    optional: {
      ...typeFacts,
      subtypeOpclass: qualifiedShape,
      collation: qualifiedShape,
      canonical: qualifiedShape,
      subtypeDiff: qualifiedShape,
      multirangeName: qualifiedShape,
    },
  }),
  base: object<model.OtherType>({
    needed: { kind: oneOf('base'), schema: nameShape, name: nameShape },
    optional: { ...typeFacts, definition: text },
  }),
});
