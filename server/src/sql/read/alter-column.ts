/** What ALTER TABLE says of columns. */

import { present } from '../../text/present';
import { located } from '../../text/text';
import { bodiesOf, itemsOf, stringOf } from '../ast';
import { sqlType } from '../types';
import { type Command, type CommandReader, optionNames } from './alter-command';
import { columnDef, writtenSettings } from './columns';
import { scanColumn } from './scan';
import { scanType } from './scan-clause';
import { identityOf, readSequenceOptions } from './sequence-options';
export function columnCommand(reader: CommandReader): Command | undefined {
  const { command, name: column, source, cursor, def } = reader;
  switch (command.subtype) {
    case 'AT_AddColumn': {
      if (def === undefined || !('ColumnDef' in def)) return undefined;
      const element = scanColumn(cursor);
      return { command: 'add column', column: columnDef(source, def.ColumnDef, element), ifNotExists: reader.ifExists };
    }
    case 'AT_DropColumn':
      return { command: 'drop column', column, ifExists: reader.ifExists, cascade: reader.cascade };
    case 'AT_AlterColumnType':
      return readSetType(reader);
    case 'AT_ColumnDefault': {
      if (def === undefined) return { command: 'drop default', column };
      cursor.seek('DEFAULT');
      cursor.at++;
      return { command: 'set default', column, default: source.expression(def, cursor.rest()) };
    }
    case 'AT_SetNotNull':
      return { command: 'set not null', column };
    case 'AT_DropNotNull':
      return { command: 'drop not null', column };
    case 'AT_SetExpression': {
      cursor.seek('(');
      return { command: 'set expression', column, expression: source.expression(def, cursor.inside().rest()) };
    }
    case 'AT_DropExpression':
      return { command: 'drop expression', column, ifExists: reader.ifExists };
    default:
      return columnStorageCommand(reader);
  }
}
function readSetType(reader: CommandReader): Command | undefined {
  const { def, source, cursor, name: column } = reader;
  if (def === undefined || !('ColumnDef' in def) || def.ColumnDef.typeName === undefined) return undefined;
  const node = def.ColumnDef;
  // A column may be called so, too.
  if (cursor.is('TYPE', 'TYPE') || cursor.is('TYPE', 'SET')) cursor.at++;
  cursor.seek('TYPE');
  cursor.at++;
  const range = scanType(cursor) ?? reader.range;
  const type = located(sqlType(node.typeName!), range.start, range.end);
  const collation = cursor.take('COLLATE') ? cursor.name() : undefined;
  const using = cursor.take('USING') ? source.expression(node.raw_default, cursor.rest()) : undefined;
  return {
    command: 'set type',
    column,
    type,
    ...present({ collation, using }),
  };
}
function columnStorageCommand(reader: CommandReader): Command | undefined {
  const { command, name: column, source, def } = reader;
  switch (command.subtype) {
    case 'AT_SetStatistics': {
      if (command.name === undefined) return { command: 'other', what: 'ALTER COLUMN number SET STATISTICS' };
      const statistics = def !== undefined && 'Integer' in def ? (def.Integer.ival ?? 0) : undefined;
      const value = present({ statistics: statistics === -1 ? undefined : statistics });
      return { command: 'column setting', column, setting: 'statistics', value };
    }
    case 'AT_SetStorage':
      return {
        command: 'column setting',
        column,
        setting: 'storage',
        value: writtenSettings({ storage: stringOf(def) }),
      };
    case 'AT_SetCompression': {
      const value = writtenSettings({ compression: stringOf(def) });
      return { command: 'column setting', column, setting: 'compression', value };
    }
    case 'AT_SetOptions':
      return { command: 'column options', column, set: source.options(itemsOf(def)), reset: [] };
    case 'AT_ResetOptions':
      return { command: 'column options', column, set: [], reset: optionNames(def) };
    default:
      return undefined;
  }
}
export function identityCommand(reader: CommandReader): Command | undefined {
  const { command, name: column, def } = reader;
  switch (command.subtype) {
    case 'AT_AddIdentity': {
      if (def === undefined || !('Constraint' in def)) return undefined;
      return {
        command: 'add identity',
        column,
        identity: identityOf(def.Constraint.generated_when, def.Constraint.options),
      };
    }
    case 'AT_SetIdentity': {
      const items = itemsOf(def);
      const when = bodiesOf(items, 'DefElem').find(({ defname }) => defname === 'generated')?.arg;
      // libpg-query gives the character of ATTRIBUTE_IDENTITY_ALWAYS ('a') or _BY_DEFAULT ('d') as a number.
      const code = when !== undefined && 'Integer' in when ? when.Integer.ival : undefined;
      const kind = code === 97 ? ({ kind: 'always' } as const) : code === 100 ? ({ kind: 'by default' } as const) : {};
      return { command: 'set identity', column, ...kind, sequence: readSequenceOptions(items) };
    }
    case 'AT_DropIdentity':
      return { command: 'drop identity', column, ifExists: reader.ifExists };
    default:
      return undefined;
  }
}
