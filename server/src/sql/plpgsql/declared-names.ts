/** The names that a PL/pgSQL block may mean its own variables by. */
import { Cursor } from '../../text/cursor';
import type { TextRange } from '../../text/text';

/** What it declares, what its loops run over, its labels, and what every block has. */
export function declaredNames(text: string, body: TextRange): ReadonlySet<string> {
  const names = new Set(['found', 'sqlstate', 'sqlerrm']);
  const cursor = Cursor.over(text, body.start, body.end);
  const add = (): void => {
    const name = cursor.fork().local()?.value;
    if (name !== undefined) names.add(name);
  };
  /** Up to one of `ends`, which is not stepped over. */
  const addAll = (...ends: readonly string[]): void => {
    for (; !cursor.done && !ends.includes(cursor.peek()); cursor.at++) add();
  };
  let declares = false;
  while (!cursor.done) {
    const word = cursor.peek();
    cursor.at++;
    if (word === 'DECLARE') declares = true;
    else if (word === 'BEGIN') declares = false;
    if (word === '<<') addAll('>>');
    else if (word === 'FOR' || word === 'FOREACH') addAll('IN', ';', 'SELECT', 'WITH');
    else if (word === 'CURSOR' && cursor.peek() === '(') addAll(')');
    else if (declares && (word === 'DECLARE' || word === ';')) add();
  }
  return names;
}
