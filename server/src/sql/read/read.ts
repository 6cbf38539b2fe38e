/**
 * A statement PostgreSQL's parser took → what it does to the schema. Every statement kind is named here; one that is
 * not is `none` or, when it could change tables or types, `unknown`.
 */

import { t } from '../../text/l10n';
import { mapRanges, shift } from '../../text/text';
import { bodiesOf, entryOf } from '../ast';
import { type Node, parse, type RawStmt } from '../parse';
import { Source } from '../source';
import { alterTable } from './alter-table';
import { call, dataStatement, deleteRows, insertStatement, truncate, update } from './data-statements';
import { doBlock } from './do-block';
import { createIndex } from './indexes';
import { requireKind, requireOther } from './named-objects';
import type { DdlOp } from './ops';
import { otherReaders } from './other-readers';
import {
  alterOther,
  alterSequence,
  createExtension,
  createOther,
  createSchema,
  createSequence,
  define,
  keptSetting,
  keptSettings,
  resetPath,
  setVariable,
  showVariable,
  transaction,
} from './others';
import { clustered, copy, createTableAs, createView, relations, selectStatement, vacuumed } from './queries';
import { createRoutine, createRule, createStatistics, createTrigger, policy } from './routines';
import { createForeignTable, createTable } from './tables';
import { alterDomain, alterEnum, createComposite, createDomain, createEnum, createRange } from './types';
import { alterUserMapping, createUserMapping, dropUserMapping } from './user-mappings';

/** The bodies of libpg-query's nodes by their kind. */
type Bodies = Node extends infer N ? (N extends Record<string, unknown> ? N : never) : never;
type StatementKind = Bodies extends infer N ? (N extends N ? keyof N : never) : never;
type Body<K extends StatementKind> = Extract<Bodies, Record<K, unknown>>[K];
type Readers = {
  readonly [K in StatementKind]?: (source: Source, body: Body<K>, node: Node) => DdlOp | readonly DdlOp[];
};

/** Ranges are relative to `text`. More than one statement (a tool's own delimiters) gives the ops of all, in order. */
export function readStatements(text: string, statements: readonly RawStmt[], variables = false): readonly DdlOp[] {
  const only = statements.length === 1 ? statements[0] : undefined;
  if (only?.stmt !== undefined) return readStatement(new Source(text, variables), only.stmt);
  // Bytes and offsets differ only where the text is not ASCII: the source knows both.
  const whole = new Source(text);
  return statements.flatMap(({ stmt_location: location, stmt_len: length }) => {
    const start = whole.offset(location ?? 0);
    const end = length === undefined || length === 0 ? text.length : whole.offset((location ?? 0) + length);
    const part = text.slice(start, end);
    const outcome = parse(part);
    if (outcome.status !== 'ok' || outcome.statements.length !== 1) return [];
    return mapRanges(readStatements(part, outcome.statements, variables), (range) => shift(range, start));
  });
}

function readStatement(source: Source, node: Node): readonly DdlOp[] {
  const entry = entryOf(node);
  if (entry === undefined) return [];
  const reader = statementReaders[entry.kind as StatementKind] as
    | ((s: Source, body: object, node: Node) => DdlOp | readonly DdlOp[])
    | undefined;
  const ops = reader?.(source, entry.body, node) ?? noOp(source);
  if (!Array.isArray(ops)) return [ops as DdlOp];
  return ops.length === 0 ? [noOp(source)] : (ops as readonly DdlOp[]);
}

function noOp(source: Source): DdlOp {
  return { op: 'none', statement: source.tokens[0]?.text ?? '' };
}
const readsNothing = (source: Source): DdlOp => noOp(source);
function unknown(reason: string): () => DdlOp {
  return () => ({ op: 'unknown', reason, objects: [] });
}
/** What an inner statement does when it runs here. */
const inner = (source: Source, node: Node | undefined): readonly DdlOp[] =>
  node === undefined ? [] : readStatement(source, node);

const statementReaders: Readers = {
  CreateStmt: createTable,
  CreateForeignTableStmt: (source, body) => [
    ...(body.base?.if_not_exists ? [] : [requireOther(source, 'SERVER', body.servername)]),
    createForeignTable(source, body),
  ],
  CreateTableAsStmt: createTableAs,
  IndexStmt: createIndex,
  AlterTableStmt: alterTable,
  ViewStmt: createView,

  CreateEnumStmt: createEnum,
  AlterEnumStmt: alterEnum,
  CompositeTypeStmt: createComposite,
  CreateDomainStmt: createDomain,
  AlterDomainStmt: alterDomain,
  CreateRangeStmt: createRange,
  DefineStmt: define,

  CreateSeqStmt: createSequence,
  AlterSeqStmt: alterSequence,
  CreateSchemaStmt: (source, body) => createSchema(source, body, (node) => inner(source, node)),
  CreateExtensionStmt: createExtension,
  CreateFunctionStmt: (source, body) => [createRoutine(source, body), ...keptSettings(source, body.options)],
  CreateTrigStmt: createTrigger,
  CreatePolicyStmt: (source, body) => policy(source, body, 'create policy'),
  AlterPolicyStmt: (source, body) => policy(source, body, 'alter policy'),
  RuleStmt: createRule,
  CreateStatsStmt: createStatistics,

  CreateEventTrigStmt: (source, body) => createOther(source, 'EVENT TRIGGER', body.trigname),
  CreateFdwStmt: (source, body) => createOther(source, 'FOREIGN DATA WRAPPER', body.fdwname),
  CreateForeignServerStmt: (source, body) =>
    createOther(source, 'SERVER', body.servername, { what: 'FOREIGN DATA WRAPPER', name: body.fdwname }),
  AlterForeignServerStmt: (source, body) => alterOther(source, 'SERVER', body.servername),
  AlterFdwStmt: (source, body) => alterOther(source, 'FOREIGN DATA WRAPPER', body.fdwname),
  AlterEventTrigStmt: (source, body) => alterOther(source, 'EVENT TRIGGER', body.trigname),
  CreateUserMappingStmt: createUserMapping,
  AlterUserMappingStmt: alterUserMapping,
  DropUserMappingStmt: dropUserMapping,
  ...otherReaders,

  VariableSetStmt: setVariable,
  VariableShowStmt: showVariable,
  AlterRoleSetStmt: (source, body) => keptSetting(source, body.setstmt),
  AlterDatabaseSetStmt: (source, body) => keptSetting(source, body.setstmt),
  DiscardStmt: (source, body) => (body.target === 'DISCARD_ALL' ? resetPath : noOp(source)),
  TransactionStmt: (_, body) => transaction(body),

  SelectStmt: (source, body, node) => selectStatement(source, node, body),
  InsertStmt: insertStatement,
  UpdateStmt: update,
  DeleteStmt: deleteRows,
  MergeStmt: dataStatement('MERGE'),
  CopyStmt: copy,
  CallStmt: call,
  TruncateStmt: truncate,
  LockStmt: (source, body) => relations(source, 'LOCK', 'lock', bodiesOf(body.relations, 'RangeVar')),
  RefreshMatViewStmt: (source, body) => relations(source, 'REFRESH', 'other', [body.relation]),
  ClusterStmt: clustered,
  VacuumStmt: (source, body) => vacuumed(source, body.rels),
  ExplainStmt: (source, body) => {
    const runs = bodiesOf(body.options, 'DefElem').some(({ defname }) => defname === 'analyze');
    return inner(source, body.query).filter(({ op }) => runs || op === 'use');
  },
  DeclareCursorStmt: (source, body) => inner(source, body.query),
  PrepareStmt: (source, body) => inner(source, body.query),
  DoStmt: (source, body) => doBlock(source, body, readInner),

  ImportForeignSchemaStmt: (source, body) => [
    requireOther(source, 'SERVER', body.server_name),
    requireKind(source, 'schema', { name: body.local_schema ?? '' }),
    unknown(t('IMPORT FOREIGN SCHEMA creates the tables the foreign server has'))(),
  ],
  DropOwnedStmt: unknown(t('DROP OWNED drops whatever the role owns')),
  ExecuteStmt: readsNothing,
};

/** One SQL statement of a body; undefined where PostgreSQL does not take it. */
export function readInner(text: string): readonly DdlOp[] | undefined {
  const outcome = parse(text);
  if (outcome.status !== 'ok') return undefined;
  return readStatements(text, outcome.statements, true);
}
