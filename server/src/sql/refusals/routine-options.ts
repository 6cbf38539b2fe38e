/** How a routine is run, as CREATE and ALTER FUNCTION say it (`compute_common_attribute`, `compute_function_attributes`). */
import { bodiesOf } from '../ast';
import type { AlterFunctionStmt, CreateFunctionStmt, DoStmt, Node } from '../parse';
import { optionValue } from '../source';
import type { Refusals } from './refusal';

const ofFunctions = new Set(['window', 'strict', 'volatility', 'leakproof', 'cost', 'rows', 'support', 'parallel']);
/** Those that both statements refuse. */
export function attributeRefusals(
  refusals: Refusals,
  options: readonly Node[] | undefined,
  isProcedure: boolean,
): void {
  const all = bodiesOf(options, 'DefElem');
  all.forEach(({ defname = '', arg, location }, i) => {
    if (defname !== 'set' && all.findIndex((each) => each.defname === defname) < i)
      refusals.add('conflicting or redundant options', location);
    if (isProcedure && ofFunctions.has(defname)) refusals.add('invalid attribute in procedure definition', location);
    const value = arg ? optionValue(arg) : '';
    if ((defname === 'cost' || defname === 'rows') && Number(value) <= 0)
      refusals.add(`${defname.toUpperCase()} must be positive`, location);
    if (defname === 'parallel' && !/^(safe|restricted|unsafe)$/.test(value))
      refusals.add('parameter "parallel" must be SAFE, RESTRICTED, or UNSAFE', location);
  });
}
/** ROWS of what returns one. */
export function rowsRefusal(refusals: Refusals, { options, parameters, returnType }: CreateFunctionStmt): void {
  const rows = bodiesOf(options, 'DefElem').find(({ defname }) => defname === 'rows');
  const isTable = bodiesOf(parameters, 'FunctionParameter').some(({ mode }) => mode === 'FUNC_PARAM_TABLE');
  if (rows && !isTable && !returnType?.setof)
    refusals.add('ROWS is not applicable when function does not return a set', rows.location);
}
export function alterRoutineRefusals(refusals: Refusals, { actions, objtype }: AlterFunctionStmt): void {
  attributeRefusals(refusals, actions, objtype === 'OBJECT_PROCEDURE');
}

export function doRefusals(refusals: Refusals, { args }: DoStmt): void {
  const language = bodiesOf(args, 'DefElem').find(({ defname }) => defname === 'language');
  const name = language?.arg ? optionValue(language.arg) : '';
  if (/^(sql|c|internal)$/.test(name))
    refusals.add(`language "${name}" does not support inline code execution`, language?.location);
}
