/** One command of ALTER TABLE: its node and the text it stands in. */

import type { Cursor } from '../../text/cursor';
import type { LocalName, TextRange } from '../../text/text';
import { bodiesOf, itemsOf } from '../ast';
import type { AlterTableCmd, DefElem, Node } from '../parse';
import { localName, type Source } from '../source';
import type { AlterTableCommand } from './ops-table';
export type Command = AlterTableCommand extends infer C ? (C extends unknown ? Omit<C, 'range'> : never) : never;

export class CommandReader {
  readonly #column: LocalName | undefined;
  constructor(
    readonly source: Source,
    readonly command: AlterTableCmd,
    /** Behind the object's name, for those that begin ADD, ALTER, DROP or VALIDATE. */
    readonly cursor: Cursor,
    readonly range: TextRange,
  ) {
    if (cursor.takeAny('ADD', 'ALTER', 'DROP', 'VALIDATE') !== undefined) {
      cursor.takeAny('COLUMN', 'CONSTRAINT', 'ATTRIBUTE');
      cursor.take('IF', 'NOT', 'EXISTS') || cursor.take('IF', 'EXISTS');
      this.#column = cursor.fork().local();
    }
  }
  get def(): Node | undefined {
    return this.command.def;
  }
  /** The column or constraint that the command names. */
  get name(): LocalName {
    return localName(this.command.name, this.#column, this.range);
  }
  get ifExists(): boolean {
    return this.command.missing_ok ?? false;
  }
  get cascade(): boolean {
    return this.command.behavior === 'DROP_CASCADE';
  }
  /** The last name of the text: of a trigger, rule or index. */
  named(value: string | undefined): LocalName {
    const last = this.cursor.fork(this.cursor.limit - 1);
    return localName(value, last.local(), this.range);
  }
}
const optionName = (option: DefElem): string =>
  `${option.defnamespace === undefined ? '' : `${option.defnamespace}.`}${option.defname ?? ''}`;
export function optionNames(node: Node | undefined): string[] {
  return bodiesOf(itemsOf(node), 'DefElem').map(optionName);
}
