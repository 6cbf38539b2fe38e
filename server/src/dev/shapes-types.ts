/** The members of the types of a snapshot that users make. */

import type * as model from '../model/schema';
import { byKind, flag, list, name, object, oneOf, text, texts } from './schema-decode';
import { origins, owned, qualified, sqlType } from './shapes-common';

const ofType = { ...owned, dependsOn: texts, origins } as const;
export const type = byKind<model.UserType>({
  enum: object<model.EnumType>({
    needed: { kind: oneOf('enum'), schema: name, name, values: texts },
    optional: { ...ofType, valueOrigins: 'left out' },
  }),
  composite: object<model.CompositeType>({
    needed: {
      kind: oneOf('composite'),
      schema: name,
      name,
      attributes: list(
        object<model.CompositeType['attributes'][number]>({
          needed: { name, type: sqlType },
          optional: { collation: qualified, comment: text },
        }),
      ),
    },
    optional: ofType,
  }),
  domain: object<model.DomainType>({
    needed: {
      kind: oneOf('domain'),
      schema: name,
      name,
      base: sqlType,
      notNull: flag,
      checks: list(
        object<model.DomainType['checks'][number]>({
          needed: { name, expression: text },
          optional: { notValid: flag, comment: text },
        }),
      ),
    },
    optional: {
      ...ofType,
      default: text,
      collation: qualified,
      notNullConstraintName: name,
      notNullConstraintComment: text,
    },
  }),
  range: object<model.RangeType>({
    needed: { kind: oneOf('range'), schema: name, name, subtype: sqlType },
    optional: {
      ...ofType,
      subtypeOpclass: qualified,
      collation: qualified,
      canonical: qualified,
      subtypeDiff: qualified,
      multirangeName: qualified,
    },
  }),
  base: object<model.OtherType>({
    needed: { kind: oneOf('base'), schema: name, name },
    optional: { ...ofType, definition: text },
  }),
});
