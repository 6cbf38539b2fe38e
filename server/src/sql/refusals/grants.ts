/** GRANT, REVOKE and ALTER DEFAULT PRIVILEGES: privileges that a kind of object does not have. */
import { bodiesOf } from '../ast';
import type { AlterDefaultPrivilegesStmt, GrantStmt } from '../parse';
import type { Refusals } from './refusal';

interface GrantKind {
  readonly noun: string;
  readonly privileges: readonly string[];
}
const grantKind = (noun: string, ...privileges: readonly string[]): GrantKind => ({ noun, privileges });
/** `restrict_and_check_grant` and its callers, src/backend/catalog/aclchk.c; what is a table there may be a sequence. */
const grantKinds: Readonly<Partial<Record<NonNullable<GrantStmt['objtype']>, GrantKind>>> = {
  OBJECT_TABLE: grantKind(
    'relation',
    ...['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger', 'maintain', 'usage', 'rule'],
  ),
  OBJECT_SEQUENCE: grantKind('sequence', 'usage', 'select', 'update'),
  OBJECT_DATABASE: grantKind('database', 'create', 'temporary', 'temp', 'connect'),
  OBJECT_FUNCTION: grantKind('function', 'execute'),
  OBJECT_PROCEDURE: grantKind('procedure', 'execute'),
  OBJECT_ROUTINE: grantKind('routine', 'execute'),
  OBJECT_LANGUAGE: grantKind('language', 'usage'),
  OBJECT_LARGEOBJECT: grantKind('large object', 'select', 'update'),
  OBJECT_SCHEMA: grantKind('schema', 'create', 'usage'),
  OBJECT_TABLESPACE: grantKind('tablespace', 'create'),
  OBJECT_DOMAIN: grantKind('domain', 'usage'),
  OBJECT_TYPE: grantKind('type', 'usage'),
  OBJECT_FDW: grantKind('foreign-data wrapper', 'usage'),
  OBJECT_FOREIGN_SERVER: grantKind('foreign server', 'usage'),
};
/** `string_to_privilege`. */
const privileges = new Set(
  'insert select update delete truncate references trigger execute usage create temporary temp connect maintain rule set'.split(
    ' ',
  ),
);

export function grantRefusals(refusals: Refusals, statement: GrantStmt): void {
  const kind = grantKinds[statement.objtype!];
  for (const { priv_name: name, cols } of bodiesOf(statement.privileges, 'AccessPriv')) {
    if (name === undefined) continue;
    const shown = name.toUpperCase();
    if (!privileges.has(name)) refusals.add(`unrecognized privilege type "${name}"`, undefined);
    else if (kind && !kind.privileges.includes(name))
      refusals.add(`invalid privilege type ${shown} for ${kind.noun}`, undefined);
    else if (cols && statement.objtype !== 'OBJECT_TABLE')
      refusals.add('column privileges are only valid for relations', undefined);
    else if (cols && !/^(select|insert|update|references)$/.test(name))
      refusals.add(`invalid privilege type ${shown} for column`, undefined);
    if (name === 'maintain') refusals.add(`unrecognized privilege type "${name}"`, undefined, { before: 170000 });
  }
}
export function defaultPrivilegesRefusals(refusals: Refusals, { action, options }: AlterDefaultPrivilegesStmt): void {
  if (!action) return;
  grantRefusals(refusals, action);
  const isUsage = bodiesOf(action.privileges, 'AccessPriv').some(({ priv_name: name }) => name === 'usage');
  if (isUsage && action.objtype === 'OBJECT_TABLE')
    refusals.add('invalid privilege type USAGE for relation', undefined);
  const isIn = bodiesOf(options, 'DefElem').some(({ defname }) => defname === 'schemas');
  if (isIn && action.objtype === 'OBJECT_SCHEMA')
    refusals.add('cannot use IN SCHEMA clause when using GRANT/REVOKE ON SCHEMAS', undefined);
}
