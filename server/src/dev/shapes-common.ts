/** Members that several kinds of object of a snapshot have. */

import type * as model from '../model/schema';
import type { SqlType } from '../model/types';
import type { QualifiedName } from '../text/names';
import { flag, nameShape, object, oneOf, text, textsShape } from './schema-decode';

export const qualifiedShape = object<QualifiedName>({ needed: { name: nameShape }, optional: { schema: nameShape } });
export const sqlType = object<SqlType>({
  needed: { name: nameShape },
  optional: { schema: nameShape, modifiers: text, fields: text, array: flag, builtin: flag },
});
/** What every kind of object can have. */
export const owned = { comment: text, owner: text, privileges: textsShape, extension: text } as const;
export const origins = 'left out';

export const sequenceOptionsShape = object<model.SequenceOptions>({
  needed: {},
  optional: {
    type: oneOf('smallint', 'integer', 'bigint'),
    start: text,
    increment: text,
    minValue: text,
    maxValue: text,
    cache: text,
    cycle: flag,
  },
});
