/** What a statement names that is of the server, or of the machine, and not of the database. */
import { LruCache } from '../text/lru';
import { entryOf, stringsOf, walk } from './ast';
import { type Node, parse } from './parse';

export interface ServerName {
  readonly kind: 'role' | 'tablespace' | 'collation' | 'extension';
  readonly name: string;
}
const none: readonly ServerName[] = [];
/** A statement without one of these words names nothing of the kind; most are not parsed again. */
const words =
  /\b(?:collate|tablespace|grant|revoke|owner|owned|policy|authorization|privileges|extension|role|group|user\s+mapping)\b/i;
const namesByText = new LruCache<readonly ServerName[]>(1_000_000);

/** Nothing for what PostgreSQL's parser does not take, for what a statement makes itself and for what IF EXISTS asks for. */
export function serverNames(text: string): readonly ServerName[] {
  if (!words.test(text)) return none;
  let found = namesByText.get(text);
  if (!found) {
    found = read(text);
    namesByText.set(text, found);
  }
  return found;
}
function read(text: string): readonly ServerName[] {
  const outcome = parse(text);
  const node = outcome.status === 'ok' && outcome.statements.length === 1 ? outcome.statements[0]?.stmt : undefined;
  if (!node) return none;
  if ('CreateExtensionStmt' in node) return serverName('extension', node.CreateExtensionStmt.extname);
  if ('VariableSetStmt' in node) return ofSetting(node);
  if ('DropRoleStmt' in node && node.DropRoleStmt.missing_ok) return none;
  const found: ServerName[] = [];
  const collect = (kind: string, body: Record<string, unknown>): boolean => {
    if (kind === 'CollateClause') found.push(...collationNamed(body));
    if (kind === 'RoleSpec') found.push(...roleNamed(body));
    for (const [key, value] of Object.entries(body)) {
      if (tablespaceKeys.has(key)) found.push(...serverName('tablespace', value));
      else if (key === 'collClause') found.push(...collationNamed(value as Record<string, unknown>));
      else if (roleKeys.has(key)) found.push(...roleNamed(value as Record<string, unknown>));
      else if (key === 'collation') found.push(...collationNamed({ collname: value }));
    }
    if (kind === 'AlterTableCmd' && body.subtype === 'AT_SetTableSpace')
      found.push(...serverName('tablespace', body.name));
    return true;
  };
  walk(node, collect);
  return found;
}
const tablespaceKeys: ReadonlySet<string> = new Set(['tablespacename', 'tableSpace', 'indexspace']);
const roleKeys: ReadonlySet<string> = new Set(['newowner', 'authrole', 'newrole', 'user', 'grantor', 'role']);
const serverName = (kind: ServerName['kind'], name: unknown): ServerName[] =>
  typeof name === 'string' && name !== '' ? [{ kind, name }] : [];
/** PUBLIC, CURRENT_USER and the like are no names. */
const roleNamed = ({ roletype, rolename }: Record<string, unknown>): ServerName[] =>
  roletype === 'ROLESPEC_CSTRING' ? serverName('role', rolename) : [];
/** One with a schema is an object of the database but for those of pg_catalog. */
function collationNamed({ collname }: Record<string, unknown>): ServerName[] {
  const parts = stringsOf(collname as readonly Node[] | undefined);
  return parts.length === 1 || parts[0] === 'pg_catalog' ? serverName('collation', parts.at(-1)) : [];
}
function ofSetting(node: Node): ServerName[] {
  const body = entryOf(node)?.body as { readonly name?: string; readonly args?: readonly Node[] } | undefined;
  const constant = body?.args?.[0];
  const value = constant && 'A_Const' in constant ? constant.A_Const.sval?.sval : undefined;
  if (body?.name !== 'role' && body?.name !== 'session_authorization') return [];
  return value === 'none' ? [] : serverName('role', value);
}
