/**
 * The text within CREATE FUNCTION and DO, which PostgreSQL reads when it creates the one or runs the other: it refuses
 * the whole statement for a mistake in it (check_function_bodies is on unless someone turns it off).
 */

import { tokenize } from '../../text/lexer';
import { stringBody } from '../../text/literals';
import { type TextRange, wordPattern } from '../../text/text';
import type { Token } from '../../text/token';
import { bodiesOf, entryOf, stringsOf } from '../ast';
import type { SqlError as StatementError } from '../document/statement';
import { type Node, parse, plpgsqlError, type RawStmt } from '../parse';

/**
 * Messages that depend on the text alone. Others need types and tables that only a server has ("x" is not a known
 * variable), or are limits of the parser's own.
 */
const ofText =
  /^(?:syntax error|missing |mismatched |duplicate declaration|unrecognized (?:exception condition|RAISE|GET DIAGNOSTICS)|EXIT cannot|CONTINUE cannot|INTO specified|incomplete data type|unexpected end|end label|there is no label|block label|too (?:few|many) parameters specified for RAISE|RETURN cannot have a parameter in (?:a procedure|function returning void)|unterminated)/;
const templateMarks = /\{\{|\$\{/;

/** What PostgreSQL says of the body of the one routine or block in `text`, and where; undefined when it takes it. */
export function bodyError(text: string, statements: readonly RawStmt[]): StatementError | undefined {
  const node = statements.length === 1 ? statements[0]?.stmt : undefined;
  const language = languageOf(node);
  if (language !== 'plpgsql' && language !== 'sql') return undefined;
  const body = bodyToken(text);
  if (body === undefined || templateMarks.test(text)) return undefined;
  return language === 'sql' ? sqlError(text, body) : blockError(text, body);
}

/** Undefined for what has no body of text. */
function languageOf(node: Node | undefined): string | undefined {
  const entry = entryOf(node);
  if (node === undefined || entry === undefined) return undefined;
  const isDo = 'DoStmt' in node;
  if (!isDo && !('CreateFunctionStmt' in node)) return undefined;
  if (!isDo && 'CreateFunctionStmt' in node && node.CreateFunctionStmt.sql_body !== undefined) return undefined;
  const options = isDo
    ? node.DoStmt.args
    : (node as { CreateFunctionStmt: { options?: Node[] } }).CreateFunctionStmt.options;
  const language = bodiesOf(options, 'DefElem').find(({ defname }) => defname === 'language')?.arg;
  const name = language === undefined ? undefined : stringsOf([language])[0]?.toLowerCase();
  return name ?? (isDo ? 'plpgsql' : undefined);
}
/** The string after AS, or a DO's own; only one that is spelled as it reads can be parted. */
export function bodyToken(text: string): Token | undefined {
  const tokens = tokenize(text);
  const isDo = tokens[0]?.text === 'DO';
  return tokens.find(({ kind }, index) => {
    const before = tokens[index - 1]?.text;
    return kind === 'string' && (isDo ? before !== 'LANGUAGE' : before === 'AS');
  });
}

function sqlError(text: string, body: Token): StatementError | undefined {
  const { start, end, verbatim } = stringBody(text, body);
  if (!verbatim) return undefined;
  const outcome = parse(text.slice(start, end));
  if (outcome.status !== 'error') return undefined;
  const tokens = tokenize(text, start, end);
  const token = tokens.find((one) => one.end > start + outcome.at) ?? tokens.at(-1) ?? body;
  return { message: outcome.message, range: { start: token.start, end: token.end }, inBody: true };
}

function blockError(text: string, body: Token): StatementError | undefined {
  const message = plpgsqlError(text);
  if (message === undefined || !(ofText.test(message) || isAssignedOnly(text, message))) return undefined;
  return { message, range: errorRange(text, body, message), inBody: true };
}

/** A variable that is assigned to, and stands nowhere else: it is neither declared nor a parameter nor a loop's. */
function isAssignedOnly(text: string, message: string): boolean {
  const name = /^"([a-z_]\w*)" is not a known variable$/.exec(message)?.[1];
  const body = bodyToken(text);
  const place = name === undefined || !body ? undefined : stringBody(text, body);
  if (!place?.verbatim) return false;
  const uses = [...text.matchAll(wordPattern(name!, 'gi'))].map(({ index }) => index);
  const isTarget = (at: number): boolean =>
    at > place.start && !/[.@:]\s*$/.test(text.slice(0, at)) && /^\s*:=/.test(text.slice(at + name!.length));
  return uses.length > 0 && uses.every(isTarget) && !/^(found|new|old|sqlstate|sqlerrm|tg_\w+)$/.test(name!);
}

/** The parser says what it stopped at, not where: the first such token up to which the body gives the same message. */
function errorRange(text: string, body: Token, message: string): TextRange {
  const { start, end, verbatim } = stringBody(text, body);
  const near = / at or near "([\s\S]*)"$/.exec(message)?.[1];
  const whole = { start: body.start, end: body.end };
  if (!verbatim) return whole;
  const tokens = tokenize(text, start, end);
  if (near === undefined) return tokenRange(quotedToken(text, tokens, message) ?? tokens.at(-1)) ?? whole;
  const same = tokens.filter((token) => text.startsWith(near, token.start));
  let low = 0;
  let high = same.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const cut = text.slice(0, same[middle]!.start + near.length) + text.slice(end);
    if (plpgsqlError(cut) === message) high = middle;
    else low = middle + 1;
  }
  const token = same[low];
  return token === undefined ? whole : { start: token.start, end: token.start + near.length };
}
/** The token a message quotes: `end label "x" …`. */
function quotedToken(text: string, tokens: readonly Token[], message: string): Token | undefined {
  const name = /"([^"]+)"/.exec(message)?.[1];
  return tokens.findLast(({ start, end }) => text.slice(start, end) === name);
}
function tokenRange(token: Token | undefined): TextRange | undefined {
  return token === undefined ? undefined : { start: token.start, end: token.end };
}
