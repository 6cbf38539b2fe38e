/** Quoted names and strings in text: skipped, cut and read. */
import { describe, expect, it } from 'vitest';
import { mentioned } from '../../server/src/generate/mentions';
import { PMap } from '../../server/src/model/persistent-map';
import { emptySchema, type Table } from '../../server/src/model/schema';
import { hasColumnAliases, wordsInText } from '../../server/src/plan/names-in-text';
import * as quoted from '../../server/src/text/quoted';

describe('quoted text', () => {
  it('ends where its quote closes', () => {
    expect(quoted.endOfQuoted(`'it''s (' || a`, 0)).toBe(8);
    expect(quoted.endOfQuoted(`E'\\' (' || a`, 1)).toBe(6);
    expect(quoted.endOfQuoted(`"a""(" x`, 0)).toBe(5);
    expect(quoted.endOfQuoted(`'open`, 0)).toBe(-1);
  });
  it('is no place for a comma or a parenthesis', () => {
    expect(quoted.splitList(`a, f(b, ')'), "x,""y", ARRAY[1, 2]`)).toEqual([
      'a',
      `f(b, ')')`,
      `"x,""y"`,
      'ARRAY[1, 2]',
    ]);
    expect(quoted.isParenthesised(`(a = ')')`)).toBe(true);
    expect(quoted.isParenthesised('(a) + (b)')).toBe(false);
    expect(quoted.findUnquoted(`ON "t USING " USING btree`, ' USING ')).toBe(13);
  });
  it('names what is stored', () => {
    expect(quoted.writtenNames('App."T""x.y"')).toEqual(['app', 'T"x.y']);
    expect(quoted.printedNames('"App".t')).toEqual(['App', 't']);
    expect(quoted.parseRegclass('"Users_id_seq"')).toEqual({ name: 'Users_id_seq' });
    expect(quoted.identifierList(`"$user", Public,"A, b"`)).toEqual(['$user', 'public', 'A, b']);
    expect(quoted.nextvalSequence(`nextval('"S""q"'::regclass)`)).toEqual({ name: 'S"q' });
  });
  it('holds plain names of any alphabet', () => {
    expect(wordsInText('SELECT имя, "Ä""b" FROM größe')).toEqual(new Set(['SELECT', 'имя', 'Ä"b', 'FROM', 'größe']));
    for (const text of ['SELECT a FROM заказы з(а, b)', 'SELECT a FROM "x" y(a)', 'SELECT a FROM ONLY s.größe g(a)'])
      expect(hasColumnAliases(text)).toBe(true);
    expect(hasColumnAliases('SELECT a FROM заказы з')).toBe(false);
  });
  it('is read in the body of a routine, too', () => {
    const table = { schema: 'public', name: 'Users' } as Table;
    const schema = { ...emptySchema(), searchPath: ['public'], tables: PMap.from([['public\0Users', table]]) };
    const routine = { schema: 'public', name: 'f', definition: 'SELECT count(*) FROM "public"."Users"' };
    expect(mentioned(routine as never, schema)).toEqual(['table\0public\0Users']);
  });
});
