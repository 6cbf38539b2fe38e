/**
 * What a plan makes, changes and drops: every object with a statement of its own, and every part of a table that ALTER
 * TABLE or a statement beside it can add alone.
 */
import type { Comment } from '../generate/comments';
import type { PrintContext } from '../generate/style';
import type {
  Collation,
  Column,
  Constraint,
  ExtendedStatistics,
  Extension,
  Index,
  Namespace,
  OtherObject,
  Policy,
  Routine,
  Rule,
  Schema,
  Sequence,
  Table,
  Trigger,
  UserType,
  View,
} from '../model/schema';
import { canonical } from '../text/canonical';
import { wordsInText } from './names-in-text';

/** By their word, what is kept of them. */
export interface Items {
  readonly schema: { readonly is: 'schema'; readonly namespace: Namespace };
  readonly extension: { readonly is: 'extension'; readonly extension: Extension };
  readonly collation: { readonly is: 'collation'; readonly collation: Collation };
  readonly type: { readonly is: 'type'; readonly type: UserType };
  /** What stands for a C type until its functions are there. */
  readonly shell: { readonly is: 'shell' };
  readonly sequence: { readonly is: 'sequence'; readonly sequence: Sequence };
  readonly table: { readonly is: 'table'; readonly table: Table };
  readonly column: { readonly is: 'column'; readonly table: Table; readonly column: Column };
  readonly constraint: { readonly is: 'constraint'; readonly table: Table; readonly constraint: Constraint };
  readonly index: { readonly is: 'index'; readonly owner: Table | View; readonly index: Index };
  readonly statistics: { readonly is: 'statistics'; readonly statistics: ExtendedStatistics };
  readonly trigger: { readonly is: 'trigger'; readonly owner: Table | View; readonly trigger: Trigger };
  readonly policy: { readonly is: 'policy'; readonly table: Table; readonly policy: Policy };
  readonly rule: { readonly is: 'rule'; readonly owner: Table | View; readonly rule: Rule };
  readonly view: { readonly is: 'view'; readonly view: View };
  readonly routine: { readonly is: 'routine'; readonly routine: Routine };
  readonly other: { readonly is: 'other'; readonly other: OtherObject };
}
export type Item = Items[keyof Items];
export type ItemOf<K extends keyof Items> = Items[K];

export interface Unit {
  readonly id: string;
  readonly item: Item;
  /** The order wherever needs leave a choice. */
  readonly sortKey: string;
  /** Made by the statement that makes the one above, where its table is a partition then. */
  readonly given?: boolean;
  /** Ids of units that must stand before it. */
  readonly needs: readonly string[];
  /** Those of them whose replacement is its own; `needs` where absent. A table that stands leaves this to its parts. */
  readonly ties?: readonly string[];
  /** Ids that should stand before it where that is possible. */
  readonly prefers?: readonly string[];
  /** The unit that it is part of: it falls with it, and may come with it. */
  readonly holder?: string;
  /** The same of the tables above, which a partition or child has from there. */
  readonly above?: readonly string[];
  /** It is made with those above, and falls with them. */
  readonly follows?: true;
  /** Equal where the two are the same but for comments, owners and privileges. */
  readonly shape: string;
  readonly comments: readonly Comment[];
}

/** Of what a unit is by its facts: from a snapshot, their members stand in another order. */
export const shapeText = (facts: unknown): string => canonical(facts);

/** One of the two schemas of a plan, and how its names are written. */
export interface Side {
  readonly schema: Schema;
  readonly context: PrintContext;
  readonly units: ReadonlyMap<string, Unit>;
}

/** Such a column stands, with its type, as long as its table does. */
export const isPartitionKey = ({ item }: Unit): boolean =>
  item.is === 'column' &&
  item.table.partitionBy !== undefined &&
  wordsInText(item.table.partitionBy).has(item.column.name);
