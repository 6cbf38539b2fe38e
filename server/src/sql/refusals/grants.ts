/** GRANT, REVOKE and ALTER DEFAULT PRIVILEGES: privileges that a kind of object does not have. */
import { bodiesOf } from '../ast';
import type { AlterDefaultPrivilegesStmt, GrantStmt } from '../parse';
import type { Refusals } from './refusal';

interface Kind {
  readonly noun: string;
  readonly privileges: readonly string[];
}
const say = (noun: string, ...privileges: readonly string[]): Kind => ({ noun, privileges });
/** `restrict_and_check_grant` and its callers, src/backend/catalog/aclchk.c; what is a table there may be a sequence. */
const kinds: Readonly<Partial<Record<NonNullable<GrantStmt['objtype']>, Kind>>> = {
  OBJECT_TABLE: say(
    'relation',
    ...['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger', 'maintain', 'usage', 'rule'],
  ),
  OBJECT_SEQUENCE: say('sequence', 'usage', 'select', 'update'),
  OBJECT_DATABASE: say('database', 'create', 'temporary', 'temp', 'connect'),
  OBJECT_FUNCTION: say('function', 'execute'),
  OBJECT_PROCEDURE: say('procedure', 'execute'),
  OBJECT_ROUTINE: say('routine', 'execute'),
  OBJECT_LANGUAGE: say('language', 'usage'),
  OBJECT_LARGEOBJECT: say('large object', 'select', 'update'),
  OBJECT_SCHEMA: say('schema', 'create', 'usage'),
  OBJECT_TABLESPACE: say('tablespace', 'create'),
  OBJECT_DOMAIN: say('domain', 'usage'),
  OBJECT_TYPE: say('type', 'usage'),
  OBJECT_FDW: say('foreign-data wrapper', 'usage'),
  OBJECT_FOREIGN_SERVER: say('foreign server', 'usage'),
};
/** `string_to_privilege`. */
const privileges = new Set(
  'insert select update delete truncate references trigger execute usage create temporary temp connect maintain rule set'.split(
    ' ',
  ),
);

export function grantRefusals(refusals: Refusals, statement: GrantStmt): void {
  const kind = kinds[statement.objtype!];
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
  const isIn = bodiesOf(options, 'DefElem').some(({ defname }) => defname === 'schemas');
  if (isIn && action.objtype === 'OBJECT_SCHEMA')
    refusals.add('cannot use IN SCHEMA clause when using GRANT/REVOKE ON SCHEMAS', undefined);
}
