/** Objects that are printed as they stand: aggregates, servers, wrappers, access methods, event triggers, publications. */

import type { OtherObject } from '../../model/schema';
import { objectKey, quoteIdentifier, quoteLiteral, quoteQualified } from '../../text/names';
import { present } from '../../text/present';
import { type Catalog, commentOf, extensionOf, numbers, objectId } from './catalog';
import { catalog } from './sql';

type DependsOn = (classId: number, oid: number) => { dependsOn?: readonly string[] };
interface OtherRows {
  readonly collations: readonly unknown[][];
  readonly wrappers: readonly unknown[][];
  readonly servers: readonly unknown[][];
  readonly languages: readonly unknown[][];
  readonly accessMethods: readonly unknown[][];
  readonly eventTriggers: readonly unknown[][];
  readonly publications: readonly unknown[][];
  readonly defaultPrivileges: readonly unknown[][];
  readonly catalogPrivileges: readonly unknown[][];
  readonly defined: readonly unknown[][];
}
/** The key in `Schema.others`, and in dependency lists behind `objectKey('other', …)`. */
const keyOfOther = (kind: string, name: string, schema = ''): string => `${kind.toLowerCase()}\0${schema}\0${name}`;
const dependencyKey = (kind: string, name: string, schema = ''): string =>
  objectKey('other', kind.toLowerCase(), schema === '' ? name : `${schema}\0${name}`);

export function readOtherNames(from: Catalog, rows: OtherRows): void {
  const note = (classId: number, kind: string, list: readonly unknown[][]): void => {
    for (const [oid, name] of list as [number, string][])
      from.otherKeys.set(objectId(classId, oid), dependencyKey(kind, name));
  };
  note(catalog.foreignDataWrapper, 'FOREIGN DATA WRAPPER', rows.wrappers);
  note(catalog.foreignServer, 'SERVER', rows.servers);
  note(catalog.language, 'LANGUAGE', rows.languages);
  note(catalog.accessMethod, 'ACCESS METHOD', rows.accessMethods);
  for (const [classId, oid, kind, schema, name] of rows.defined as DefinedRow[])
    if (classId !== catalog.type) from.otherKeys.set(objectId(classId, oid), dependencyKey(kind, name, schema ?? ''));
  for (const [oid, namespace, name] of rows.collations as [number, number, string][])
    from.otherKeys.set(
      objectId(catalog.collation, oid),
      objectKey('collation', from.namespaces.get(namespace) ?? '', name),
    );
}

export function buildOthers(from: Catalog, rows: OtherRows, dependsOn: DependsOn): [string, OtherObject][] {
  const built: [string, OtherObject][] = [];
  const add = (
    classId: number,
    oid: number,
    kind: string,
    name: string,
    facts: Partial<OtherObject>,
    designation: string | null = `${kind} ${quoteIdentifier(name)}`,
  ): void => {
    const other = present({
      kind,
      name,
      designation: designation ?? undefined,
      ...facts,
      ...commentOf(from, classId, oid),
      ...extensionOf(from, classId, oid),
      ...dependsOn(classId, oid),
    });
    built.push([keyOfOther(kind, name, facts.schema), other]);
  };
  for (const row of rows.wrappers as WrapperRow[])
    add(catalog.foreignDataWrapper, row[0], 'FOREIGN DATA WRAPPER', row[1], wrapper(row));
  for (const row of rows.servers as ServerRow[]) add(catalog.foreignServer, row[0], 'SERVER', row[1], server(row));
  for (const [oid, name, definition, owner, privileges] of rows.languages as LanguageRow[])
    add(catalog.language, oid, 'LANGUAGE', name, {
      definition,
      owner,
      ...present({ privileges: privileges || undefined }),
    });
  for (const [oid, name, type, handler] of rows.accessMethods as [number, string, string, string][]) {
    const definition = `CREATE ACCESS METHOD ${quoteIdentifier(name)} TYPE ${type === 't' ? 'TABLE' : 'INDEX'} HANDLER ${handler}`;
    add(catalog.accessMethod, oid, 'ACCESS METHOD', name, { definition });
  }
  for (const row of rows.eventTriggers as EventTriggerRow[])
    add(catalog.eventTrigger, row[0], 'EVENT TRIGGER', row[1], { definition: eventTrigger(row), owner: row[6] });
  for (const row of rows.publications as PublicationRow[])
    add(catalog.publication, row[0], 'PUBLICATION', row[1], { definition: publication(from, row), owner: row[9] });
  for (const [classId, oid, kind, schema, name, designation, definition, owner] of rows.defined as DefinedRow[]) {
    if (classId === catalog.type) continue;
    const facts = {
      ...present({ schema: schema !== null ? schema : undefined }),
      definition,
      ...present({ owner: owner !== null ? owner : undefined }),
    };
    add(classId, oid, kind, name, facts, designation);
  }
  for (const [owner, schema, type, privileges] of rows.defaultPrivileges as DefaultPrivilegesRow[]) {
    const name = `${owner} ${schema ?? ''} ${type}`;
    const other = { kind: 'DEFAULT PRIVILEGES', name, owner, privileges, definition: granted[type] ?? '' };
    built.push([keyOfOther(other.kind, name), schema === null ? other : { ...other, schema }]);
  }
  for (const [name, definition] of rows.catalogPrivileges as [string, string][])
    built.push([keyOfOther('CATALOG PRIVILEGES', name), { kind: 'CATALOG PRIVILEGES', name, definition }]);
  return built;
}
type DefinedRow = [
  classId: number,
  oid: number,
  kind: string,
  schema: string | null,
  name: string,
  designation: string | null,
  definition: string,
  owner: string | null,
];
/** CREATE TYPE by the type. */
export function typeDefinitions(rows: readonly unknown[][]): Map<number, string> {
  const types = (rows as DefinedRow[]).filter((row) => row[0] === catalog.type);
  return new Map(types.map((row) => [row[1], row[6]]));
}
type DefaultPrivilegesRow = [string, string | null, string, string[]];
const granted: Readonly<Record<string, string>> = {
  r: 'TABLES',
  S: 'SEQUENCES',
  f: 'FUNCTIONS',
  T: 'TYPES',
  n: 'SCHEMAS',
  L: 'LARGE OBJECTS',
};

function options(list: readonly string[] | null): string {
  if (list === null) return '';
  const written = list.map((option) => {
    const at = option.indexOf('=');
    return `${quoteIdentifier(option.slice(0, at))} ${quoteLiteral(option.slice(at + 1))}`;
  });
  return ` OPTIONS (${written.join(', ')})`;
}
type WrapperRow = [number, string, string | null, string | null, string[] | null, string, string[] | null];
function wrapper([, name, handler, validator, list, owner, privileges]: WrapperRow): Partial<OtherObject> {
  const handled = handler === null ? '' : ` HANDLER ${handler}`;
  const validated = validator === null ? '' : ` VALIDATOR ${validator}`;
  const definition = `CREATE FOREIGN DATA WRAPPER ${quoteIdentifier(name)}${handled}${validated}${options(list)}`;
  return { definition, owner, ...present({ privileges: privileges || undefined }) };
}
type ServerRow = [number, string, string | null, string | null, string[] | null, string, string, string[] | null];
function server([, name, type, version, list, wrapperName, owner, privileges]: ServerRow): Partial<OtherObject> {
  const typed = type === null ? '' : ` TYPE ${quoteLiteral(type)}`;
  const versioned = version === null ? '' : ` VERSION ${quoteLiteral(version)}`;
  const definition = `CREATE SERVER ${quoteIdentifier(name)}${typed}${versioned} FOREIGN DATA WRAPPER ${quoteIdentifier(wrapperName)}${options(list)}`;
  return { definition, owner, ...present({ privileges: privileges || undefined }) };
}
type LanguageRow = [number, string, string, string, string[] | null];
type EventTriggerRow = [number, string, string, string[] | null, string, string, string];
const eventStates: Readonly<Record<string, string>> = {
  D: 'DISABLE',
  R: 'ENABLE REPLICA',
  A: 'ENABLE ALWAYS',
};
function eventTrigger([, name, event, tags, routine, state]: EventTriggerRow): string {
  const when = tags === null ? '' : `\n    WHEN TAG IN (${tags.map(quoteLiteral).join(', ')})`;
  const create = `CREATE EVENT TRIGGER ${quoteIdentifier(name)} ON ${event}${when}\n    EXECUTE FUNCTION ${routine}()`;
  const set = eventStates[state];
  return set === undefined ? create : `${create};\nALTER EVENT TRIGGER ${quoteIdentifier(name)} ${set}`;
}
type PublicationRow = [
  number,
  string,
  boolean,
  boolean,
  boolean,
  boolean,
  boolean,
  boolean,
  string,
  string,
  string[],
  string[],
  string[],
  string[],
];
function publication(from: Catalog, row: PublicationRow): string {
  const [, name, all, insert, update, remove, truncate, viaRoot, generated, , tables, columns, filters, schemas] = row;
  const targets = tables.map((oid, at) => {
    const relation = from.relations.get(Number(oid));
    if (relation === undefined) return '';
    const list = numbers(columns[at] ?? '').map((column) => quoteIdentifier(relation.columnNames[column] ?? ''));
    const filter = filters[at] ? ` WHERE ${filters[at]}` : '';
    return `ONLY ${quoteQualified(relation)}${list.length > 0 ? ` (${list.join(', ')})` : ''}${filter}`;
  });
  const published = Object.entries({ insert, update, delete: remove, truncate }).filter(([, on]) => on);
  const parts = [`publish = ${quoteLiteral(published.map(([what]) => what).join(', '))}`];
  if (viaRoot) parts.push('publish_via_partition_root = true');
  if (generated === 's') parts.push('publish_generated_columns = stored');
  const named = targets.filter((one) => one !== '').sort();
  const what = named.length > 0 ? [`TABLE ${named.join(', ')}`] : [];
  if (schemas.length > 0) what.push(`TABLES IN SCHEMA ${schemas.join(', ')}`);
  const scope = all ? ' FOR ALL TABLES' : what.length > 0 ? ` FOR ${what.join(', ')}` : '';
  return `CREATE PUBLICATION ${quoteIdentifier(name)}${scope} WITH (${parts.join(', ')})`;
}

type AggregateRow = [
  oid: number,
  kind: string,
  directArguments: number,
  args: string,
  transition: string,
  stateType: string,
  stateSpace: number,
  final: string | null,
  finalExtra: boolean,
  finalModify: string,
  initial: string | null,
  combine: string | null,
  serialize: string | null,
  deserialize: string | null,
  movingTransition: string | null,
  movingInverse: string | null,
  movingType: string | null,
  movingSpace: number,
  movingFinal: string | null,
  movingFinalExtra: boolean,
  movingFinalModify: string,
  movingInitial: string | null,
  sortOperator: string | null,
  parallel: string,
];
const modifies: Readonly<Record<string, string>> = { r: 'READ_ONLY', s: 'SHAREABLE', w: 'READ_WRITE' };
const parallels: Readonly<Record<string, string>> = { s: 'SAFE', r: 'RESTRICTED' };
/** CREATE AGGREGATE statements by oid: PostgreSQL has no `pg_get_functiondef` for them. */
export function readAggregates(from: Catalog, rows: readonly unknown[][]): Map<number, string> {
  const definitions = new Map<number, string>();
  for (const row of rows as unknown as readonly AggregateRow[]) {
    const name = from.routineNames.get(row[0]);
    if (name === undefined || from.extensionOf.has(objectId(catalog.proc, row[0]))) continue;
    const parts = aggregateParts(row).map((part) => `    ${part}`);
    definitions.set(row[0], `CREATE AGGREGATE ${quoteQualified(name)}(${row[3] || '*'}) (\n${parts.join(',\n')}\n)`);
  }
  return definitions;
}
function aggregateParts(row: AggregateRow): string[] {
  const [, kind, , , transition, stateType, space, final, extra, modify, initial, combine, serial, deserial] = row;
  const [mtrans, minv, mtype, mspace, mfinal, mextra, mmodify, minit, sort, parallel] = row.slice(14) as [
    string | null,
    string | null,
    string | null,
    number,
    string | null,
    boolean,
    string,
    string | null,
    string | null,
    string,
  ];
  const standard = kind === 'n' ? 'r' : 'w';
  const parts: (string | false | null)[] = [
    `SFUNC = ${transition}`,
    `STYPE = ${stateType}`,
    space > 0 && `SSPACE = ${space}`,
    final && `FINALFUNC = ${final}`,
    extra && 'FINALFUNC_EXTRA',
    modify !== standard && `FINALFUNC_MODIFY = ${modifies[modify]}`,
    combine && `COMBINEFUNC = ${combine}`,
    serial && `SERIALFUNC = ${serial}`,
    deserial && `DESERIALFUNC = ${deserial}`,
    initial !== null && `INITCOND = ${quoteLiteral(initial)}`,
    mtrans && `MSFUNC = ${mtrans}`,
    minv && `MINVFUNC = ${minv}`,
    mtype && `MSTYPE = ${mtype}`,
    mspace > 0 && `MSSPACE = ${mspace}`,
    mfinal && `MFINALFUNC = ${mfinal}`,
    mextra && 'MFINALFUNC_EXTRA',
    mtrans && mmodify !== standard && `MFINALFUNC_MODIFY = ${modifies[mmodify]}`,
    minit !== null && `MINITCOND = ${quoteLiteral(minit)}`,
    sort && `SORTOP = ${sort}`,
    parallels[parallel] !== undefined && `PARALLEL = ${parallels[parallel]}`,
    kind === 'h' && 'HYPOTHETICAL',
  ];
  return parts.filter((part): part is string => typeof part === 'string' && part !== '');
}
