/**
 * The files of PostgreSQL's regression tests as they run: what PostgreSQL refuses is taken out, so that whatever is
 * found in the rest is a false alarm.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from '../../server/src/sql/document/document';
import type { TestDatabase } from '../support/postgres';
import { type PostgresSource, scheduled } from './regression';

/** They are about psql, other databases, sessions beside this one, or the server as a whole. */
const leftOut = /^(psql|psql_crosstab|psql_pipeline|tablespace|largeobject|stats|sysviews|prepared_xacts|numa)$/;

export function regressionFiles({ regress }: PostgresSource): string[] {
  return scheduled(regress).filter((name) => !leftOut.test(name));
}

/** The file's text with psql's variables put in and its own commands about them taken out. */
export function regressionText(source: PostgresSource, name: string): string {
  const known: Record<string, string> = { abs_srcdir: source.regress, libdir: source.library, dlsuffix: '.so' };
  const text = readFileSync(path.join(source.regress, 'sql', `${name}.sql`), 'utf8');
  const word = /:'(\w+)'|:(\w+)|'((?:[^']|'')*)'|(\S+)/g;
  for (const [, variable, value] of text.matchAll(/^\\set (\w+) (.*)$/gm)) {
    const words = [...value!.matchAll(word)].map((part) => part[3] ?? part[4] ?? known[part[1] ?? part[2]!] ?? '');
    known[variable!] = words.join('');
  }
  return text
    .replace(/^\\(set|getenv|unset) .*$/gm, '')
    .replace(/:'(\w+)'/g, (all, variable: string) =>
      known[variable] === undefined ? all : `'${known[variable].replaceAll("'", "''")}'`,
    )
    .replace(/:"(\w+)"/g, (all, variable: string) => (known[variable] === undefined ? all : `"${known[variable]}"`));
}

/** Seconds after which a statement is given up. */
const patience = 20;
/** Runs the statements one by one; returns the text with only those that PostgreSQL took, every one on its line. */
export async function runAccepted(database: TestDatabase, text: string): Promise<string> {
  const { statements, skipped } = parseDocument('file:///regression.sql', 1, text);
  let kept = '';
  let done = 0;
  const replace = ({ start, end }: { readonly start: number; readonly end: number }, by = ''): void => {
    kept += text.slice(done, start) + by + text.slice(start, end).replace(/[^\n]/g, '');
    done = end;
  };
  const parts = [
    ...statements.map(({ range, parsed }) => ({ range, runs: parsed.status !== 'template' })),
    // `\\gset` ends a statement.
    ...skipped.filter(({ what }) => what !== 'meta-command').map(({ range }) => ({ range, runs: false })),
  ];
  for (const part of parts.sort((a, b) => a.range.start - b.range.start)) {
    const sql = text.slice(part.range.start, part.range.end);
    if (!part.runs || /^copy\b.*\bstd(in|out)\b/is.test(sql)) {
      replace(part.range);
      continue;
    }
    const before = await state(database);
    const answer = await Promise.race([
      database.exec(sql).then(
        () => 'taken' as const,
        () => 'refused' as const,
      ),
      new Promise<'too slow'>((resolve) => setTimeout(resolve, patience * 1000, 'too slow').unref()),
    ]);
    if (answer === 'too slow') throw new Error(`no answer within ${patience} seconds: ${sql.slice(0, 80)}`);
    // One that cannot be prepared is undone.
    if (answer === 'refused') replace(part.range, /^prepare\s+transaction\b/i.test(sql) ? 'ROLLBACK' : '');
    // COMMIT of a transaction that failed undoes it.
    else if (before === 'failed' && /^\s*(commit|end)\b/i.test(sql)) replace(part.range, 'ROLLBACK');
  }
  return kept + text.slice(done);
}
/** A failed transaction refuses whatever is asked. */
async function state(database: TestDatabase): Promise<'fine' | 'failed'> {
  return database.query('SELECT 1').then(
    () => 'fine',
    () => 'failed',
  );
}
