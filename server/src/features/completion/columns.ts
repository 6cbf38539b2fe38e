/** Columns: of the relations in scope, of what a query gives, and those that dev has and the statement lacks. */

import { CompletionItemKind } from 'vscode-languageserver/node';
import { printColumn } from '../../generate/print';
import { sortedIndexesOn } from '../../model/lookups';
import type { Column, Schema, Table, View } from '../../model/schema';
import { plural, said, t } from '../../text/l10n';
import { identifierValue } from '../../text/literals';
import { keyOf } from '../../text/names';
import { columnFacts } from '../describe';
import { type AnyColumn, isColumn, isTable } from '../lookup';
import { columnOf, type RelationPair } from '../mention';
import { isName } from '../scope';
import { type Asked, asTyped, plainSnippet, type Row, row } from './asked';
import { matching } from './matching';
import { aroundFile, mostLikelyFirst } from './named';
import { ownName, wordsIn } from './own-name';
import { stillToWrite } from './still-to-write';
import { namedInTitle } from './title';

export function columnRows(asked: Asked, pair: RelationPair): Row[] {
  const { dev, file } = pair;
  const relation = dev ?? file;
  if (!relation) return [];
  const { schema, expected, scope } = asked;
  // What the file adds itself can be named below, though dev does not have it yet.
  const before = dev && asked.written?.tables.get(keyOf(dev));
  const others = [file, before].flatMap((one) => (dev && one ? one.columns : []));
  const added = others.filter(({ name }) => !columnOf(dev, name));
  const indexed = new Set(isTable(relation) ? sortedIndexesOn(schema, relation).flatMap(firstColumn) : []);
  const dropped = new Set(isTable(dev) ? droppedBefore(asked, dev).map(({ name }) => name) : []);
  const adding = addedHere(asked).filter(({ name }) => !columnOf(relation, name) && !columnOf(file, name));
  const all = [...adding, ...relation.columns, ...added].filter(
    ({ name }) => !expected.taken.has(name) && !dropped.has(name),
  );
  const drops = scope.tokens.some(({ text, end }) => /^(DROP|RENAME)$/.test(text) && end <= expected.range.start);
  const own = ownName(asked);
  const about = own.startsWith(`${relation.name.toLowerCase()}_`) ? own.slice(relation.name.length + 1) : own;
  const changing = changingColumns(asked, relation);
  // NEW.a IS DISTINCT FROM OLD.a
  const other = expected.row ? namedHere(asked).findLast((name) => columnOf(relation, name)) : undefined;
  const isTitled = namedInTitle(asked);
  const set = setBefore(asked);
  const match = matching(asked, relation.name);
  const likelihood = ({ name }: AnyColumn): number =>
    (name === other ? 1 : 0) +
    wordsIn(about, name) * 10 +
    (isTitled(name) ? 1 : 0) +
    match(name) +
    (set.has(name) ? 1 : 0) +
    (drops && expected.only && added.some((one) => one.name === name) ? 4 : 0) +
    (changing.has(name) ? 2 : 0);
  return mostLikelyFirst(nextFirst(all, namedHere(asked)), likelihood).map((column) =>
    columnRow(column, schema, { from: `${relation.name}${indexed.has(column.name) ? ', indexed' : ''}` }),
  );
}
/** `UPDATE t SET c = 1 WHERE |`: what has just been set is often asked for. */
function setBefore({ scope, expected }: Asked): ReadonlySet<string> {
  const before = scope.tokens.filter(({ end }) => end <= expected.range.start);
  const set = before.findIndex(({ text }) => text === 'SET');
  if (before.at(-1)?.text !== 'WHERE' || set < 0 || before[0]?.text !== 'UPDATE') return new Set();
  const names = before.filter((one, at) => at > set && before[at + 1]?.text === '=' && isName(one));
  return new Set(names.map((one) => identifierValue(scope.text, one)));
}
/** Of ALTER TABLE: the columns that it adds before the cursor, though it is not yet whole. */
function addedHere({ scope, expected }: Asked): readonly { readonly name: string }[] {
  if (scope.tokens[0]?.text !== 'ALTER') return [];
  return scope.tokens.flatMap(({ text, end }, at) => {
    if (text !== 'ADD' || end > expected.range.start) return [];
    let next = at + 1;
    while (/^(COLUMN|IF|NOT|EXISTS)$/.test(scope.tokens[next]?.text ?? '')) next++;
    const name = scope.tokens[next];
    const isColumn = isName(name) && !/^(CONSTRAINT|PRIMARY|UNIQUE|FOREIGN|CHECK|EXCLUDE)$/.test(name!.text);
    return isColumn && name!.end <= expected.range.start ? [{ name: identifierValue(scope.text, name!) }] : [];
  });
}
/** The names that the statement has before the cursor. */
const namedHere = ({ scope, expected }: Asked): readonly string[] =>
  scope.tokens.flatMap((one) =>
    isName(one) && one.end <= expected.range.start ? [identifierValue(scope.text, one)] : [],
  );
/** In their order, those after the one that has been named last first. */
function nextFirst(all: readonly AnyColumn[], named: readonly string[]): readonly AnyColumn[] {
  const last = named.findLast((name) => all.some((one) => one.name === name));
  const at = all.findIndex(({ name }) => name === last) + 1;
  return [...all.slice(at), ...all.slice(0, at)];
}
/** Those that dev has otherwise than the migrations, and that the statement has not named yet. */
function changingColumns(asked: Asked, relation: Table | View): ReadonlySet<string> {
  const verb = asked.scope.tokens[0]?.text ?? '';
  if (!/^(ALTER|UPDATE|CREATE|COMMENT)$/.test(verb)) return new Set();
  const named = verb === 'ALTER' ? namedHere(asked) : [];
  const names = stillToWrite(asked).parts.get(keyOf(relation)) ?? new Set();
  return new Set([...names].filter((name) => !named.includes(name)));
}
/** Of a table of dev: the columns that the file's statements above have dropped. */
function droppedBefore(asked: Asked, table: Table): readonly Column[] {
  const { first, now } = aroundFile(asked);
  const [was, is] = [first, now].map((one) => one.tables.get(keyOf(table)));
  return is && was ? was.columns.filter(({ name }) => !columnOf(is, name)) : [];
}
/** To be added anew: a column is often renamed to make place for another one of its name. */
export const goneColumnRows = (asked: Asked, { dev, file }: RelationPair): Row[] => {
  const table = dev ?? file;
  const gone = isTable(table) ? droppedBefore(asked, table) : [];
  return gone.map((column) => columnRow(column, asked.schema, { from: t('dropped or renamed above') }));
};
export const columnRow = (column: AnyColumn, schema: Schema, more: Partial<Row> = {}): Row =>
  row(column.name, CompletionItemKind.Field, { type: columnFacts(column, schema), comment: column.comment, ...more });

const firstColumn = (index: { readonly keys: readonly { readonly column?: string }[] }): string[] => {
  const column = index.keys[0]?.column;
  return column === undefined ? [] : [column];
};

/** Those that the CREATE TABLE at hand has, for its keys and checks; with what dev says of them. */
export function ownColumnRows({ expected, relations, schema }: Asked): Row[] {
  const dev = relations[0]?.dev;
  return [...expected.taken].map((name) => {
    const column = columnOf(dev, name);
    return column ? columnRow(column, schema) : row(name, CompletionItemKind.Field);
  });
}

/** With the exact definition, for a CREATE TABLE or ADD COLUMN of a table that dev has; and all of them at once. */
export function missingColumnRows(asked: Asked, pair: RelationPair): Row[] {
  const { schema, expected, print } = asked;
  const { dev } = pair;
  if (!isTable(dev)) return [];
  const missing = lackedColumns(asked, dev, pair);
  const texts = missing.map((column) => printColumn(column, print, dev));
  const rows = missing.map((column, at) => columnRow(column, schema, { from: t('in dev'), text: texts[at] }));
  const [next] = rows;
  if (!next || rows.length < 2) return rows;
  const between = expected.only
    ? `,\n${' '.repeat(print.style.indent)}`
    : `,\n${' '.repeat(print.style.indent)}ADD COLUMN `;
  const all = row(said(t('all {0} missing columns', rows.length)), CompletionItemKind.Snippet, {
    type: `${missing[0]!.name}, …`,
    from: t('in dev'),
    text: texts.join(between),
    comment: missing.map(({ name }) => name).join(', '),
  });
  return [next, all, ...rows.slice(1)];
}
/** After `RENAME COLUMN a TO`: the name alone. */
export const renamedColumnRows = (asked: Asked, pair: RelationPair): Row[] =>
  isTable(pair.dev)
    ? lackedColumns(asked, pair.dev, pair).map((column) => columnRow(column, asked.schema, { from: t('in dev') }))
    : [];
/** In dev's order, the ones after what stands already first. */
function lackedColumns({ expected, sides, written: done }: Asked, dev: Table, { file }: RelationPair) {
  const made = done ? done.tables.get(keyOf(dev)) : file;
  const here = sides.file?.tables.get(keyOf(dev));
  const isHere = (name: string) => {
    if (expected.only) return false;
    const column = columnOf(here, name);
    return columnOf(made, name) !== undefined || (isColumn(column) && column.origins?.self !== undefined);
  };
  return dev.columns.filter(({ name }) => !expected.taken.has(name) && !isHere(name));
}

const hasDefault = ({ default: value, identity }: Column): boolean => value !== undefined || identity !== undefined;
/** `INSERT INTO t (`: all columns that can be given, and the row of their values. */
export function insertRow(asked: Asked, { dev, file }: RelationPair): Row[] {
  const relation = file ?? dev;
  const { expected, scope, offset } = asked;
  if (!isTable(relation) || expected.taken.size > 0 || scope.tokens[0]?.text !== 'INSERT') return [];
  const given = relation.columns.filter((one) => !one.generated && one.identity?.kind !== 'always');
  const after = scope.tokens.filter(({ start }) => start >= offset);
  if (given.length === 0 || after.length > 1 || (after[0] && after[0].text !== ')')) return [];
  const names = given.map(({ name }) => plainSnippet(asTyped(asked, name))).join(', ');
  // What PostgreSQL takes for itself: each is one to be typed over, and none a name that VALUES does not know.
  const values = given.map((one, at) => `\${${at + 1}:${hasDefault(one) ? 'DEFAULT' : 'NULL'}}`).join(', ');
  return [
    row(
      said(plural(given.length, 'the column and its value', 'all {0} columns and their values')),
      CompletionItemKind.Snippet,
      {
        from: relation.name,
        comment: given.map(({ name }) => name).join(', '),
        text: `${names}) VALUES (${values});$0`,
        snippet: true,
        range: { start: expected.range.start, end: after[0] ? after[0].end : offset },
      },
    ),
  ];
}
