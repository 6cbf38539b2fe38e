/** Fields of rows that a body of PL/pgSQL names: of NEW and OLD, and of variables that have a table's type. */

import { Cursor } from '../../text/cursor';
import type { LocalName, Name, TextRange } from '../../text/text';

interface RecordField {
  /** Undefined: NEW or OLD. */
  readonly table?: Name;
  readonly field: LocalName;
}
/** Before a variable; after another word the name may be an alias. */
const beforeVariable =
  /^(INTO|STRICT|RETURN|NEXT|BEGIN|THEN|ELSE|LOOP|FOR|FOREACH|IF|ELSIF|ELSEIF|NOT|AND|OR|DECLARE|SELECT|PERFORM|WHEN|WHILE|IN|\W.*|)$/;

export function recordFields(text: string, body: TextRange, isTrigger: boolean): readonly RecordField[] {
  const cursor = Cursor.over(text, body.start, body.end);
  const tables = declaredRows(cursor.fork(0));
  const found: RecordField[] = [];
  for (cursor.at = 0; !cursor.done; cursor.at++) {
    if (!cursor.isName || cursor.peek(-1) === '.' || cursor.peek(1) !== '.') continue;
    const [record, field, ...others] = cursor.fork().dotted();
    const isCall = cursor.peek(3) === '(';
    if (!record || !field || others.length > 0 || isCall || cursor.peek(3) === '%') continue;
    if (isTrigger && /^(new|old)$/.test(record.value)) found.push({ field });
    const table = tables.get(record.value);
    if (table) found.push({ table, field });
  }
  return found;
}
/** `DECLARE a accounts;`, `a app.accounts%ROWTYPE := …;`, where the name stands for nothing else. */
function declaredRows(cursor: Cursor): ReadonlyMap<string, Name> {
  const rows = new Map<string, Name>();
  const spoilt = new Set<string>();
  let declares = false;
  for (; !cursor.done; cursor.at++) {
    if (cursor.peek() === 'DECLARE') declares = true;
    else if (cursor.peek() === 'BEGIN') declares = false;
    const name = cursor.isName ? cursor.fork().local() : undefined;
    if (!name || cursor.peek(-1) === '.') continue;
    const begins = declares && /^(DECLARE|;)$/.test(cursor.peek(-1));
    const type = begins ? rowType(cursor.fork(cursor.at + 1)) : undefined;
    if (type && !rows.has(name.value)) rows.set(name.value, type);
    else if (begins || (cursor.peek(1) !== '.' && !beforeVariable.test(cursor.peek(-1)))) spoilt.add(name.value);
  }
  return new Map([...rows].filter(([name]) => !spoilt.has(name)));
}
function rowType(cursor: Cursor): Name | undefined {
  const name = cursor.name();
  if (cursor.take('%') && !cursor.take('ROWTYPE')) return undefined;
  return /^(;|:=|=|DEFAULT)$/.test(cursor.peek()) ? name : undefined;
}
