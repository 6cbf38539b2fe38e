import type { Difference } from '../../compare/difference';
import { printIndex } from '../../generate/print';
import type { Index } from '../../model/schema';
import { t } from '../../text/l10n';
import { quoteIdentifier } from '../../text/names';
import { replacementFix, statementBehind } from '../fixes/repair';
import { afterwards, describeIndex, sentences } from '../message-words';
import { placeOf, printContext } from '../origin-places';
import type { Fix, Rule, RuleContext } from '../rule';

export const differentIndex: Rule = {
  code: 'different-index',
  severity: 'warning',
  title: 'An index of this name is another one in dev',
  documentation: `Dev has an index of this name with another definition: other columns, another order or method, unique or
not, another predicate. With \`IF NOT EXISTS\` the statement does nothing where the other index exists. \`USING btree\`,
\`ASC\`, a default operator class, quotes and a schema before a name make no difference.`,
  examples: [
    {
      dev: `CREATE TABLE brands (brand_name text, extraction_status text);
CREATE INDEX brand_extraction_status_idx ON brands (extraction_status); CREATE INDEX by_name ON brands (brand_name);`,
      file: `CREATE INDEX brand_extraction_status_idx ON brands (brand_name);
--                                                  ^^^^^^^^^^ warning[different-index]: Index brand_extraction_status_idx is on (extraction_status) in dev, on (brand_name) here.
CREATE INDEX "by_name" ON public."brands" USING btree ("brand_name" ASC NULLS LAST);`,
      fixed: `CREATE INDEX brand_extraction_status_idx ON brands (extraction_status);
CREATE INDEX "by_name" ON public."brands" USING btree ("brand_name" ASC NULLS LAST);`,
    },
  ],
  *check(context) {
    for (const difference of context.differences) {
      if (difference.what !== 'index' || difference.differs !== 'definition') continue;
      const { file, dev, origin } = difference;
      const range = placeOf(context, origin);
      if (!file || !dev || !range) continue;
      const [devKeys, fileKeys] = [dev, file].map(file.unique === dev.unique ? onKeys : uniqueOnKeys) as [
        string,
        string,
      ];
      yield {
        message: sentences(
          t('Index {0} is {1} in dev, {2} here.', quoteIdentifier(file.name), devKeys, fileKeys),
          afterwards(context),
        ),
        range,
        statement: origin.statement,
        fixes: fix(context, difference, dev),
      };
    }
  },
};
type IndexDifference = Extract<Difference, { what: 'index' }>;
const onKeys = (index: Index): string => t('on {0}', describeIndex(index));
function uniqueOnKeys(index: Index): string {
  const keys = describeIndex(index);
  return index.unique ? t('unique, on {0}', keys) : t('not unique, on {0}', keys);
}

/** Not where the index got its name or dev's columns come later. */
function fix(context: RuleContext, { file, table, origin }: IndexDifference, dev: Index): Fix[] {
  const statement = context.document.statements[origin.statement];
  const print = printContext(context, statement);
  const [op] = statement?.parsed.ops ?? [];
  if (!print || !statement || op?.op !== 'create index') return [];
  const apart = Object.values(file?.origins ?? {}).some((each) => each.statement !== statement.index);
  if (apart || statementBehind(context, statement, describeIndex(dev), [table]) !== statement) return [];
  const newText = printIndex(dev, print).trimEnd().replace(/;$/, '');
  return [replacementFix(context, t("Replace with dev's index"), [{ range: statement.range, newText }])];
}
