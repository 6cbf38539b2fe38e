/** Statements that define objects, and what of them came with which version. */
import { stringsOf } from '../ast';
import type { Node } from '../parse';
import { alterCommand, type Construct, having, inner, isSet, type NodeBody, option } from './construct';

/** libpg-query's bit of CREATE_TABLE_LIKE_COMPRESSION, and what ALL sets. */
const [LIKE_COMPRESSION, LIKE_ALL] = [2, 2_147_483_647];

export const newerDefinitions: readonly Construct[] = [
  {
    since: 14,
    what: 'CREATE OR REPLACE TRIGGER',
    words: /\bor\s+replace\s+(?:constraint\s+)?trigger\b/i,
    isIn: having('replace', 'CreateTrigStmt'),
  },
  {
    since: 14,
    what: 'a routine whose body is SQL and no string',
    words: /\bbegin\s+atomic\b|\breturn\b/i,
    isIn: having('sql_body', 'CreateFunctionStmt'),
  },
  {
    since: 14,
    what: 'DETACH PARTITION … CONCURRENTLY',
    words: /\bconcurrently\b/i,
    isIn: alterCommand('AT_DetachPartition', (body) => isSet(inner(body, 'def', 'PartitionCmd')?.concurrent)),
  },
  {
    since: 14,
    what: 'DETACH PARTITION … FINALIZE',
    words: /\bfinalize\b/i,
    isIn: alterCommand('AT_DetachPartitionFinalize'),
  },
  {
    since: 14,
    what: 'COMPRESSION',
    words: /\bcompression\b/i,
    isIn: (kind, body) =>
      having('compression', 'ColumnDef')(kind, body) ||
      alterCommand('AT_SetCompression')(kind, body) ||
      (kind === 'TableLikeClause' && body.options !== LIKE_ALL && (Number(body.options) & LIKE_COMPRESSION) !== 0),
  },
  {
    since: 14,
    what: 'multirange types',
    words: /\b(?:int[48]|num|ts|tstz|date|any|anycompatible)multirange\b/i,
    isIn: (kind, body) =>
      [kind === 'TypeName' ? body : undefined, body.typeName, body.argType, body.returnType].some(isMultirange),
  },
  {
    since: 14,
    what: 'CREATE STATISTICS of expressions',
    words: /\bstatistics\b/i,
    isIn: having('expr', 'StatsElem'),
  },
  {
    since: 14,
    what: 'an OUT argument of a procedure',
    words: /\bout\b/i,
    isIn: (kind, body) =>
      kind === 'CreateFunctionStmt' &&
      isSet(body.is_procedure) &&
      (body.parameters as readonly { readonly FunctionParameter?: NodeBody }[] | undefined)?.some(
        ({ FunctionParameter: parameter }) => parameter?.mode === 'FUNC_PARAM_OUT',
      ) === true,
  },
  {
    since: 14,
    what: 'ALTER SUBSCRIPTION … ADD or DROP PUBLICATION',
    words: /\b(?:add|drop)\s+publication\b/i,
    isIn: (kind, body) =>
      kind === 'AlterSubscriptionStmt' && /^ALTER_SUBSCRIPTION_(ADD|DROP)_PUBLICATION$/.test(String(body.kind)),
  },
  {
    since: 15,
    what: 'NULLS NOT DISTINCT',
    words: /\bnulls\s+not\s+distinct\b/i,
    isIn: having('nulls_not_distinct', 'Constraint', 'IndexStmt'),
  },
  {
    since: 15,
    what: 'security_invoker of a view',
    words: /\bsecurity_invoker\b/i,
    isIn: (kind, body) =>
      option('ViewStmt', 'security_invoker')(kind, body) ||
      alterCommand('AT_SetRelOptions', ({ def }) =>
        (
          (def as { readonly List?: { readonly items?: readonly { readonly DefElem?: NodeBody }[] } })?.List?.items ??
          []
        ).some(({ DefElem: element }) => element?.defname === 'security_invoker'),
      )(kind, body),
  },
  {
    since: 15,
    what: 'columns after ON DELETE SET NULL or SET DEFAULT',
    words: /\bset\s+(?:null|default)\s*\(/i,
    isIn: having('fk_del_set_cols', 'Constraint'),
  },
  {
    since: 15,
    what: 'SET ACCESS METHOD',
    words: /\bset\s+access\s+method\b/i,
    isIn: alterCommand('AT_SetAccessMethod'),
  },
  {
    since: 15,
    what: 'an unlogged sequence',
    words: /\bunlogged\b|\bset\s+logged\b/i,
    isIn: (kind, body) =>
      (kind === 'CreateSeqStmt' && (body.sequence as NodeBody | undefined)?.relpersistence === 'u') ||
      (kind === 'AlterTableStmt' &&
        body.objtype === 'OBJECT_SEQUENCE' &&
        JSON.stringify(body.cmds ?? []).search(/AT_Set(?:Un)?Logged/) >= 0),
  },
  {
    since: 15,
    what: 'GRANT on a parameter',
    words: /\bon\s+parameter\b/i,
    isIn: (kind, body) => kind === 'GrantStmt' && body.objtype === 'OBJECT_PARAMETER_ACL',
  },
  {
    since: 15,
    what: 'a publication of the tables in a schema',
    words: /\btables\s+in\s+schema\b/i,
    isIn: (kind, body) => kind === 'PublicationObjSpec' && /IN_(?:CUR_)?SCHEMA$/.test(String(body.pubobjtype)),
  },
  {
    since: 15,
    what: 'columns or rows of a table in a publication',
    words: /\bpublication\b/i,
    isIn: (kind, body) => {
      const table = kind === 'PublicationObjSpec' ? (body.pubtable as NodeBody | undefined) : undefined;
      return table !== undefined && (isSet(table.columns) || isSet(table.whereClause));
    },
  },
  {
    since: 16,
    what: 'STORAGE in the definition of a column',
    words: /\bstorage\b/i,
    isIn: having('storage_name', 'ColumnDef'),
  },
  {
    since: 16,
    what: 'SET STORAGE DEFAULT',
    words: /\bstorage\s+default\b/i,
    isIn: alterCommand('AT_SetStorage', (body) => stringsOf([body.def as Node])[0] === 'default'),
  },
  {
    since: 16,
    what: 'CREATE STATISTICS without a name',
    words: /\bstatistics\b/i,
    isIn: (kind, body) => kind === 'CreateStatsStmt' && !isSet(body.defnames),
  },
  {
    since: 16,
    what: 'INHERIT and SET in a GRANT of a role',
    words: /\bwith\b/i,
    isIn: option('GrantRoleStmt', 'inherit', 'set'),
  },
  {
    since: 17,
    what: 'SET STATISTICS DEFAULT',
    words: /\bstatistics\s+default\b/i,
    isIn: (kind, body) =>
      alterCommand('AT_SetStatistics', ({ def }) => def === undefined)(kind, body) ||
      (kind === 'AlterStatsStmt' && body.stxstattarget === undefined),
  },
  {
    since: 17,
    what: 'SET EXPRESSION',
    words: /\bset\s+expression\b/i,
    isIn: alterCommand('AT_SetExpression'),
  },
  {
    since: 17,
    what: 'SET ACCESS METHOD DEFAULT',
    words: /\baccess\s+method\s+default\b/i,
    isIn: alterCommand('AT_SetAccessMethod', ({ name }) => name === undefined),
  },
  {
    since: 18,
    what: 'a virtual generated column',
    words: /\bgenerated\s+always\s+as\s*\(/i,
    isIn: (kind, body) => kind === 'Constraint' && body.contype === 'CONSTR_GENERATED' && body.generated_kind === 'v',
  },
  {
    since: 18,
    what: 'WITHOUT OVERLAPS',
    words: /\bwithout\s+overlaps\b/i,
    isIn: having('without_overlaps', 'Constraint'),
  },
  { since: 18, what: 'PERIOD', words: /\bperiod\b/i, isIn: having('fk_with_period', 'Constraint') },
  {
    since: 18,
    what: 'NOT ENFORCED and ENFORCED',
    words: /\benforced\b/i,
    isIn: (kind, body) => /^(?:Constraint|ATAlterConstraint)$/.test(kind) && isNotEnforced(body),
  },
  {
    since: 18,
    what: 'INHERIT of ALTER CONSTRAINT',
    words: /\binherit\b/i,
    isIn: having('alterInheritability', 'ATAlterConstraint'),
  },
  {
    since: 18,
    what: 'a NOT NULL constraint with a name or of its own',
    words: /\bnot\s+null\s+(?!no\b)["\w]/i,
    isIn: (kind, body) => kind === 'Constraint' && body.contype === 'CONSTR_NOTNULL' && isSet(body.keys),
  },
  {
    since: 18,
    what: 'NOT NULL NO INHERIT',
    words: /\bno\s+inherit\b/i,
    isIn: (kind, body) => kind === 'Constraint' && body.contype === 'CONSTR_NOTNULL' && isSet(body.is_no_inherit),
  },
  {
    since: 18,
    what: 'LIKE in CREATE FOREIGN TABLE',
    words: /\blike\b/i,
    isIn: (kind, body) =>
      kind === 'CreateForeignTableStmt' &&
      ((body.base as { readonly tableElts?: readonly object[] } | undefined)?.tableElts ?? []).some(
        (one) => 'TableLikeClause' in one,
      ),
  },
];

function isMultirange(type: unknown): boolean {
  const { names } = (type ?? {}) as { readonly names?: Node[] };
  const [name = '', schema = 'pg_catalog'] = names ? stringsOf(names).reverse() : [];
  return schema === 'pg_catalog' && /^(?:int[48]|num|ts|tstz|date|any|anycompatible)multirange$/.test(name);
}
function isNotEnforced(body: NodeBody): boolean {
  if (isSet(body.alterEnforceability)) return true;
  if (/^CONSTR_ATTR_(?:NOT_)?ENFORCED$/.test(String(body.contype))) return true;
  return /^CONSTR_(?:CHECK|FOREIGN)$/.test(String(body.contype)) && !isSet(body.is_enforced);
}
