/** How each kind is changed where it stands. */

import { alterColumn } from './alter-column';
import { alterExtension, alterOther, alterRoutine, alterView } from './alter-objects';
import { alterConstraint, alterIndex, alterPolicy, alterStatistics, alterTrigger } from './alter-parts';
import { alterSequence } from './alter-sequence';
import { alterTable } from './alter-table';
import { alterType } from './alter-type';
import type { AlterOutcome, Pair } from './alteration';
import type { Items } from './unit';

const replacedWhenOther = ({ from, to, gone }: Pair): AlterOutcome =>
  from.shape === to.shape && gone.size === 0 ? undefined : 'replace';
const alterations: { readonly [K in keyof Items]: (pair: Pair) => AlterOutcome } = {
  schema: () => undefined,
  extension: alterExtension,
  collation: replacedWhenOther,
  type: alterType,
  shell: () => undefined,
  sequence: alterSequence,
  table: alterTable,
  column: alterColumn,
  constraint: alterConstraint,
  index: alterIndex,
  statistics: alterStatistics,
  trigger: alterTrigger,
  policy: alterPolicy,
  rule: alterTrigger,
  view: alterView,
  routine: alterRoutine,
  other: alterOther,
};
export function alter(pair: Pair): AlterOutcome {
  if (pair.from.item.is !== pair.to.item.is) return 'replace';
  return alterations[pair.to.item.is](pair);
}
