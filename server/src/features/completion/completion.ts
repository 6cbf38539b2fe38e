/** What can stand at the cursor, the likeliest first: names, the rest of a statement that dev has, values, key words. */

import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type CompletionParams,
  CompletionTriggerKind,
} from 'vscode-languageserver/node';
import type { FileView, Snapshot } from '../../workspace/snapshot';

import { linesOf } from '../convert';
import type { Feature } from '../feature';
import { pairOf, surroundingsOf } from '../mention';
import { type Asked, fits, type Row, toItem, typedAt } from './asked';
import { expectedAt } from './expected';
import { asInDev } from './in-dev';
import { unlikelyColumns } from './listed';
import { mostLikelyFirst } from './named';
import { itemsFor } from './offers';
import { LIMIT } from './relations';
import { cursorStyle } from './written-like';

/** Of those whose text is the rest of a statement. */
const WHOLE_LIMIT = 30;

export const completion: Feature = {
  capabilities: () => ({
    completionProvider: { triggerCharacters: ['.', '(', '"', "'"], resolveProvider: false },
  }),
  register({ connection, guard, client, workspaces }) {
    const snippets = client.textDocument?.completion?.completionItem?.snippetSupport === true;
    const empty: CompletionList = { isIncomplete: false, items: [] };
    connection.onCompletion(
      guard(
        'completion',
        empty,
        (snapshot, params: CompletionParams) => completionsAt(snapshot, params, snippets),
        workspaces.soon,
      ),
    );
  },
};

export function completionsAt(snapshot: Snapshot, params: CompletionParams, snippets = false): CompletionList {
  const view = snapshot.openFile(params.textDocument.uri);
  const asked = view && askedAt(snapshot, view, params, snippets);
  if (!asked || opensBody(asked, params)) return { isIncomplete: false, items: [] };
  const typed = typedAt(asked);
  const fitting = unlikelyLast(asked, asInDev(asked, itemsFor(asked))).filter((one) =>
    fits((one.filter ?? one.label).replace(/^'/, ''), typed),
  );
  const rows = typed === '' ? fitting : withStems(fitting, typed);
  const limit = rows.some(({ text }) => typeof text === 'function') ? WHOLE_LIMIT : LIMIT;
  const lines = linesOf(asked.view.document);
  const items: CompletionItem[] = distinctRows(rows)
    .slice(0, limit)
    .map((one, at) => toItem(asked, one, at, lines));
  return { isIncomplete: rows.length > limit || rows.some(({ isTyped }) => isTyped), items };
}
/** A bracket that opens a table's elements is followed by Enter: a list would take that for its own. */
function opensBody({ expected }: Asked, { context }: CompletionParams): boolean {
  const typed = context?.triggerKind === CompletionTriggerKind.TriggerCharacter ? context.triggerCharacter : undefined;
  if (typed === '(') return expected.kind === 'new column';
  return typed === "'" && expected.kind !== 'value';
}
/** `post` among `post_report`, `post_tag`: no letter more tells it from them, so it is among the first three. */
function withStems(rows: readonly Row[], typed: string): readonly Row[] {
  const first = rows.slice(0, LIMIT);
  const longer = (label: string, kind: CompletionItemKind) =>
    first.findIndex((one) => one.kind === kind && one.label.toLowerCase().startsWith(label));
  for (const [at, { label, kind }] of first.entries()) {
    if (at <= 2 || kind === CompletionItemKind.Keyword || !label.startsWith(typed)) continue;
    const to = Math.max(2, longer(label, kind));
    if (to < at) return [...rows.slice(0, to), rows[at]!, ...rows.slice(to, at), ...rows.slice(at + 1)];
  }
  return rows;
}
/** Behind the other columns, but before what is no column. */
function unlikelyLast(asked: Asked, rows: readonly Row[]): readonly Row[] {
  const { kind } = asked.expected;
  const unlikely = kind === 'column' || kind === 'own column' ? unlikelyColumns(asked) : undefined;
  if (!unlikely?.size) return rows;
  const isColumn = (one: Row | undefined) => one?.kind === CompletionItemKind.Field;
  const last = mostLikelyFirst(
    rows.filter((one) => isColumn(one) && unlikely.has(one.label)),
    ({ label }) => -unlikely.get(label)!,
  );
  const others = rows.filter((one) => !last.includes(one));
  const end = others.findLastIndex(isColumn) + 1;
  return [...others.slice(0, end), ...last, ...others.slice(end)];
}
/** The same thing once, where it stands first. */
function distinctRows(rows: readonly Row[]): Row[] {
  const seen = new Set<string>();
  return rows.filter(({ label, kind, from, type }) => {
    const key = `${kind} ${label} ${from ?? ''} ${type ?? ''}`;
    return !seen.has(key) && seen.add(key);
  });
}

function askedAt(
  snapshot: Snapshot,
  view: FileView,
  { position }: CompletionParams,
  snippets: boolean,
): Asked | undefined {
  const offset = linesOf(view.document).offset(position);
  const { scope, sides, statement } = surroundingsOf(snapshot, view, offset);
  const expected = expectedAt(scope, offset);
  // Dev is the truth; without it the file's own tables still help.
  const schema = sides.dev ?? sides.file;
  if (!expected || !schema) return undefined;
  const style = { ...snapshot.settings.style, ...cursorStyle(view, scope.tokens) };
  return {
    snapshot,
    view,
    statement: statement?.index ?? view.document.statements.length,
    offset,
    scope,
    sides,
    expected,
    schema,
    written: writtenBefore(view, statement?.index),
    relations: expected.relations.flatMap(({ name }) => pairOf(sides, scope, name) ?? []),
    print: { schema, style },
    snippets,
  };
}
/** A history's migrations up to here; a loose file is no history, so that nothing is known to be written elsewhere. */
function writtenBefore({ folded, history, document }: FileView, statement: number | undefined) {
  if (folded.standing === 'loose') return undefined;
  if (folded.standing === 'pending') return history.end;
  return statement === undefined ? folded.after(document.statements.length - 1) : folded.before(statement);
}
