/** One column of CREATE TABLE. */

import type { Column, SequenceOptions, Table } from '../model/schema';
import { type ColumnSettings, columnSettingNames, settingsOf } from '../model/schema-columns';
import { makeObjectName } from '../text/names';
import { isNameTaken, notNullName } from './lookup';
import { serialSequence, serialTypes } from './serial';
import type { PrintContext } from './style';
import { builtIn, foreignOptions, local, qualified, storageParameters, typeName } from './text';

/** `"name" type …`: everything that can be said inside CREATE TABLE, the key words in capitals. */
export function columnDefinition(column: Column, context: PrintContext, table?: Table): string {
  const serial = table && serialType(column, table, context);
  const parts = [local(column.name, context), serial ?? typeName(column.type, context)];
  parts.push(...columnClauses(column, context, table, serial !== undefined));
  return parts.join(' ');
}
/** What follows the type. A serial is NOT NULL and has its default by itself. */
export function columnClauses(column: Column, context: PrintContext, table?: Table, serial = false): string[] {
  const parts: string[] = [];
  const inline = context.schema.serverVersion >= 160000;
  parts.push(...settingClauses(settingsOf(column, inline ? ['storage', 'compression'] : ['compression'])));
  if (column.foreignOptions !== undefined) parts.push(foreignOptions(column.foreignOptions));
  if (column.collation !== undefined) parts.push(`COLLATE ${builtIn(column.collation, context)}`);
  const named = notNullConstraintName(column, context, table);
  if (!serial || named !== undefined) parts.push(...notNull(column, named, context));
  // An identity has one beside it where a parent's column gives it.
  if (column.default !== undefined && !serial && !column.identity) parts.push(`DEFAULT ${column.default}`);
  if (column.generated !== undefined)
    parts.push(`GENERATED ALWAYS AS (${column.generated.expression}) ${column.generated.kind.toUpperCase()}`);
  if (column.identity !== undefined) parts.push(identityClause(column, context, table));
  return parts;
}
const settingWords: { readonly [K in keyof ColumnSettings]-?: (value: NonNullable<ColumnSettings[K]>) => string } = {
  storage: (kind) => `STORAGE ${kind.toUpperCase()}`,
  compression: (method) => `COMPRESSION ${method}`,
  statistics: (target) => `STATISTICS ${target}`,
  options: (options) => `(${storageParameters(options)})`,
};
/** What follows ALTER COLUMN … SET, one clause a setting; CREATE TABLE has the first two alike. */
export function settingClauses(column: ColumnSettings): string[] {
  return columnSettingNames.flatMap((name) => {
    const value = column[name];
    return value === undefined ? [] : settingWords[name](value as never);
  });
}
/** What sets it as it is, its default too. */
export function settingClause(setting: 'storage' | 'compression', column: Column, serverVersion: number): string {
  return settingClauses(settingsOf(column, [setting]))[0] ?? defaultClause(setting, column, serverVersion);
}
/** Before 16 there is no SET STORAGE DEFAULT. */
function defaultClause(setting: 'storage' | 'compression', { type }: Column, serverVersion: number): string {
  if (setting === 'compression') return 'COMPRESSION default';
  if (serverVersion >= 160000) return 'STORAGE DEFAULT';
  return `STORAGE ${type.builtin && type.name === 'numeric' && !type.array ? 'MAIN' : 'EXTENDED'}`;
}
/** The name of a column's NOT NULL where PostgreSQL would not choose it by itself. */
export function notNullConstraintName(column: Column, context: PrintContext, table?: Table): string | undefined {
  if (column.notNullConstraint !== undefined) return column.notNullConstraint.name;
  if (!column.notNull || table === undefined) return undefined;
  const chosen = notNullName(table, column);
  return isNameTaken(context, table, chosen, { part: column.name, copy: column.inherited }) ? chosen : undefined;
}
function notNull(column: Column, named: string | undefined, context: PrintContext): string[] {
  if (!column.notNull || column.notNullConstraint?.valid === false) return [];
  const name = named === undefined ? '' : `CONSTRAINT ${local(named, context)} `;
  return [`${name}NOT NULL${column.notNullConstraint?.noInherit ? ' NO INHERIT' : ''}`];
}
/** `GENERATED … AS IDENTITY (…)` of a column that is one. */
export function identityClause(column: Column, context: PrintContext, table: Table | undefined): string {
  const { kind, sequence, sequenceName } = column.identity!;
  // A type of its own cannot be said here (see `settings`).
  const { type: _type, ...rest } = sequence;
  const options = sequenceClauses(rest);
  if (table !== undefined && sequenceName !== undefined) {
    const chosen =
      sequenceName.schema === table.schema && sequenceName.name === makeObjectName(table.name, column.name, 'seq');
    if (!chosen) options.unshift(`SEQUENCE NAME ${qualified(sequenceName, context)}`);
  }
  return `GENERATED ${kind.toUpperCase()} AS IDENTITY${options.length > 0 ? ` (${options.join(' ')})` : ''}`;
}

/** Only what is not PostgreSQL's default. */
export function sequenceClauses(options: SequenceOptions): string[] {
  const parts: string[] = [];
  if (options.type !== undefined) parts.push(`AS ${options.type}`);
  if (options.start !== undefined) parts.push(`START WITH ${options.start}`);
  if (options.increment !== undefined) parts.push(`INCREMENT BY ${options.increment}`);
  if (options.minValue !== undefined) parts.push(`MINVALUE ${options.minValue}`);
  if (options.maxValue !== undefined) parts.push(`MAXVALUE ${options.maxValue}`);
  if (options.cache !== undefined) parts.push(`CACHE ${options.cache}`);
  if (options.cycle) parts.push('CYCLE');
  return parts;
}

/** `serial` and its kin, where the catalog holds exactly what they make. */
export function serialType(column: Column, table: Table, context: PrintContext): string | undefined {
  return serialSequence(column, table, context.schema) && serialTypes[column.type.name];
}
