/** What tells a table from the same table at another time: all that its statements say, and nothing else. */
import { printTables } from '../generate/print';
import { defaultStyle, type GenerateStyle } from '../generate/style';
import type { Schema } from '../model/schema';
import { fingerprintOf } from '../text/fingerprint';
import { splitKey } from '../text/names';

/** A comment changes nothing that a migration could fail on. */
const fingerprintStyle: GenerateStyle = {
  ...defaultStyle,
  ifNotExists: false,
  schemaQualification: 'always',
  comments: false,
};
/** Digits of it: enough to tell versions of a few tables apart, and short enough to be read. */
const LENGTH = 12;

/** Of tables by their keys, in any order; one that the schema lacks counts as that. */
export function tablesFingerprint(schema: Schema, keys: Iterable<string>): string {
  const parts = [...new Set(keys)].sort().map((key) => {
    const name = splitKey(key);
    return `${key}\0${schema.tables.has(key) ? printTables([name], { schema, style: fingerprintStyle }) : ''}`;
  });
  return fingerprintOf(parts).slice(0, LENGTH);
}
