/** Words that are key words to the newest parser alone: an older server reads them as names (documentation, Appendix C). */

import { t } from '../../text/l10n';
import { tokenize } from '../../text/lexer';
import type { Token } from '../../text/token';
import { majorOf } from '../../text/versions';
import { parse } from '../parse';

/** The major version since which they are no names of functions, parameters or types (`pg_get_keywords()`, catcode other than U). */
const since = new Map<string, number>([
  ...['json_array', 'json_arrayagg', 'json_object', 'json_objectagg', 'system_user'].map((word) => [word, 16] as const),
  ...['json', 'json_exists', 'json_query', 'json_scalar', 'json_serialize', 'json_table', 'json_value'].map(
    (word) => [word, 17] as const,
  ),
  ['merge_action', 17],
]);
/** `json` is a type's name as before; only a call of it is read otherwise. */
const anyWord = new RegExp(
  String.raw`\b(?:json(?=\s*\()|(?:${[...since.keys()].filter((word) => word !== 'json').join('|')})\b)`,
  'i',
);

/** The text as a server of this version reads it, its newer key words in quotes; undefined: it reads it as the newest does. */
export interface AsNames {
  readonly text: string;
  /** The words, where they stand in the text as it is written. */
  readonly words: readonly Token[];
  /** Where in the written text a place of this one is; each word before it has two quotes. */
  readonly back: (offset: number) => number;
}
export function asNames(serverVersion: number, text: string): AsNames | undefined {
  const major = majorOf(serverVersion);
  if (major === 0 || major >= 17 || !anyWord.test(text)) return undefined;
  return quotedWords(major, text, (next) => next === '(');
}
/** `json` where `isName` says so of what follows it. */
function quotedWords(major: number, text: string, isName: (next: string) => boolean): AsNames | undefined {
  const words = tokenize(text).filter(
    (one, at, all) =>
      (since.get(one.text.toLowerCase()) ?? 0) > major && (one.text !== 'JSON' || isName(all[at + 1]?.text ?? '')),
  );
  if (words.length === 0) return undefined;
  let quoted = '';
  let at = 0;
  for (const { text: word, start, end } of words) {
    quoted += `${text.slice(at, start)}"${word.toLowerCase()}"`;
    at = end;
  }
  quoted += text.slice(at);
  const back = (offset: number): number =>
    offset - 2 * words.filter(({ start }, before) => start + 2 * before < offset).length;
  return parse(quoted).status === 'ok' ? { text: quoted, words, back } : undefined;
}
/** Of a statement with a syntax error: why a server of this version (`server_version_num`; 0: not known) may take it. */
export function takenBefore(serverVersion: number, text: string): string | undefined {
  const major = majorOf(serverVersion);
  const asParameter = major > 0 && major < 17 && /\bjson\b/i.test(text);
  // A parameter may be called so: `f(json json)`.
  const as = asNames(serverVersion, text) ?? (asParameter ? quotedWords(major, text, () => true) : undefined);
  const [first] = as?.words ?? [];
  if (first) return isName(first.text, serverVersion);
  return inBodyBefore(serverVersion, text) ?? withPostfixOperator(major, text);
}
/** `5 !`: until 14 an operator could stand behind its operand. */
function withPostfixOperator(major: number, text: string): string | undefined {
  if (major === 0 || major >= 14) return undefined;
  const tokens = tokenize(text);
  const postfix = tokens.filter(({ kind }, at) => kind === 'operator' && endsOperand(tokens[at + 1]));
  if (postfix.length === 0) return undefined;
  let without = '';
  let at = 0;
  for (const { start, end } of postfix) {
    without += text.slice(at, start);
    at = end;
  }
  if (parse(without + text.slice(at)).status !== 'ok') return undefined;
  return t('an operator behind its operand is taken until PostgreSQL {0}, and this server has {1}', 13, major);
}
const endsOperand = (next: Token | undefined): boolean =>
  next === undefined ||
  /^[),;\]]$/.test(next.text) ||
  /^(?:as|from|where|group|order|and|or|then|else|end)$/i.test(next.text);

/** The same of a body, which is kept as it is written: where it calls by such a name, the newest server runs another. */
export function inBodyBefore(serverVersion: number, text: string): string | undefined {
  const major = majorOf(serverVersion);
  if (major === 0 || major >= 17 || !withBody.test(text) || !anyWord.test(text)) return undefined;
  for (const { kind, start, end } of tokenize(text)) {
    const called = kind === 'string' ? text.slice(start, end).matchAll(/\b(json_\w+)\s*\(/gi) : [];
    // json_object is a function to all of them.
    for (const [, word = ''] of called)
      if ((since.get(word.toLowerCase()) ?? 0) > major && !/^json_object$/i.test(word))
        return isName(word.toUpperCase(), serverVersion);
  }
  return undefined;
}
const withBody = /^\s*(?:do|create\s+(?:or\s+replace\s+)?(?:function|procedure))\b/i;
/**
 * Of a statement that the newest parser takes: the functions that it calls to a server of this version, where the newest
 * has a construct of its own, and that they are.
 */
export function calledBefore(serverVersion: number, text: string) {
  const as = asNames(serverVersion, text);
  const called = as?.words.filter(({ end }) => /^\s*\(/.test(text.slice(end))) ?? [];
  const [first] = called;
  if (!as || !first) return undefined;
  return { as, names: called.map((one) => one.text.toLowerCase()), why: isName(first.text, serverVersion) };
}
/** The version since which a function of this name is called in quotes only. */
export const keywordSince = (name: string): number | undefined => since.get(name);
const isName = (word: string, serverVersion: number): string =>
  t(
    '{0} is a key word since PostgreSQL {1}, and a name to this server, which has {2}',
    word,
    since.get(word.toLowerCase())!,
    majorOf(serverVersion),
  );
