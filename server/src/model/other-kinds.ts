/**
 * Kinds of object of which the schema keeps little more than the statement that makes them, each once, under the words
 * of its statements. What of them has a noun is held against dev: all of them are read from there.
 */

import { type QualifiedName, quoteIdentifier, quoteLiteral } from '../text/names';
import { printedName } from '../text/quoted';
import { objectKey } from './kinds';
import type { Schema } from './schema';
import { isUnknown, unknowns } from './unknown';

interface OtherRules {
  /** PostgreSQL's ObjectType in DROP, COMMENT, RENAME and OWNER; absent where it has statements of its own. */
  readonly object?: string;
  readonly inSchema?: true;
  /** In `server "s" already exists`. */
  readonly noun?: string;
}
export const otherKinds = {
  'ACCESS METHOD': { object: 'OBJECT_ACCESS_METHOD' },
  CAST: { object: 'OBJECT_CAST' },
  CONVERSION: { object: 'OBJECT_CONVERSION', inSchema: true },
  'EVENT TRIGGER': { object: 'OBJECT_EVENT_TRIGGER', noun: 'event trigger' },
  'FOREIGN DATA WRAPPER': { object: 'OBJECT_FDW', noun: 'foreign-data wrapper' },
  LANGUAGE: { object: 'OBJECT_LANGUAGE' },
  OPERATOR: { object: 'OBJECT_OPERATOR', inSchema: true },
  'OPERATOR CLASS': { object: 'OBJECT_OPCLASS', inSchema: true },
  'OPERATOR FAMILY': { object: 'OBJECT_OPFAMILY', inSchema: true },
  PUBLICATION: { object: 'OBJECT_PUBLICATION', noun: 'publication' },
  SERVER: { object: 'OBJECT_FOREIGN_SERVER', noun: 'server' },
  SUBSCRIPTION: { object: 'OBJECT_SUBSCRIPTION' },
  'TEXT SEARCH CONFIGURATION': { object: 'OBJECT_TSCONFIGURATION', inSchema: true },
  'TEXT SEARCH DICTIONARY': { object: 'OBJECT_TSDICTIONARY', inSchema: true },
  'TEXT SEARCH PARSER': { object: 'OBJECT_TSPARSER', inSchema: true },
  'TEXT SEARCH TEMPLATE': { object: 'OBJECT_TSTEMPLATE', inSchema: true },
  TRANSFORM: { object: 'OBJECT_TRANSFORM' },
  'USER MAPPING': { noun: 'user mapping' },
} as const satisfies Readonly<Record<string, OtherRules>>;
const rulesOf = (what: string): OtherRules | undefined => (otherKinds as Readonly<Record<string, OtherRules>>)[what];

/** Whether one of this kind is there is known wherever dev was read. */
export const isHeldAgainstDev = (what: string): boolean => rulesOf(what)?.noun !== undefined;

export const isOtherInSchema = (what: string): boolean => rulesOf(what)?.inSchema ?? false;

/** The key in `Schema.others`; of what is in a schema, the name has it. */
export function otherKey(what: string, { schema, name }: QualifiedName): string {
  return `${what.toLowerCase()}\0${isOtherInSchema(what) ? (schema ?? '') : ''}\0${name}`;
}
/** What dependencies call it. */
export function idOfOther({ kind, schema, name }: { readonly kind: string } & QualifiedName): string {
  const isIn = rulesOf(kind)?.inSchema && schema !== undefined;
  return objectKey('other', kind.toLowerCase(), isIn ? `${schema}\0${name}` : name);
}

/** A user mapping has no name; `PUBLIC` is everybody. */
export function mappingName(user: string, server: string): string {
  return `${user === 'PUBLIC' ? user : quoteIdentifier(user)} SERVER ${quoteIdentifier(server)}`;
}
/** Options of user mappings. Any other may be a secret (a password, a key, a token): it is neither read nor printed. */
export const plainMappingOptions: readonly string[] = ['password_required', 'user', 'username'];
/** CREATE USER MAPPING with the options whose values are known; of the others it says that they were not read. */
export function createMapping(name: string, options: readonly (readonly [name: string, value: string])[]): string {
  const written = options.flatMap(([option, value]) =>
    plainMappingOptions.includes(option) ? [`${quoteIdentifier(option)} ${quoteLiteral(value)}`] : [],
  );
  const others = options.map(([option]) => option).filter((option) => !plainMappingOptions.includes(option));
  const list = written.length > 0 ? ` OPTIONS (${written.join(', ')})` : '';
  // A comment ends where a name has the two characters that end one.
  const left = others.map((option) => option.replaceAll(/[^\w ]/g, '?')).join(', ');
  return `CREATE USER MAPPING FOR ${name}${list}${left === '' ? '' : ` /* not read, as they may be secrets: ${left} */`}`;
}
/** Names of the options whose values `createMapping` was not given. */
export const unreadOptions = (definition: string | undefined): string[] =>
  / \/\* not read, as they may be secrets: (.*) \*\/$/.exec(definition ?? '')?.[1]?.split(', ') ?? [];
/** `server "s" does not exist`, as PostgreSQL says it. */
export function saidOfOther(what: string, name: string, says: 'already exists' | 'does not exist'): string {
  const mapping = what === 'USER MAPPING' ? /^("(?:[^"]|"")+"|[^" ]+) SERVER (.+)$/.exec(name) : null;
  if (!mapping) return `${rulesOf(what)?.noun} "${name}" ${says}`;
  const [user, server] = mapping.slice(1).map(printedName);
  return `user mapping for "${user === 'PUBLIC' ? 'public' : user}" ${says} for server "${server}"`;
}

/** What is not in the schema is surely not there: nothing of what could bring it was left unread, or is still to be made. */
export function isOtherSurelyAbsent(schema: Schema, what: string, { name }: QualifiedName): boolean {
  if (!isHeldAgainstDev(what) || unknowns(schema).absence || isUnknown(schema, 'other', 'public', name)) return false;
  const isOpen = schema.unknown.some(
    ({ object, fact }) => object.startsWith('extension\0') || (object === '*' && typeof fact === 'string'),
  );
  return !isOpen && ![...schema.extensions.values()].some(({ origins }) => origins?.self !== undefined);
}
