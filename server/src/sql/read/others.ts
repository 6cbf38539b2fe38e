/** Sequences, schemas, extensions, settings, transactions, and the objects that are kept by their text. */

import { type Cursor, qualifiedOf } from '../../text/cursor';
import { t } from '../../text/l10n';

import { present } from '../../text/present';
import type { LocalName, Name } from '../../text/text';
import { bodiesOf } from '../ast';
import type {
  AlterSeqStmt,
  CreateExtensionStmt,
  CreateSchemaStmt,
  CreateSeqStmt,
  DefineStmt,
  Node,
  TransactionStmt,
  VariableSetStmt,
  VariableShowStmt,
} from '../parse';
import { constantText } from '../plpgsql/routine-call';
import { localName, optionValue, type Source } from '../source';
import { sqlType } from '../types';
import { qualifiedName } from './indexes';
import { nameInSource, requireOther } from './named-objects';
import { otherName } from './object-verbs';
import type { DdlOp, Op } from './ops';
import { createAggregate } from './routines';
import { readSequenceOptions } from './sequence-options';
import { persistenceOf } from './tables';

export function createSequence(source: Source, statement: CreateSeqStmt): DdlOp {
  return {
    ...sequence(source, statement.sequence, statement.options),
    op: 'create sequence',
    conditional: statement.if_not_exists ?? false,
    ...persistenceOf(statement.sequence?.relpersistence, statement.sequence?.schemaname),
  };
}
export function alterSequence(source: Source, statement: AlterSeqStmt): DdlOp {
  return {
    ...sequence(source, statement.sequence, statement.options),
    op: 'alter sequence',
    conditional: statement.missing_ok ?? false,
  };
}
function sequence(source: Source, variable: CreateSeqStmt['sequence'], options: readonly Node[] | undefined) {
  const name = source.relation(variable);
  const ownedBy = ownedByOption(source, options);
  return { name, options: readSequenceOptions(options), ...present({ ownedBy }) };
}
function ownedByOption(
  source: Source,
  options: readonly Node[] | undefined,
): { table: Name; column: LocalName } | 'none' | undefined {
  const option = bodiesOf(options, 'DefElem').find(({ defname }) => defname === 'owned_by');
  if (option === undefined) return undefined;
  const cursor = source.cursorAt(option.location);
  cursor.take('OWNED', 'BY');
  const parts = cursor.dotted();
  const column = parts.at(-1);
  const table = qualifiedOf(parts.slice(0, -1));
  return table === undefined || column === undefined ? 'none' : { table, column };
}

export function createSchema(
  source: Source,
  statement: CreateSchemaStmt,
  read: (node: Node) => readonly DdlOp[],
): DdlOp {
  const cursor = source.cursor();
  cursor.at += 2;
  const ifNotExists = cursor.take('IF', 'NOT', 'EXISTS');
  // CREATE SCHEMA AUTHORIZATION bob names the schema after the role.
  cursor.take('AUTHORIZATION');
  const written = cursor.local();
  const elements = (statement.schemaElts ?? []).flatMap(read);
  const called = statement.schemaname ?? statement.authrole?.rolename;
  if (called === undefined)
    return { op: 'unknown', reason: t('the schema is named after the role that makes it'), objects: [] };
  const name = localName(called, written, source.all);
  return { op: 'create schema', name, ifNotExists, elements };
}

export function createExtension(source: Source, statement: CreateExtensionStmt): DdlOp {
  const cursor = source.cursor();
  cursor.at += 2;
  cursor.take('IF', 'NOT', 'EXISTS');
  const option = (name: string): string | undefined => {
    const arg = bodiesOf(statement.options, 'DefElem').find(({ defname }) => defname === name)?.arg;
    return arg === undefined ? undefined : optionValue(arg);
  };
  const schema = option('schema');
  const version = option('new_version');
  return {
    op: 'create extension',
    name: localName(statement.extname, cursor.local(), source.all),
    ifNotExists: statement.if_not_exists ?? false,
    ...present({ schema, version }),
  };
}

/** The server's own default: what RESET goes back to unless the role or the database has another. */
export const resetPath = { op: 'set search path', path: ['$user', 'public'], local: false } as const satisfies DdlOp;

export function setVariable(source: Source, statement: VariableSetStmt): DdlOp {
  if (statement.kind === 'VAR_RESET_ALL') return resetPath;
  if (statement.name !== 'search_path' || statement.kind === 'VAR_SET_CURRENT') {
    const cursor = source.cursor();
    cursor.takeAny('SET', 'RESET');
    cursor.takeAny('LOCAL', 'SESSION');
    const parameter = cursor.local();
    const word = statement.kind === 'VAR_RESET' ? 'RESET' : 'SET';
    // SET TIME ZONE, NAMES, ROLE and others are named otherwise.
    return {
      op: 'none',
      statement: word,
      ...(parameter?.value === statement.name && present({ parameter, value: valueOfSetting(statement) })),
    };
  }
  const local = statement.is_local ?? false;
  if (statement.kind === 'VAR_SET_VALUE') {
    const path = (statement.args ?? []).map((arg) => constantText(arg) ?? '').filter((name) => name !== '');
    return { op: 'set search path', path, local };
  }
  return { ...resetPath, local };
}

/** SHOW ALL, TIME ZONE and the like are named otherwise. */
export function showVariable(source: Source, { name }: VariableShowStmt): DdlOp {
  const cursor = source.cursor();
  cursor.takeAny('SHOW');
  const parameter = cursor.local();
  return { op: 'none', statement: 'SHOW', ...(parameter?.value === name && name !== 'all' && present({ parameter })) };
}
/** Of `SET parameter = value`, where it is one constant. */
function valueOfSetting({ kind, args = [] }: VariableSetStmt): string | undefined {
  return kind === 'VAR_SET_VALUE' && args.length === 1 ? (constantText(args[0]) ?? undefined) : undefined;
}
/** SET that is kept with an object: a function, a role, a database. */
export function keptSetting(source: Source, statement: VariableSetStmt | undefined): DdlOp[] {
  if (statement?.name === undefined || statement.kind === 'VAR_RESET_ALL') return [];
  const parameter = nameInSource(source, { name: statement.name });
  const name = { value: statement.name, range: parameter.range };
  return [{ op: 'none', statement: 'kept setting', parameter: name, ...present({ value: valueOfSetting(statement) }) }];
}

export function keptSettings(source: Source, options: readonly Node[] | undefined): DdlOp[] {
  return bodiesOf(options, 'DefElem').flatMap(({ defname, arg }) =>
    defname === 'set' && arg && 'VariableSetStmt' in arg ? keptSetting(source, arg.VariableSetStmt) : [],
  );
}

type Transaction = Op<'transaction'>['what'];
const transactions: Readonly<Record<string, Transaction>> = {
  TRANS_STMT_BEGIN: 'begin',
  TRANS_STMT_START: 'begin',
  TRANS_STMT_COMMIT: 'commit',
  TRANS_STMT_ROLLBACK: 'rollback',
  TRANS_STMT_SAVEPOINT: 'savepoint',
  TRANS_STMT_ROLLBACK_TO: 'rollback to',
  TRANS_STMT_RELEASE: 'release',
};
export function transaction(statement: TransactionStmt): DdlOp {
  const what = transactions[statement.kind ?? ''];
  if (what === undefined) return { op: 'none', statement: 'PREPARE TRANSACTION' };
  return {
    op: 'transaction',
    what,
    ...present({ name: statement.savepoint_name }),
  };
}

/** CREATE AGGREGATE, COLLATION, TYPE of C code, OPERATOR, TEXT SEARCH …. */
export function define(source: Source, statement: DefineStmt): DdlOp | DdlOp[] {
  if (statement.kind === 'OBJECT_AGGREGATE') return createAggregate(source, statement);
  const cursor = source.cursor();
  cursor.at++;
  cursor.take('OR', 'REPLACE');
  const what = kindWords(cursor, [
    'TYPE',
    'COLLATION',
    'OPERATOR',
    'PARSER',
    'DICTIONARY',
    'TEMPLATE',
    'CONFIGURATION',
  ]);
  cursor.take('IF', 'NOT', 'EXISTS');
  const name: Name = { ...otherName(cursor), value: qualifiedName(statement.defnames) ?? { name: '' } };
  const definition = source.slice(source.from(source.tokens[0]?.start ?? 0));
  if (statement.kind === 'OBJECT_TYPE') return { op: 'create base type', name };
  if (statement.kind === 'OBJECT_COLLATION') {
    const options = source.slice(source.from(name.range.end)).trim();
    return { op: 'create collation', name, ifNotExists: statement.if_not_exists ?? false, definition: options };
  }
  const made = { op: 'create other', what, name, ifNotExists: false, definition } as const;
  return [
    ...searchObjectsNamed(source, what, statement.definition),
    { ...made, ...operatorSides(what, statement.definition) },
  ];
}
/** What a configuration is copied from, or made of. */
const searchOptions: Readonly<Record<string, string>> = {
  'TEXT SEARCH CONFIGURATION copy': 'TEXT SEARCH CONFIGURATION',
  'TEXT SEARCH CONFIGURATION parser': 'TEXT SEARCH PARSER',
  'TEXT SEARCH DICTIONARY template': 'TEXT SEARCH TEMPLATE',
};
function searchObjectsNamed(source: Source, what: string, definition: readonly Node[] | undefined): DdlOp[] {
  return bodiesOf(definition, 'DefElem').flatMap(({ defname, arg }) => {
    const needed = searchOptions[`${what} ${defname}`];
    const names = arg && 'TypeName' in arg ? arg.TypeName.names : undefined;
    return needed !== undefined && names ? [requireOther(source, needed, names)] : [];
  });
}
/** LEFTARG and RIGHTARG; NONE is no type. */
function operatorSides(what: string, definition: readonly Node[] | undefined): Pick<CreateOther, 'types'> {
  if (what !== 'OPERATOR') return {};
  const all = bodiesOf(definition, 'DefElem');
  const types = ['leftarg', 'rightarg'].map((name) => {
    const arg = all.find(({ defname }) => defname === name)?.arg;
    return arg && 'TypeName' in arg ? sqlType(arg.TypeName) : undefined;
  });
  return { types };
}
type CreateOther = Extract<DdlOp, { op: 'create other' }>;
/** Over the words of a kind up to the last of them; `TEXT SEARCH PARSER`. */
function kindWords(cursor: Cursor, last: readonly string[]): string {
  const from = cursor.at;
  while (!cursor.done && cursor.takeAny(...last) === undefined) cursor.at++;
  return cursor.tokens
    .slice(from, cursor.at)
    .map(({ text }) => text)
    .join(' ');
}

/** Objects of which only the name and the text are kept. */
export function createOther(
  source: Source,
  what: string,
  name: string | readonly Node[] | undefined,
  needs?: { readonly what: string; readonly name: string | undefined },
  more: Pick<CreateOther, 'types' | 'method' | 'replaces' | 'ownFamily'> = {},
): CreateOther {
  const cursor = source.cursor();
  cursor.at++;
  cursor.take('OR', 'REPLACE');
  cursor.takeAny('TRUSTED', 'DEFAULT');
  cursor.take('PROCEDURAL');
  cursor.at += what.split(' ').length;
  const ifNotExists = cursor.take('IF', 'NOT', 'EXISTS');
  const written = otherName(cursor);
  const value = typeof name === 'string' ? { name } : qualifiedName(name);
  const definition = source.slice(source.from(source.tokens[0]?.start ?? 0));
  return {
    op: 'create other',
    what,
    name: { value: value ?? written.value, range: written.range },
    ifNotExists,
    definition,
    ...present({ needs: needs && namedLast(cursor, needs.what, needs.name) }),
    ...more,
  };
}
/** `FOREIGN DATA WRAPPER w` further on in the statement. */
function namedLast(cursor: Cursor, what: string, name: string | undefined): NonNullable<CreateOther['needs']> {
  const words = what.split(' ');
  while (!cursor.done && !cursor.isAll(words)) cursor.at++;
  cursor.at += words.length;
  const { range } = otherName(cursor);
  return { what, name: { value: { name: name ?? '' }, range } };
}
/** ALTER of such an object: it has to be there. */
export function alterOther(source: Source, what: string, name: string | undefined): DdlOp {
  const cursor = source.cursor();
  cursor.at += 1 + what.split(' ').length;
  return { op: 'alter other', what, name: { value: { name: name ?? '' }, range: otherName(cursor).range } };
}
