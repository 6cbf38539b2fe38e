/** What the file has named before the cursor, and the migrations before it: what a person is likely to name again. */
import type { Schema } from '../../model/schema';
import type { SqlDocument } from '../../sql/document/statement';
import { tokenize } from '../../text/lexer';
import { identifierValue, stringBody } from '../../text/literals';
import type { Token } from '../../text/token';
import { isName, scopeOf } from '../scope';
import type { Asked } from './asked';

/** Characters before the statement in which names are looked for. */
export const NEAR = 20_000;
/** Migrations before the file whose names count, too. */
const FILES = 5;

type Places = ReadonlyMap<string, number>;
interface NamedAbove {
  readonly statement: number;
  readonly names: Places;
}
const namedIn = new WeakMap<SqlDocument, NamedAbove>();

/**
 * Where a name was written last before the statement at hand, bodies of functions included: the higher the later. Below
 * 1: only a migration before this file has it.
 */
export function namedBefore({ view, statement }: Pick<Asked, 'view' | 'statement'>): Places {
  const { document } = view;
  const known = namedIn.get(document);
  if (known?.statement === statement) return known.names;
  const names = new Map<string, number>();
  filesBefore(view).forEach((one, place) => {
    for (const name of allNames(one)) names.set(name, (place + 1) / (FILES + 1));
  });
  const end = document.statements[statement]?.range.start ?? document.text.length;
  for (const [name, place] of namesBetween(document, end)) names.set(name, place + 1);
  namedIn.set(document, { statement, names });
  return names;
}
/** The migrations before the file whose names count, the nearest last. */
export function filesBefore({ document, history }: Asked['view']): readonly SqlDocument[] {
  const at = history.files.findIndex((one) => one.document.uri === document.uri);
  const files = at < 0 || !history.convention ? [] : history.files.slice(Math.max(0, at - FILES), at);
  return files.map((one) => one.document);
}
/** With the names of the statement at hand, those nearest to the cursor first. */
export function namedUntil(asked: Asked): Places {
  const { scope, expected } = asked;
  const names = new Map(namedBefore(asked));
  for (const token of scope.tokens)
    if (isName(token) && token.end <= expected.range.start) names.set(identifierValue(scope.text, token), token.end);
  return names;
}
const allNamesIn = new WeakMap<SqlDocument, readonly string[]>();
function allNames(document: SqlDocument): readonly string[] {
  const known = allNamesIn.get(document);
  if (known) return known;
  const names = [...new Set(namesBetween(document, document.text.length).map(([name]) => name))];
  allNamesIn.set(document, names);
  return names;
}
/** The names of the statements that begin in the last characters before `end`, in their order. */
function namesBetween({ text, statements }: SqlDocument, end: number): (readonly [string, number])[] {
  const from = statements.find(({ range }) => range.start >= end - NEAR)?.range.start ?? end;
  return withBodies(text, tokenize(text, Math.min(from, end), end)).flatMap((token) =>
    isName(token) ? [[identifierValue(text, token), token.start] as const] : [],
  );
}
/** With what `$$` bodies hold in their place. */
export function withBodies(text: string, tokens: readonly Token[]): readonly Token[] {
  return tokens.flatMap((token) => {
    if (token.kind !== 'string' || text[token.start] !== '$') return [token];
    const { start, end } = stringBody(text, token);
    return tokenize(text, start, end);
  });
}

const changedIn = new WeakMap<SqlDocument, NamedAbove>();
/** The relations that statements above are about, by name: made, changed, given an index or a trigger. The higher the later. */
export function changedBefore({ view, statement }: Pick<Asked, 'view' | 'statement'>): Places {
  const { document } = view;
  const known = changedIn.get(document);
  if (known?.statement === statement) return known.names;
  const names = new Map<string, number>();
  for (const { range } of document.statements.slice(0, statement)) {
    const tokens = tokenize(document.text, range.start, Math.min(range.end, range.start + 400));
    if (!/^(CREATE|ALTER|INSERT|UPDATE|DELETE)$/.test(tokens[0]?.text ?? '')) continue;
    const about = scopeOf(document.text, tokens).relations.find(({ aside }) => !aside);
    if (about) names.set(about.name.name, range.start + 1);
  }
  changedIn.set(document, { statement, names });
  return names;
}

/** The highest first; what is alike stays in its order. */
export function mostLikelyFirst<T>(all: readonly T[], likelihood: (one: T) => number): T[] {
  const ranked = all.map((one, at) => ({ one, at, rank: likelihood(one) }));
  return ranked.sort((a, b) => b.rank - a.rank || a.at - b.at).map(({ one }) => one);
}

type InFile = Pick<Asked, 'view' | 'statement'>;
/** The schema that the file begins with, and the one at its statement. */
export function aroundFile({ view: { folded, document }, statement }: InFile): {
  readonly first: Schema;
  readonly now: Schema;
} {
  const last = document.statements.length - 1;
  const first = folded.before(0);
  return { first, now: last < 0 ? first : statement > last ? folded.after(last) : folded.before(statement) };
}

/** Whether what `has` asks for was there where the file begins, and is not any more. */
export function goneAbove(asked: InFile): (has: (schema: Schema) => boolean) => boolean {
  const { first, now } = aroundFile(asked);
  return (has) => first !== now && has(first) && !has(now);
}
