/** Statements that run into each other: where the semicolon between them belongs. */
import { parseDocument } from '../../sql/document/document';
import { type Starter, starterOf } from '../../sql/document/starters';
import type { SqlDocument, Statement } from '../../sql/document/statement';
import { t } from '../../text/l10n';
import { tokenize } from '../../text/lexer';
import { shift, type TextRange } from '../../text/text';
import type { Token } from '../../text/token';
import type { Fix } from '../rule';
import { insertSemicolon } from './edits';

/** What is said behind PostgreSQL's own message, and what mends it. */
export interface Help {
  readonly hint: string;
  readonly fix: Fix;
}

/**
 * PostgreSQL's complaint about a statement and the one after it, when no semicolon stands between them. Not where the
 * next one has a mistake of its own behind the place: then that may be all there is.
 */
export function unended(
  document: SqlDocument,
  statement: Statement,
): { readonly message: string; readonly range: TextRange; readonly help: Help; readonly next: Statement } | undefined {
  const next = document.statements[statement.index + 1];
  if (statement.unended === undefined || next === undefined) return undefined;
  const range = shift(statement.unended.range, statement.range.start);
  const { error } = next.parsed;
  if (range.start !== next.range.start && error !== undefined && !error.inBody) return undefined;
  return {
    message: statement.unended.message,
    range,
    next,
    help: help(document.text, statement.range.end, next, range),
  };
}
function help(text: string, end: number, { range }: Pick<Statement, 'range'>, at: TextRange): Help {
  const first = /^\w*/.exec(text.slice(range.start, range.end))?.[0];
  return {
    hint: at.start === range.start ? t('A ; is missing before it.') : t('A ; is missing before {0}.', first ?? ''),
    fix: { title: t('Insert ;'), edits: [insertSemicolon(end)], preferred: true },
  };
}

/** PostgreSQL goes on reading the next statement's first words as part of the one before: `FROM a INSERT` renames a. */
const MAX_WORDS = 3;
/** For statements on one line, and those whose beginning is not looked for: both halves have to be right alone. */
export function endedBefore({ text, uri }: SqlDocument, { range }: Statement, at: TextRange): Help | undefined {
  const before = tokenize(text, range.start, at.start).slice(-MAX_WORDS);
  const behind = tokenize(text, at.start, range.end).slice(0, 2);
  const tokens = [...before, ...behind];
  const starts = before.map((_, index) => ({
    start: before.length - index,
    starter: starterAt(tokens, before.length - index),
  }));
  // What nothing but a statement begins with goes first: `FROM t LOCK TABLE u`, where TABLE u is one too.
  starts.sort((a, b) => Number(b.starter !== undefined) - Number(a.starter !== undefined));
  for (const { start, starter } of starts) {
    const end = tokens[start - 1]!.end;
    const { statements } = parseDocument(uri, 0, `${text.slice(range.start, end)};${text.slice(end, range.end)}`);
    if (statements.length < 2 || statements[0]!.parsed.status !== 'ok') continue;
    if (starter === 'strong' || statements.every(({ parsed, unended: cut }) => parsed.status === 'ok' && !cut))
      return help(text, end, { range: { start: tokens[start]!.start, end: range.end } }, at);
  }
  return undefined;
}
function starterAt(tokens: readonly Token[], index: number): Starter | undefined {
  return starterOf(tokens[index]?.text ?? '', tokens[index + 1]?.text ?? '');
}
