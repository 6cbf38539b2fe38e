/**
 * Whether what the scratch PostgreSQL refuses says something of the file. It does, but where the scratch lacks what a
 * server has: an extension's files, other databases, rows to copy. SQLSTATE alone tells little: 0A000 and 55000 are what
 * PostgreSQL answers to altering a column that a view uses.
 */
import type { SqlFailure } from '../dev/embedded/embedded-protocol';
import type { Standing } from '../fold/folded';
import { extensionBrings } from '../model/extensions';
import { objectKey, schemaKinds, schemaMaps } from '../model/kinds';
import { findIn, findRelation, findTableOrView } from '../model/resolve';
import type { Schema } from '../model/schema';
import type { Statement } from '../sql/document/statement';
import type { DdlOp, Op } from '../sql/read/ops';
import { t } from '../text/l10n';
import { wordPattern } from '../text/text';
import { ASIDE } from './aside';
import type { Missing } from './base';
import type { Removal } from './removals';
import { takenByOlder } from './taken-by-older';
import type { UnknownRows } from './unknown-rows';

interface Surroundings {
  /** As it was sent. */
  readonly text: string;
  /** What refused it, as messages call it. */
  readonly place: string;
  readonly standing: Standing;
  /** What it gives another name has the old one in dev: it has not run there. */
  readonly renamesStanding: boolean;
  /** The tool has the statement in a transaction: what is refused for that is refused in dev too. */
  readonly inTransaction: boolean;
  readonly dev: Schema;
  readonly missing: readonly Missing[];
  /** Statements before it that could not be run here. */
  readonly left: readonly Missing[];
  readonly removals: readonly Removal[];
  readonly rows: Pick<UnknownRows, 'deciding'>;
  /** Extensions that dev or the files have and the scratch lacks. */
  readonly lacking: ReadonlySet<string>;
  /** Statements before it that were refused. */
  readonly refused: readonly Refused[];
}

/** Duplicate column, object, table, schema, function: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const duplicates: ReadonlySet<string> = new Set(['42701', '42710', '42P07', '42P06', '42723']);
/** Of kinds for which PostgreSQL does not ask first: text search configurations, their mappings and the like. */
const isCatalogKey = ({ code, message }: SqlFailure): boolean =>
  code === '23505' && /unique constraint "pg_(?!enum_)\w+_index"/.test(message);
/** It is told of what there is: a column that one statement names twice is duplicate, too. */
const saysItStands = ({ code = '', message }: SqlFailure, dev: Schema): boolean =>
  duplicates.has(code) && /\balready (?:exists|a member)\b/.test(message) && !isLacked(message, dev);
/** Of a part or a relation: dev has none of its name, so that the file has made it before. */
function isLacked(message: string, dev: Schema): boolean {
  if (dev.unknown.length > 0) return false;
  const [, part, relation] =
    /^\w+ "([^"]+)" (?:of|for) (?:relation|table) "([^"]+)" already exists$/.exec(message) ?? [];
  const [, name = relation] = /^relation "([^"]+)" already exists$/.exec(message) ?? [];
  if (name === undefined) return false;
  const named = schemaMaps.flatMap((map) =>
    [...(dev[map].values() as Iterable<{ readonly name?: unknown }>)].filter((one) => one.name === name),
  );
  // A key has an index of its name.
  const isKey = [...dev.tables.values()].some(({ constraints }) => constraints.some((one) => one.name === name));
  if (part === undefined) return named.length === 0 && !isKey;
  return !named.some((one) => namesPart(one, part));
}
const namesPart = (one: object, name: string): boolean =>
  Object.values(one).some(
    (list) => Array.isArray(list) && list.some((each: { name?: unknown } | null) => each?.name === name),
  );
/** Whether PostgreSQL refused something because there is one of its name. */
export const isDuplicate = (code: string): boolean => duplicates.has(code);
/** syntax_error. */
const unparsed = '42601';
const undefinedColumn = '42703';
/** A foreign key without its target's key. */
const noKey = '42830';
/** Undefined function, object, schema, table, column, key. */
const absences: ReadonlySet<string> = new Set(['42883', '42704', '3F000', '42P01', undefinedColumn, noKey]);
/** Undefined file, the system's errors, out of memory, too complex a statement, a fault of the server's own: what a machine has, not what dev has. */
const machine: ReadonlySet<string> = new Set(['58P01', '58000', '58030', '53200', '53100', '54001', 'XX000']);
/** What is said of what the scratch was built or started without, or is not sent there. */
const scratchLimits: readonly RegExp[] = [
  /^COPY is not run here/,
  /^it is about a whole server and not a database of it/,
  /^extension "[^"]*" is not available$/,
  /^language "[^"]*" does not exist$/,
  /^compression method \S+ not supported$/,
  /^database "[^"]*" does not exist$/,
  /^tablespace "[^"]*" does not exist$/,
  /^could not open .*file "/,
  /^no security label providers have been loaded$|^security label provider "[^"]*" is not loaded$/,
  // One of a schema of the user's own is not the operating system's.
  /^collation "(?:pg_catalog\.)?(?:[^".]+|[a-z]+_\w+\.[\w-]+)" for encoding "[^"]*" does not exist$|^could not create locale "/i,
  /must be loaded via "?shared_preload_libraries"?$/,
  /^prepared transactions are disabled$/,
  /^(?:logical decoding|replication slots?) .*requires? "?wal_level"?/,
  /^(?:this build does not|.* is not supported by this (?:build|platform))/,
];

/** SQLSTATE unsafe_new_enum_value_usage: where it is not known whether a tool opens a transaction, this server's own may be why. */
const newEnumValue = '55P04';

/**
 * Of a loose file: dev lacks what it takes away, and has what else it makes, or what it gives another name. It may have run
 * there, and a file that stands alone is not told otherwise.
 */
export function mayHaveRun({ parsed }: Statement, failure: SqlFailure, made: number, dev: Schema): boolean {
  if (!absences.has(failure.code ?? '')) return false;
  const lacked = new Set(namesInMessage(failure.message));
  return parsed.ops.some(
    (op) => takenNames(op).some((name) => lacked.has(name)) && (made > 0 || (op.op === 'rename' && standsAs(op, dev))),
  );
}
/** What else the statement names may be lacked as well, and that no earlier run explains. */
function takenNames(op: DdlOp): readonly string[] {
  if (op.op === 'drop') return op.objects.map(({ name }) => name.value.name);
  if (op.op === 'rename') return [op.object.name.value.name];
  if (op.op !== 'alter table') return [];
  return op.commands.flatMap((each) => {
    if (each.command === 'drop column') return each.column.value;
    return each.command === 'drop constraint' ? each.name.value : [];
  });
}
/** Whether a statement renames what dev still has under the old name. */
export const renamesStanding = ({ parsed }: Statement, dev: Schema): boolean =>
  parsed.ops.some((op) => {
    if (op.op === 'rename') return standsAs({ ...op, to: { ...op.to, value: op.object.name.value.name } }, dev);
    if (op.op !== 'rename enum value') return false;
    const type = findIn(dev, dev.types, op.name.value);
    return type?.kind === 'enum' && type.values.includes(op.from.value);
  });
function standsAs({ object, to: { value: name } }: Op<'rename'>, dev: Schema): boolean {
  const { table, name: own, kind } = object;
  if (table) {
    const owner = findTableOrView(dev, table.value);
    if (!owner) return false;
    const others = 'constraints' in owner ? [...owner.constraints, ...(owner.policies ?? [])] : [];
    const parts = kind === 'column' ? owner.columns : [...others, ...(owner.triggers ?? []), ...(owner.rules ?? [])];
    return parts.some((part) => part.name === name);
  }
  const { schema } = own.value;
  const named = schema === undefined ? { name } : { schema, name };
  return findRelation(dev, named) !== undefined || findIn(dev, dev.types, named) !== undefined;
}

/** Why a refusal here does not mean that dev would refuse it. */
export function notItsFault(failure: SqlFailure, around: Surroundings): string | undefined {
  const { code = '', message } = failure;
  if (
    around.standing === 'loose' &&
    !around.renamesStanding &&
    (saysItStands(failure, around.dev) || isCatalogKey(failure))
  )
    return t('dev has it already: {0}', message);
  const isLimit = machine.has(code) || scratchLimits.some((one) => one.test(message));
  if (isLimit || (code === newEnumValue && !around.inTransaction))
    return t('{0} cannot run it: {1}', around.place, message);
  // A role or a database may have a DateStyle of its own.
  if (/datestyle/i.test(failure.hint ?? '')) return t('the DateStyle in dev decides it: {0}', message);
  if (message.includes(ASIDE)) return t('what the file makes was taken out of dev for this: {0}', message);
  const table = around.rows.deciding(failure, around.text);
  if (table !== undefined) return t('rows of {0} decide it, and there are none here: {1}', table, message);
  const older = takenByOlder(failure, around.dev.serverVersion, around.text);
  if (older !== undefined || code === unparsed) return older;
  if (!absences.has(code) && enumOf(message) === undefined) return undefined;
  if (namesInMessage(message).some((name) => around.refused.some((one) => mayMake(one, name))))
    return t('it needs what a refused statement would have made: {0}', message);
  const left = around.left.find((one) => namesInMessage(message).some((name) => mayMake(one, name)));
  if (left) return t('it needs what could not be made here: {0}', left.reason);
  if (/^role "[^"]*" does not exist$/.test(message)) return t('{0} has no such role: {1}', around.place, message);
  return (
    unknownInDev(message, around.dev, false) ??
    lackedExtension(message, around) ??
    notMade(failure, around) ??
    takenOut(message, around)
  );
}

function lackedExtension(message: string, { lacking, place }: Surroundings): string | undefined {
  const [kind, name] = missingObject(message);
  if (kind === undefined) return undefined;
  const brings = [...lacking].sort().filter((extension) => extensionBrings(extension, kind, name));
  if (brings.length === 0) return undefined;
  const [one] = brings;
  return brings.length === 1
    ? t('{0} lacks the extension {1}, which may bring it: {2}', place, one ?? '', message)
    : t('{0} lacks the extensions {1}, which may bring it: {2}', place, brings.join(', '), message);
}
/** Of an argument, it has no quotes. */
const bareType = (message: string): string | undefined => /^type ([^"\s[]+)\S* does not exist$/.exec(message)?.[1];
/** What a message says is not there; kind `other`: operators, operator classes, access methods and the like. */
function missingObject(message: string): readonly [kind: string | undefined, name: string] {
  const [, kind, name] =
    /^(type|schema|relation|access method|operator class|operator family|foreign-data wrapper|text search \w+|event trigger) "([^"]*)" does not exist/.exec(
      message,
    ) ?? [];
  const type = bareType(message);
  if (type !== undefined) return ['type', type.split('.').at(-1)!];
  const local = name?.split('.').at(-1) ?? '';
  if (kind === 'type' || kind === 'schema') return [kind, local];
  if (kind === 'relation') return ['table', local];
  if (kind !== undefined) return ['other', local];
  const routine = /^(?:function|procedure|aggregate) ([^(]+)\(.*\) does not exist/.exec(message)?.[1];
  if (routine !== undefined) return ['routine', routine.split('.').at(-1)!.replaceAll('"', '')];
  if (/^operator does not exist|^operator is not unique|has no default operator class/.test(message))
    return ['other', ''];
  return [undefined, ''];
}

/** What a refused statement would have made; where nobody can tell, any word of its text. */
export interface Refused {
  readonly text: string;
  readonly makes?: readonly string[] | undefined;
}
const mayMake = ({ text, makes }: Refused, name: string): boolean =>
  makes ? makes.includes(name) : wordPattern(name, 'i').test(text);

/** Whose value is not there. */
const enumOf = (message: string): string | undefined =>
  /^invalid input value for enum "?([^":]+)"?:/.exec(message)?.[1];
function namesInMessage(message: string): string[] {
  const quoted = [...message.matchAll(/"([^"]+)"/g)].map((match) => match[1]!);
  const routine = /^(?:function|procedure) ([^(]+)\(/.exec(message)?.[1] ?? bareType(message) ?? enumOf(message);
  return [...quoted, ...(routine === undefined ? [] : [routine])].map((name) => name.split('.').at(-1)!);
}
/** Of dev, but not in the scratch: it could not be made there, or the SQL that dev is made of had it refused. */
function notMade({ code, message }: SqlFailure, { missing, dev }: Surroundings): string | undefined {
  // A table that could not be made is missed itself, and not one of its columns.
  const names = code === undefinedColumn ? [] : namesInMessage(message);
  // A key is made by statements with other names than its table's.
  const isCause = (one: Missing, name: string): boolean =>
    code === noKey ? wordPattern(name).test(one.text) : mayMake(one, name);
  const cause = missing.find((one) => names.some((name) => isCause(one, name)));
  if (cause) return t('it needs what could not be made here: {0}', cause.reason);
  return unknownInDev(message, dev, true);
}
/** `whole`: where nothing of dev is known, too. */
function unknownInDev(message: string, dev: Schema, whole: boolean): string | undefined {
  const objects = new Set(namesInMessage(message).flatMap((name) => schemaKinds.map((kind) => `${kind}\0\0${name}`)));
  const unknown = dev.unknown.find(({ object, fact }) => {
    const [kind = '', , name = ''] = object.split('\0');
    return fact === undefined && (object === '*' ? whole : objects.has(`${kind}\0\0${name}`));
  });
  return unknown && t('dev may have it: {0} (not known of dev: {1})', message, unknown.reason);
}
/** What depended on something that was taken out for the file went with it, or is not what it was. */
function takenOut(message: string, { removals, dev }: Surroundings): string | undefined {
  const out = removals.filter(({ sql }) => sql !== undefined);
  if (out.length === 0) return undefined;
  const types = /^function [^(]+\((.*)\) does not exist$/.exec(message)?.[1] ?? '';
  const used = out.find(({ key }) => wordPattern(key.split('\0')[1] ?? '').test(types));
  const names = new Set(namesInMessage(message));
  const had = (['views', 'indexes', 'routines'] as const).some((map) =>
    [...dev[map].keys()].some((key) => names.has(key.split('\0')[1] ?? '')),
  );
  if (!used && !had) return undefined;
  return t('{0} was taken out of dev for this, and what depends on it: {1}', (used ?? out[0]!).shown, message);
}

/** Extensions of dev that could not be made, and those that a file asks for in vain. */
export function lackedBy(dev: Schema, missing: readonly Missing[]): Set<string> {
  const named = [...missing, ...dev.unknown].flatMap(
    ({ reason }) => /extension "([^"]*)" is not available/.exec(reason)?.[1] ?? [],
  );
  const prefix = objectKey('extension', '', '');
  const unknown = dev.unknown.flatMap(({ object }) => (object.startsWith(prefix) ? [object.slice(prefix.length)] : []));
  return new Set([...named, ...unknown]);
}
