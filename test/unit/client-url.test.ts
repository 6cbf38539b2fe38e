import { describe, expect, it } from 'vitest';
import { splitPassword } from '../../client/src/connection-url';

describe('a connection URL as typed', () => {
  it.each([
    ['postgresql://me:secret@localhost:5432/db', 'postgresql://me@localhost:5432/db', 'secret'],
    ['postgres://me:p%40ss%2Fw@db/x?sslmode=require', 'postgres://me@db/x?sslmode=require', 'p@ss/w'],
    ['postgres://me:p@ss@db/x', 'postgres://me@db/x', 'p@ss'],
    ['postgres://me:100%@db/x', 'postgres://me@db/x', '100%'],
    ['postgres://me:a:b@db,other:5433/x', 'postgres://me@db,other:5433/x', 'a:b'],
    ['postgres://db/x?user=me&password=s%26t&sslmode=disable', 'postgres://db/x?user=me&sslmode=disable', 's&t'],
    ['postgres://me@db/x?password=only', 'postgres://me@db/x', 'only'],
    ['postgres://me:a@db/x?password=b', 'postgres://me@db/x', 'a'],
    ['postgres://me:@db/x', 'postgres://me@db/x', ''],
  ])('%s is kept without its password', (typed, url, password) => {
    expect(splitPassword(typed)).toEqual({ url, password });
  });

  it.each([
    'postgresql://me@localhost:5432/db',
    'postgresql:///db?host=/var/run/postgresql',
    'postgresql://[::1]:5432/db',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as a person types it in the settings
    'postgresql://me:${env:DB_PASSWORD}@localhost/db',
  ])('%s has no secret and stays as it is', (typed) => {
    expect(splitPassword(typed)).toEqual({ url: typed });
  });
});
