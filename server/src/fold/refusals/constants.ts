/** Constants that a type surely does not take. */

import { literalProblem } from '../../analysis/literals';
import { type IsSure, Types } from '../../analysis/types';
import type { SqlType } from '../../model/types';
import type { Expression } from '../../sql/read/ops-table';
import { majorOf } from '../../text/versions';
import type { Draft } from '../draft';

/** A DEFAULT that is a string has to be a value of the column's type. */
export function requireConstant(draft: Draft, type: SqlType, { text, range }: Expression, column: string): void {
  const value = /^\s*'((?:[^'\\]|'')*)'\s*$/.exec(text)?.[1]?.replaceAll("''", "'");
  const message = value === undefined ? undefined : constantProblem(draft, type, value);
  if (message !== undefined) draft.refuse('other', range, { kind: 'column', name: column }, message);
}
/** What PostgreSQL says of the string as a constant of the type. */
export function constantProblem(draft: Draft, type: SqlType, value: string): string | undefined {
  const { serverVersion } = draft.schema;
  const isSure: IsSure = (object, what) => {
    if (object) return draft.meets('relation', object);
    return !draft.mayReplace(undefined) || (what === 'absent' && draft.judging.loose?.mayHaveRun === false);
  };
  const types = new Types(draft.schema, isSure, majorOf(serverVersion));
  const key = types.of(type);
  return key === undefined ? undefined : literalProblem(types, value, key);
}
