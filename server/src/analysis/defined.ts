/** Functions that CREATE AGGREGATE, OPERATOR, CAST and EVENT TRIGGER name, the types they are made for, and ranges. */

import { bodiesOf, stringsOf } from '../sql/ast';
import type {
  CreateCastStmt,
  CreateEventTrigStmt,
  CreateRangeStmt,
  DefElem,
  DefineStmt,
  Node,
  TypeName,
} from '../sql/parse';
import { optionValue } from '../sql/source';
import { sqlType } from '../sql/types';
import { resolveFunction } from './calls';
import { literalProblem } from './literals';
import { keyProblem } from './operator-classes';
import type { Places } from './place';
import { calledName } from './routines';
import type { Type } from './signatures';

type DefinedAttributes = ReadonlyMap<string, DefElem>;

export function definedFunctions({ kind, definition, args, oldstyle }: DefineStmt, places: Places): void {
  const attributes = new Map(bodiesOf(definition, 'DefElem').map((each) => [each.defname ?? '', each]));
  if (kind === 'OBJECT_OPERATOR') operatorFunction(attributes, places);
  if (kind === 'OBJECT_AGGREGATE' && !oldstyle) aggregateFunctions(attributes, args, places);
}
const writtenTypeOf = (attribute: DefElem | undefined): TypeName | undefined =>
  attribute?.arg && 'TypeName' in attribute.arg ? attribute.arg.TypeName : undefined;
const isNone = (type: TypeName): boolean => /^none$/i.test(stringsOf(type.names).at(-1) ?? '');

/** Whether the type is there; what is not is said. */
function requireType(type: TypeName, { now: { conversion }, report }: Places): boolean {
  const wanted = sqlType(type);
  if (type.pct_type || !conversion.types.isAbsent(wanted)) return true;
  report.add(`type "${wanted.name}" does not exist`, type.location);
  return false;
}
/** What is called with these types, or why there is nothing; undefined types are not known. */
function requireFunction(
  name: readonly Node[] | undefined,
  given: readonly (Type | undefined)[],
  at: number | undefined,
  { now: { conversion }, report }: Places,
): ReturnType<typeof resolveFunction> {
  if (!name) return {};
  const call = resolveFunction(
    conversion.types,
    calledName(name),
    given.map((type) => ({ type })),
  );
  if (call.problem !== undefined) report.add(call.problem, at);
  return call;
}
/** `DefineOperator` */
function operatorFunction(attributes: DefinedAttributes, places: Places): void {
  const types = ['leftarg', 'rightarg']
    .flatMap((each) => writtenTypeOf(attributes.get(each)) ?? [])
    .filter((each) => !isNone(each));
  if (!types.every((each) => requireType(each, places))) return;
  const called = attributes.get('function') ?? attributes.get('procedure');
  const given = types.map((each) => places.now.expressions.named(each));
  const name = writtenTypeOf(called)?.names;
  const { signature } = requireFunction(name, given, called?.location, places);
  // Nothing is left to a DEFAULT.
  if (!signature || signature.arguments.length === given.length) return;
  const { conversion } = places.now;
  const shown = given.map((each) => conversion.types.show(each)).join(', ');
  places.report.add(`function ${stringsOf(name).join('.')}(${shown}) does not exist`, called?.location);
}
/** `AggregateCreate` */
function aggregateFunctions(attributes: DefinedAttributes, args: DefineStmt['args'], places: Places): void {
  const { expressions, conversion } = places.now;
  const [list, direct] = args ?? [];
  const isPlain = direct && 'Integer' in direct && direct.Integer.ival === -1;
  const parameters = list && 'List' in list ? bodiesOf(list.List.items, 'FunctionParameter') : [];
  if (!isPlain || parameters.some(({ mode }) => mode === 'FUNC_PARAM_VARIADIC')) return;
  const state = writtenTypeOf(attributes.get('stype'));
  if (
    !state ||
    ![state, ...parameters.flatMap(({ argType }) => argType ?? [])].every((each) => requireType(each, places))
  )
    return;
  const [own, ...inputs] = [state, ...parameters.map(({ argType }) => argType)].map((each) => expressions.named(each));
  const require = (name: string, given: readonly (Type | undefined)[]): void => {
    const attribute = attributes.get(name);
    requireFunction(writtenTypeOf(attribute)?.names, given, attribute?.location, places);
  };
  require('sfunc', [own, ...inputs]);
  if (!attributes.has('finalfunc_extra')) require('finalfunc', [own]);
  require('combinefunc', [own, own]);
  const first = attributes.get('initcond');
  const problem =
    first?.arg && own !== undefined ? literalProblem(conversion.types, optionValue(first.arg), own) : undefined;
  if (problem !== undefined) places.report.add(problem, first?.location);
}
/** `CreateCast` */
export function castFunction({ sourcetype, targettype, func, inout }: CreateCastStmt, places: Places): void {
  const { types } = places.now.conversion;
  if (![sourcetype, targettype].every((each) => !each || requireType(each, places))) return;
  const [from, to] = [sourcetype, targettype].map((each) => places.now.expressions.named(each));
  const at = targettype?.location;
  const say = (message: string): undefined => places.report.add(message, at);
  if (from !== undefined && from === to && !func) return say('source data type and target data type are the same');
  if (!func && !inout)
    for (const type of [from, to]) {
      const kind = type === undefined ? undefined : types.user(type)?.kind;
      if (kind === 'enum') return say('enum data types are not binary-compatible');
      if (kind === 'composite') return say('composite data types are not binary-compatible');
    }
  if (!func || func.args_unspecified) return;
  const given = bodiesOf(func.objargs, 'TypeName').map((each) => places.now.expressions.named(each));
  requireFunction(func.objname, given, at, places);
}
/** `CreateEventTrigger` */
export function eventTriggerFunction({ funcname }: CreateEventTrigStmt, places: Places): void {
  const { result, problem } = requireFunction(funcname, [], undefined, places);
  if (problem !== undefined || result === undefined || result === 'event_trigger') return;
  places.report.add(`function ${stringsOf(funcname).at(-1)} must return type event_trigger`, undefined);
}
/** `DefineRange` */
export function createRange({ params }: CreateRangeStmt, places: Places): void {
  const { now, report } = places;
  const options = bodiesOf(params, 'DefElem');
  const known = /^(subtype(_opclass|_diff)?|collation|canonical|multirange_type_name)$/;
  for (const { defname = '', location } of options)
    if (!known.test(defname)) report.add(`type attribute "${defname}" not recognized`, location);
  const subtype = options.find(({ defname }) => defname === 'subtype')?.arg;
  if (!subtype || !('TypeName' in subtype)) return;
  const { pct_type: isCopied, location } = subtype.TypeName;
  const written = sqlType(subtype.TypeName);
  // The range itself is a type by now, and names of multiranges are chosen by PostgreSQL.
  if (!isCopied && places.old.conversion.types.isAbsent(written))
    return report.add(`type "${stringsOf(subtype.TypeName.names).join('.')}" does not exist`, location);
  if (options.some(({ defname }) => defname === 'subtype_opclass')) return;
  const problem = keyProblem(now.conversion.types, 'btree', now.expressions.named(subtype.TypeName));
  if (problem) report.tell(problem, subtype.TypeName.location);
}
