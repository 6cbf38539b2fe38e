import type { Difference } from '../../compare/difference';
import { noun, t } from '../../text/l10n';
import { quoteIdentifier } from '../../text/names';
import { afterwards, constraintNames, describeConstraint, describeIndex, indexNoun, sentences } from '../message-words';
import { placeOf } from '../origin-places';
import type { Found, Rule, RuleContext } from '../rule';

export const constraintName: Rule = {
  code: 'constraint-name',
  severity: 'information',
  title: 'A constraint has another name in dev',
  documentation: `The same constraint is in dev under another name. It does the same, but a later \`DROP CONSTRAINT\`,
\`ON CONFLICT ON CONSTRAINT\` or an application that reads the name from an error works on one side only. A name that the
file leaves to PostgreSQL is compared in migrations that have run, and not in a loose file.`,
  examples: [
    {
      dev: 'CREATE TABLE users (email text, CONSTRAINT users_email_key UNIQUE (email));',
      file: `CREATE TABLE users (
    email text,
    CONSTRAINT one_email UNIQUE (email)
--             ^^^^^^^^^ information[constraint-name]: The unique constraint (email) is named users_email_key in dev, one_email here.
);`,
    },
  ],
  check: (context) => nameFindings(context, 'constraint'),
};

export const indexName: Rule = {
  code: 'index-name',
  severity: 'information',
  title: 'An index has another name in dev',
  documentation: `The same index is in dev under another name: running the statement makes a second one that costs space and
time and serves nothing. A name that the file leaves to PostgreSQL is compared in migrations that have run, and not in a
loose file.`,
  examples: [
    {
      dev: 'CREATE TABLE users (email text); CREATE INDEX users_email ON users (email);',
      file: `CREATE TABLE users (
    email text
);
CREATE INDEX email_idx ON users (email);
--           ^^^^^^^^^ information[index-name]: The index on (email) is named users_email in dev, email_idx here.`,
    },
  ],
  check: (context) => nameFindings(context, 'index'),
};

function* nameFindings(context: RuleContext, what: 'constraint' | 'index'): Generator<Found> {
  for (const difference of context.differences) {
    if (difference.what !== what || difference.differs !== 'name') continue;
    const { file, dev, origin } = difference;
    const range = placeOf(context, origin);
    if (!file || !dev || !range) continue;
    if (file.origins?.name === undefined && context.standing === 'loose') continue;
    yield {
      message: sentences(
        t(
          'The {0} is named {1} in dev, {2} here.',
          subject(difference),
          quoteIdentifier(dev.name),
          quoteIdentifier(file.name),
        ),
        afterwards(context),
      ),
      range,
      statement: origin.statement,
      fixes: file.origins?.name ? [renameFix(range, dev.name)] : [],
    };
  }
}
function subject(difference: Extract<Difference, { what: 'constraint' | 'index' }>): string {
  return difference.what === 'index'
    ? t('{0} on {1}', noun(indexNoun(difference.dev!)), describeIndex(difference.dev!))
    : t('{0} {1}', noun(constraintNames[difference.dev!.kind]), describeConstraint(difference.dev!));
}
function renameFix(range: { start: number; end: number }, name: string) {
  return { title: t('Rename to {0}', quoteIdentifier(name)), edits: [{ range, newText: quoteIdentifier(name) }] };
}
