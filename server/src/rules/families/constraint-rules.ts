/** Missing, extra and different: three rules for each kind of constraint. */

import type { Constraint } from '../../model/schema';
import { noun, t } from '../../text/l10n';
import { quoteIdentifier } from '../../text/names';
import { capital } from '../../text/text';
import { addConstraintFix } from '../fixes/additions';
import { type ConstraintDifference, changeConstraintFix, removeConstraintFix } from '../fixes/constraint-fixes';
import { isInWhole, replaceWholeFix } from '../fixes/repair';
import { afterwards, constraintNames, describeConstraint, sentences } from '../message-words';
import { placeOf, tableName } from '../origin-places';
import type { Found, Rule, RuleContext, RuleExample } from '../rule';

interface Family {
  readonly kind: Constraint['kind'];
  /** What it matters that this kind is missing. */
  readonly why: string;
  readonly examples: { readonly [K in 'missing' | 'extra' | 'different']: readonly RuleExample[] };
}

export function constraintRules({ kind, why, examples }: Family): { missing: Rule; extra: Rule; different: Rule } {
  const code = kind === 'exclude' ? 'exclusion' : kind.replace(' ', '-');
  const noun = kind === 'check' ? 'check constraint' : constraintNames[kind];
  const one = `${/^[aeiou](?!ni)/.test(noun) ? 'an' : 'a'} ${noun}`;
  return {
    missing: {
      code: `missing-${code}`,
      severity: 'warning',
      title: `A table lacks ${one} that dev has`,
      documentation: `The file makes a table that dev has with ${one} that the file does not make, in this statement or
another. ${why} The fix adds it behind the table's statement, as dev has it.`,
      examples: examples.missing,
      check: (context) => missing(context, kind),
    },
    extra: {
      code: `extra-${code}`,
      severity: 'warning',
      title: `${capital(one)} of a table that dev has, but without it`,
      documentation: `The file makes a table that dev has, and gives it ${one} that dev's table does not have, under this
name or another. ${why} The fix, which is never applied with others, takes it out of the CREATE
TABLE, where nothing else of the file needs it.`,
      examples: examples.extra,
      check: (context) => extra(context, kind),
    },
    different: {
      code: `different-${code}`,
      severity: 'warning',
      title: `${capital(one)} says something else in dev`,
      documentation: `${capital(one)} is in the file and in dev, but not with the same definition. ${why} Spellings that mean the
same are equal: inside a column's definition or behind the columns, quoted or not, casts and parentheses the server adds.`,
      examples: examples.different,
      check: (context) => different(context, kind),
    },
  };
}

function* constraintDifferences(context: RuleContext, kind: Constraint['kind']): Generator<ConstraintDifference> {
  for (const difference of context.differences)
    if (difference.what === 'constraint' && (difference.file ?? difference.dev)?.kind === kind) yield difference;
}
/** The key's own name adds nothing where a table has only one. */
function nounWithName(constraint: Constraint, word = constraintNames[constraint.kind]): string {
  return constraint.kind === 'primary key' ? word : t('{0} {1}', noun(word), quoteIdentifier(constraint.name));
}

function* missing(context: RuleContext, kind: Constraint['kind']): Generator<Found> {
  for (const { file, dev, table, devTable, origin, fileIndex } of constraintDifferences(context, kind)) {
    const range = placeOf(context, origin);
    if (file || !dev || !range) continue;
    const isKey = dev.kind === 'primary key' || dev.kind === 'unique';
    const text = isKey ? t('on {0}', describeConstraint(dev)) : describeConstraint(dev);
    const facts = [tableName(context, table), nounWithName(dev), text] as const;
    const message = fileIndex
      ? t('{0} has {1} {2} in dev, here only the unique index {3}.', ...facts, quoteIdentifier(fileIndex.name))
      : t('{0} has {1} {2} in dev, not here.', ...facts);
    yield {
      message: sentences(message, afterwards(context)),
      range,
      statement: origin.statement,
      fixes: [
        ...(fileIndex ? [] : addConstraintFix(context, table, devTable, dev)),
        ...(isInWhole(context, table, dev, devTable) ? replaceWholeFix(context, table, devTable) : []),
      ],
    };
  }
}

function* extra(context: RuleContext, kind: Constraint['kind']): Generator<Found> {
  for (const difference of constraintDifferences(context, kind)) {
    const { file, dev, table, origin, devIndex } = difference;
    const range = placeOf(context, origin);
    if (!file || dev || !range) continue;
    const instead = devIndex ? t('dev has the unique index {0} instead.', quoteIdentifier(devIndex.name)) : '';
    const what = file.kind === 'primary key' ? 'primary key' : nounWithName(file);
    yield {
      message: sentences(t('dev has no {0} in {1}.', what, tableName(context, table)), instead, afterwards(context)),
      range,
      statement: origin.statement,
      fixes: removeConstraintFix(context, difference),
    };
  }
}

function* different(context: RuleContext, kind: Constraint['kind']): Generator<Found> {
  for (const difference of constraintDifferences(context, kind)) {
    const { file, dev, differs, origin, table } = difference;
    const range = placeOf(context, origin);
    if (!file || !dev || differs !== 'definition' || !range) continue;
    const what =
      kind === 'primary key'
        ? t('Primary key of {0}', tableName(context, table))
        : nounWithName(file, capital(constraintNames[kind]));
    yield {
      message: sentences(
        t('{0} is {1} in dev, {2} here.', what, describeConstraint(dev), describeConstraint(file)),
        afterwards(context),
      ),
      range,
      statement: origin.statement,
      fixes: changeConstraintFix(context, difference),
    };
  }
}
