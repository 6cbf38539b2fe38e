/** What a repository may bring of the environment to where people read: nothing that may be a secret. */
import { describe, expect, it } from 'vitest';
import { resolveSource } from '../../server/src/dev/connect/configure';
import type { ResolveIo } from '../../server/src/dev/connect/environment';

const secret = 'TOP-SECRET-VALUE';
const url = 'postgres://app:pw@127.0.0.1/shop';
const env = {
  SECRET: secret,
  DB_PASSWORD: 'postgres',
  DB_USER: 'app',
  STAGE: 'dev',
  DATABASE_URL: url,
  TOKEN_URL: url,
};
const io = (files: Readonly<Record<string, string>>): ResolveIo => ({
  read: (path) => files[path],
  kind: (path) => (files[path] === undefined ? undefined : 'file'),
  ...{ home: '/home/me', user: 'me', windows: false },
});
function resolved(
  connection: string | object,
  files: Readonly<Record<string, string>> = {},
  by: 'user' | 'repository' = 'repository',
) {
  const timeouts = { connectTimeoutMs: 1, statementTimeoutMs: 1 };
  const from = 'connection in devschema.json';
  try {
    return resolveSource({ connection, env, folders: ['/w'], from, by, ...timeouts }, io(files))?.label;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a variable that a repository picks', () => {
  it.each([
    [`$\{env:SECRET}`, `connection in devschema.json is "$\{env:SECRET}", which is no PostgreSQL URL`],
    [`postgres://$\{env:SECRET}@127.0.0.1/db`, 'takes SECRET of the environment'],
    [`postgres://u@127.0.0.1/$\{env:SECRET}`, 'takes SECRET of the environment'],
    [
      `postgres://u@127.0.0.1/db?application_name=x&options=-c%20a.b%3D$\{env:SECRET}`,
      'takes SECRET of the environment',
    ],
    [`host=127.0.0.1 dbname=$\{env:SECRET}`, 'takes SECRET of the environment'],
    [`host=127.0.0.1 sslmode=$\{env:SECRET}`, `sslmode "$\{env:SECRET}" is none of`],
    [`$\{env:SECRET}.sql`, `$\{env:SECRET}.sql, and there is no such file`],
    [`postgres://$\{env:DATABASE_URL}@127.0.0.1/db`, 'DATABASE_URL of the environment'],
    [{ host: '127.0.0.1', user: `$\{env:SECRET}` }, 'takes SECRET of the environment'],
  ])('%j is not shown', (connection, message) => {
    const said = resolved(connection);
    expect(said).toContain(message);
    expect(said).not.toContain(secret);
    expect(said).not.toContain('pw@');
  });
  it('is not shown by way of a .env file, whose the repository is too', () => {
    const said = resolved(`$\{env:X}`, { '/w/.env': `X=postgres://$\{SECRET}@127.0.0.1/db\n` });
    expect(said).toContain('takes SECRET of the environment');
    const completed = resolved('postgres://127.0.0.1/db', { '/w/.env': `PGUSER=$\{SECRET}\n` }, 'user');
    expect(completed).toContain('takes SECRET of the environment');
  });
  it.each([
    [`postgres://app:$\{env:SECRET}@127.0.0.1/shop`, 'shop on 127.0.0.1:5432'],
    [`postgres://$\{env:DB_USER}:$\{env:DB_PASSWORD}@127.0.0.1/shop_$\{env:STAGE}`, 'shop_dev on 127.0.0.1:5432'],
    [`$\{env:DATABASE_URL}`, 'shop on 127.0.0.1:5432'],
    [`$\{env:TOKEN_URL}`, 'shop on 127.0.0.1:5432'],
  ])('%s is taken', (connection, label) => {
    expect(resolved(connection)).toBe(label);
  });
  it('is taken by way of a .env file where it is a password, a name that says so, or the whole', () => {
    const files = { '/w/.env': `A=postgres://$\{DB_USER}:$\{DB_PASSWORD}@127.0.0.1/postgres\nB=$\{DATABASE_URL}\n` };
    expect(resolved(`$\{env:A}`, files)).toBe('postgres on 127.0.0.1:5432');
    expect(resolved(`$\{env:B}`, files)).toBe('shop on 127.0.0.1:5432');
  });
  it("is anybody's where the user writes the setting", () => {
    expect(resolved(`postgres://u@127.0.0.1/$\{env:SECRET}`, {}, 'user')).toBe(`${secret} on 127.0.0.1:5432`);
  });
});
