/** What one table of a schema has otherwise than dev, in words. */

import { compareSchemas } from '../compare/diff';
import type { Difference } from '../compare/difference';
import { printColumn } from '../generate/print';
import { defaultStyle } from '../generate/style';
import type { Column, Schema } from '../model/schema';
import { constraintNames, describeConstraint, describeIndex, indexNoun, quotedNames } from '../rules/message-words';
import { keyOf, quoteIdentifier, quoteQualified, splitKey } from '../text/names';
import { counted } from '../text/numbers';
import { madeWithOrigins } from '../verify/made-with-origins';
import { otherwise } from '../verify/object-differences';

interface TableDifferences {
  /** Sentences without their end. */
  readonly different: readonly string[];
  readonly notKnown: readonly string[];
  /** No statement can change it, and only a list without names sees it. */
  readonly order: boolean;
}
const noOrigin = { uri: '', statement: 0, start: 0, end: 0 };

/** `key`: of a table that both have. */
export function tableDifferences(made: Schema, dev: Schema, key: string): TableDifferences {
  const shown = quoteQualified(splitKey(key));
  const table = { what: 'table', key, shown, sql: undefined, origin: noOrigin } as const;
  const { differences, undecided } = compareSchemas(madeWithOrigins(made, made, [table]), dev);
  const others = otherwise(table, made, dev);
  const ofTable = differences.filter((one) => 'table' in one && keyOf(one.table) === key);
  const extra = ofTable.flatMap((one) => (one.what === 'extra column' ? [one.column.name] : []));
  const words = ofTable.flatMap((one) => inWords(one, made, dev));
  const first =
    extra.length > 0 ? [`${counted(extra.length, 'column')} that dev does not have: ${quotedNames(extra)}`] : [];
  const said = [...words.filter(isFirst), ...first, ...words.filter((one) => !isFirst(one))];
  const parts = (open: boolean) =>
    others.filter((one) => one.open === open).map(({ message }) => message.replace(/\.$/, ''));
  return {
    different: [...new Set([...said, ...parts(false)])],
    notKnown: [...undecided.map(({ object, reason }) => `${object}: ${reason}`), ...parts(true)],
    order: ofTable.some(({ what }) => what === 'column order'),
  };
}
const isFirst = (words: string): boolean => /^[\d,]+ columns? missing: /.test(words);

function inWords(one: Difference, made: Schema, dev: Schema): string[] {
  switch (one.what) {
    case 'missing columns':
      return [`${counted(one.columns.length, 'column')} missing: ${quotedNames(one.columns.map(({ name }) => name))}`];
    case 'column':
      // One line says all facts of a column; the first of them is the one that is told.
      return one.fact === 'comment'
        ? [`the comment of column ${quoteIdentifier(one.column.name)} is another one`]
        : [`column ${asPrinted(one.column, made)}, in dev ${asPrinted(one.devColumn, dev)}`];
    case 'constraint':
      return [
        bothSides(
          one.file,
          one.dev,
          (it) => `${constraintNames[it.kind]} ${quoteIdentifier(it.name)} ${describeConstraint(it)}`,
        ),
      ];
    case 'index':
      return [
        bothSides(one.file, one.dev, (it) => `${indexNoun(it)} ${quoteIdentifier(it.name)} ${describeIndex(it)}`),
      ];
    default:
      return [];
  }
}
function bothSides<T>(file: T | undefined, dev: T | undefined, say: (one: T) => string): string {
  if (file === undefined) return `missing: ${say(dev!)}`;
  return dev === undefined ? `${say(file)}, which dev does not have` : `${say(file)}, in dev ${say(dev)}`;
}
const asPrinted = (column: Column, schema: Schema): string =>
  printColumn(column, { schema, style: { ...defaultStyle, quoting: 'needed' } });
