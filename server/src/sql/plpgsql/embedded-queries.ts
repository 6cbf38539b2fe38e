/** The queries within a body of PL/pgSQL, as far as PostgreSQL reads them as they stand when they are run. */

import { Cursor } from '../../text/cursor';
import { mapRanges, shift, type TextRange } from '../../text/text';
import type { DdlOp } from '../read/ops';
import type { RelationUse } from '../read/ops-query';
import { blankInto } from './clauses';

const queryWords = new Set(['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'MERGE', 'WITH', 'PERFORM']);
/** Before a statement, and before a query within one. */
const before = new Set([';', 'BEGIN', 'THEN', 'ELSE', 'LOOP', '>>', 'QUERY', 'IN', 'FOR', '(', '']);
/** What may make what the queries name: temporary tables, built text, another search path. */
const makesMore = new Set(['CREATE', 'TEMP', 'TEMPORARY', 'EXECUTE', 'ALTER', 'DROP', 'IMPORT', 'SEARCH_PATH']);

/**
 * The relations that the queries name, with ranges in `text`, of which `body` is the body; none where something in it may
 * make what they name. `read`: one statement of SQL, undefined where it is none.
 */
export function relationsInBody(
  text: string,
  body: TextRange,
  read: (text: string) => readonly DdlOp[] | undefined,
): readonly RelationUse[] {
  const cursor = Cursor.over(text, body.start, body.end);
  if (cursor.tokens.some((token) => makesMore.has(token.text))) return [];
  if (/search_path/i.test(text)) return [];
  const uses: RelationUse[] = [];
  while (!cursor.done) {
    const last = cursor.peek(-1);
    if (!queryWords.has(cursor.peek()) || !before.has(last)) {
      cursor.at++;
      continue;
    }
    const from = cursor.at;
    if (last === '(') cursor.seek(')');
    else cursor.seek(';', ...(last === 'IN' || last === 'FOR' ? ['LOOP'] : []));
    const range = cursor.fork(from, cursor.at).rest();
    const written = text.slice(range.start, range.end).replace(/^perform/i, 'SELECT ');
    for (const op of read(blankInto(written)) ?? [])
      if (op.op === 'use') uses.push(...mapRanges(op.relations, (at) => shift(at, range.start)));
  }
  return uses;
}
