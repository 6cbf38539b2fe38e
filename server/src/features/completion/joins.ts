/** What joins two relations: the condition of the foreign key between them. */

import { CompletionItemKind } from 'vscode-languageserver/node';
import { tablesReferringTo } from '../../model/lookups';
import type { ForeignKeyConstraint, Table } from '../../model/schema';
import { t } from '../../text/l10n';
import { keyOf, qualifiedKey } from '../../text/names';
import { isTable, relationsOf } from '../lookup';
import { pairOf } from '../mention';
import { isName, type RelationMention, relationsAt } from '../scope';
import { type Asked, asTyped, fits, type Row, row, typedAt } from './asked';
import { relationRow, relationRows } from './relations';

interface Joined {
  /** What its columns are called by. */
  readonly as: string;
  readonly table: Table;
}

/** Tables that a foreign key leads to or from, each with its condition; then all. */
export function joinRows(asked: Asked): Row[] {
  const { scope, schema } = asked;
  const here = joinedBefore(asked, asked.expected.range.start);
  const typed = typedAt(asked);
  const aliased = here.some(({ as, table }) => as !== table.name);
  const hasCondition = scope.tokens.find(({ start }) => start >= asked.offset && start < asked.offset + 200)?.text;
  const seen = new Set<string>();
  const rows = here.flatMap((one) =>
    neighbours(asked, one.table).flatMap((table) => {
      if (!fits(table.name, typed) || seen.has(keyOf(table))) return [];
      seen.add(keyOf(table));
      const as = aliased ? freeAlias(table.name, here) : table.name;
      const [condition] = conditions(asked, one, { as, table });
      const plain = relationRow(asked, table);
      if (condition === undefined || hasCondition === 'ON') return [plain];
      const alias = as === table.name ? '' : ` ${asTyped(asked, as)}`;
      return [{ ...plain, type: `ON ${condition}`, text: `${plain.text}${alias} ON ${condition}` }];
    }),
  );
  return [...rows, ...(schema.tables.size > 0 ? relationRows(asked) : [])];
}

/** After `ON` of a join: the conditions that foreign keys say. */
export function conditionRows(asked: Asked): Row[] {
  const { scope, expected } = asked;
  const before = scope.tokens.filter(({ end }) => end <= expected.range.start);
  if (before.at(-1)?.text !== 'ON' || !before.some(({ text }) => text === 'JOIN')) return [];
  const here = joinedBefore(asked, expected.range.start);
  const last = here.at(-1);
  if (!last) return [];
  const found = here.slice(0, -1).flatMap((one) => conditions(asked, one, last));
  return found.map((text) => row(text, CompletionItemKind.Snippet, { from: t('foreign key'), text }));
}

function joinedBefore({ scope, sides }: Asked, offset: number): Joined[] {
  const written: RelationMention[] = relationsAt(scope, offset).filter(({ range }) => range.end < offset);
  return written.flatMap(({ name, alias }) => {
    const pair = pairOf(sides, scope, name);
    const table = pair?.dev ?? pair?.file;
    return isTable(table) ? [{ as: alias ?? table.name, table }] : [];
  });
}
const foreignKeys = (table: Table): ForeignKeyConstraint[] =>
  table.constraints.filter((one) => one.kind === 'foreign key');

function neighbours({ schema }: Asked, table: Table): Table[] {
  const targets = foreignKeys(table).flatMap(({ references }) => {
    const target = relationsOf(schema, references);
    return isTable(target) ? [target] : [];
  });
  return [...targets, ...tablesReferringTo(schema, table)];
}
/** Every key from one to the other, either way. */
function conditions(asked: Asked, a: Joined, b: Joined): string[] {
  const one = (from: Joined, to: Joined) =>
    foreignKeys(from.table)
      .filter(
        ({ references }) => qualifiedKey(references.schema ?? from.table.schema, references.name) === keyOf(to.table),
      )
      .map(({ columns, referencedColumns }) =>
        columns
          .map((column, at) => {
            const named = (as: string, name: string) => `${asTyped(asked, as)}.${asTyped(asked, name)}`;
            return `${named(from.as, column)} = ${named(to.as, referencedColumns[at] ?? '')}`;
          })
          .join(' AND '),
      );
  return [...one(b, a), ...(keyOf(a.table) === keyOf(b.table) ? [] : one(a, b))];
}
/** `order_items` → `oi`, or with a number where that is taken. */
function freeAlias(name: string, here: readonly Joined[]): string {
  const initials =
    name
      .match(/(?<![a-z])[a-z]/gi)
      ?.join('')
      .toLowerCase() || 't';
  for (let number = 1; ; number++) {
    const alias = number === 1 ? initials : `${initials}${number}`;
    if (!here.some(({ as }) => as === alias)) return alias;
  }
}

/** Columns that both sides of `JOIN … USING (` have. */
export function sharedColumns(asked: Asked): ReadonlySet<string> | undefined {
  const { scope, expected } = asked;
  const before = scope.tokens.filter(({ end }) => end <= expected.range.start);
  const open = before.findLastIndex(({ text }) => text === '(');
  if (before[open - 1]?.text !== 'USING' || !isName(before[open - 2])) return undefined;
  const here = joinedBefore(asked, expected.range.start);
  const last = here.at(-1);
  if (!last || here.length < 2) return undefined;
  const others = new Set(here.slice(0, -1).flatMap(({ table }) => table.columns.map(({ name }) => name)));
  return new Set(last.table.columns.map(({ name }) => name).filter((name) => others.has(name)));
}
