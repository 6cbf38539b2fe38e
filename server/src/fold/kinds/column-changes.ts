/** What a command of ALTER TABLE makes of a column. */

import type { Table } from '../../model/schema';
import type { Column } from '../../model/schema-columns';
import type { Fact } from '../../model/schema-facts';
import { changedIdentity, ownOptions, sequenceType } from '../../model/sequences';
import type { AlterCommand } from '../../sql/read/ops-table';
import { present } from '../../text/present';
import type { TextRange } from '../../text/text';
import { chooseSequenceName } from '../default-names';
import type { Draft } from '../draft';
import { mergeOptions } from '../options';
import { requireType } from '../type-names';
import { ownCollation } from './collations';

export type ColumnCommand = AlterCommand<
  | 'set type'
  | 'set default'
  | 'drop default'
  | 'set not null'
  | 'drop not null'
  | 'set expression'
  | 'drop expression'
  | 'add identity'
  | 'set identity'
  | 'drop identity'
  | 'column setting'
  | 'column options'
>;

export type ColumnChange = (column: Column) => Column;
function withoutFacts<K extends keyof Column>(column: Column, ...keys: K[]): Omit<Column, K> {
  const rest = { ...column };
  for (const key of keys) delete rest[key];
  return rest;
}
export function columnChangeOf(draft: Draft, table: Table, command: ColumnCommand): ColumnChange | undefined {
  const setBy = (column: Column, fact: Fact, range: TextRange): NonNullable<Column['origins']> => ({
    ...column.origins,
    [fact]: draft.origin(range),
  });
  switch (command.command) {
    case 'set type':
      return changeColumnType(draft, command);
    case 'set default':
      return (column) => ({
        ...column,
        default: command.default.text,
        origins: setBy(column, 'default', command.default.range),
      });
    case 'drop default':
      return (column) => ({
        ...(withoutFacts(column, 'default') as Column),
        origins: setBy(column, 'default', command.range),
      });
    case 'set not null':
      return (column) => ({ ...column, notNull: true, origins: setBy(column, 'notNull', command.range) });
    case 'drop not null':
      return dropNotNull(draft, table, command);
    case 'set expression':
      return (column) => ({
        ...column,
        generated: { kind: column.generated?.kind ?? 'stored', expression: command.expression.text },
        origins: setBy(column, 'generated', command.expression.range),
      });
    case 'drop expression':
      return (column) => ({
        ...(withoutFacts(column, 'generated') as Column),
        origins: setBy(column, 'generated', command.range),
      });
    case 'column setting':
      return (column) => ({ ...withoutFacts(column, command.setting), ...command.value });
    case 'column options':
      return (column) => setOptions(column, command);
    default:
      return identityChange(draft, table, command);
  }
}
function changeColumnType(draft: Draft, command: AlterCommand<'set type'>): ColumnChange {
  const type = requireType(draft, command.type);
  const origin = draft.origin(command.type.range);
  return ({ collation, ...column }) => ({
    ...column,
    type,
    ...defaultOfType(column),
    ...present({
      collation: ownCollation(draft, type, command.collation?.value),
      identity: column.identity && changedIdentity(column.identity, {}, column.type.name, type.name),
    }),
    origins: { ...column.origins, type: origin },
  });
}
/** PostgreSQL casts the default it has: `'a'::mood` becomes `('a'::mood)::text`, and goes when the type is dropped. */
function defaultOfType({ type, default: text }: Column): Pick<Column, 'defaultOfType'> {
  if (text === undefined || type.builtin || type.schema === undefined) return {};
  return { defaultOfType: { schema: type.schema, name: type.name, text } };
}
function dropNotNull(
  draft: Draft,
  table: Table,
  command: AlterCommand<'set not null' | 'drop not null'>,
): ColumnChange | undefined {
  const name = command.column.value;
  const primary = table.constraints.find((each) => each.kind === 'primary key');
  if (primary?.kind === 'primary key' && primary.columns.includes(name) && !draft.mayReplace(primary.origins)) {
    draft.refuse(
      'other',
      command.column.range,
      { kind: 'column', schema: table.schema, name, table: table.name },
      `column "${name}" is in a primary key`,
    );
    return undefined;
  }
  return ({ notNullConstraint, ...column }) => ({
    ...column,
    notNull: false,
    origins: { ...column.origins, notNull: draft.origin(command.range) },
  });
}
function setOptions(column: Column, command: AlterCommand<'column options'>): Column {
  const { options, ...rest } = column;
  const kept = (options ?? []).filter((option) => !command.reset.includes(option.split('=')[0]!));
  const merged = mergeOptions(kept, command.set);
  return merged.length === 0 ? rest : { ...rest, options: merged };
}
function identityChange(
  draft: Draft,
  table: Table,
  command: AlterCommand<'add identity' | 'set identity' | 'drop identity'>,
): ColumnChange {
  const origin = draft.origin(command.range);
  const withOrigin = (column: Column): Column => ({ ...column, origins: { ...column.origins, identity: origin } });
  switch (command.command) {
    case 'add identity': {
      const name = chooseSequenceName(draft, table.schema, table.name, command.column.value);
      const sequenceName = command.identity.sequenceName ?? { schema: table.schema, name };
      return (column) => {
        const sequence = ownOptions(command.identity.sequence, sequenceType(column.type.name));
        return withOrigin({ ...column, notNull: true, identity: { ...command.identity, sequence, sequenceName } });
      };
    }
    case 'set identity':
      return (column) =>
        column.identity
          ? withOrigin({
              ...column,
              identity: {
                ...changedIdentity(column.identity, command.sequence, column.type.name),
                kind: command.kind ?? column.identity.kind,
              },
            })
          : column;
    case 'drop identity':
      return (column) => withOrigin(withoutFacts(column, 'identity') as Column);
  }
}
