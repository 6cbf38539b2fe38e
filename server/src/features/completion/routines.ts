/** Functions that can be called or named at the cursor, with how they are called. */

import { CompletionItemKind } from 'vscode-languageserver/node';
import { argumentsInWords, calledFunctionNames, calledOverloads, resultInWords } from '../../model/builtin-functions';
import type { Routine } from '../../model/schema';
import { identifierValue } from '../../text/literals';
import { displayName, keyOf, quoteQualified } from '../../text/names';
import { compareText } from '../../text/text';
import { isName } from '../scope';
import { type Asked, asTyped, fits, plainSnippet, type Row, row, typedAt } from './asked';
import { openAt } from './elements';
import { mostLikelyFirst, namedBefore } from './named';
import { likeness, triggerName } from './own-name';

/** In an expression; PostgreSQL's own only when a letter of them has been typed. */
export function functionRows(asked: Asked): Row[] {
  const typed = typedAt(asked);
  const { scope, offset, expected } = asked;
  const called = scope.tokens.find(({ start }) => start >= Math.max(offset, expected.range.end))?.text === '(';
  // Before a letter is typed nobody means the call whose arguments these are.
  const around = typed === '' ? calledAround(asked) : undefined;
  const own = offeredRoutines(asked)
    .filter((one) => one.kind !== 'procedure' && !isOfTrigger(one) && one.name !== around && fits(one.name, typed))
    .map((one) => routineRow(asked, one, called ? 'name' : 'call'));
  if (typed === '' || expected.quoted || expected.qualifier !== undefined) return own;
  const builtin = calledFunctionNames()
    .filter((name) => name.startsWith(typed) || (typed.length > 2 && fits(name, typed)))
    .sort((a, b) => routineRank(b, typed) - routineRank(a, typed))
    .flatMap((name) => {
      const [first, ...others] = calledOverloads(name, asked.schema.serverVersion);
      if (!first) return [];
      const list = argumentsInWords(first);
      const more = others.length > 0 ? ` +${others.length}` : '';
      const type = `(${list}) → ${resultInWords(first)}${more}`;
      return [row(name, CompletionItemKind.Function, { type, ...callOf(name, list, called) })];
    });
  const used = namedBefore(asked);
  return mostLikelyFirst([...own, ...builtin], ({ label }) => used.get(label) ?? 0);
}
/** Where a table can stand: those that give rows first. */
export const fromFunctionRows = (asked: Asked): Row[] =>
  mostLikelyFirst(functionRows(asked), ({ type }) => (/→ (SETOF|TABLE)\b/i.test(type ?? '') ? 1 : 0));
/** The name before the innermost parenthesis that is open. */
function calledAround({ scope, expected }: Asked): string | undefined {
  const before = scope.tokens.filter(({ end }) => end <= expected.range.start);
  const name = before[(openAt(before, before.length).at(-1) ?? 0) - 1];
  return name && isName(name) ? identifierValue(scope.text, name) : undefined;
}
/** What begins as it was typed, of it what migrations call most. */
function routineRank(name: string, typed: string): number {
  const at = commonRoutines.indexOf(name);
  return (name.startsWith(typed) ? 2 : 0) + (at < 0 ? 0 : 1 - at / commonRoutines.length);
}
const commonRoutines =
  `now gen_random_uuid coalesce count lower upper nextval max min sum avg row_number array_agg string_agg jsonb_build_object
   jsonb_agg jsonb_set json_build_object to_tsvector setweight length round extract date_trunc concat replace substring
   regexp_replace split_part unnest array_length generate_series current_setting set_config md5 encode decode to_jsonb
   clock_timestamp greatest least random`.split(/\s+/);
function callOf(name: string, parameters: string, called: boolean): Pick<Row, 'text' | 'snippet'> {
  if (called) return { text: name };
  return parameters === '' ? { text: `${name}()` } : { text: `${plainSnippet(name)}($0)`, snippet: true };
}

/** Where a routine is named: dropped, changed, or run by a trigger, which can only be one that returns `trigger`. */
export function routineRows(asked: Asked): Row[] {
  const { scope, expected } = asked;
  const before = scope.tokens.filter(({ end }) => end <= expected.range.start);
  const runs = before[0]?.text === 'CREATE' && before.some(({ text }) => text === 'EXECUTE');
  // SFUNC = … of CREATE AGGREGATE
  const isPart = before.at(-1)?.text === '=';
  const word = before.findLast(({ text }) => /^(FUNCTION|PROCEDURE|ROUTINE|AGGREGATE)$/.test(text))?.text;
  const isKind = ({ kind }: Routine) =>
    word === 'PROCEDURE' ? kind === 'procedure' : (word === 'AGGREGATE' && !isPart) === (kind === 'aggregate');
  const wanted = offeredRoutines(asked).filter((one) => (runs ? isOfTrigger(one) : word === 'ROUTINE' || isKind(one)));
  const names = namedBefore(asked);
  const trigger = runs ? triggerName(asked) : '';
  const isExtra = (one: Routine) => !runs && !asked.schema.routines.has(keyOf(one));
  const likelihood = (one: Routine) =>
    (isExtra(one) ? 1e9 : 0) + (names.get(one.name) ?? 0) + likeness(trigger, one.name) / 100;
  return mostLikelyFirst(wanted, likelihood).map((one) =>
    routineRow(asked, one, runs ? 'call' : isPart ? 'name' : 'identity'),
  );
}
const isOfTrigger = ({ returns }: Routine): boolean => /^(event_)?trigger$/i.test(returns ?? '');

function offeredRoutines({ schema, sides, expected, written }: Asked): Routine[] {
  const { qualifier } = expected;
  const all = new Map<string, Routine>();
  for (const where of [written, sides.file, schema])
    for (const one of where ? [...where.routines.values()].flat() : [])
      if (one.extension === undefined || qualifier !== undefined)
        all.set(`${one.schema}.${one.name}(${one.identityArguments})`, one);
  return [...all.values()]
    .filter((one) => qualifier === undefined || one.schema === qualifier)
    .sort((a, b) => compareText(a.name, b.name));
}
function routineRow(asked: Asked, one: Routine, as: 'name' | 'call' | 'identity'): Row {
  const { schema, expected } = asked;
  const bare = expected.qualifier !== undefined || schema.searchPath.includes(one.schema);
  const name = bare ? asTyped(asked, one.name) : quoteQualified(one);
  const returns = one.returns === undefined ? '' : ` → ${one.returns}`;
  return row(bare ? one.name : displayName(one, schema.searchPath), CompletionItemKind.Function, {
    type: `(${one.identityArguments})${returns}`,
    comment: one.comment,
    ...(as === 'identity'
      ? { text: `${name}(${one.identityArguments})` }
      : callOf(name, one.identityArguments, as === 'name')),
  });
}
