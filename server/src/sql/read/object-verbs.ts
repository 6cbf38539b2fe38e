/** What names an object that exists: DROP, RENAME, SET SCHEMA, OWNER TO, COMMENT. */

import { isPart, isPartOfType, keptAs, type ObjectKind } from '../../model/kinds';
import { otherKinds } from '../../model/other-kinds';
import type { SqlType } from '../../model/types';
import { type Cursor, qualifiedOf } from '../../text/cursor';
import { present } from '../../text/present';
import type { LocalName, Name } from '../../text/text';
import { located } from '../../text/text';
import { bodiesOf } from '../ast';
import type {
  AlterObjectSchemaStmt,
  AlterOwnerStmt,
  CommentStmt,
  DropStmt,
  Node,
  ObjectType,
  ObjectWithArgs,
  RenameStmt,
} from '../parse';
import { localName, type Source } from '../source';
import { sqlType } from '../types';
import { roleName } from './alter-table';
import { methodOf, writtenTypes } from './named-objects';
import type { DdlOp, ObjectReference } from './ops';

interface WrittenKind {
  readonly kind: ObjectKind;
  /** How SQL says it. */
  readonly words: readonly string[];
}
const writtenAs = (kind: ObjectKind, words: string = kind.toUpperCase()): WrittenKind => ({
  kind,
  words: words.split(' '),
});

/** Kinds that live in a schema, or that name no schema object but are objects of the database all the same. */
const writtenKinds: Readonly<Partial<Record<ObjectType, WrittenKind>>> = {
  OBJECT_TABLE: writtenAs('table'),
  OBJECT_FOREIGN_TABLE: writtenAs('foreign table'),
  OBJECT_VIEW: writtenAs('view'),
  OBJECT_MATVIEW: writtenAs('materialized view'),
  OBJECT_INDEX: writtenAs('index'),
  OBJECT_SEQUENCE: writtenAs('sequence'),
  OBJECT_TYPE: writtenAs('type'),
  OBJECT_DOMAIN: writtenAs('domain'),
  OBJECT_FUNCTION: writtenAs('function'),
  OBJECT_PROCEDURE: writtenAs('procedure'),
  OBJECT_ROUTINE: writtenAs('routine'),
  OBJECT_AGGREGATE: writtenAs('aggregate'),
  OBJECT_SCHEMA: writtenAs('schema'),
  OBJECT_EXTENSION: writtenAs('extension'),
  OBJECT_COLLATION: writtenAs('collation'),
  OBJECT_STATISTIC_EXT: writtenAs('statistics'),
  OBJECT_TRIGGER: writtenAs('trigger'),
  OBJECT_POLICY: writtenAs('policy'),
  OBJECT_RULE: writtenAs('rule'),
  OBJECT_TABCONSTRAINT: writtenAs('constraint'),
  OBJECT_DOMCONSTRAINT: writtenAs('domain constraint', 'CONSTRAINT'),
  OBJECT_COLUMN: writtenAs('column'),
  OBJECT_ATTRIBUTE: writtenAs('attribute'),
  ...Object.fromEntries(
    Object.entries(otherKinds).flatMap(([what, rules]) =>
      'object' in rules ? [[rules.object, writtenAs('other', what)]] : [],
    ),
  ),
};
function writtenKind(type: ObjectType | undefined): WrittenKind | undefined {
  return type === undefined ? undefined : writtenKinds[type];
}

/** Over `verb kind [CONCURRENTLY] [IF EXISTS] [ONLY]`; the words between are not looked at, PostgreSQL has. */
function takeHead(cursor: Cursor, words: readonly string[]): void {
  cursor.at++;
  cursor.take('ON');
  cursor.take('PROCEDURAL');
  cursor.at += words.length;
  cursor.take('CONCURRENTLY');
  cursor.take('IF', 'EXISTS');
  cursor.take('ONLY');
}

/** The object written at `cursor`, in the form its kind has; `cursor` moves past it. */
function readReference(source: Source, cursor: Cursor, { kind, words }: WrittenKind, node?: Node): ObjectReference {
  const start = cursor.start;
  if (kind === 'column') {
    const parts = cursor.dotted();
    const table = tableBefore(parts.slice(0, -1));
    return { kind, name: asName(parts.at(-1), source), ...present({ table }) };
  }
  if (isPart(kind) || kind === 'domain constraint') {
    const local = cursor.local();
    cursor.take('ON');
    if (kind === 'domain constraint') cursor.take('DOMAIN');
    const table = cursor.name();
    return { kind, name: asName(local, source), ...present({ table }) };
  }
  if (keptAs(kind) === 'routine') {
    const name = cursor.name() ?? located({ name: '' }, start, start);
    if (cursor.peek() === '(') cursor.group();
    return { kind, name, ...argumentTypesOf(node) };
  }
  if (kind === 'other') return other(cursor, words.join(' '), node);
  return { kind, name: cursor.name() ?? { value: { name: '' }, range: source.all } };
}
function other(cursor: Cursor, what: string, node: Node | undefined): ObjectReference {
  const name = otherName(cursor);
  const types = writtenTypes(node);
  const method = methodOf(what, node);
  // Over the sides of an operator, or USING a method.
  if (cursor.peek() === '(') cursor.group();
  if (cursor.take('USING')) cursor.local();
  return {
    kind: 'other',
    name,
    what,
    ...(types.length === 0 ? {} : { types }),
    ...(method === undefined ? {} : { method }),
  };
}
/** A name, an operator (`app.@@`), or what stands in parentheses (a cast's types); the cursor moves past it. */
export function otherName(cursor: Cursor): Name {
  const start = cursor.start;
  if (cursor.peek() === '(') {
    const range = cursor.group();
    return { value: { name: cursor.text.slice(range.start, range.end) }, range };
  }
  const parts = cursor.dotted();
  const operator = cursor.token();
  if (operator?.kind !== 'operator') return qualifiedOf(parts) ?? located({ name: '' }, start, start);
  cursor.at++;
  const schema = parts.at(-1)?.value;
  const value = schema === undefined ? { name: operator.text } : { schema, name: operator.text };
  return { value, range: { start, end: operator.end } };
}
function asName(local: LocalName | undefined, source: Source): Name {
  return local === undefined
    ? { value: { name: '' }, range: source.all }
    : { value: { name: local.value }, range: local.range };
}
function tableBefore(parts: readonly LocalName[]): Name | undefined {
  const last = parts.at(-1);
  if (last === undefined) return undefined;
  const schema = parts.at(-2)?.value;
  const value = schema === undefined ? { name: last.value } : { schema, name: last.value };
  return { value, range: { start: parts[0]!.range.start, end: last.range.end } };
}
function argumentTypesOf(node: Node | undefined): { argumentTypes?: SqlType[] } {
  if (node === undefined || !('ObjectWithArgs' in node)) return {};
  const object: ObjectWithArgs = node.ObjectWithArgs;
  if (object.args_unspecified) return {};
  return { argumentTypes: bodiesOf(object.objargs, 'TypeName').map(sqlType) };
}

export function drop(source: Source, statement: DropStmt): DdlOp {
  const kind = writtenKind(statement.removeType);
  if (kind === undefined) return { op: 'none', statement: 'DROP' };
  const cursor = source.cursor();
  takeHead(cursor, kind.words);
  const objects = (statement.objects ?? []).map((node) => {
    const object = readReference(source, cursor, kind, node);
    cursor.take(',');
    return object;
  });
  return {
    op: 'drop',
    objects,
    ifExists: statement.missing_ok ?? false,
    cascade: statement.behavior === 'DROP_CASCADE',
    ...present({ concurrently: statement.concurrent || undefined }),
  };
}

export function comment(source: Source, statement: CommentStmt): DdlOp {
  const kind = writtenKind(statement.objtype);
  if (kind === undefined) return { op: 'none', statement: 'COMMENT' };
  const cursor = source.cursor();
  takeHead(cursor, kind.words);
  const object = readReference(source, cursor, kind, statement.object);
  cursor.seek('IS');
  cursor.at++;
  return { op: 'comment', object, comment: { value: statement.comment || undefined, range: cursor.rest() } };
}

/** The kind whose words stand in the text; that of a part (column, constraint) is its table's. */
function holderWords(source: Source): number {
  const cursor = source.cursor();
  cursor.at++;
  const longest = Object.values(writtenKinds)
    .map(({ words }) => words)
    .filter((words) => cursor.isAll(words))
    .sort((a, b) => b.length - a.length)[0];
  return longest?.length ?? 1;
}

export function renameObject(source: Source, statement: RenameStmt): DdlOp {
  const kind = writtenKind(statement.renameType);
  if (kind === undefined) return { op: 'none', statement: 'ALTER' };
  const cursor = source.cursor();
  const isPart = isPartOfType(kind.kind) || kind.kind === 'column' || kind.kind === 'constraint';
  takeHead(cursor, isPart ? new Array<string>(holderWords(source)).fill('') : kind.words);
  const object = isPart
    ? {
        ...partReference(source, cursor, kind.kind, statement),
        ...(statement.relation && !statement.relation.inh && { only: true as const }),
      }
    : readReference(source, cursor, kind, statement.object);
  const last = source.tokens.findLastIndex(({ text }) => text === 'TO');
  const to = cursor.fork(last + 1).local();
  return {
    op: 'rename',
    object: kind.kind === 'table' ? { ...object, kind: tableKind(source) } : object,
    to: localName(statement.newname, to, source.all),
    ifExists: statement.missing_ok ?? false,
  };
}
/** ALTER … holder RENAME [COLUMN | CONSTRAINT | ATTRIBUTE] part TO new. */
function partReference(source: Source, cursor: Cursor, kind: ObjectKind, statement: RenameStmt): ObjectReference {
  const table = cursor.name();
  cursor.seek('RENAME');
  cursor.at++;
  if (cursor.peek(1) !== 'TO') cursor.takeAny('COLUMN', 'CONSTRAINT', 'ATTRIBUTE');
  const part = localName(statement.subname, cursor.local(), source.all);
  return { kind, name: asName(part, source), ...present({ table }) };
}
/** `ALTER TABLE` also reaches views, sequences and indexes: the fold finds out what the name stands for. */
function tableKind(source: Source): ObjectKind {
  return source.cursor().is('ALTER', 'FOREIGN', 'TABLE') ? 'foreign table' : 'table';
}

export function setSchema(source: Source, statement: AlterObjectSchemaStmt): DdlOp {
  const kind = writtenKind(statement.objectType);
  if (kind === undefined) return { op: 'none', statement: 'ALTER' };
  const cursor = source.cursor();
  takeHead(cursor, kind.words);
  const object = readReference(source, cursor, kind, statement.object);
  const to = cursor.fork(source.tokens.length - 1).local();
  return {
    op: 'set schema',
    object,
    to: localName(statement.newschema, to, source.all),
    ifExists: statement.missing_ok ?? false,
  };
}

export function alterOwner(source: Source, statement: AlterOwnerStmt): DdlOp {
  const kind = writtenKind(statement.objectType);
  if (kind === undefined) return { op: 'none', statement: 'ALTER' };
  const cursor = source.cursor();
  takeHead(cursor, kind.words);
  return {
    op: 'owner',
    object: readReference(source, cursor, kind, statement.object),
    owner: roleName(statement.newowner),
  };
}
