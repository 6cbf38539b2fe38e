/** What a function sets while it runs (pg_proc.proconfig) and what it gives back, in a file against dev. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadParser } from '../../server/src/sql/parse';
import { devOf } from '../support/fake-dev';
import { checkText } from './support';

beforeAll(() => loadParser());

const made = (set: string) => `CREATE FUNCTION f() RETURNS integer LANGUAGE sql ${set} AS $$ SELECT 1 $$;`;
const found = async (dev: string, file: string) =>
  (await checkText(made(file), await devOf(made(dev)))).findings.map(({ message }) => message);

describe('the settings of a function', () => {
  it.each([
    ["SET search_path = 'app', pg_temp", "SET search_path TO app, 'pg_temp'"],
    ["SET search_path TO ''", "SET search_path = ''"],
    ["SET work_mem = '64MB'", "SET work_mem TO '64MB'"],
    ["SET work_mem = '64'", 'SET work_mem TO 64'],
  ])('%s is %s', async (dev, file) => {
    expect(await found(dev, file)).toEqual([]);
  });
  it.each([
    [
      "SET search_path = 'app, pg_temp'",
      'SET search_path = app, pg_temp',
      "SET search_path = 'app, pg_temp' in dev, SET search_path = app, pg_temp here",
    ],
    ["SET search_path = ''", 'SET search_path = app', "SET search_path = '' in dev, SET search_path = app here"],
  ])('%s is not %s', async (dev, file, said) => {
    expect(await found(dev, file)).toEqual([`Function f: ${said}.`]);
  });
});

describe('the output parameters of a function', () => {
  const of = (outputs: string) => `CREATE FUNCTION f(${outputs}) LANGUAGE plpgsql AS $$ BEGIN a := 1; END $$;`;
  const said = async (dev: string, file: string) =>
    (await checkText(file, await devOf(dev))).findings.map(({ message }) => message);
  it('are of the types that dev has', async () => {
    expect(await said(of('OUT a integer, OUT b text'), of('OUT a int4, OUT b text'))).toEqual([]);
    expect(await said(of('OUT a integer, OUT b text'), of('OUT a bigint, OUT b text'))).toEqual([
      'Function f: OUT a integer in dev, OUT a bigint here.',
    ]);
  });
  it('may be the columns of a table', async () => {
    const table = (type: string) =>
      `CREATE FUNCTION f() RETURNS TABLE (a ${type}, b text) LANGUAGE plpgsql AS $$ BEGIN END $$;`;
    expect(await said(table('integer'), table('int'))).toEqual([]);
    expect(await said(table('integer'), table('bigint'))).toEqual([
      'Function f: TABLE a integer in dev, TABLE a bigint here.',
    ]);
  });
});
