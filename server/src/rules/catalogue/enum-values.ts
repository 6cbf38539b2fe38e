import type { EnumType } from '../../model/schema';
import { plural, t } from '../../text/l10n';
import { quoteLiteral } from '../../text/names';
import { removalFix, replacementFix } from '../fixes/repair';
import { afterwards, sentenceList, sentences } from '../message-words';
import { allOps, inDocument, placeOf, tableName } from '../origin-places';
import type { Fix, Rule, RuleContext } from '../rule';

export const enumValues: Rule = {
  code: 'enum-values',
  severity: 'warning',
  title: 'An enum type has other values in dev, or another order',
  documentation: `The values of an enum type that the file makes are not those dev has, or stand in another order. A value
that one side lacks is an error when it is used there; the order decides how values sort and compare. The fix writes dev's
values into the CREATE TYPE, unless comments stand between them or another statement adds to them. Where dev lacks a value
that is written, it is never applied with others.`,
  examples: [
    {
      dev: `CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');`,
      file: `CREATE TYPE mood AS ENUM ('sad', 'happy', 'angry');
--          ^^^^ warning[enum-values]: mood has 3 values in dev, 3 here. Missing: 'ok'. Not in dev: 'angry'.`,
      fixed: `CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');`,
    },
    {
      dev: `CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');`,
      file: `CREATE TYPE mood AS ENUM ('sad', 'happy', 'ok');
--          ^^^^ warning[enum-values]: mood has its values in the order 'sad', 'ok', 'happy' in dev, 'sad', 'happy', 'ok' here.`,
    },
  ],
  *check(context) {
    for (const difference of context.differences) {
      if (difference.what !== 'enum values') continue;
      const range = placeOf(context, difference.origin);
      if (!range) continue;
      yield {
        message: sentences(
          describe(tableName(context, difference.file), difference.file, difference.dev),
          afterwards(context),
        ),
        range,
        statement: difference.origin.statement,
        fixes: fix(context, difference.origin.statement, difference.file, difference.dev),
      };
    }
  },
};

function describe(name: string, file: EnumType, dev: EnumType): string {
  const missing = dev.values.filter((value) => !file.values.includes(value));
  const extra = file.values.filter((value) => !dev.values.includes(value));
  const list = (values: readonly string[]) => values.map(quoteLiteral).join(', ');
  if (missing.length === 0 && extra.length === 0)
    return t('{0} has its values in the order {1} in dev, {2} here.', name, list(dev.values), list(file.values));
  const parts = [
    ...(missing.length > 0 ? [t('Missing: {0}.', list(missing))] : []),
    ...(extra.length > 0 ? [t('Not in dev: {0}.', list(extra))] : []),
  ];
  const counts = plural(
    dev.values.length,
    '{1} has {0} value in dev, {2} here.',
    '{1} has {0} values in dev, {2} here.',
    name,
    file.values.length,
  );
  return sentences(counts, ...parts);
}

/** What stands between the first two values stands between all. */
function fix(context: RuleContext, at: number, file: EnumType, dev: EnumType): Fix[] {
  const statement = context.document.statements[at];
  if (!statement || dev.values.length === 0) return [];
  for (const op of allOps(statement.parsed.ops)) {
    const [first, second] = op.op === 'create enum' ? op.values : [];
    if (op.op !== 'create enum' || op.name.value.name !== file.name || !first) continue;
    if (op.values.map(({ value }) => value).join('\0') !== file.values.join('\0')) return [];
    const start = inDocument(statement, first.range);
    const range = { start: start.start, end: inDocument(statement, op.values.at(-1)!.range).end };
    const written = context.document.text.slice(range.start, range.end);
    if (/--|\/\*/.test(written)) return [];
    const between = second && context.document.text.slice(start.end, inDocument(statement, second.range).start);
    const newText = dev.values.map(quoteLiteral).join(between ?? ', ');
    const edits = [{ range, newText }];
    const lost = file.values.filter((value) => !dev.values.includes(value)).map(quoteLiteral);
    if (lost.length === 0) return [replacementFix(context, t("Replace with dev's values"), edits)];
    return [removalFix(context, t("Replace with dev's values, without {0}", sentenceList(lost)), edits)];
  }
  return [];
}
