import { findTableOrView } from '../../model/resolve';
import { parseDocument } from '../../sql/document/document';
import type { Statement } from '../../sql/document/statement';
import { takenBefore } from '../../sql/refusals/newer-keywords';
import { allKeywords } from '../../text/keywords';
import { t } from '../../text/l10n';
import { tokenize } from '../../text/lexer';
import { LruCache } from '../../text/lru';
import { quoteIdentifier } from '../../text/names';
import { nearest } from '../../text/nearest-name';
import type { TextRange } from '../../text/text';
import { endedBefore, type Help, unended } from '../fixes/semicolons';
import { didYouMean, replaceWith, sentences } from '../message-words';
import { inDocument } from '../origin-places';
import type { Fix, Rule, RuleContext, TextEdit } from '../rule';

export const syntaxError: Rule = {
  code: 'syntax-error',
  severity: 'error',
  title: 'PostgreSQL cannot read the statement',
  documentation: `PostgreSQL's own parser refuses the statement; the message and the place are its own. The other statements
of the file are read all the same, also where the semicolon between two is missing; the fix inserts it. A name with a
hyphen, a capital letter or another character that is not a letter,
digit or underscore has to stand in double quotes; the fix adds them.`,
  examples: [
    {
      dev: 'CREATE TABLE users (id integer);',
      file: `CREATE TABLE users (
    id integer,
);
-- <^ error[syntax-error]: Syntax error at or near ")". A comma stands before it, and nothing after.`,
      fixed: `CREATE TABLE users (
    id integer
);`,
    },
    {
      dev: '',
      file: `CREATE TABLE users (
    id integer -- the key
    email text
--  ^^^^^ error[syntax-error]: Syntax error at or near "email". A comma is missing before it.
);`,
      fixed: `CREATE TABLE users (
    id integer, -- the key
    email text
);`,
    },
    {
      dev: 'CREATE TABLE users (id integer, email text);',
      file: `CREATE TABLE users (
    id integer,
    ...
--  ^^ error[syntax-error]: Syntax error at or near "..". A placeholder for columns is not SQL.
);`,
      fixed: `CREATE TABLE users (
    id integer
);`,
    },
    {
      dev: '',
      file: `CREATE TABEL users (id integer);
--     ^^^^^ error[syntax-error]: Syntax error at or near "TABEL". Did you mean TABLE?`,
      fixed: 'CREATE TABLE users (id integer);',
    },
    {
      dev: '',
      file: `CREATE TABLE users (id integer);
/* not needed any more
-- <^^^^^^^^^^^^^^^^^^^^^^ error[syntax-error]: Unterminated /* comment at or near "/* not needed any more".
CREATE TABLE people (id integer);`,
    },
    {
      dev: 'CREATE TABLE "bazaar-vid_story" (id integer);',
      file: `DROP TABLE bazaar-vid_story;
--               ^ error[syntax-error]: Syntax error at or near "-". A name with a hyphen needs quotes: "bazaar-vid_story".`,
      fixed: 'DROP TABLE "bazaar-vid_story";',
    },
    {
      dev: 'CREATE TABLE users (id integer, email text, name text);',
      file: `ALTER TABLE users ADD COLUMN email text -- to write to

ALTER TABLE users ADD COLUMN name text;
-- <^^^^^ error[syntax-error]: Syntax error at or near "ALTER". A ; is missing before it.`,
      fixed: `ALTER TABLE users ADD COLUMN email text; -- to write to

ALTER TABLE users ADD COLUMN name text;`,
    },
  ],
  *check(context) {
    for (const statement of context.document.statements) {
      const cut = unended(context.document, statement);
      if (cut !== undefined)
        yield {
          message: asSentence(cut.message, cut.help),
          range: cut.range,
          statement: cut.next.index,
          fixes: [cut.help.fix],
        };
      const { error, status } = statement.parsed;
      // A template becomes SQL when its tool has filled it in: it is counted as not known.
      if (!error || status === 'template') continue;
      if (takenBefore(context.dev?.serverVersion ?? 0, statement.parsed.text) !== undefined) continue;
      const range = inDocument(statement, error.range);
      const help =
        hyphenated(context, range) ??
        trailingComma(context, statement.range, range) ??
        (error.inBody ? undefined : endedBefore(context.document, statement, range)) ??
        missingComma(context, statement, range) ??
        someColumns(context, statement, range) ??
        misspelt(context, range);
      yield {
        message: asSentence(error.message, help),
        range,
        statement: statement.index,
        fixes: help ? [help.fix] : [],
      };
    }
  },
};

function asSentence(message: string, help: Help | undefined): string {
  return sentences(`${message.charAt(0).toUpperCase()}${message.slice(1)}.`, help?.hint ?? '');
}
/** A comma after the last element of a list. */
function trailingComma(context: RuleContext, statement: TextRange, at: TextRange): Help | undefined {
  const { text } = context.document;
  if (text[at.start] !== ')') return undefined;
  const comma = tokenize(text, statement.start, at.start).at(-1);
  if (comma?.text !== ',') return undefined;
  const range = { start: comma.start, end: comma.end };
  const fix: Fix = { title: t('Remove the comma'), edits: [{ range, newText: '' }], preferred: true };
  return { hint: t('A comma stands before it, and nothing after.'), fix };
}
/** Between two lines; only where the statement is right with it. */
function missingComma(context: RuleContext, { range }: Statement, at: TextRange): Help | undefined {
  const { text } = context.document;
  const previous = tokenize(text, range.start, at.start).at(-1);
  if (!previous || !/\n[ \t]*$/.test(text.slice(previous.end, at.start))) return undefined;
  const edit = { range: { start: previous.end, end: previous.end }, newText: ',' };
  if (!isRightWith(context, range, edit)) return undefined;
  const fix: Fix = { title: t('Insert a comma'), edits: [edit], preferred: true };
  return { hint: t('A comma is missing before it.'), fix };
}
/** `(id integer, ...)`: once it is gone, the columns it stands for are found missing, and can be inserted. */
function someColumns(context: RuleContext, { range }: Statement, at: TextRange): Help | undefined {
  const { text } = context.document;
  const dots = /^\.{2,}/.exec(text.slice(at.start, at.start + 80))?.[0];
  if (dots === undefined) return undefined;
  const end = at.start + dots.length;
  const before = /,\s*$/.exec(text.slice(range.start, at.start));
  const after = /^\s*,\s*/.exec(text.slice(end, range.end))?.[0].length ?? 0;
  const gone = before ? { start: range.start + before.index, end } : { start: at.start, end: end + after };
  const edit = { range: gone, newText: '' };
  if (!isRightWith(context, range, edit)) return undefined;
  const fix: Fix = { title: t('Remove the placeholder'), edits: [edit], preferred: true };
  return { hint: t('A placeholder for columns is not SQL.'), fix };
}
function isRightWith(context: RuleContext, { start, end }: TextRange, { range, newText }: TextEdit): boolean {
  const { text, uri } = context.document;
  const { statements } = parseDocument(uri, 0, text.slice(start, range.start) + newText + text.slice(range.end, end));
  return statements.length === 1 && statements[0]!.parsed.error === undefined;
}
const keywords = `add alter begin check column comment commit constraint create default delete drop exists foreign from
  function grant index insert into key not null primary references rename returning schema select sequence set table
  trigger truncate type unique update using values view where with`.split(/\s+/);
const nearestFound = new LruCache<{ readonly keyword: string | undefined }>(64_000);
/** The same word may stand where each of thousands of statements begins. */
function nearestKeyword(word: string): string | undefined {
  const known = nearestFound.get(word) ?? { keyword: nearest(word, keywords) };
  nearestFound.set(word, known);
  return known.keyword;
}
/** A key word with a letter wrong. */
function misspelt(context: RuleContext, at: TextRange): Help | undefined {
  const written = context.document.text.slice(at.start, at.end);
  if (!/^[a-z]{4,}$/i.test(written) || allKeywords.has(written.toLowerCase())) return undefined;
  const word = nearestKeyword(written.toLowerCase());
  if (word === undefined) return undefined;
  const newText = written === written.toLowerCase() ? word : word.toUpperCase();
  return {
    hint: didYouMean(newText),
    fix: { title: replaceWith(newText), edits: [{ range: at, newText }], preferred: true },
  };
}

/** An unquoted name around the error that has a hyphen, and is one of dev's or stands where a table's name does. */
function hyphenated(context: RuleContext, at: TextRange): Help | undefined {
  const { text } = context.document;
  if (text[at.start] !== '-') return undefined;
  let { start, end } = at;
  while (/[\w-]/.test(text[start - 1] ?? '')) start--;
  while (/[\w-]/.test(text[end] ?? '')) end++;
  const written = text.slice(start, end);
  const before = text.slice(Math.max(0, start - 40), start);
  const name =
    spelledInDev(context, written) ??
    (/\b(table|exists|into|update|from|join|on)\s+$/i.test(before) ? written : undefined);
  if (name === undefined || !/^[A-Za-z_][\w-]*\w$/.test(written) || written.includes('--')) return undefined;
  const newText = quoteIdentifier(name, 'always');
  return {
    hint: t('A name with a hyphen needs quotes: {0}.', quoteIdentifier(name)),
    fix: { title: replaceWith(newText), edits: [{ range: { start, end }, newText }], preferred: true },
  };
}
function spelledInDev({ dev }: RuleContext, written: string): string | undefined {
  if (!dev) return undefined;
  if (findTableOrView(dev, { name: written })) return written;
  for (const table of dev.tables.values()) if (table.name.toLowerCase() === written.toLowerCase()) return table.name;
  return undefined;
}
