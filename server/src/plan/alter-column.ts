/** ALTER TABLE … ALTER COLUMN: the type first, then what is said of the column. */

import { identityClause, settingClause } from '../generate/columns';
import { identitySequences } from '../generate/settings';
import { builtIn, foreignOptions, local, qualified, storageParameters, typeName } from '../generate/text';
import type { Column } from '../model/schema';
import { changedIdentity, completeSequence, sequenceType } from '../model/sequences';
import { quoteLiteral } from '../text/names';
import { besideTheOneAbove, isChildOtherwise, notNullChange, notNullFromAbove } from './alter-not-null';
import { afterValues, afterValuesToo, dropIdentity, sequenceChange, sequenceOf } from './alter-sequence';
import type { Alteration, Pair, Statement } from './alteration';
import { statement } from './alteration';
import { bothColumns, type Columns } from './column-pair';
import { identitySequenceAbove } from './make-parts';
import { changedForeignOptions, changedParameters } from './options';
import { rowsAside, rowsBack } from './row-types';
import { isPartitionKey, type Unit } from './unit';
import { isSameKind, lossOfCast, refusedByCast, usingFor } from './using';

export function alterColumn(pair: Pair): Alteration | 'replace' | undefined {
  if (pair.from.shape === pair.to.shape && pair.gone.size === 0 && !isChildOtherwise(pair)) return undefined;
  const columns = bothColumns(pair);
  const { a, b, retyped, led, callGone } = columns;
  const generated = generatedChange(columns);
  if (generated === 'replace' || (columns.typeGone && isPartitionKey(pair.from))) return 'replace';
  // What is generated takes no USING.
  if (b.generated && retyped && (columns.typeGone || usingOf(columns) !== undefined)) return 'replace';
  const real = retyped && (columns.typeGone || !isSameKind(a.type, b.type));
  const release: Statement[] = [...generated.release];
  const continues = a.identity && !led ? sequenceOf(b.default) : undefined;
  if (a.identity && !b.identity && !led) release.push(dropIdentity(columns, continues));
  const released = a.default !== undefined && (b.default === undefined || callGone || real);
  if (released) release.push(statement(`${columns.alone} DROP DEFAULT`));
  const fromAbove = led && !a.notNull && b.notNull ? notNullFromAbove(columns) : undefined;
  const notNull = fromAbove === 'as it is to be' ? [] : notNullChange(columns);
  const ownFirst = fromAbove === 'under another name';
  if (ownFirst) release.push(...notNull);
  release.push(...besideTheOneAbove(columns));
  const isAside = columns.rowGone && !led;
  if (isAside) release.push(rowsAside({ ...columns, column: b }, pair.after));
  const ofType = isAside ? rowsBack({ ...columns, column: b }, pair.after) : retyped && !led ? [retype(columns)] : [];
  const identity = led ? [] : identityChange(columns);
  // What the sequence can hold goes with the type, so its bounds are within both.
  const isNarrower = b.identity !== undefined && widths.indexOf(b.type.name) < widths.indexOf(a.type.name);
  const statements = [
    ...(isNarrower ? identity : []),
    ...ofType,
    ...(ownFirst ? [] : notNull),
    ...(isNarrower ? [] : identity),
    ...(b.default !== undefined && (released || a.default !== b.default)
      ? [statement(`${columns.alone} SET DEFAULT ${b.default}`)]
      : []),
    ...fromAboveOn(columns),
    ...(continues === undefined ? [] : [afterValues(continues, b, columns.table, pair.after.context)]),
    ...generated.statements,
    ...settingsChange(columns),
  ];
  if (!retyped) return { release, statements };
  return { release, statements, retypesFirst: isAside, breaks: (user) => isBroken(user, real) };
}
/** The identity of a partitioned table goes on after the values of a partition that comes. */
function fromAboveOn({ a, b, table, pair: { after }, identityAbove }: Columns): Statement[] {
  const sequence = identityAbove && identitySequenceAbove(table, a.name, after.context);
  return sequence ? [afterValuesToo(sequence, b, table, after.context)] : [];
}
const widths: readonly string[] = ['smallint', 'integer', 'bigint'];

const usingOf = ({ a, b, table, pair: { after }, typeGone }: Columns): string | undefined =>
  table.kind === 'foreign table'
    ? undefined
    : usingFor(local(a.name, after.context), a.type, b.type, typeName(b.type, after.context), {
        renamed: typeGone,
        schema: after.schema,
      });
function retype(columns: Columns): Statement {
  const { a, b, pair, change } = columns;
  const { context } = pair.after;
  const target = typeName(b.type, context);
  const collate = b.collation ? ` COLLATE ${builtIn(b.collation, context)}` : '';
  const using = usingOf(columns);
  const loses = lossOfCast(a.type, b.type, pair.before.schema, pair.after.schema);
  const refused = refusedByCast(a.type, b.type);
  const fails = using !== undefined ? `a value of ${b.name} is none of ${target}` : refused && `${a.name} ${refused}`;
  return statement(`${change} TYPE ${target}${collate}${using === undefined ? '' : ` USING ${using}`}`, {
    ...(loses !== undefined && { loses: `${loses} in ${b.name}` }),
    ...(fails !== undefined && { fails }),
  });
}
/** What PostgreSQL does not take along to another type by itself. `real`: to a type of another kind. */
function isBroken({ item }: Unit, real: boolean): boolean {
  if (item.is === 'column') return item.column.generated !== undefined;
  if (item.is === 'constraint')
    return real && item.constraint.kind !== 'primary key' && item.constraint.kind !== 'unique';
  if (item.is === 'index')
    return (
      real && (item.index.where !== undefined || item.index.keys.some((key) => key.column === undefined || key.opclass))
    );
  return item.is !== 'sequence' && item.is !== 'table' && item.is !== 'statistics';
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

function identityChange(columns: Columns): Statement[] {
  const { a, b, table, pair, change } = columns;
  const { context } = pair.after;
  if (!b.identity) return [];
  const { sequenceName } = b.identity;
  const sequence = sequenceName && qualified(sequenceName, context);
  if (!a.identity) {
    return [
      statement(`${change} ADD ${identityClause(b, context, table)}`),
      ...identitySequences([b], context).map((sql) => ({ sql })),
      ...(sequence === undefined ? [] : [afterValues(quoteLiteral(sequence), b, table, context)]),
    ];
  }
  const lines: Statement[] = [];
  if (a.identity.kind !== b.identity.kind)
    lines.push(statement(`${change} SET GENERATED ${b.identity.kind.toUpperCase()}`));
  const was = a.identity.sequenceName;
  if (was && sequenceName && was.name !== sequenceName.name)
    lines.push(statement(`ALTER SEQUENCE ${qualified(was, context)} RENAME TO ${local(sequenceName.name, context)}`));
  const isNarrower = widths.indexOf(b.type.name) < widths.indexOf(a.type.name);
  const before = isNarrower ? narrowed(a, b) : changedIdentity(a.identity, {}, a.type.name, b.type.name);
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

/** As it is before the type changes, but for the type itself, which follows. */
function narrowed(a: Column, b: Column): NonNullable<Column['identity']> {
  const { type: _, ...sequence } = completeSequence(a.identity!.sequence, sequenceType(a.type.name));
  return {
    ...a.identity!,
    sequence: { ...sequence, ...(b.identity!.sequence.type && { type: b.identity!.sequence.type }) },
  };
}

function settingsChange({ a, b, pair, alone, change, retyped }: Columns): Statement[] {
  const { schema } = pair.before;
  const lines: string[] = [];
  const version = schema.serverVersion;
  // With another type come its own storage and the compression that is the default.
  const now: Partial<Column> = retyped ? {} : a;
  if (now.storage !== b.storage) lines.push(`${alone} SET ${settingClause('storage', b, version)}`);
  if (now.compression !== b.compression && version >= 140000)
    lines.push(`${change} SET ${settingClause('compression', b, version)}`);
  if (a.statistics !== b.statistics) lines.push(`${alone} SET STATISTICS ${b.statistics ?? -1}`);
  lines.push(...changedParameters(a.options, b.options, alone, storageParameters));
  lines.push(...changedForeignOptions(a.foreignOptions, b.foreignOptions, change, foreignOptions));
  return lines.map((sql) => statement(sql));
}
