/** Members that several kinds of object of a snapshot have. */

import type * as model from '../model/schema';
import type { SqlType } from '../model/types';
import type { QualifiedName } from '../text/names';
import { flag, name, object, oneOf, text, texts } from './schema-decode';

export const qualified = object<QualifiedName>({ needed: { name }, optional: { schema: name } });
export const sqlType = object<SqlType>({
  needed: { name },
  optional: { schema: name, modifiers: text, fields: text, array: flag, builtin: flag },
});
export const strength = oneOf('plain', 'external', 'extended', 'main');
export const compression = oneOf('pglz', 'lz4');
/** What every kind of object can have. */
export const owned = { comment: text, owner: text, privileges: texts, extension: text } as const;
export const origins = 'left out';

export const sequenceOptions = object<model.SequenceOptions>({
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
