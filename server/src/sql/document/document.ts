/** A document's statements, each parsed once for its text, wherever and however often it stands. */

import { atOnce, type Steps } from '../../model/steps';
import { t } from '../../text/l10n';
import { present } from '../../text/present';
import { withConnects } from './connects';
import { judgeWith } from './filled-statement';
import { parsedStatement } from './parsed-statement';
import type { Placeholders } from './placeholders';
import { withBranches } from './psql-branches';
import { withGexec } from './psql-commands';
import { resplitting, splitting } from './split';
import type { Piece, SplitText } from './splitter';
import type { Section, Skipped, SqlDocument, Statement } from './statement';
import { readSuppressions } from './suppressions';

/** Characters of a file that are read. */
export const MAX_DOCUMENT_LENGTH = 16_000_000;

/** Never throws, for any text. Statements equal to ones of `previous`, or seen before anywhere, are not parsed again. */
export function parseDocument(...document: Parameters<typeof parsingDocument>): SqlDocument {
  return atOnce(parsingDocument(...document));
}
/** The same, a step for each statement. */
export function* parsingDocument(
  uri: string,
  version: number,
  text: string,
  options: {
    sections?: readonly Section[];
    previous?: SqlDocument;
    placeholders?: Placeholders;
    /** Comments in which the tool is told to include a file. */
    includes?: RegExp | undefined;
  } = {},
): Steps<SqlDocument> {
  const empty = { uri, version, text, statements: [], skipped: [], suppressions: [] };
  const unreadable = whyUnreadable(text);
  if (unreadable !== undefined) return { ...empty, unreadable };
  const split = yield* splittingAgain(text, options.sections ?? [], options);
  const pieces = withGuards(
    split.pieces.map((piece, index) => statementOf(piece, index)),
    options.sections,
  );
  const skipped = [...split.skipped, ...includesIn(text, options.includes)];
  const statements = withGexec(withBranches(withConnects(pieces, skipped), skipped), skipped);
  const suppressions = readSuppressions(text, statements, skipped);
  const document = { ...empty, statements, skipped, suppressions };
  if (options.sections === undefined || options.sections.length === 0)
    splits.set(document, { ...split, placeholders: options.placeholders });
  return document;
}

function withGuards(statements: readonly Statement[], sections: readonly Section[] = []): readonly Statement[] {
  const guarded = sections.filter(({ guard }) => guard !== undefined);
  if (guarded.length === 0) return statements;
  return statements.map((statement) => {
    const { start } = statement.range;
    const own = guarded.find(({ range }) => range.start <= start && start < range.end);
    return own?.guard === undefined ? statement : { ...statement, guard: own.guard };
  });
}
function includesIn(text: string, form: RegExp | undefined): Skipped[] {
  if (form === undefined) return [];
  return [...text.matchAll(form)].map(({ index, 0: found }) => ({
    range: { start: index, end: index + found.length },
    what: 'meta-command',
    text: found,
  }));
}
/** How documents without sections were split, so that an edit splits again around itself only. */
const splits = new WeakMap<SqlDocument, SplitText & { readonly placeholders: Placeholders | undefined }>();
function* splittingAgain(
  text: string,
  sections: readonly Section[],
  { previous, placeholders }: { readonly previous?: SqlDocument; readonly placeholders?: Placeholders },
): Steps<SplitText> {
  const judge = placeholders === undefined ? parsedStatement : judgeWith(placeholders);
  const before = previous === undefined || sections.length > 0 ? undefined : splits.get(previous);
  if (previous === undefined || before === undefined || before.placeholders !== placeholders)
    return yield* splitting(text, judge, sections);
  return yield* resplitting(text, judge, { text: previous.text, ...before });
}
const statementOfPiece = new WeakMap<Piece, Statement>();
function statementOf(piece: Piece, index: number): Statement {
  const known = statementOfPiece.get(piece);
  if (known?.index === index) return known;
  const { start, end, fullEnd, runs, parsed, unended } = piece;
  const ranges = { range: { start, end }, fullRange: { start, end: fullEnd } };
  const statement = { index, ...ranges, parsed, runs, ...present({ unended }) };
  statementOfPiece.set(piece, statement);
  return statement;
}

function whyUnreadable(text: string): string | undefined {
  if (text.includes('\0')) return t('This file is not text: it holds NUL characters.');
  if (text.length > MAX_DOCUMENT_LENGTH)
    return t('This file has {0} characters; files over {1} are not read.', text.length, MAX_DOCUMENT_LENGTH);
  return undefined;
}
