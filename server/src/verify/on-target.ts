/** Files that ran on target one after the other: all of what they made of it is held against dev. */
import { asideFor, asidesOf } from '../compare/difference';
import type { DevSchema } from '../model/dev';
import type { Origin, Schema } from '../model/schema';
import { t } from '../text/l10n';
import { shift, type TextRange } from '../text/text';
import type { Missing } from './base';
import { compareWhole } from './compare-whole';
import { failureRange } from './position';
import type { VerifiedFile, VerifyResult } from './result';

/** What of a schema could not be read, so that nothing shows that the two are equal in it. */
const unreadOf = (which: string, { schema }: DevSchema): string[] =>
  [...new Set(schema.unknown.map(({ reason }) => reason))].map((reason) =>
    t('not all of {0} is known: {1}', which, reason),
  );

/** After all files have run on target. */
export function heldOnTarget(
  { files }: VerifyResult,
  made: Schema,
  { dev, target, folded }: { readonly dev: DevSchema; readonly target?: DevSchema; readonly folded?: Schema },
  missing: readonly Missing[],
): Partial<VerifyResult> {
  const at = files.findLast(({ base }) => base !== undefined) ?? files.at(-1);
  const statement = at?.document.statements.at(-1);
  if (!at || !statement) return {};
  const { start, end } = failureRange(statement.parsed.text, { message: '' });
  const last = { uri: at.document.uri, statement: statement.index, start, end };
  const compared = compareWhole({ made, dev: dev.schema, read: folded ?? made, missing, last });
  const unread = [...unreadOf('dev', dev), ...(target ? unreadOf('target', target) : [])];
  const undecided = [...compared.undecided, ...unread.map((reason) => ({ origin: last, reason }))];
  const whole = { ...compared, undecided };
  const differs = whole.others.length > 0 || !whole.differences.every((one) => asideFor(one, false));
  const aside = [
    ...new Set([...asidesOf(whole.differences, false), ...(whole.isCommented ? (['comment'] as const) : [])]),
  ];
  return {
    files: files.map((file): VerifiedFile => {
      const own = <T extends { readonly origin: Origin }>(all: readonly T[]): T[] =>
        all.filter(({ origin }) => origin.uri === file.document.uri);
      const rangeAt = ({ statement: index, ...range }: Origin): TextRange =>
        shift(range, file.document.statements[index]?.range.start ?? 0);
      const open = own(whole.undecided).map(({ origin, reason }) => ({ range: rangeAt(origin), reason }));
      const outcome =
        file.outcome !== 'proved'
          ? file.outcome
          : differs
            ? 'differs'
            : whole.undecided.length > 0
              ? 'not known'
              : 'proved';
      return {
        ...file,
        aside,
        outcome: file === at && differs ? 'differs' : outcome,
        differences: own(whole.differences),
        others: own(whole.others).map(({ origin, message }) => ({ range: rangeAt(origin), message })),
        notKnown: [...file.notKnown, ...open],
      };
    }),
  };
}
