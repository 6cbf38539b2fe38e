/** Tables and views, those first that the statement is likeliest to be about. */

import { CompletionItemKind } from 'vscode-languageserver/node';
import type { Constraint, KeyConstraint, Schema, Table, View } from '../../model/schema';
import { noun, plural, t } from '../../text/l10n';
import { identifierValue } from '../../text/literals';
import { displayName, keyOf, quoteQualified } from '../../text/names';
import { byPlace, FirstInOrder, isTable, relationsInAnyOrder, relationsOf } from '../lookup';
import { isName } from '../scope';
import { type Asked, asTyped, fits, type Row, row, typedAt } from './asked';
import { namesInDev } from './in-dev';
import { kinOfAbove } from './kin';
import { changedBefore, mostLikelyFirst, namedBefore } from './named';
import { indexName, likeness, partName, triggerName } from './own-name';
import { stillToWrite } from './still-to-write';
import { titledTables } from './title';

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
  const likelihood = likelihoodOf(asked);
  const likely: { readonly one: Table | View; readonly rank: number; readonly isExtra: boolean }[] = [];
  // A database can have 20,000: of those that nothing speaks for no more than are shown.
  const [starts, others, outside] = [new FirstOfAll(), new FirstOfAll(), new FirstOfAll()];
  const look = (one: Table | View, isExtra: boolean): void => {
    if (qualifier !== undefined && one.schema !== qualifier) return;
    if ((typed !== '' && !fits(nameIn(one), typed)) || !isWanted(one)) return;
    const rank = likelihood(one);
    if (rank > 0) likely.push({ one, rank, isExtra });
    else if (qualifier === undefined && !path.has(one.schema)) outside.add(one, isExtra);
    else (typed !== '' && one.name.toLowerCase().startsWith(typed) ? starts : others).add(one, isExtra);
  };
  const byRank = (a: (typeof likely)[number], b: (typeof likely)[number]): number =>
    b.rank - a.rank || Number(b.isExtra) - Number(a.isExtra) || (a.isExtra ? 0 : byPlace(a.one, b.one));
  for (const one of [...here, ...gone]) look(one, true);
  for (const one of relationsInAnyOrder(schema)) look(one, false);
  const first = likely.sort(byRank).map(({ one }) => one);
  // What is named most has the short name: `alerts` among `alert_logs`, `alert_metrics`.
  const short = starts.all.sort((a, b) => a.name.length - b.name.length);
  return [...first, ...short, ...others.all, ...outside.all].slice(0, LIMIT + 1);
}
/** No more than are shown: those that dev has not, then the first by name. */
class FirstOfAll {
  readonly #extra: (Table | View)[] = [];
  readonly #first = new FirstInOrder<Table | View>(LIMIT + 1, byPlace);
  add(one: Table | View, isExtra: boolean): void {
    if (isExtra) this.#extra.push(one);
    else this.#first.add(one);
  }
  get all(): (Table | View)[] {
    return [...this.#extra, ...this.#first.all].slice(0, LIMIT + 1);
  }
}
/** Rows of one answer; more are asked for with the next letter. */
export const LIMIT = 200;

const extras = new WeakMap<
  Schema['tables'],
  { readonly of: Schema['tables']; readonly found: readonly (Table | View)[] }
>();
/** What the file has and dev has not. */
export function onlyIn(file: Schema, dev: Schema): readonly (Table | View)[] {
  const known = extras.get(file.tables);
  if (known?.of === dev.tables) return known.found;
  const found: (Table | View)[] = [];
  if (file.tables !== dev.tables) for (const [key, one] of file.tables) if (!dev.tables.has(key)) found.push(one);
  if (file.views !== dev.views) for (const [key, one] of file.views) if (!dev.views.has(key)) found.push(one);
  extras.set(file.tables, { of: dev.tables, found });
  return found;
}
/** 0: nothing speaks for it. */
function likelihoodOf(asked: Asked): (one: Table | View) => number {
  const { scope, schema, expected, sides } = asked;
  const names = namedBefore(asked);
  const changed = changedBefore(asked);
  const dev = namesInDev(asked);
  const verb = scope.tokens[0]?.text ?? '';
  const drops = /^(DROP|TRUNCATE)$/.test(verb);
  const changing = /^(ALTER|CREATE|COMMENT|UPDATE|INSERT)$/.test(verb) ? stillToWrite(asked).objects : undefined;
  const isExtra = (one: Table | View) => !schema.tables.has(keyOf(one)) && !schema.views.has(keyOf(one));
  const kin = verb === 'ALTER' ? kinOfAbove(asked) : () => false;
  const titled = titledTables(asked);
  const own = indexName(asked);
  const trigger = triggerName(asked);
  const part = partName(asked);
  // A comment or an index is of the table that has just been made.
  const follows =
    /^(COMMENT|GRANT)$/.test(verb) || scope.tokens.some(({ text }) => /^(INDEX|TRIGGER|POLICY)$/.test(text));
  const word = scope.tokens.findLast(
    ({ text, end }) => end <= expected.range.start && !/^(IF|EXISTS|ONLY|NOT)$/.test(text),
  );
  const rank = (one: Table | View): number => {
    // Only all of a table's name says that it is meant; the longest of several.
    const words = own === '' || !`${own}_`.startsWith(`${one.name.toLowerCase()}_`) ? 0 : one.name.length;
    const inDev = dev.get(one.name);
    if (inDev !== undefined) return inDev * 1e10 + words;
    if (words > 0) return 4e9 + words;
    if (part !== '' && isWithPart(sides.file?.tables.get(keyOf(one)) ?? one, part)) return 4e9;
    const like = trigger === '' ? 0 : likeness(trigger, one.name);
    if (like >= 1) return 3e9 + like;
    if (drops && isExtra(one)) return 3e9;
    const above = changed.get(one.name);
    if (above !== undefined) return (follows ? 2e9 : 5e8) + above;
    if (changing?.has(keyOf(one))) return 1e9;
    return (kin(one) ? 3e8 : 0) + 1e6 * titled(one.name) + (names.get(one.name) ?? 0);
  };
  // DROP VIEW names no table; DROP TABLE no view.
  const isKind = (one: Table | View) =>
    word?.text === 'VIEW' ? !isTable(one) : word?.text !== 'TABLE' || isTable(one);
  return word?.text === 'VIEW' ? (one) => (isKind(one) ? rank(one) + 0.5 : 0) : (one) => (isKind(one) ? rank(one) : 0);
}
const isWithPart = (one: Table | View, name: string): boolean =>
  isTable(one) &&
  [...(one.triggers ?? []), ...(one.policies ?? []), ...one.constraints].some((own) => own.name.toLowerCase() === name);
/** Only what a foreign key can point to, with the key that it points to; what dev's own key has comes first. */
export function referencedRows(asked: Asked): Row[] {
  const { schema, scope, offset } = asked;
  const target = targetInDev(asked);
  const hasList = scope.tokens.find(({ start }) => start >= offset)?.text === '(';
  const ranked = rankedRelations(asked, (one) => isTable(one) && one.constraints.some(isTargetKey)).filter(isTable);
  const isFar = target && !ranked.includes(target.table) && fits(target.table.name, typedAt(asked));
  const tables = isFar ? [target.table, ...ranked] : ranked;
  const column = columnBefore(asked)?.replace(/_?id$/i, '') ?? '';
  const likely = mostLikelyFirst(tables, (one) => (one === target?.table ? 1e9 : likeness(column, one.name)));
  return likely.flatMap((table) => {
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
const isTargetKey = (one: Constraint): one is KeyConstraint => one.kind === 'primary key' || one.kind === 'unique';
const keyConstraintsOf = (table: Table): KeyConstraint[] =>
  table.constraints
    .filter(isTargetKey)
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
