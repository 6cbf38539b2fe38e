/** One connection's state from statement to statement: the schema, the transaction it is in, its search path. */

import { kinds, schemaKinds } from '../model/kinds';
import { isSurelyAbsent, TEMPORARY } from '../model/resolve';
import type { Schema } from '../model/schema';
import type { Statement } from '../sql/document/statement';
import { setsBodyChecks } from '../sql/query/routine-query';
import type { DdlOp, Op } from '../sql/read/ops';
import { calledBefore } from '../sql/refusals/newer-keywords';
import { newerThan } from '../sql/refusals/newer-syntax';
import type { TextRefusal } from '../sql/refusals/refusal';
import { qualifiedKey } from '../text/names';
import { present } from '../text/present';
import { apply, draftOf } from './apply';
import type { ApplyContext, Conflict } from './conflict';
import { refusedTypes } from './refused-types';
import { removeDependentsOfTable, removeTable } from './verbs/drop-table';

interface Transaction {
  readonly before: Schema;
  readonly savepoints: readonly { readonly name: string; readonly schema: Schema }[];
  /** The search path to return to, once SET LOCAL has changed it. */
  readonly path?: readonly string[];
}
export interface Session {
  readonly schema: Schema;
  /** `SET check_function_bodies = off` came before. */
  readonly skipsBodies?: boolean;
  /** Keys of temporary tables that fall with their transaction. */
  readonly passing?: readonly string[];
  readonly transaction?: Transaction;
}
export interface FoldStep {
  readonly session: Session;
  readonly conflicts: readonly Conflict[];
  /** The same comes out of it however its file is judged. */
  readonly inAnyMode: boolean;
}
const noConflicts: readonly Conflict[] = [];

/** The session after a statement; sections that the tool does not run change nothing. */
export function step(session: Session, statement: Statement, context: Omit<ApplyContext, 'statement'>): FoldStep {
  if (!statement.runs) return { session, conflicts: noConflicts, inAnyMode: true };
  const stepped = stepOf(session, statement, context);
  const { guard, index, parsed } = statement;
  if (guard === undefined || !stepped.conflicts.some(({ kind }) => kind !== 'skipped by if not exists')) return stepped;
  // As the tool does with it: it is left out.
  const range = { start: 0, end: parsed.text.length };
  const object = { kind: 'other', name: '' } as const;
  return {
    session,
    conflicts: [{ statement: index, range, kind: 'not decided', message: guard, object }],
    inAnyMode: false,
  };
}
function stepOf(session: Session, statement: Statement, context: Omit<ApplyContext, 'statement'>): FoldStep {
  let current = session;
  let conflicts = refusedText(session.schema, statement);
  let inAnyMode = true;
  const checksBodies = setsBodyChecks(statement.parsed);
  if (checksBodies !== undefined) current = { ...current, skipsBodies: !checksBodies };
  for (const op of statement.parsed.ops) {
    if (op.op === 'transaction') {
      const { skipsBodies = false } = current;
      current = { ...inTransaction(current, op), skipsBodies };
      continue;
    }
    if ((op.op === 'none' && !op.parameter) || op.op === 'placeholder table') continue;
    if (op.op === 'use' && isForRulesAlone(op)) continue;
    const passing = passingTable(op);
    if (passing !== undefined) current = withoutPassing(current, passing);
    const applied = apply(current.schema, op, {
      ...context,
      statement: statement.index,
      ...present({ skipsBodies: current.skipsBodies || undefined }),
    });
    current = { ...withLocalPath(current, op), schema: applied.schema };
    inAnyMode &&= applied.inAnyMode;
    if (passing !== undefined) {
      const others = (current.passing ?? []).filter((key) => key !== passing.key);
      current = { ...current, passing: passing.drops ? [...others, passing.key] : others };
    }
    if (applied.conflicts.length > 0) conflicts = [...conflicts, ...applied.conflicts];
  }
  if (conflicts.length > 0) return { session: current, conflicts, inAnyMode };
  const typed = refusedTypes(session.schema, current.schema, current.skipsBodies ?? false, statement, context);
  return { session: current, conflicts: typed.conflicts, inAnyMode: inAnyMode && typed.inAnyMode };
}

/** What the text alone tells, by the version of dev where servers differ. */
function refusedText(schema: Schema, { index, parsed }: Statement): readonly Conflict[] {
  const { serverVersion } = schema;
  const object = { kind: 'other', name: '' } as const;
  const isRead = parsed.status === 'ok';
  const called = isRead ? calledBefore(serverVersion, parsed.text) : undefined;
  const isCall = called?.names.some((name) => mayHaveRoutine(schema, name));
  const newer = isRead ? newerThan(serverVersion, parsed.text, isCall ? called?.as : undefined) : [];
  if (called && isCall && newer.length === 0) {
    const range = { start: 0, end: parsed.text.length };
    return [{ statement: index, range, kind: 'not decided', message: called.why, object }];
  }
  if (!parsed.refusals && newer.length === 0) return noConflicts;
  const holds = ({ before, from }: TextRefusal): boolean =>
    (before === undefined || (serverVersion > 0 && serverVersion < before)) &&
    (from === undefined || serverVersion >= from);
  return [...(parsed.refusals ?? []), ...newer].filter(holds).map(({ message, range }) => ({
    ...({ statement: index, range, kind: 'other', message } as const),
    object,
  }));
}
/** In whatever schema. */
const mayHaveRoutine = (schema: Schema, name: string): boolean =>
  !isSurelyAbsent(schema, 'routine', { name }) ||
  [...schema.namespaces.keys()].some((namespace) => schema.routines.has(qualifiedKey(namespace, name)));

/** The temporary table that a statement makes, and whether ON COMMIT DROP says that it falls. */
function passingTable(op: DdlOp): { readonly key: string; readonly drops: boolean } | undefined {
  if (op.op !== 'create table' && op.op !== 'create table as') return undefined;
  if (op.persistence !== 'temporary') return undefined;
  return { key: qualifiedKey(TEMPORARY, op.name.value.name), drops: op.onCommitDrop ?? false };
}
/**
 * Outside a transaction it falls at once, but tools wrap files in one: it then holds until the file ends, or until there
 * is another of its name.
 */
function withoutPassing(session: Session, { key }: { readonly key: string }): Session {
  return session.transaction || !session.passing?.includes(key) ? session : fallen(session, [key]);
}
function fallen(session: Session, keys: readonly string[]): Session {
  const draft = draftOf(session.schema);
  for (const key of keys) {
    const table = draft.schema.tables.get(key);
    if (!table) continue;
    removeDependentsOfTable(draft, table);
    removeTable(draft, key);
  }
  const passing = (session.passing ?? []).filter((key) => draft.schema.tables.has(key));
  return { ...session, schema: draft.schema, passing };
}

/** SET LOCAL outside a transaction would do nothing, but tools wrap files in one: it then holds until the file ends. */
function withLocalPath(session: Session, op: DdlOp): Session {
  if (op.op !== 'set search path' || !session.transaction) return session;
  const { path, ...transaction } = session.transaction;
  return {
    ...session,
    transaction: op.local ? { ...transaction, path: path ?? session.schema.searchPath } : transaction,
  };
}

function inTransaction(session: Session, op: Op<'transaction'>): Session {
  const { schema, transaction } = session;
  switch (op.what) {
    case 'begin':
      return transaction ? session : { schema, transaction: { before: schema, savepoints: [] } };
    case 'commit':
      return fallen(
        { schema: transaction?.path ? { ...schema, searchPath: transaction.path } : schema },
        transaction ? (session.passing ?? []) : [],
      );
    case 'rollback':
      return transaction ? { schema: transaction.before } : session;
    case 'savepoint':
      return transaction
        ? {
            schema,
            transaction: { ...transaction, savepoints: [...transaction.savepoints, { name: op.name ?? '', schema }] },
          }
        : session;
    case 'rollback to':
    case 'release': {
      const at = transaction?.savepoints.findLastIndex((savepoint) => savepoint.name === op.name) ?? -1;
      if (!transaction || at < 0) return session;
      const savepoint = transaction.savepoints[at]!;
      return op.what === 'release'
        ? { schema, transaction: { ...transaction, savepoints: transaction.savepoints.slice(0, at) } }
        : {
            schema: savepoint.schema,
            transaction: { ...transaction, savepoints: transaction.savepoints.slice(0, at + 1) },
          };
    }
  }
}

/** What a file leaves behind: temporary tables and its own search path end with it. */
export function endOfFile(schema: Schema, searchPath: readonly string[]): Schema {
  let next = schema;
  if (schema.namespaces.has(TEMPORARY)) {
    const draft = draftOf(schema);
    for (const [key, table] of schema.tables) if (table.schema === TEMPORARY) removeTable(draft, key);
    for (const map of schemaKinds.map((kind) => kinds[kind].map))
      for (const key of [...schema[map].keys()]) if (key.startsWith(`${TEMPORARY}\0`)) draft.remove(map, key);
    draft.remove('namespaces', TEMPORARY);
    next = draft.schema;
  }
  return next.searchPath === searchPath ? next : { ...next, searchPath };
}
const isForRulesAlone = ({ functions, calls, types, problems, change, relations }: Op<'use'>): boolean =>
  functions.length === 0 && !calls?.length && !types && !problems && !change && !relations.some(({ wants }) => wants);
