/** Whether what CREATE SCHEMA or CREATE EXTENSION would make is what stands there in dev. */
import { schemaOfExtension } from '../model/extensions';
import { creationSchema } from '../model/resolve';
import type { Schema } from '../model/schema';
import type { DdlOp } from '../sql/read/ops';
import { t } from '../text/l10n';
import { quoteIdentifier } from '../text/names';

type Making = Extract<DdlOp, { readonly op: 'create schema' | 'create extension' }>;

/** Why it is not known to be; undefined: it is. */
export function whyNotStanding(making: Making, dev: Schema): string | undefined {
  if (making.op === 'create schema') {
    if (making.elements.length === 0) return undefined;
    return t('dev has the schema, so that what the statement makes in it was not run');
  }
  const name = making.name.value;
  const there = dev.extensions.get(name);
  const schema = making.schema ?? schemaOfExtension(name) ?? creationSchema(dev);
  const isElsewhere = there?.schema !== undefined && there.schema !== schema;
  if (isElsewhere && !(there.fixedSchema && making.schema === undefined))
    return t('dev has the extension {0} in the schema {1}', quoteIdentifier(name), quoteIdentifier(there.schema));
  const isSame = making.version === undefined || there?.version === undefined || making.version === there.version;
  return isSame ? undefined : t('dev has version {1} of the extension {0}', quoteIdentifier(name), there.version);
}
