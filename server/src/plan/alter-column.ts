/** ALTER TABLE … ALTER COLUMN: the type first, then what is said of the column. */
import { identityClause } from '../generate/columns';
import { notNullName, only } from '../generate/lookup';
import { identitySequences } from '../generate/settings';
import { builtIn, foreignOptions, local, qualified, storageParameters, typeName } from '../generate/text';
import type { Column, Table } from '../model/schema';
import { changedIdentity } from '../model/sequences';
import { sameType } from '../model/types';
import { quoteLiteral } from '../text/names';
import { sequenceChange } from './alter-sequence';
import type { Alteration, Pair, Statement } from './alteration';
import { statement } from './alteration';
import { alterWord } from './drop';
import { changedForeignOptions, changedParameters } from './options';
import type { ItemOf, Unit } from './unit';
import { isSameKind, lossOfCast, usingFor } from './using';

interface Columns {
  readonly a: Column;
  readonly b: Column;
  readonly table: Table;
  readonly pair: Pair;
  /** Its type, or what that consists of, is made anew. */
  readonly typeGone: boolean;
  /** So is what its default or expression calls. */
  readonly callGone: boolean;
  readonly retyped: boolean;
  /** A parent's column leads this one. */
  readonly led: boolean;
  readonly alter: string;
  readonly change: string;
  /** The same, without the tables below. */
  readonly alone: string;
}
export function alterColumn(pair: Pair): Alteration | 'replace' | undefined {
  if (pair.from.shape === pair.to.shape && pair.gone.size === 0) return undefined;
  const columns = columnsOf(pair);
  const { a, b, retyped, led, callGone, change } = columns;
  const generated = generatedChange(columns);
  if (generated === 'replace') return 'replace';
  const real = retyped && (columns.typeGone || !isSameKind(a.type, b.type));
  const release: Statement[] = [...generated.release];
  if (a.identity && !b.identity && !led)
    release.push(statement(`${change} DROP IDENTITY`, { loses: `the position of the identity of ${a.name}` }));
  const released = a.default !== undefined && (b.default === undefined || callGone || real);
  if (released) release.push(statement(`${columns.alone} DROP DEFAULT`));
  const statements = [
    ...(retyped && !led ? [retype(columns)] : []),
    ...notNullChange(columns),
    ...(led ? [] : identityChange(columns)),
    ...(b.default !== undefined && (released || a.default !== b.default)
      ? [statement(`${columns.alone} SET DEFAULT ${b.default}`)]
      : []),
    ...generated.statements,
    ...settingsChange(columns),
  ];
  if (!retyped) return { release, statements };
  return { release, statements, breaks: (user) => isBroken(user, real) };
}
function columnsOf(pair: Pair): Columns {
  const a = (pair.from.item as ItemOf<'column'>).column;
  const { table, column: b } = pair.to.item as ItemOf<'column'>;
  const { context } = pair.after;
  const isType = (id: string): boolean => /^(?:type|collation|table)\0/.test(id);
  const typeGone = [...pair.gone].some(isType);
  const name = qualified(table, context);
  const alter = `ALTER ${alterWord(table)} ${name}`;
  return {
    ...{ a, b, table, pair, typeGone, alter },
    callGone: [...pair.gone].some((id) => !isType(id)),
    retyped: typeGone || !sameType(a.type, b.type) || builtInName(a) !== builtInName(b),
    led: a.inherited === true && b.inherited === true,
    change: `${alter} ALTER COLUMN ${local(b.name, context)}`,
    alone: `ALTER ${alterWord(table)} ${only(table, pair.after.schema)}${name} ALTER COLUMN ${local(b.name, context)}`,
  };
}
const builtInName = ({ collation }: Column): string => `${collation?.schema ?? ''}\0${collation?.name ?? ''}`;

function retype({ a, b, pair, change, typeGone }: Columns): Statement {
  const { context } = pair.after;
  const target = typeName(b.type, context);
  const collate = b.collation ? ` COLLATE ${builtIn(b.collation, context)}` : '';
  const using = usingFor(local(a.name, context), a.type, b.type, target, typeGone);
  const loses = lossOfCast(a.type, b.type);
  return statement(`${change} TYPE ${target}${collate}${using === undefined ? '' : ` USING ${using}`}`, {
    ...(loses !== undefined && { loses: `${loses} in ${b.name}` }),
    ...(using !== undefined && { fails: `a value of ${b.name} is none of ${target}` }),
  });
}
/** What PostgreSQL does not take along to another type by itself. `real`: to a type of another kind. */
function isBroken({ item }: Unit, real: boolean): boolean {
  switch (item.is) {
    case 'column':
      return item.column.generated !== undefined;
    case 'constraint':
      return real && item.constraint.kind !== 'primary key' && item.constraint.kind !== 'unique';
    case 'index':
      return (
        real &&
        (item.index.where !== undefined || item.index.keys.some((key) => key.column === undefined || key.opclass))
      );
    case 'sequence':
    case 'table':
    case 'statistics':
      return false;
    default:
      return true;
  }
}

function generatedChange({
  a,
  b,
  pair,
  change,
  callGone,
}: Columns): (Pick<Alteration, 'statements'> & { release: Statement[] }) | 'replace' {
  const nothing = { release: [], statements: [] };
  if (!a.generated && !b.generated) return nothing;
  if (a.generated && !b.generated)
    return a.generated.kind === 'stored'
      ? { ...nothing, release: [statement(`${change} DROP EXPRESSION`)] }
      : 'replace';
  if (!a.generated || !b.generated || a.generated.kind !== b.generated.kind) return 'replace';
  if (a.generated.expression === b.generated.expression && !callGone) return nothing;
  if (pair.before.schema.serverVersion < 170000 || (callGone && a.notNull)) return 'replace';
  const set = statement(`${change} SET EXPRESSION AS (${b.generated.expression})`);
  return { release: callGone ? [statement(`${change} SET EXPRESSION AS (NULL)`)] : [], statements: [set] };
}

function notNullChange({ a, b, table, pair, led, alter, change }: Columns): Statement[] {
  const { context } = pair.after;
  const fails = `${b.name} is NULL`;
  const named = b.notNullConstraint;
  if (!b.notNull) return a.notNull && !led ? [statement(`${change} DROP NOT NULL`)] : [];
  const add = (constraint: NonNullable<typeof named>): Statement =>
    statement(
      `${alter} ADD CONSTRAINT ${local(constraint.name, context)} NOT NULL ${local(b.name, context)}${constraint.noInherit ? ' NO INHERIT' : ''}${constraint.valid === false ? ' NOT VALID' : ''}`,
      constraint.valid === false ? {} : { fails },
    );
  if (!a.notNull) return [named ? add(named) : statement(`${change} SET NOT NULL`, { fails })];
  if (pair.before.schema.serverVersion < 180000 || led) return [];
  const [own, wanted] = [a, b].map((one) => one.notNullConstraint?.name ?? notNullName(table, one));
  const lines: Statement[] = [];
  if (own !== wanted)
    lines.push(statement(`${alter} RENAME CONSTRAINT ${local(own!, context)} TO ${local(wanted!, context)}`));
  const constraint = local(wanted!, context);
  if (a.notNullConstraint?.valid === false && named?.valid !== false)
    lines.push(statement(`${alter} VALIDATE CONSTRAINT ${constraint}`, { fails }));
  if (Boolean(a.notNullConstraint?.noInherit) !== Boolean(named?.noInherit))
    lines.push(statement(`${alter} ALTER CONSTRAINT ${constraint} ${named?.noInherit ? 'NO INHERIT' : 'INHERIT'}`));
  return lines;
}

function identityChange({ a, b, table, pair, change }: Columns): Statement[] {
  const { context } = pair.after;
  if (!b.identity) return [];
  const { sequenceName } = b.identity;
  const sequence = sequenceName && qualified(sequenceName, context);
  if (!a.identity) {
    const own = local(b.name, context);
    const position = `SELECT pg_catalog.setval(${quoteLiteral(sequence ?? '')}, max(${own})) FROM ${qualified(table, context)} HAVING max(${own}) > 0`;
    return [
      statement(`${change} ADD ${identityClause(b, context, table)}`),
      ...identitySequences([b], context).map((sql) => ({ sql })),
      ...(sequence === undefined ? [] : [statement(position)]),
    ];
  }
  const lines: Statement[] = [];
  if (a.identity.kind !== b.identity.kind)
    lines.push(statement(`${change} SET GENERATED ${b.identity.kind.toUpperCase()}`));
  const was = a.identity.sequenceName;
  if (was && sequenceName && was.name !== sequenceName.name)
    lines.push(statement(`ALTER SEQUENCE ${qualified(was, context)} RENAME TO ${local(sequenceName.name, context)}`));
  const before = changedIdentity(a.identity, {}, a.type.name, b.type.name);
  if (sequence !== undefined)
    lines.push(
      ...sequenceChange(
        sequence,
        before.sequence,
        b.identity.sequence,
        [before.persistence, b.identity.persistence],
        b.type.name,
      ),
    );
  return lines;
}

function settingsChange({ a, b, pair, alone, change }: Columns): Statement[] {
  const { schema } = pair.before;
  const lines: string[] = [];
  if (a.storage !== b.storage)
    lines.push(
      `${alone} SET STORAGE ${b.storage?.toUpperCase() ?? (schema.serverVersion >= 160000 ? 'DEFAULT' : standardStorage(b))}`,
    );
  if (a.compression !== b.compression && schema.serverVersion >= 140000)
    lines.push(`${change} SET COMPRESSION ${b.compression ?? 'default'}`);
  if (a.statistics !== b.statistics) lines.push(`${alone} SET STATISTICS ${b.statistics ?? -1}`);
  lines.push(...changedParameters(a.options, b.options, alone, storageParameters));
  lines.push(...changedForeignOptions(a.foreignOptions, b.foreignOptions, change, foreignOptions));
  return lines.map((sql) => statement(sql));
}
/** Before 16 there is no SET STORAGE DEFAULT. */
const standardStorage = ({ type }: Column): string =>
  type.builtin && type.name === 'numeric' && !type.array ? 'MAIN' : 'EXTENDED';
