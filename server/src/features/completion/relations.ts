/** Tables and views, those first that the statement is likeliest to be about. */

import { CompletionItemKind } from 'vscode-languageserver/node';
import type { KeyConstraint, Schema, Table, View } from '../../model/schema';
import { noun, plural, t } from '../../text/l10n';
import { tokenize } from '../../text/lexer';
import { identifierValue } from '../../text/literals';
import { displayName, keyOf, quoteQualified } from '../../text/names';
import { allRelations, isTable, relationsOf } from '../lookup';
import { isName } from '../scope';
import { type Asked, asTyped, fits, type Row, row, typedAt } from './asked';
import { indexName } from './own-name';

/** Every relation that a statement here can name: dev's, and what the file has besides. */
export function relationRows(asked: Asked): Row[] {
  return rankedRelations(asked).map((relation) => relationRow(asked, relation));
}

export function relationRow(asked: Asked, relation: Table | View, more: Partial<Row> = {}): Row {
  const { searchPath } = asked.schema;
  const bare = asked.expected.qualifier !== undefined || searchPath.includes(relation.schema);
  return row(
    bare ? relation.name : displayName(relation, searchPath),
    isTable(relation) ? CompletionItemKind.Struct : CompletionItemKind.Interface,
    {
      type: t('{0}, {1}', noun(relation.kind), plural(relation.columns.length, '{0} column', '{0} columns')),
      comment: relation.comment,
      text: bare ? asTyped(asked, relation.name) : quoteQualified(relation),
      ...more,
    },
  );
}

/**
 * Those that fit what is typed: first what the statement changes, then what the file has named (the latest first), then
 * all by name. No more than are shown: a database can have 20,000.
 */
function rankedRelations(asked: Asked, isWanted: (one: Table | View) => boolean = () => true): (Table | View)[] {
  const { schema, sides, expected } = asked;
  const typed = typedAt(asked);
  const { qualifier } = expected;
  const path = new Set(schema.searchPath);
  const nameIn = (one: Table | View) =>
    qualifier !== undefined || path.has(one.schema) ? one.name : `${one.schema}.${one.name}`;
  const gone = asked.written ? onlyIn(asked.written, schema) : [];
  const here = sides.file && sides.file !== schema ? onlyIn(sides.file, schema) : [];
  const known = here.length + gone.length > 0 ? [...here, ...gone, ...allRelations(schema)] : allRelations(schema);
  const likelihood = likelihoodOf(asked);
  const likely: { readonly one: Table | View; readonly rank: number }[] = [];
  const inPath: (Table | View)[] = [];
  const outside: (Table | View)[] = [];
  for (const one of known) {
    if ((qualifier !== undefined && one.schema !== qualifier) || !fits(nameIn(one), typed) || !isWanted(one)) continue;
    const rank = likelihood(one);
    if (rank > 0) likely.push({ one, rank });
    else if (path.has(one.schema) || qualifier !== undefined) inPath.push(one);
    else if (outside.length <= LIMIT) outside.push(one);
  }
  const first = likely.sort((a, b) => b.rank - a.rank).map(({ one }) => one);
  const begins = ({ name }: Table | View): boolean => typed !== '' && name.toLowerCase().startsWith(typed);
  const [starts, others]: [(Table | View)[], (Table | View)[]] = [[], []];
  for (const one of inPath) (begins(one) ? starts : others).push(one);
  return [...first, ...starts, ...others, ...outside].slice(0, LIMIT + 1);
}
/** Rows of one answer; more are asked for with the next letter. */
export const LIMIT = 200;

const extras = new WeakMap<
  Schema['tables'],
  { readonly of: Schema['tables']; readonly found: readonly (Table | View)[] }
>();
/** What the file has and dev has not. */
function onlyIn(file: Schema, dev: Schema): readonly (Table | View)[] {
  const known = extras.get(file.tables);
  if (known?.of === dev.tables) return known.found;
  const found: (Table | View)[] = [];
  if (file.tables !== dev.tables) for (const [key, one] of file.tables) if (!dev.tables.has(key)) found.push(one);
  if (file.views !== dev.views) for (const [key, one] of file.views) if (!dev.views.has(key)) found.push(one);
  extras.set(file.tables, { of: dev.tables, found });
  return found;
}
/** The highest first; what is alike stays in its order. */
export function mostLikelyFirst<T>(all: readonly T[], likelihood: (one: T) => number): T[] {
  const ranked = all.map((one, at) => ({ one, at, rank: likelihood(one) }));
  return ranked.sort((a, b) => b.rank - a.rank || a.at - b.at).map(({ one }) => one);
}

/** 0: nothing speaks for it. */
function likelihoodOf(asked: Asked): (one: Table | View) => number {
  const { written: done, scope, schema } = asked;
  const names = namedBefore(asked);
  const verb = scope.tokens[0]?.text ?? '';
  const drops = /^(DROP|TRUNCATE)$/.test(verb);
  const changing = done && /^(ALTER|CREATE|COMMENT|UPDATE|INSERT)$/.test(verb) ? differing(done, schema) : undefined;
  const isExtra = (one: Table | View) => !schema.tables.has(keyOf(one)) && !schema.views.has(keyOf(one));
  const own = indexName(asked);
  return (one) => {
    // Only all of a table's name says that it is meant; the longest of several.
    const words = own === '' || !`${own}_`.startsWith(`${one.name.toLowerCase()}_`) ? 0 : one.name.length;
    if (words > 0) return 4e9 + words;
    const change = changing?.has(one as Table) ? 1e9 : drops && isExtra(one) ? 3e9 : 0;
    return change + (names.get(one.name) ?? 0);
  };
}
const differences = new WeakMap<
  Schema['tables'],
  { readonly of: Schema['tables']; readonly found: ReadonlySet<Table> }
>();
/** Dev's tables whose columns or keys the migrations do not make so yet. */
function differing(done: Schema, dev: Schema): ReadonlySet<Table> {
  const known = differences.get(done.tables);
  if (known?.of === dev.tables) return known.found;
  const found = new Set<Table>();
  if (done.tables !== dev.tables)
    for (const [key, table] of dev.tables) if (differs(done.tables.get(key), table)) found.add(table);
  differences.set(done.tables, { of: dev.tables, found });
  return found;
}
function differs(here: Table | undefined, table: Table): boolean {
  if (!here) return true;
  if (here.columns.length !== table.columns.length || here.constraints.length !== table.constraints.length) return true;
  return here.columns.some(({ name }, at) => table.columns[at]?.name !== name);
}

const namedIn = new WeakMap<object, ReadonlyMap<string, number>>();
/** Characters before the statement in which names are looked for. */
const NEAR = 20_000;
/** Where a name was written last before the statement at hand. */
export function namedBefore({ view, statement }: Asked): ReadonlyMap<string, number> {
  const { text, statements } = view.document;
  const known = namedIn.get(view.document);
  if (known) return known;
  const end = statements[statement]?.range.start ?? text.length;
  const from = statements.find(({ range }) => range.start >= end - NEAR)?.range.start ?? end;
  const names = new Map<string, number>();
  for (const token of tokenize(text, Math.min(from, end), end))
    if (isName(token)) names.set(identifierValue(text, token), token.start + 1);
  namedIn.set(view.document, names);
  return names;
}

/** Only what a foreign key can point to, with the key that it points to; what dev's own key has comes first. */
export function referencedRows(asked: Asked): Row[] {
  const { schema, scope, offset } = asked;
  const target = targetInDev(asked);
  const hasList = scope.tokens.find(({ start }) => start >= offset)?.text === '(';
  const tables = rankedRelations(asked, (one) => isTable(one) && keyConstraintsOf(one).length > 0).filter(isTable);
  const first = tables.filter((one) => one === target?.table);
  return [...first, ...tables.filter((one) => one !== target?.table)].flatMap((table) => {
    const keys =
      table === target?.table && target
        ? [target.columns]
        : keyConstraintsOf(table)
            .slice(0, 2)
            .map((one) => one.columns);
    if (hasList) return [relationRow(asked, table)];
    return keys.map((columns) => {
      const plain = relationRow(asked, table);
      const list = columns.map((name) => asTyped(asked, name)).join(', ');
      return { ...plain, type: `(${columns.join(', ')})`, text: `${plain.text} (${list})` };
    });
  });

  function targetInDev({ relations }: Asked): { table: Table; columns: readonly string[] } | undefined {
    const owner = relations[0]?.dev;
    const column = columnBefore(asked);
    if (!isTable(owner) || column === undefined) return undefined;
    const key = owner.constraints.find((one) => one.kind === 'foreign key' && one.columns[0] === column);
    if (key?.kind !== 'foreign key') return undefined;
    const table = relationsOf(schema, key.references);
    return isTable(table) ? { table, columns: key.referencedColumns } : undefined;
  }
}
const keyConstraintsOf = (table: Table): KeyConstraint[] =>
  table.constraints
    .filter((one): one is KeyConstraint => one.kind === 'primary key' || one.kind === 'unique')
    .sort((a, b) => Number(b.kind === 'primary key') - Number(a.kind === 'primary key'));

/** The column that REFERENCES is about: the one being defined, or the first in FOREIGN KEY (…). */
function columnBefore({ scope, expected }: Asked): string | undefined {
  const before = scope.tokens.filter(({ end }) => end <= expected.range.start);
  let depth = 0;
  for (let at = before.length - 1; at >= 0; at--) {
    const token = before[at]!;
    if (token.text === ')') depth++;
    else if (token.text === '(' && depth > 0) depth--;
    const opens = depth === 0 && (token.text === '(' || token.text === ',' || /^(COLUMN|ADD|KEY)$/.test(token.text));
    const next = before[at + 1];
    const name = next?.text === '(' ? before[at + 2] : next;
    if (!opens || !name || !isName(name)) continue;
    if (name.kind === 'quoted' || !/^(CONSTRAINT|FOREIGN|COLUMN|KEY)$/.test(name.text))
      return identifierValue(scope.text, name);
  }
  return undefined;
}
