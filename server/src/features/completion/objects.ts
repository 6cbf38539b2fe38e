/** What is only named: indexes, constraints, sequences, triggers, policies, schemas, extensions, access methods. */

import { CompletionItemKind } from 'vscode-languageserver/node';
import type { PMap } from '../../model/persistent-map';
import type { Schema, Table } from '../../model/schema';
import { t } from '../../text/l10n';
import { keyOf, quoteQualified } from '../../text/names';
import { isTable, sorted } from '../lookup';
import { type Asked, asTyped, fits, type Row, row, typedAt } from './asked';
import type { ObjectKind } from './expected';
import { aroundFile, changedBefore, goneAbove, mostLikelyFirst, namedBefore } from './named';
import { likeness } from './own-name';
import { LIMIT } from './relations';
import { routineRows } from './routines';
import { titleOf } from './title';

export function objectRows(asked: Asked, kind: ObjectKind): Row[] {
  const { schema } = asked;
  switch (kind) {
    case 'index':
      return namedRows(
        asked,
        (from) => from.indexes,
        (one) => ({ type: `on ${one.table.name}` }),
        (one) => one.table.name,
      );
    case 'sequence':
      return namedRows(
        asked,
        (from) => from.sequences,
        (one) => ({ type: one.ownedBy && `of ${one.ownedBy.table.name}` }),
        (one) => one.ownedBy?.table.name,
      );
    case 'routine':
      return routineRows(asked);
    case 'schema':
      return [...schema.namespaces.values()].map(({ name }) => row(name, CompletionItemKind.Module));
    case 'extension':
      return [...schema.extensions.values()].map(({ name }) => row(name, CompletionItemKind.Module));
    case 'method':
      return ['btree', 'gin', 'gist', 'hash', 'brin', 'spgist', ...accessMethods(schema)].map((name) =>
        row(name, CompletionItemKind.EnumMember, { type: t('access method') }),
      );
    case 'trigger':
      return owned(asked, ({ triggers = [] }) => triggers);
    case 'policy':
      return owned(asked, ({ policies = [] }) => policies);
  }
}
const accessMethods = ({ others }: Schema): string[] =>
  [...others.values()].flatMap(({ kind, name }) => (kind === 'ACCESS METHOD' ? [name] : []));

interface CommentedObject {
  readonly schema: string;
  readonly name: string;
  readonly comment?: string;
}
/** With the schema that the name needs; what the file has and dev has not comes first. */
function namedRows<T extends CommentedObject>(
  asked: Asked,
  of: (schema: Schema) => PMap<T>,
  about: (one: T) => Partial<Row>,
  tableOf: (one: T) => string | undefined,
): Row[] {
  const { schema, sides, expected, written: done } = asked;
  const typed = typedAt(asked);
  const wanted = (one: T) =>
    fits(one.name, typed) && (expected.qualifier === undefined || one.schema === expected.qualifier);
  const dev = of(schema);
  const others = [sides.file, done].flatMap((one) => (one && of(one) !== dev ? sorted(of(one)) : []));
  const { first } = aroundFile(asked);
  const gone = goneAbove(asked);
  const isGone = (one: T) => gone((where) => of(where).has(keyOf(one)));
  const isMade = (one: T) => !of(first).has(keyOf(one));
  const all = others.filter((one) => wanted(one) && !dev.has(keyOf(one)));
  const extra = all.filter((one) => !isGone(one));
  const changed = changedBefore(asked);
  const names = namedBefore(asked);
  // Of the table that the statements above are about.
  const title = titleOf(asked);
  const rank = (one: T): number =>
    (changed.get(tableOf(one) ?? '') ?? 0) + (names.get(one.name) ?? 0) + 1e6 * likeness(title, one.name);
  const [likely, found, last]: T[][] = [[], [], all.filter(isGone)];
  for (const one of sorted(dev)) {
    if (!wanted(one)) continue;
    if (rank(one) > 0) (isGone(one) ? last! : likely!).push(one);
    else if (found!.length <= LIMIT) found!.push(one);
  }
  // What this file makes it drops least of all.
  const [made, before] = [extra.filter(isMade), extra.filter((one) => !isMade(one))];
  return [...before, ...mostLikelyFirst(likely!, rank), ...made, ...found!, ...last!].slice(0, LIMIT + 1).map((one) => {
    const bare = expected.qualifier !== undefined || schema.searchPath.includes(one.schema);
    const text = bare ? asTyped(asked, one.name) : quoteQualified(one);
    return row(one.name, CompletionItemKind.Reference, { comment: one.comment, text, ...about(one) });
  });
}

/** Of the table that the statement names further on, or of every table. */
function owned({ relations, schema }: Asked, of: (table: Table) => readonly { readonly name: string }[]): Row[] {
  const about = relations.flatMap(({ dev, file }) => [dev ?? file].filter(isTable));
  const tables = about.length > 0 ? about : [...schema.tables.values()];
  return tables.flatMap((table) =>
    of(table).map(({ name }) => row(name, CompletionItemKind.Reference, { from: table.name })),
  );
}

/** What the migrations have and dev has not comes first where one is dropped, what the file itself makes last. */
export function constraintRows({ relations, written: done }: Asked): Row[] {
  return relations.flatMap(({ dev, file }) => {
    const inDev = isTable(dev) ? dev.constraints : [];
    const before = dev && done?.tables.get(keyOf(dev));
    const [run, here] = [before, file].map((one) => (isTable(one) ? one.constraints : []));
    const all = new Map([...run!, ...here!].map((one) => [one.name, one]));
    for (const { name } of inDev) all.delete(name);
    const made = (name: string) => before !== undefined && !run!.some((one) => one.name === name);
    const extra = [...all.values()];
    const ran = extra.filter(({ name }) => !made(name));
    // A primary key is dropped least of all.
    const keysLast = mostLikelyFirst(inDev, ({ kind }) => (kind === 'primary key' ? 0 : kind === 'check' ? 2 : 1));
    return [...ran, ...keysLast, ...extra.filter(({ name }) => made(name))].map(({ name, kind }) =>
      row(name, CompletionItemKind.Reference, { type: kind }),
    );
  });
}
