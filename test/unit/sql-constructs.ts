/** The statements of fixtures/constructs.txt: one valid PostgreSQL 18 construct a line. */
import { readFileSync } from 'node:fs';

export interface Construct {
  readonly kind: string;
  readonly shows: string;
  readonly sql: string;
}
export const constructs: readonly Construct[] = readFileSync(
  new URL('fixtures/constructs.txt', import.meta.url),
  'utf8',
)
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [kind = '', shows = '', ...sql] = line.split('|');
    return { kind, shows, sql: sql.join('|') };
  });
