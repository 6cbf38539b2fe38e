/**
 * What CREATE FUNCTION and CREATE TRIGGER say, in a form in which two statements that say the same are equal: a file's own,
 * and the one that the server prints (`pg_get_functiondef`, `pg_get_triggerdef`).
 */

import type { SqlType } from '../model/types';
import { tokenize } from '../text/lexer';
import { LruCache } from '../text/lru';
import { quoteLiteral } from '../text/names';
import { bodiesOf, itemsOf, stringOf, stringsOf } from './ast';
import {
  type CreateFunctionStmt,
  type CreateTrigStmt,
  type Node,
  parse,
  type TypeName,
  type VariableSetStmt,
} from './parse';
import { unwrapped } from './read/indexes';
import { optionValue, Source } from './source';
import { sqlType } from './types';

export interface RoutineDefinition {
  /** Undefined where the server stores no text (SQL's own body, C). */
  readonly body: readonly BodyToken[] | undefined;
  readonly language: string;
  /** Undefined: none is written, or one whose type is another column's. */
  readonly returns: RoutineType | undefined;
  /** `OUT a`, `b DEFAULT`: mode, name and whether it has a default, of each. */
  readonly parameters: readonly string[];
  /** Of those that are no arguments: OUT, and the columns of RETURNS TABLE. */
  readonly outputs: readonly RoutineOutput[];
  readonly volatility: 'volatile' | 'stable' | 'immutable';
  readonly strict: boolean;
  readonly leakproof: boolean;
  readonly security: 'invoker' | 'definer';
  readonly parallel: string;
  /** `SET … TO …`, in the order of their names; undefined: some take what was set when it was made. */
  readonly settings: readonly string[] | undefined;
}
/** Of a body, with what spelling alone adds taken out; of languages that are not read, a line. */
interface BodyToken {
  readonly text: string;
  /** From 1. */
  readonly line: number;
}
interface RoutineOutput {
  /** `OUT a`. */
  readonly words: string;
  readonly type: SqlType | undefined;
}
interface RoutineType {
  readonly type: SqlType;
  readonly setof: boolean;
}
export interface TriggerDefinition {
  readonly timing: 'BEFORE' | 'AFTER' | 'INSTEAD OF';
  /** `INSERT`, `UPDATE OF a, b`, … in the order of this list. */
  readonly events: readonly string[];
  readonly level: 'ROW' | 'STATEMENT';
  readonly arguments: readonly string[];
  /** Without its outer parentheses. */
  readonly when: string | undefined;
  /** `OLD TABLE AS a`. */
  readonly transitions: readonly string[];
  readonly constraint: boolean;
  readonly deferral: 'NOT DEFERRABLE' | 'DEFERRABLE' | 'INITIALLY DEFERRED';
}

const routines = new LruCache<{ readonly read: RoutineDefinition | undefined }>(4_000_000);
const triggers = new LruCache<{ readonly read: TriggerDefinition | undefined }>(1_000_000);
/** `altered`: what ALTER FUNCTION has set since, each as written. Undefined: no CREATE FUNCTION that can be read. */
export function routineDefinition(text: string, altered: readonly string[] = []): RoutineDefinition | undefined {
  const whole = altered.length === 0 ? text : [text.replace(/;\s*$/, ''), ...altered].join('\n');
  return keptOr(routines, whole, () => {
    const node = onlyStatement(whole);
    return node && 'CreateFunctionStmt' in node ? readRoutine(node.CreateFunctionStmt) : undefined;
  });
}
/** One text for what a routine runs and how, whatever it is called and takes; undefined where that is not known as text. */
export function whatRuns(text: string | undefined, altered: readonly string[] = []): string | undefined {
  const read = text === undefined ? undefined : routineDefinition(text, altered);
  if (!read?.body || !read.settings) return undefined;
  const { returns, parameters, body, ...how } = read;
  return JSON.stringify([how, body.map((token) => token.text)]);
}
export function triggerDefinition(text: string): TriggerDefinition | undefined {
  return keptOr(triggers, text, () => {
    const node = onlyStatement(text);
    return node && 'CreateTrigStmt' in node ? readTrigger(node.CreateTrigStmt, text) : undefined;
  });
}
function keptOr<T>(kept: LruCache<{ readonly read: T | undefined }>, text: string, read: () => T | undefined) {
  let entry = kept.get(text);
  if (!entry) {
    entry = { read: read() };
    kept.set(text, entry);
  }
  return entry.read;
}
function onlyStatement(text: string): Node | undefined {
  const outcome = parse(text);
  return outcome.status === 'ok' && outcome.statements.length === 1 ? outcome.statements[0]?.stmt : undefined;
}

function readRoutine(statement: CreateFunctionStmt): RoutineDefinition {
  const options = bodiesOf(statement.options, 'DefElem');
  // Of several the last one counts: those of ALTER FUNCTION stand behind.
  const option = (name: string): Node | undefined => options.findLast(({ defname }) => defname === name)?.arg;
  const isOn = (name: string): boolean => {
    const arg = option(name);
    return arg !== undefined && 'Boolean' in arg && arg.Boolean.boolval === true;
  };
  const as = itemsOf(option('as'));
  const language = (stringOf(option('language')) ?? 'sql').toLowerCase();
  const text = as.length === 1 && language !== 'c' && language !== 'internal' ? stringOf(as[0]) : undefined;
  const parameters = bodiesOf(statement.parameters, 'FunctionParameter');
  const volatility = stringOf(option('volatility'));
  return {
    body: text === undefined ? undefined : bodyTokens(text, language),
    language,
    returns: routineType(statement.returnType),
    parameters: parameters.map(({ name = '', mode = '', defexpr }) =>
      [modeWords[mode] ?? '', name, defexpr ? 'DEFAULT' : ''].filter(Boolean).join(' '),
    ),
    outputs: parameters.flatMap(({ name = '', mode = '', argType }) =>
      mode === 'FUNC_PARAM_OUT' || mode === 'FUNC_PARAM_TABLE'
        ? { words: [modeWords[mode], name].filter(Boolean).join(' '), type: routineType(argType)?.type }
        : [],
    ),
    volatility: volatility === 'stable' || volatility === 'immutable' ? volatility : 'volatile',
    strict: isOn('strict'),
    leakproof: isOn('leakproof'),
    security: isOn('security') ? 'definer' : 'invoker',
    parallel: stringOf(option('parallel'))?.toLowerCase() ?? 'unsafe',
    settings: settingsOf(options.flatMap(({ defname, arg }) => (defname === 'set' && arg ? [arg] : []))),
  };
}
const modeWords: Readonly<Record<string, string>> = {
  FUNC_PARAM_OUT: 'OUT',
  FUNC_PARAM_INOUT: 'INOUT',
  FUNC_PARAM_VARIADIC: 'VARIADIC',
  FUNC_PARAM_TABLE: 'TABLE',
};
/** Key words and names without quotes in one case, no comments, no blanks. */
function bodyTokens(text: string, language: string): readonly BodyToken[] {
  const lines = text.split('\n');
  if (language !== 'sql' && language !== 'plpgsql')
    return lines.flatMap((each, at) => (each.trim() === '' ? [] : { text: each.trimEnd(), line: at + 1 }));
  const tokens: BodyToken[] = [];
  let [line, from] = [1, 0];
  for (const { kind, start, end, text: word } of tokenize(text)) {
    line += text.slice(from, start).split('\n').length - 1;
    from = start;
    tokens.push({ text: kind === 'word' ? word : text.slice(start, end), line });
  }
  // The last statement of a body in SQL needs none.
  while (language === 'sql' && tokens.at(-1)?.text === ';') tokens.pop();
  return tokens;
}
function routineType(type: TypeName | undefined): RoutineType | undefined {
  if (!type || type.pct_type) return undefined;
  const { modifiers, fields, ...plain } = sqlType(type);
  return { type: plain, setof: type.setof === true };
}
function settingsOf(nodes: readonly Node[]): readonly string[] | undefined {
  const values = new Map<string, string>();
  for (const node of nodes) {
    const set: VariableSetStmt | undefined = 'VariableSetStmt' in node ? node.VariableSetStmt : undefined;
    const name = set?.name?.toLowerCase() ?? '';
    if (set?.kind === 'VAR_SET_VALUE') values.set(name, (set.args ?? []).map(constantText).join(', '));
    else if (set?.kind === 'VAR_RESET' || set?.kind === 'VAR_SET_DEFAULT') values.delete(name);
    else if (set?.kind === 'VAR_RESET_ALL') values.clear();
    else return undefined;
  }
  return [...values].map(([name, value]) => `${name} = ${value}`).sort();
}
/** `pg_temp` as a name and `'pg_temp'` are one value; `'a, b'` is one and `a, b` are two. */
function constantText(node: Node): string {
  if (!('A_Const' in node)) return JSON.stringify(node);
  const { sval, ival, fval, boolval } = node.A_Const;
  if (sval) return /^[\w$.-]+$/.test(sval.sval ?? '') ? sval.sval! : quoteLiteral(sval.sval ?? '');
  if (fval) return fval.fval ?? '';
  return boolval ? String(boolval.boolval ?? false) : String(ival?.ival ?? 0);
}

/** pg_trigger.tgtype. */
const BEFORE = 2;
const INSTEAD = 64;
const eventBits = { INSERT: 4, DELETE: 8, UPDATE: 16, TRUNCATE: 32 } as const;
function readTrigger(statement: CreateTrigStmt, text: string): TriggerDefinition {
  const { timing = 0, events = 0, columns, deferrable, initdeferred } = statement;
  const of = stringsOf(columns).sort().join(', ');
  const source = new Source(text);
  const cursor = source.at(source.relation(statement.relation).range.end);
  const when = statement.whenClause && cursor.seek('WHEN');
  if (when) cursor.at++;
  return {
    timing: timing & BEFORE ? 'BEFORE' : timing & INSTEAD ? 'INSTEAD OF' : 'AFTER',
    events: Object.entries(eventBits).flatMap(([event, bit]) =>
      events & bit ? [event === 'UPDATE' && of !== '' ? `UPDATE OF ${of}` : event] : [],
    ),
    level: statement.row || statement.isconstraint ? 'ROW' : 'STATEMENT',
    arguments: (statement.args ?? []).map(optionValue),
    when: when ? source.slice(unwrapped(cursor.inside())) : undefined,
    transitions: bodiesOf(statement.transitionRels, 'TriggerTransition')
      .map(({ name, isNew }) => `${isNew ? 'NEW' : 'OLD'} TABLE AS ${name}`)
      .sort(),
    constraint: statement.isconstraint === true,
    deferral: initdeferred ? 'INITIALLY DEFERRED' : deferrable ? 'DEFERRABLE' : 'NOT DEFERRABLE',
  };
}
