/** What dev has and the migrations do not make yet: its name, and with it the rest of the statement that makes it. */

import { CompletionItemKind } from 'vscode-languageserver/node';
import { createPolicy, createTrigger } from '../../generate/behaviour';
import { createRoutine, createType, createView } from '../../generate/objects';
import { printAddConstraint, printConstraint, printIndex, printTables } from '../../generate/print';
import type { Routine, Schema, Table, View } from '../../model/schema';
import { plural } from '../../text/l10n';
import { tokenize } from '../../text/lexer';
import { identifierValue } from '../../text/literals';
import { keyOf, type ObjectName } from '../../text/names';
import { isTable, relationsFromFirst, sorted } from '../lookup';
import { isName } from '../scope';
import { type Asked, asTyped, fits, type Row, row, typedAt } from './asked';
import type { NewKind } from './expected';
import { lackedIndexRows } from './indexes';
import { goneAbove, mostLikelyFirst, namedBefore } from './named';
import { LIMIT, relationRow } from './relations';
import { stillToWrite } from './still-to-write';

export function madeRows(asked: Asked, kind: NewKind): Row[] {
  const typed = typedAt(asked);
  const { qualifier } = asked.expected;
  const candidates = candidatesOf(asked, kind).filter(
    ({ row: { label }, schema }) => fits(label, typed) && (qualifier === undefined || schema === qualifier),
  );
  const names = namedBefore(asked);
  const isMaking = endsHere(asked) && !asked.scope.tokens.some(({ text }) => text === 'RENAME');
  const { objects } = stillToWrite(asked);
  const lacked = kind === 'index' && isMaking ? lackedIndexRows(asked) : [];
  const likelihood = ({ isGone, isWritten, of, schema, row: { label } }: MadeRow) =>
    (isGone ? 3e9 : isWritten ? (objects.has(keyOf({ schema, name: label })) ? 1e9 : 0) : 2e9) +
    (names.get(of ?? label) ?? 0);
  const made = mostLikelyFirst(candidates, likelihood).map(({ row: one, sql, isWritten }) => ({
    isWritten,
    row: isMaking ? { ...one, text: () => withLine(restOf(one.label, sql(), asked)) } : one,
  }));
  // What dev has and the files lack, what nobody has, and what is there.
  return [
    ...made.flatMap((one) => (one.isWritten ? [] : [one.row])),
    ...lacked,
    ...made.flatMap((one) => (one.isWritten ? [one.row] : [])),
  ];
}

interface MadeRow {
  readonly row: Row;
  readonly schema: string;
  /** The table that it belongs to. */
  readonly of?: string;
  /** The file has dropped it, and may well make it anew. */
  readonly isGone: boolean;
  /** The migrations make it already. */
  readonly isWritten: boolean;
  readonly sql: () => string;
}

const candidatesOf = (asked: Asked, kind: NewKind): MadeRow[] => makers[kind](asked);
const makers: Readonly<Record<NewKind, (asked: Asked) => MadeRow[]>> = {
  table: (asked) => relations(asked, true),
  view: (asked) => relations(asked, false),
  index: (asked) =>
    candidates(
      asked,
      (from) => from.indexes,
      sorted(asked.schema.indexes),
      (index) => ({
        row: row(index.name, CompletionItemKind.Reference, { type: `on ${index.table.name}`, comment: index.comment }),
        of: index.table.name,
        sql: () => printIndex(index, asked.print),
      }),
    ),
  type: (asked) =>
    candidates(
      asked,
      (from) => from.types,
      sorted(asked.schema.types),
      (type) => ({
        row: row(type.name, CompletionItemKind.Enum, { type: type.kind, comment: type.comment }),
        sql: () => createType(type, asked.print).join('\n'),
      }),
    ),
  routine: (asked) =>
    candidates(
      asked,
      (from) => from.routines,
      routinesOf(asked),
      (routine) => ({
        row: row(routine.name, CompletionItemKind.Function, {
          type: `(${routine.identityArguments})`,
          comment: routine.comment,
        }),
        sql: () => createRoutine(routine, asked.print).join('\n'),
      }),
    ),
  trigger: (asked) => partRows(asked, 'trigger'),
  policy: (asked) => partRows(asked, 'policy'),
  constraint: (asked) => partRows(asked, 'constraint'),
};

const routinesOf = ({ schema, scope }: Asked): Routine[] => {
  const word = scope.tokens.find(({ text }) => /^(FUNCTION|PROCEDURE|AGGREGATE)$/.test(text))?.text.toLowerCase();
  return [...schema.routines.values()].flat().filter(({ kind }) => (kind === 'window' ? 'function' : kind) === word);
};

/** Of every table, or of the one that the statement is about. */
function partRows(asked: Asked, kind: 'trigger' | 'policy' | 'constraint'): MadeRow[] {
  const { schema, scope, relations: about, print, sides, written: done } = asked;
  const named = about.flatMap(({ dev }) => (isTable(dev) ? [dev] : []));
  const tables = named.length > 0 ? named : kind === 'constraint' ? [] : [...schema.tables.values()];
  const [gone, dropped] = [goneAbove(asked), droppedHere(asked)];
  return tables.flatMap((table): MadeRow[] => {
    const [before, here] = [done, sides.file].map((one) => one?.tables.get(keyOf(table)));
    // What dev has is in a pending file's schema, too, but no statement has made it.
    const isIn = (name: string, one: Table | undefined, made: boolean) =>
      [...(one?.constraints ?? []), ...(one?.triggers ?? []), ...(one?.policies ?? [])].some(
        (own) => own.name === name && (!made || own.origins?.self !== undefined),
      );
    const isGone = (name: string): boolean =>
      dropped.has(name) || gone((where) => isIn(name, where.tables.get(keyOf(table)), false));
    const candidate = (name: string, sql: () => string, type?: string): MadeRow => ({
      row: row(name, CompletionItemKind.Reference, { type, from: table.name }),
      schema: table.schema,
      of: table.name,
      isGone: isGone(name),
      isWritten: !isGone(name) && (isIn(name, before, false) || isIn(name, here, true)),
      sql,
    });
    if (kind === 'trigger')
      return (table.triggers ?? []).map((one) =>
        candidate(one.name, () => createTrigger(table, one, print).join('\n')),
      );
    if (kind === 'policy')
      return (table.policies ?? []).map((one) => candidate(one.name, () => createPolicy(table, one, print)));

    const inTable = scope.tokens[0]?.text === 'CREATE';
    return table.constraints.map((one) =>
      candidate(
        one.name,
        () => (inTable ? printConstraint(one, print) : printAddConstraint(table, one, print)),
        one.kind,
      ),
    );
  });
}

/** `DROP CONSTRAINT a, ADD CONSTRAINT |`. */
const droppedHere = ({ scope: { text, tokens }, expected }: Asked): ReadonlySet<string> =>
  new Set(
    tokens.flatMap((token, at) => {
      if (token.text !== 'DROP' || tokens[at + 1]?.text !== 'CONSTRAINT') return [];
      const name = tokens[at + (tokens[at + 2]?.text === 'IF' ? 4 : 2)];
      return name && isName(name) && name.end <= expected.range.start ? [identifierValue(text, name)] : [];
    }),
  );

function relations(asked: Asked, tables: boolean): MadeRow[] {
  const { schema, print, scope } = asked;
  const style = { ...print.style, ifNotExists: scope.tokens.some(({ text }) => text === 'EXISTS') };
  return candidates(
    asked,
    (from) => (tables ? from.tables : from.views),
    kindOf(relationsFromFirst(schema, 2 * LIMIT), tables),
    (one) => ({
      row: relationRow(asked, one, { type: plural(one.columns.length, '{0} column in dev', '{0} columns in dev') }),
      sql: () => (isTable(one) ? printTables([one], { ...print, style }) : createView(one, print)),
    }),
  );
}

function* kindOf(all: Iterable<Table | View>, tables: boolean): Iterable<Table | View> {
  for (const one of all) if (isTable(one) === tables) yield one;
}

function candidates<T extends ObjectName>(
  asked: Asked,
  of: (schema: Schema) => { get(key: string): unknown },
  all: Iterable<T>,
  candidateOf: (one: T) => Pick<MadeRow, 'row' | 'sql' | 'of'>,
): MadeRow[] {
  const { schema, written: done, sides, expected } = asked;
  const typed = typedAt(asked);
  const has = (where: Schema | undefined, one: T): boolean =>
    where !== undefined && of(where) !== of(schema) && isMadeHere(of(where).get(keyOf(one)));
  const gone = goneAbove(asked);
  const found: MadeRow[] = [];
  const later: MadeRow[] = [];
  for (const one of all) {
    if (found.length > LIMIT) break;
    if ((one as { extension?: string }).extension !== undefined || !fits(one.name, typed) || has(sides.file, one))
      continue;
    const isGone = gone((where) => of(where).get(keyOf(one)) !== undefined);
    const candidate = { ...candidateOf(one), schema: one.schema, isGone, isWritten: !isGone && has(done, one) };
    const near = schema.searchPath.includes(one.schema) || expected.qualifier !== undefined;
    (near && !candidate.isWritten ? found : later).push(candidate);
  }
  return [...found, ...later];
}
/** By a statement of the files, not by dev. */
function isMadeHere(one: unknown): boolean {
  const first = Array.isArray(one) ? one[0] : one;
  return (first as { origins?: { self?: unknown } } | undefined)?.origins?.self !== undefined;
}

/** Nothing stands behind the name yet, so that the rest can be put in with it. */
function endsHere({ scope, offset, expected, view, statement }: Asked): boolean {
  const last = scope.tokens.at(-1);
  const next = view.document.statements[statement + 1];
  return (
    (last === undefined || last.end <= Math.max(offset, expected.range.end)) && (next?.range.start ?? offset) >= offset
  );
}
/** The cursor ends where the text does: at the end of a long last statement an editor would scroll all others out of sight. */
const withLine = (text: string): string => (/;\n\n/.test(text) ? `${text}\n` : text);
/** From the name on: what stands before it has been typed. */
function restOf(label: string, sql: string, asked: Asked): string {
  const tokens = tokenize(sql, 0, sql.length);
  const name =
    label.includes('.') && !tokens.some((one) => isName(one) && identifierValue(sql, one) === label)
      ? label.split('.').at(-1)!
      : label;
  const plain = name.replace(/^"|"$/g, '').replaceAll('""', '"');
  const at = tokens.findIndex((one) => isName(one) && identifierValue(sql, one) === plain);
  if (at < 0) return asTyped(asked, plain);
  // The schema's name is typed already, or wanted.
  const qualified = asked.expected.qualifier === undefined && tokens[at - 1]?.text === '.';
  return sql.slice(tokens[qualified ? at - 2 : at]!.start).trimEnd();
}

/** Values that dev's enum has and the migrations' has not, with where they belong. */
export function newValueRows(asked: Asked): Row[] {
  const { schema, scope, written: done, sides, expected } = asked;
  const name = scope.tokens[2] && isName(scope.tokens[2]) ? typeNameAt(asked) : undefined;
  const find = (where: Schema | undefined) => where && name && typeIn(where, name);
  const dev = find(schema);
  const made = find(done) ?? find(sides.file);
  if (dev?.kind !== 'enum') return [];
  const has = new Set(made?.kind === 'enum' ? made.values : []);
  const isBare = scope.tokens.filter(({ start }) => start >= expected.range.end).length === 0;
  return dev.values.flatMap((value, at) => {
    if (has.has(value) && done !== undefined) return [];
    const before = dev.values.slice(0, at).findLast((one) => has.has(one));
    const after = dev.values.slice(at + 1).find((one) => has.has(one));
    const place = after === undefined ? '' : before === undefined ? ` BEFORE '${after}'` : ` AFTER '${before}'`;
    const quoted = `'${value.replaceAll("'", "''")}'`;
    return [
      row(quoted, CompletionItemKind.EnumMember, {
        type: place.trim(),
        from: dev.name,
        filter: value,
        text: isBare ? `${quoted}${place}` : quoted,
      }),
    ];
  });
}
/** `ALTER TYPE name`, as stored. */
export function typeNameAt({ scope: { text, tokens } }: Pick<Asked, 'scope'>): { schema?: string; name: string } {
  const first = identifierValue(text, tokens[2]!);
  return tokens[3]?.text === '.' && isName(tokens[4])
    ? { schema: first, name: identifierValue(text, tokens[4]!) }
    : { name: first };
}
export function typeIn(schema: Schema, name: { readonly schema?: string; readonly name: string }) {
  for (const namespace of name.schema === undefined ? schema.searchPath : [name.schema]) {
    const found = schema.types.get(keyOf({ schema: namespace, name: name.name }));
    if (found) return found;
  }
  return undefined;
}
