import type { ConstraintDef } from '../../sql/read/ops-table';
import { t } from '../../text/l10n';
import { liveCommands } from '../families/populated-tables';
import { insertAt } from '../fixes/edits';
import { constraintNames } from '../message-words';
import { inDocument } from '../origin-places';
import type { Rule } from '../rule';

export const constraintWithoutNotValid: Rule = {
  code: 'constraint-without-not-valid',
  severity: 'warning',
  title: 'A constraint is added to a large table and validated at once',
  documentation: `A new check takes an ACCESS EXCLUSIVE lock and reads every row while reads and writes wait; a new foreign key
takes SHARE ROW EXCLUSIVE locks on both tables, so that writes wait. Added NOT VALID the lock is short, and VALIDATE CONSTRAINT
then reads the rows under a lock that blocks neither reads nor writes.

A primary key or unique constraint builds its index under an ACCESS EXCLUSIVE lock: CREATE UNIQUE INDEX CONCURRENTLY first,
then ADD CONSTRAINT … USING INDEX.

Reported where dev says that the table has 10,000 rows or 10 MB or more, and silent on tables of the same migration.`,
  examples: [
    {
      dev: 'CREATE TABLE users (id integer PRIMARY KEY); CREATE TABLE orders (id integer, buyer integer, price numeric);',
      rows: { orders: 2_000_000 },
      file: `ALTER TABLE orders ADD CONSTRAINT orders_buyer FOREIGN KEY (buyer) REFERENCES users (id);
--                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[constraint-without-not-valid]: A new foreign key takes a SHARE ROW EXCLUSIVE lock on orders (about 2,000,000 rows in dev) and on the table it points to, and reads every row: writes wait. With NOT VALID, and VALIDATE CONSTRAINT later, they do not.
ALTER TABLE orders ADD CONSTRAINT priced CHECK (price > 0) NOT VALID;`,
    },
  ],
  *check(context) {
    for (const { statement, command, live } of liveCommands(context, 'add constraint')) {
      const { constraint } = command;
      if (!live.large || constraint.kind === 'not null' || constraint.notValid || constraint.notEnforced) continue;
      if (live.table.constraints.some((each) => each.name === constraint.name?.value)) continue;
      const cost = costOf(constraint, live.label);
      if (cost === undefined) continue;
      const range = inDocument(statement, constraint.range);
      const lazily = constraint.kind === 'check' || constraint.kind === 'foreign key';
      const fixes = lazily ? [{ title: t('Add NOT VALID'), edits: [insertAt(range.end, ' NOT VALID')] }] : [];
      yield { message: cost, range, statement: statement.index, fixes };
    }
  },
};

function costOf(constraint: ConstraintDef, label: string): string | undefined {
  switch (constraint.kind) {
    case 'check':
      return t(
        'A new check takes an ACCESS EXCLUSIVE lock on {0} and reads every row: reads and writes wait. With NOT VALID, and VALIDATE CONSTRAINT later, they do not.',
        label,
      );
    case 'foreign key':
      return t(
        'A new foreign key takes a SHARE ROW EXCLUSIVE lock on {0} and on the table it points to, and reads every row: writes wait. With NOT VALID, and VALIDATE CONSTRAINT later, they do not.',
        label,
      );
    case 'primary key':
    case 'unique':
      if (constraint.usingIndex) return undefined;
      return t(
        'A new {0} takes an ACCESS EXCLUSIVE lock on {1} while its index is built: reads and writes wait. CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … USING INDEX, blocks them for a moment only.',
        constraintNames[constraint.kind],
        label,
      );
    default:
      return undefined;
  }
}
