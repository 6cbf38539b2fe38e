/** Access lists of the server (`grantee=letters/grantor`) → GRANT and REVOKE. */

import { quoteIdentifier } from '../text/names';
import { printedName } from '../text/quoted';

interface Grant {
  readonly grantee: string;
  /** `''` is PUBLIC. Letters of aclitem, each with whether it may be granted on. */
  readonly letters: readonly { readonly letter: string; readonly grantable: boolean }[];
  readonly grantor: string;
}
const privilegeWords: Readonly<Record<string, string>> = {
  r: 'SELECT',
  a: 'INSERT',
  w: 'UPDATE',
  d: 'DELETE',
  D: 'TRUNCATE',
  x: 'REFERENCES',
  t: 'TRIGGER',
  m: 'MAINTAIN',
  X: 'EXECUTE',
  U: 'USAGE',
  C: 'CREATE',
};
/** What the owner has, and PUBLIC, where nothing was granted or revoked (acldefault of the server). */
export type AclKind =
  | 'TABLE'
  | 'SEQUENCE'
  | 'SCHEMA'
  | 'FUNCTION'
  | 'PROCEDURE'
  | 'TYPE'
  | 'LANGUAGE'
  | 'LARGE OBJECT'
  | 'FOREIGN SERVER'
  | 'FOREIGN DATA WRAPPER';
export const ownerLetters = (kind: AclKind, version: number): string =>
  ({
    TABLE: version >= 170000 ? 'arwdDxtm' : 'arwdDxt',
    SEQUENCE: 'rwU',
    SCHEMA: 'UC',
    FUNCTION: 'X',
    PROCEDURE: 'X',
    TYPE: 'U',
    LANGUAGE: 'U',
    'LARGE OBJECT': 'rw',
    'FOREIGN SERVER': 'U',
    'FOREIGN DATA WRAPPER': 'U',
  })[kind];
export const publicLetters = (kind: AclKind): string =>
  ({
    TABLE: '',
    SEQUENCE: '',
    SCHEMA: '',
    FUNCTION: 'X',
    PROCEDURE: 'X',
    TYPE: 'U',
    LANGUAGE: 'U',
    'LARGE OBJECT': '',
    'FOREIGN SERVER': '',
    'FOREIGN DATA WRAPPER': '',
  })[kind];

/** `"Zoo Writer"=r*w/postgres` */
function readGrant(item: string): Grant | undefined {
  const parts = /^("(?:[^"]|"")*"|[^"=]*)=([A-Za-z*]*)\/("(?:[^"]|"")*"|.*)$/.exec(item);
  if (parts === null) return undefined;
  const letters = [...parts[2]!.matchAll(/([A-Za-z])(\*?)/g)].map((found) => ({
    letter: found[1]!,
    grantable: found[2] === '*',
  }));
  return { grantee: printedName(parts[1]!), letters, grantor: printedName(parts[3]!) };
}
const role = (name: string): string => (name === '' ? 'PUBLIC' : quoteIdentifier(name));
const sameLetters = (grant: Grant | undefined, wanted: string): boolean =>
  [...wanted].sort().join('') ===
    (grant?.letters ?? [])
      .map((one) => one.letter)
      .sort()
      .join('') && !(grant?.letters ?? []).some((one) => one.grantable);

/** What there is before the first GRANT, as letters. */
export interface Standard {
  readonly owner: string;
  readonly public: string;
}
/**
 * From what there is anyway to what the list says. `on`: `TABLE x`, or `TABLES` after `prefix`
 * (`ALTER DEFAULT PRIVILEGES … `).
 */
export function grants(on: string, owner: string, items: readonly string[], standard: Standard, prefix = ''): string[] {
  const list = items.map(readGrant).filter((grant) => grant !== undefined);
  const lines: string[] = [];
  const skipped = new Set<Grant>();
  for (const [grantee, letters] of [
    ['', standard.public],
    [owner, standard.owner],
  ] as const) {
    const grant = list.find((one) => one.grantee === grantee && one.grantor === owner);
    if (sameLetters(grant, letters)) {
      if (grant) skipped.add(grant);
    } else if (letters !== '') lines.push(`${prefix}REVOKE ALL ON ${on} FROM ${role(grantee)};`);
  }
  for (const grant of list)
    if (!skipped.has(grant)) lines.push(...asGrantor(grant, owner, grantLines(grant, on, prefix)));
  return lines;
}
/** From one list to another; absent: what there is anyway. `of`: ` (column)`. */
export function changedGrants(
  on: string,
  owner: string,
  [before, after]: readonly [readonly string[] | undefined, readonly string[] | undefined],
  standard: Standard,
  { prefix = '', of = '' }: { readonly prefix?: string; readonly of?: string } = {},
): string[] {
  const [a, b] = [grantsByRole(before, owner, standard), grantsByRole(after, owner, standard)];
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((key) => {
    const [grantee = '', grantor = ''] = key.split('\0');
    const [was, is] = [a.get(key) ?? new Map<string, boolean>(), b.get(key) ?? new Map<string, boolean>()];
    const list = (letters: readonly string[]): string =>
      letters
        .flatMap((letter) => (privilegeWords[letter] === undefined ? [] : `${privilegeWords[letter]}${of}`))
        .join(', ');
    const say = (verb: string, letters: readonly string[], end: string): string[] =>
      letters.length === 0 ? [] : [`${prefix}${verb} ${list(letters)} ON ${on} ${end};`];
    const gone = [...was.keys()].filter((letter) => !is.has(letter));
    const lowered = [...is].flatMap(([letter, grantable]) => (!grantable && was.get(letter) ? [letter] : []));
    const cascade = prefix === '' && gone.some((letter) => was.get(letter)) ? ' CASCADE' : '';
    const added = [...is].flatMap(([letter, grantable]) => (!grantable && !was.has(letter) ? [letter] : []));
    const raised = [...is].flatMap(([letter, grantable]) => (grantable && !was.get(letter) ? [letter] : []));
    const lines = [
      ...say('REVOKE', gone, `FROM ${role(grantee)}${cascade}`),
      ...say('REVOKE GRANT OPTION FOR', lowered, `FROM ${role(grantee)}${prefix === '' ? ' CASCADE' : ''}`),
      ...say('GRANT', added, `TO ${role(grantee)}`),
      ...say('GRANT', raised, `TO ${role(grantee)} WITH GRANT OPTION`),
    ];
    return asGrantor({ grantor }, owner, lines);
  });
}
/** Letters, each with whether it may be granted on, by who has them and who gave them. */
function grantsByRole(
  items: readonly string[] | undefined,
  owner: string,
  standard: Standard,
): ReadonlyMap<string, ReadonlyMap<string, boolean>> {
  const list = items?.map(readGrant).filter((grant) => grant !== undefined) ?? [
    ...[
      { grantee: owner, letters: standard.owner },
      { grantee: '', letters: standard.public },
    ].map((one) => ({
      ...{ grantee: one.grantee, grantor: owner },
      letters: [...one.letters].map((letter) => ({ letter, grantable: false })),
    })),
  ];
  return new Map(
    list.map(({ grantee, grantor, letters }) => [
      `${grantee}\0${grantor}`,
      new Map(letters.map(({ letter, grantable }) => [letter, grantable])),
    ]),
  );
}
/** Who has something by a list. */
export const granteesIn = (items: readonly string[]): string[] =>
  items.flatMap((item) => readGrant(item)?.grantee ?? []);
/** The list after another has become the owner (`aclnewowner`). */
export function withOwner(
  items: readonly string[] | undefined,
  from: string,
  to: string,
): readonly string[] | undefined {
  const name = (one: string): string => (isUnquotedRole(one) ? one : `"${one.replaceAll('"', '""')}"`);
  return items?.map((item) => {
    const grant = readGrant(item);
    if (!grant) return item;
    const letters = item.slice(
      item.indexOf('=', item.startsWith('"') ? item.lastIndexOf('"', item.lastIndexOf('/')) : 0) + 1,
      item.lastIndexOf('/'),
    );
    const turned = (one: string): string => name(one === from ? to : one);
    return `${turned(grant.grantee)}=${letters}/${turned(grant.grantor)}`;
  });
}
const isUnquotedRole = (name: string): boolean => /^[A-Za-z0-9_]*$/.test(name);
/** `GRANT SELECT ("a") ON TABLE t …`: a column's own list. */
export function columnGrants(on: string, column: string, owner: string, items: readonly string[]): string[] {
  return items.flatMap((item) => {
    const grant = readGrant(item);
    return grant ? asGrantor(grant, owner, grantLines(grant, on, '', ` (${column})`)) : [];
  });
}
function grantLines(grant: Grant, on: string, prefix = '', of = ''): string[] {
  return [false, true].flatMap((grantable) => {
    const named = grant.letters.filter((one) => one.grantable === grantable).map((one) => privilegeWords[one.letter]);
    const list = named.filter((word) => word !== undefined).map((word) => `${word}${of}`);
    if (list.length === 0) return [];
    const option = grantable ? ' WITH GRANT OPTION' : '';
    return [`${prefix}GRANT ${list.join(', ')} ON ${on} TO ${role(grant.grantee)}${option};`];
  });
}
/** A right that someone else passed on is passed on by that one again. */
function asGrantor(grant: Pick<Grant, 'grantor'>, owner: string, lines: readonly string[]): readonly string[] {
  if (grant.grantor === owner || lines.length === 0) return lines;
  return [`SET ROLE ${quoteIdentifier(grant.grantor)};`, ...lines, 'RESET ROLE;'];
}
