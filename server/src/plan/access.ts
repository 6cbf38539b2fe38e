/** Owners and privileges, from one schema to the other. */
import { type Access, catalogGrants, ownerLine, schemaAccess, statisticsAccess, tableAccess } from '../generate/access';
import { changedGrants, granteesIn, withOwner } from '../generate/acl';
import type { GenerateStyle } from '../generate/style';
import { quoteIdentifier } from '../text/names';
import { type Changes, isDropped, isMade } from './changes';
import type { Side } from './unit';

export function accessChanges(
  changes: Changes,
  before: Side,
  after: Side,
  style: GenerateStyle,
): { id: string; sql: string }[] {
  const known = new Map(everyAccess(before).map((one) => [accessKey(one), one]));
  const lines: { id: string; sql: string }[] = [];
  const add = (id: string, statements: readonly string[]): void => {
    for (const sql of statements) lines.push({ id, sql });
  };
  // What is made gets what the defaults of before say; those change last.
  const wanted = everyAccess(after);
  for (const one of [
    ...wanted.filter(({ prefix }) => prefix === undefined),
    ...wanted.filter(({ prefix }) => prefix !== undefined),
  ]) {
    const made = isMade(changes.get(one.id));
    const was = made ? undefined : known.get(accessKey(one));
    known.delete(accessKey(one));
    if (style.owner && one.owner !== was?.owner) add(one.id, ownerLine(one));
    if (style.privileges) add(one.id, grantChanges(one, was, made ? defaultGrantees(one, before) : []));
  }
  if (!style.privileges) return [...lines, ...grantsKept(changes, wanted, before)];
  for (const one of known.values())
    if (one.prefix !== undefined && !isDropped(changes.get(`schema\0\0${one.home ?? ''}`)))
      add(one.id, grantChanges({ ...one, privileges: undefined }, one, []));
  const [own, wantedGrants] = [catalogGrants(before.schema), catalogGrants(after.schema)];
  add('', own.filter((sql) => !wantedGrants.includes(sql)).map(undone));
  add(
    '',
    wantedGrants.filter((sql) => !own.includes(sql)),
  );
  return lines;
}
/** Of what is made anew: DROP has taken them along. */
function grantsKept(changes: Changes, wanted: readonly Access[], before: Side): { id: string; sql: string }[] {
  const known = new Map(everyAccess(before).map((one) => [accessKey(one), one]));
  return wanted.flatMap((one) => {
    const was = changes.get(one.id)?.action === 'replace' ? known.get(accessKey(one)) : undefined;
    if (one.prefix !== undefined || was?.privileges === undefined) return [];
    const { owner, privileges } = was;
    return grantChanges({ ...one, owner, privileges }, undefined, []).map((sql) => ({ id: one.id, sql }));
  });
}
/** GRANTs taken back, and REVOKEs given again. */
function undone(statements: string): string {
  const lines = statements.split(/(?<=;)\n/).reverse();
  return lines
    .map((line) =>
      line.startsWith('GRANT')
        ? line
            .replace(/^GRANT/, 'REVOKE')
            .replace(/ TO (?!.* TO )/s, ' FROM ')
            .replace(/ WITH GRANT OPTION;$/, ';')
        : line.replace(/^REVOKE/, 'GRANT').replace(/ FROM (?!.* FROM )/s, ' TO '),
    )
    .join('\n');
}
const accessKey = ({ prefix = '', on = '', alter = '', column = '' }: Access): string =>
  [prefix, on, on === '' ? alter : '', column].join('\0');
function everyAccess({ schema, context }: Side): Access[] {
  const tables = [...schema.tables.values()].filter(({ extension }) => extension === undefined);
  return [
    ...tables.flatMap((table) => tableAccess(table, context)),
    ...[...schema.statistics.values()].map((one) => statisticsAccess(one, context)),
    ...schemaAccess(schema, context),
  ];
}
function grantChanges(one: Access, was: Access | undefined, byDefault: readonly string[]): string[] {
  const { on, column, owner = '', privileges, standard, prefix } = one;
  if (on === undefined) return [];
  const before =
    was?.owner === undefined || was.owner === owner ? was?.privileges : withOwner(was.privileges, was.owner, owner);
  const of = column === undefined ? {} : { of: ` (${column})` };
  const revoked = byDefault.map(
    (name) => `REVOKE ALL ON ${on} FROM ${name === '' ? 'PUBLIC' : quoteIdentifier(name)};`,
  );
  const lists = [byDefault.includes('') ? [`${owner}=${standard.owner}/${owner}`] : before, privileges] as const;
  return [...revoked, ...changedGrants(on, owner, lists, standard, { ...(prefix !== undefined && { prefix }), ...of })];
}
const defaultAclWords: Readonly<Record<string, string>> = {
  TABLE: 'TABLES',
  SEQUENCE: 'SEQUENCES',
  FUNCTION: 'FUNCTIONS',
  PROCEDURE: 'FUNCTIONS',
  TYPE: 'TYPES',
  SCHEMA: 'SCHEMAS',
};
/** Who gets something else of a new object by default privileges than by PostgreSQL's own, whoever runs the script. */
function defaultGrantees({ on = '', column, id, standard }: Access, { schema }: Side): string[] {
  if (column !== undefined) return [];
  const [, home] = id.split('\0');
  const found = [...schema.others.values()].filter(
    (other) =>
      other.kind === 'DEFAULT PRIVILEGES' &&
      other.definition === defaultAclWords[on.split(' ')[0]!] &&
      (other.schema === undefined || other.schema === home),
  );
  const grantees = new Set(
    found.flatMap(({ privileges = [], owner }) => granteesIn(privileges).filter((name) => name !== owner)),
  );
  // Those of all schemas stand in the place of PostgreSQL's own: PUBLIC has only what they give it.
  const isRevoked = found.some((one) => one.schema === undefined && !granteesIn(one.privileges ?? []).includes(''));
  return [...grantees, ...(isRevoked && standard.public !== '' && !grantees.has('') ? [''] : [])];
}
