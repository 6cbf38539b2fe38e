/** CREATE, ALTER and DROP USER MAPPING, without the options that may be secrets. */
import { createMapping, mappingName } from '../../model/other-kinds';
import { t } from '../../text/l10n';
import type { Name } from '../../text/text';
import { bodiesOf } from '../ast';
import type { AlterUserMappingStmt, CreateUserMappingStmt, DropUserMappingStmt, RoleSpec } from '../parse';
import { optionValue, type Source } from '../source';
import { otherName } from './object-verbs';
import type { DdlOp } from './ops';

const what = 'USER MAPPING';

export function createUserMapping(source: Source, statement: CreateUserMappingStmt): DdlOp {
  const found = mapping(source, statement);
  if (found === undefined) return whose;
  const options = bodiesOf(statement.options, 'DefElem').map(
    ({ defname = '', arg }) => [defname, arg ? optionValue(arg) : ''] as const,
  );
  const definition = createMapping(found.name.value.name, options);
  const needs = { what: 'SERVER', name: found.server };
  return {
    op: 'create other',
    what,
    name: found.name,
    ifNotExists: statement.if_not_exists ?? false,
    definition,
    needs,
  };
}
export function alterUserMapping(source: Source, statement: AlterUserMappingStmt): DdlOp {
  const found = mapping(source, statement);
  return found === undefined ? whose : { op: 'alter other', what, name: found.name };
}
export function dropUserMapping(source: Source, statement: DropUserMappingStmt): DdlOp {
  const found = mapping(source, statement);
  if (found === undefined) return whose;
  const objects = [{ kind: 'other' as const, what, name: found.name }];
  return { op: 'drop', objects, ifExists: statement.missing_ok ?? false, cascade: false };
}
const whose = { op: 'unknown', reason: t('the user mapping is of the role that runs this'), objects: [] } as const;

/** Undefined: of CURRENT_USER and the like. */
function mapping(
  source: Source,
  { user, servername = '' }: { readonly user?: RoleSpec; readonly servername?: string },
): { readonly name: Name; readonly server: Name } | undefined {
  const role = user?.roletype === 'ROLESPEC_PUBLIC' ? 'PUBLIC' : user?.rolename;
  if (role === undefined) return undefined;
  const cursor = source.cursor();
  cursor.seek('FOR');
  cursor.at++;
  const { start } = otherName(cursor).range;
  cursor.seek('SERVER');
  cursor.at++;
  const server = { value: { name: servername }, range: otherName(cursor).range };
  const name = { value: { name: mappingName(role, servername) }, range: { start, end: server.range.end } };
  return { name, server };
}
