/** What OR REPLACE may not change of a routine, and which routine an argument list means. */
import { isWindowFunction, parametersOf, routineStatement } from '../../analysis/routines';
import { isBuiltinFunction } from '../../model/builtins';
import type { Edge } from '../../model/edges';
import { isSurelyAbsent } from '../../model/resolve';
import type { Routine } from '../../model/schema';
import { formatType, type SqlType, sameType } from '../../model/types';
import type { CreateFunctionStmt, FunctionParameter, TypeName } from '../../sql/parse';
import type { ObjectReference } from '../../sql/read/ops';
import { isOutput, sqlType } from '../../sql/types';
import { keyOf, qualifiedKey } from '../../text/names';
import type { TextRange } from '../../text/text';
import type { Draft } from '../draft';
import { sameArguments } from '../kinds/routine-arguments';
import { edgesToRoutine } from '../needed';
import { resolveType } from '../type-names';

const isInput = (parameter: FunctionParameter): boolean => !isOutput(parameter);
const returnsSet = (statement: CreateFunctionStmt): boolean =>
  statement.returnType?.setof === true || parametersOf(statement).some(({ mode }) => mode === 'FUNC_PARAM_TABLE');

/** As `ProcedureCreate` looks at what is there. */
export function mayReplaceRoutine(draft: Draft, existing: Routine, definition: string, range: TextRange): boolean {
  const [old, now] = [routineStatement(existing.definition), routineStatement(definition)];
  const refuse = (message: string): false => {
    draft.refuse('other', range, { kind: 'function', schema: existing.schema, name: existing.name }, message);
    return false;
  };
  if (!now) return true;
  const isWindow = isWindowFunction(now);
  const kind = now.is_procedure ? 'procedure' : isWindow ? 'window' : 'function';
  if (kind !== existing.kind) return refuse('cannot change routine kind');
  if (!old) return true;
  if (!sameResult(draft, old, now))
    return refuse(
      now.is_procedure
        ? 'cannot change whether a procedure has output parameters'
        : 'cannot change return type of existing function',
    );
  const [before, after] = [old, now].map((each) => parametersOf(each).filter(isInput));
  const renamed = before!.find(({ name }, i) => name !== undefined && name !== '' && after![i]?.name !== name);
  if (renamed) return refuse(`cannot change name of input parameter "${renamed.name}"`);
  const defaults = (list: readonly FunctionParameter[]): number => list.filter(({ defexpr }) => defexpr).length;
  if (defaults(before!) > defaults(after!)) return refuse('cannot remove parameter defaults from existing function');
  return true;
}
function sameResult(draft: Draft, old: CreateFunctionStmt, now: CreateFunctionStmt): boolean {
  if (returnsSet(old) !== returnsSet(now)) return false;
  const [a, b] = [old, now].map((statement) =>
    parametersOf(statement).filter((each) => isOutput(each) || each.mode === 'FUNC_PARAM_INOUT'),
  );
  if (old.is_procedure) return a!.length > 0 === b!.length > 0;
  const typeOf = (
    statement: CreateFunctionStmt,
    outs: readonly FunctionParameter[],
  ): TypeName | 'record' | undefined =>
    outs.length > 1
      ? 'record'
      : outs.length === 1 && !statement.returnType
        ? outs[0]!.argType
        : (statement.returnType ?? outs[0]?.argType);
  const single = (outs: readonly FunctionParameter[]) =>
    outs.length === 1 && outs[0]!.mode === 'FUNC_PARAM_TABLE' ? outs[0]!.argType : undefined;
  const [one, other] = [single(a!) ?? typeOf(old, a!), single(b!) ?? typeOf(now, b!)];
  if (one === undefined || other === undefined) return true;
  if ((one === 'record') !== (other === 'record')) return false;
  if (one === 'record' || other === 'record')
    return (
      a!.length === b!.length &&
      a!.every((each, i) => each.name === b![i]!.name && isSameType(draft, each.argType, b![i]!.argType))
    );
  return isSameType(draft, one, other);
}
function isSameType(draft: Draft, a: TypeName | undefined, b: TypeName | undefined): boolean {
  if (!a || !b || a.pct_type || b.pct_type) return true;
  const [one, other] = [a, b].map((type) => {
    const { modifiers, fields, ...plain } = resolveType(draft, sqlType(type));
    return plain;
  });
  return sameType(one!, other!);
}

/** DROP FUNCTION f without its arguments, where there are several; f(…) that none has. True: refused. */
export function refuseOtherArguments(
  draft: Draft,
  object: ObjectReference,
  overloads: readonly Routine[],
  gone: readonly Routine[],
  ifExists: boolean,
): boolean {
  const { kind, argumentTypes: types } = object;
  const name = object.name.value;
  const target = { kind, ...name } as const;
  const fits = (routine: Routine): boolean =>
    kind === 'routine' ||
    (kind === 'aggregate' ? routine.kind === kind : (kind === 'procedure') === (routine.kind === 'procedure'));
  if (!types) {
    const meant = overloads.filter(fits);
    const isNone =
      meant.length === 0 && !ifExists && overloads.every((each) => draft.meets('routine', each, 'this statement'));
    if (isNone) draft.refuse('wrong kind', object.name.range, target, `could not find a ${kind} named "${name.name}"`);
    if (meant.length < 2) return isNone;
    draft.refuse('other', object.name.range, target, `${kind} name "${name.name}" is not unique`);
    return true;
  }
  const other = gone.find((routine) => !fits(routine));
  const written = `${name.name}(${types.map((type) => formatType(type)).join(', ')})`;
  if (other) {
    const noun = kind === 'aggregate' ? 'an aggregate' : `a ${kind}`;
    draft.refuse('wrong kind', object.name.range, target, `${written} is not ${noun}`);
    return true;
  }
  if (gone.length > 0 || kind === 'procedure' || kind === 'routine') return false;
  const isUnsure =
    ifExists ||
    !isSurelyAbsent(draft.schema, 'routine', name) ||
    overloads.some((each) => !draft.meets('routine', each, 'this statement'));
  if (isUnsure || types.some((type) => isUnclear(draft, type))) return true;
  const there = overloads.map(
    (routine) => `${name.name}(${routine.argumentTypes.map((type) => formatType(type)).join(', ')})`,
  );
  draft.refuse('other', object.name.range, target, `function ${written} does not exist (there is ${there.join(', ')})`);
  return true;
}
/** Another routine of the name it shall have, with the same arguments. True: refused. */
export function refuseTakenRoutine(
  draft: Draft,
  object: ObjectReference,
  routine: Routine,
  to: { readonly schema: string; readonly name: string },
): boolean {
  const same = (each: Routine): boolean =>
    each !== routine && !draft.mayReplace(each.origins) && sameArguments(draft, each, routine.argumentTypes);
  const taken = draft.schema.routines.get(qualifiedKey(to.schema, to.name))?.some(same) ?? false;
  if (!taken || draft.isUnknown('routine', to.schema, to.name)) return false;
  const written = `${to.name}(${routine.argumentTypes.map((type) => formatType(type)).join(', ')})`;
  const message = `function ${written} already exists in schema "${to.schema}"`;
  draft.refuse('exists already', object.name.range, { kind: object.kind, ...to }, message);
  return true;
}
/** `t.c%TYPE`, or a type that no one knows. */
const isUnclear = (draft: Draft, type: SqlType): boolean => !type.builtin && resolveType(draft, type) === type;

/** What calls the routine, where that is told by its name alone. */
export function callersOf(draft: Draft, routine: Routine): Edge[] {
  if (draft.schema.routines.has(keyOf(routine)) && (draft.schema.routines.get(keyOf(routine))?.length ?? 0) > 1)
    return [];
  const isHidden = isBuiltinFunction(routine.name);
  return edgesToRoutine(draft, routine).filter(
    ({ name, dependent }) =>
      (name.schema !== undefined || (!isHidden && draft.schema.searchPath.includes(routine.schema))) &&
      !(
        dependent.kind === 'routine' &&
        dependent.schema === routine.schema &&
        dependent.name.startsWith(`${routine.name}(`)
      ),
  );
}
