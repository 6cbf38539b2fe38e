/** What a diagram shows: tables with their columns, the foreign keys between them, and what of it differs, in words. */

import { said, t } from '../text/l10n';

/**
 * `added`: the file has it, dev does not. `missing`: dev has it, what the file makes lacks it. `dropped`: dev has it, the
 * file takes it away. `changed`: both have it, each otherwise.
 */
export type Mark = 'same' | 'added' | 'missing' | 'dropped' | 'changed';
export interface Marked {
  readonly mark: Mark;
  /** `added here`, `dev: integer`; empty where nothing differs. Never the colour alone says it. */
  readonly words: string;
}
export interface DiagramColumn extends Marked {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly inPrimaryKey: boolean;
  readonly inForeignKey: boolean;
}
export interface DiagramTable extends Marked {
  /** `t12`: fit for an attribute, whatever the table is called. */
  readonly id: string;
  readonly schema: string;
  readonly name: string;
  /** As SQL needs it: `sales.orders`, `"Order"`. */
  readonly title: string;
  /** It stands there only for the foreign keys that lead to it or from it. */
  readonly isBeside: boolean;
  readonly columns: readonly DiagramColumn[];
  /** Constraints and indexes that differ: `index orders_user_idx (user_id)`. */
  readonly parts: readonly (Marked & { readonly text: string })[];
  readonly partitions: number;
}
export interface DiagramKey extends Marked {
  readonly name: string;
  /** Ids of the table that has the foreign key, and of the one that it leads to. */
  readonly from: string;
  readonly to: string;
  readonly columns: readonly string[];
  readonly referenced: readonly string[];
  /** A row may lead nowhere: one of the columns may be null. */
  readonly isOptional: boolean;
  /** At most one row leads to each. */
  readonly isUnique: boolean;
}
export interface Diagram {
  readonly tables: readonly DiagramTable[];
  readonly keys: readonly DiagramKey[];
  /** What is not drawn, and what is not known. */
  readonly notes: readonly string[];
}

/** Of a table that is touched and does not differ. */
export const asDevHasIt = t('as dev has it');

/** A sign beside the words, for those who see no colours. */
export const signs: Readonly<Record<Mark, string>> = { same: '', added: '+', missing: '−', dropped: '−', changed: '~' };

/** Its words in the language of the editor; names and types stay. */
export function saidDiagram({ tables, keys, notes }: Diagram): Diagram {
  const inLanguage = <T extends Marked>(one: T): T => ({ ...one, words: said(one.words) });
  return {
    tables: tables.map((table) => ({
      ...inLanguage(table),
      columns: table.columns.map(inLanguage),
      parts: table.parts.map((part) => ({ ...inLanguage(part), text: said(part.text) })),
    })),
    keys: keys.map(inLanguage),
    notes: notes.map(said),
  };
}

const MOST_ROWS = 40;
/** Keys, what differs and the first others: a table of 1,600 columns fits no screen. */
export function drawnColumns({ columns }: DiagramTable): DiagramTable['columns'] {
  if (columns.length <= MOST_ROWS) return columns;
  const matters = (one: DiagramTable['columns'][number]) => one.mark !== 'same' || one.inPrimaryKey || one.inForeignKey;
  const first = columns.filter(matters).slice(0, MOST_ROWS);
  const kept = new Set([...first, ...columns.filter((one) => !matters(one)).slice(0, MOST_ROWS - first.length)]);
  return columns.filter((one) => kept.has(one));
}
