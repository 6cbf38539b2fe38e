/** The names of a migration that are known where they stand, and whether an answer has one among the first. */
import type { CompletionItem } from 'vscode-languageserver/node';
import { completionsAt } from '../../server/src/features/completion/completion';
import { linesOf } from '../../server/src/features/convert';
import { scopeOf } from '../../server/src/features/scope';
import { calledFunctionNames } from '../../server/src/model/builtin-functions';
import type { Schema } from '../../server/src/model/schema';
import { allKeywords } from '../../server/src/text/keywords';
import { tokenize } from '../../server/src/text/lexer';
import { identifierValue } from '../../server/src/text/literals';
import type { Token } from '../../server/src/text/token';
import type { OpenHistory } from './histories';

export interface Case {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** Words and quoted names outside of bodies and strings that dev or the migrations have, or the statement has named. */
export function casesOf(history: OpenHistory, uri: string, text: string): Case[] {
  history.edit(uri, text);
  const snapshot = history.snapshot();
  const view = snapshot.openFile(uri);
  if (!view) return [];
  const names = namesIn([history.dev.schema, view.folded.before(0)]);
  return view.document.statements
    .filter(({ runs }) => runs)
    .flatMap(({ range }) => {
      const here = new Set<string>();
      const tokens = tokenize(text, range.start, range.end);
      // What another history makes is not known here.
      const { relations, queries } = scopeOf(text, tokens);
      const isKnown = ({ name }: (typeof relations)[number]) => names.has(name.name) || queries.has(name.name);
      if (!isNewTable(tokens) && !relations.every(isKnown)) return [];
      const isKnownTable = ({ name, aside }: (typeof relations)[number]) => !aside && names.has(name.name);
      return tokens.flatMap((token, at) => {
        if (
          isDeclared(tokens, at) ||
          (isNewTable(tokens) && isNewColumn(tokens, at) && !relations.some(isKnownTable))
        ) {
          here.add(identifierValue(text, token));
          return [];
        }
        const isWord = token.kind === 'word' && !allKeywords.has(token.text.toLowerCase());
        if (!isWord && token.kind !== 'quoted') return [];
        const name = identifierValue(text, token);
        const known = names.has(name) || here.has(name);
        here.add(name);
        return known && name.length > 1 ? [{ start: token.start, end: token.end, name }] : [];
      });
    });
}
/** A name that is given here, so that nobody can know it: an alias, a parameter, a column of RETURNS TABLE. */
function isDeclared(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.text ?? '';
  if (before === 'AS') return tokens[0]?.text !== 'CREATE' || tokens[1]?.text !== 'TYPE';
  const isFunction = tokens.slice(0, 4).some(({ text }) => text === 'FUNCTION' || text === 'PROCEDURE');
  const next = tokens[at + 1];
  return isFunction && tokens[0]?.text === 'CREATE' && /^[(,]$/.test(before) && next?.kind === 'word';
}
const isNewTable = (tokens: readonly Token[]) =>
  tokens[0]?.text === 'CREATE' && tokens.slice(0, 4).some(({ text }) => text === 'TABLE');

/** In CREATE TABLE, where a column's definition begins. */
function isNewColumn(tokens: readonly Token[], at: number): boolean {
  const signs = tokens.slice(0, at).map(({ text }) => text);
  const depth = signs.filter((sign) => sign === '(').length - signs.filter((sign) => sign === ')').length;
  return depth === 1 && /^[(,]$/.test(signs.at(-1) ?? '');
}

function namesIn(schemas: readonly Schema[]): Set<string> {
  const names = new Set<string>(calledFunctionNames());
  for (const { tables, views, indexes, types, routines, sequences } of schemas) {
    for (const one of [...tables.values(), ...views.values()]) {
      names.add(one.name);
      for (const { name } of one.columns) names.add(name);
      if ('constraints' in one)
        for (const { name } of [...one.constraints, ...(one.triggers ?? []), ...(one.policies ?? [])]) names.add(name);
    }
    for (const one of [...indexes.values(), ...types.values(), ...[...routines.values()].flat(), ...sequences.values()])
      names.add(one.name);
  }
  return names;
}

/** The text with only the first letters of the name, one more at a time; `offset`: the cursor behind them. */
export function* prefixesOf(
  text: string,
  { start, end, name }: Case,
): Generator<{ readonly letters: number; readonly prefix: string; readonly edited: string; readonly offset: number }> {
  const written = text.slice(start, end);
  const quote = written.startsWith('"') ? 1 : 0;
  for (let letters = 1; letters < Math.min(name.length, 12); letters++) {
    const prefix = written.slice(0, letters + quote);
    yield { letters, prefix, edited: text.slice(0, start) + prefix + text.slice(end), offset: start + prefix.length };
  }
}
/** What is offered there, once the file has that text. */
export function offeredAt(history: OpenHistory, uri: string, text: string, offset: number): CompletionItem[] {
  history.edit(uri, text);
  const position = linesOf({ text }).position(offset);
  return completionsAt(history.snapshot(), { textDocument: { uri }, position }).items;
}
/** As an editor ranks: what begins with the prefix, as the server sorts. */
export function offered(items: readonly CompletionItem[], prefix: string): CompletionItem[] {
  const low = prefix.toLowerCase();
  return items.filter(({ filterText, label }) => (filterText ?? label).toLowerCase().startsWith(low));
}
export function isAmongFirst(items: readonly CompletionItem[], prefix: string, name: string): boolean {
  const bare = (text: string) => text.replace(/^["']|["']$/g, '');
  const isRight = ({ label, textEdit }: CompletionItem) =>
    label.split('.').some((part) => bare(part) === name) || bare(textEdit?.newText ?? '') === name;
  return offered(items, prefix).slice(0, 3).some(isRight);
}
