/** What can be folded, and what a selection grows to: names, elements, parentheses, statements. */

import {
  type FoldingRange,
  FoldingRangeKind,
  type FoldingRangeParams,
  type SelectionRange,
  type SelectionRangeParams,
} from 'vscode-languageserver/node';
import type { SqlDocument } from '../sql/document/statement';
import { tokenize } from '../text/lexer';
import { stringBody } from '../text/literals';
import type { TextRange } from '../text/text';
import type { Token } from '../text/token';
import { linesOf } from './convert';
import type { Feature } from './feature';
import { isName } from './scope';

export const folding: Feature = {
  capabilities: () => ({ foldingRangeProvider: true, selectionRangeProvider: true }),
  register({ connection, guard, workspaces }) {
    connection.onFoldingRanges(
      guard(
        'folding',
        [],
        (snapshot, { textDocument }: FoldingRangeParams) => {
          const view = snapshot.openFile(textDocument.uri);
          return view ? foldsOf(view.document) : [];
        },
        workspaces.soon,
      ),
    );
    connection.onSelectionRanges(
      guard(
        'selection',
        [],
        (snapshot, { textDocument, positions }: SelectionRangeParams) => {
          const view = snapshot.openFile(textDocument.uri);
          if (!view) return [];
          const lines = linesOf(view.document);
          return positions.map((position) => selectionAt(view.document, lines.offset(position)));
        },
        workspaces.soon,
      ),
    );
  },
};

/** Statements, parentheses, bodies and blocks in them, and comments, of more than one line; one for each first line. */
function foldsOf(document: SqlDocument): FoldingRange[] {
  const lines = linesOf(document);
  const { text } = document;
  const found = new Map<number, FoldingRange>();
  const add = ({ start, end }: TextRange, kind?: FoldingRangeKind) => {
    const startLine = lines.position(start).line;
    const last = lines.position(Math.max(end - 1, start));
    // The line that closes it stays in sight.
    const closes =
      kind === undefined &&
      /^\s*[)$;]|^\s*END\b/i.test(text.slice(lines.offset({ line: last.line, character: 0 }), end));
    const endLine = closes ? last.line - 1 : last.line;
    const known = found.get(startLine);
    if (endLine > startLine && (!known || known.endLine < endLine))
      found.set(startLine, { startLine, endLine, ...(kind && { kind }) });
  };
  for (const { range } of document.statements) {
    add(range);
    for (const group of groupsIn(text, range)) add(group);
  }
  for (const comment of commentsIn(text)) add(comment, FoldingRangeKind.Comment);
  return [...found.values()].sort((a, b) => a.startLine - b.startLine);
}

/** Parentheses and `$$` bodies, with those within them; of a body also BEGIN … END. Outer ones first. */
function groupsIn(text: string, { start, end }: TextRange): TextRange[] {
  const groups: TextRange[] = [];
  const inTokens = (tokens: readonly Token[]) => {
    const open: Token[] = [];
    tokens.forEach((token, at) => {
      const { text: word } = token;
      const isBlock = /^(BEGIN|LOOP|CASE)$/.test(word) || (word === 'THEN' && tokens[at - 1]?.text !== 'WHEN');
      if (word === '(' || (isBlock && word !== 'THEN' && tokens[at - 1]?.text !== 'END')) open.push(token);
      else if (word === ')' || (word === 'END' && !/^(IF)$/.test(tokens[at + 1]?.text ?? ''))) {
        const from = open.findLast((one) => (one.text === '(') === (word === ')'));
        if (from) {
          open.splice(open.indexOf(from));
          groups.push({ start: from.start, end: token.end });
        }
      } else if (token.kind === 'string' && text[token.start] === '$') {
        groups.push({ start: token.start, end: token.end });
        const body = stringBody(text, token);
        inTokens(tokenize(text, body.start, body.end));
      }
    });
  };
  inTokens(tokenize(text, start, end));
  return groups;
}
/** Blocks, and `--` comments of lines that follow each other. */
function commentsIn(text: string): TextRange[] {
  const found: { start: number; end: number }[] = [];
  for (const { kind, start, end } of tokenize(text, 0, text.length, true)) {
    if (kind !== 'comment') continue;
    const last = found.at(-1);
    if (last && /^\r?\n[ \t]*$/.test(text.slice(last.end, start))) last.end = end;
    else found.push({ start, end });
  }
  return found;
}

function selectionAt(document: SqlDocument, offset: number): SelectionRange {
  const { text, statements } = document;
  const lines = linesOf(document);
  const whole = { start: 0, end: text.length };
  const statement = statements.findLast(({ range }) => range.start <= offset && offset <= range.end);
  const ranges = [
    whole,
    ...(statement ? [statement.fullRange, statement.range, ...within(text, statement.range, offset)] : []),
  ];
  let selection: SelectionRange = { range: lines.range(whole) };
  for (const range of ranges.sort((a, b) => b.end - b.start - (a.end - a.start))) {
    const { start, end } = selection.range;
    const [outer, inner] = [{ start: lines.offset(start), end: lines.offset(end) }, range];
    const isInside =
      outer.start <= inner.start && inner.end <= outer.end && outer.end - outer.start > inner.end - inner.start;
    if (isInside) selection = { range: lines.range(inner), parent: selection };
  }
  return selection;
}
/** The groups around an offset, what stands in them, the element between commas, the name with its dots, and the word. */
function within(text: string, statement: TextRange, offset: number): TextRange[] {
  const holds = ({ start, end }: TextRange) => start <= offset && offset <= end;
  const groups = groupsIn(text, statement).filter(holds);
  const inner = groups.flatMap((group) =>
    text[group.start] === '(' ? [group, { start: group.start + 1, end: group.end - 1 }] : [group],
  );
  const [smallest] = [...inner].sort((a, b) => a.end - a.start - (b.end - b.start));
  const place = smallest ?? statement;
  const tokens = tokenize(text, place.start, place.end);
  return [...inner.filter(holds), ...elementAt(tokens, place, offset), ...nameAt(tokens, offset)];
}
function elementAt(tokens: readonly Token[], place: TextRange, offset: number): TextRange[] {
  let depth = 0;
  const commas: number[] = [];
  for (const { text, start } of tokens) {
    if (text === '(') depth++;
    else if (text === ')') depth--;
    else if (text === ',' && depth === 0) commas.push(start);
  }
  if (commas.length === 0) return [];
  const from = (commas.findLast((at) => at < offset) ?? place.start - 1) + 1;
  const to = commas.find((at) => at >= offset) ?? place.end;
  const own = tokens.filter(({ start, end }) => start >= from && end <= to);
  return own.length === 0 ? [] : [{ start: own[0]!.start, end: own.at(-1)!.end }];
}
function nameAt(tokens: readonly Token[], offset: number): TextRange[] {
  const at = tokens.findIndex(({ start, end }) => start <= offset && offset <= end);
  if (at < 0) return [];
  let [first, last] = [at, at];
  while (tokens[first - 1]?.text === '.' && isName(tokens[first - 2])) first -= 2;
  while (tokens[last + 1]?.text === '.' && isName(tokens[last + 2])) last += 2;
  return [
    { start: tokens[first]!.start, end: tokens[last]!.end },
    { start: tokens[at]!.start, end: tokens[at]!.end },
  ];
}
