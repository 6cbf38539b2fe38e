/** Folders with `a.sql` and `b.sql`: two states of one database, each to become the other. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Pair {
  readonly name: string;
  readonly a: string;
  readonly b: string;
  /** Rows for the state it comes from. */
  readonly seeds: readonly [a: string, b: string];
  readonly minVersion: number;
  /** Whether owners and privileges are part of it. */
  readonly access: boolean;
}
export function pairsIn(folder: string): Pair[] {
  return readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, 'a.sql')))
    .sort()
    .map((name) => {
      const read = (file: string): string => {
        const found = path.join(folder, name, file);
        return existsSync(found) ? readFileSync(found, 'utf8') : '';
      };
      const meta = JSON.parse(read('meta.json') || '{}') as { minVersion?: number };
      const [a, b] = [read('a.sql'), read('b.sql')];
      return {
        name,
        a,
        b,
        seeds: [read('seed.sql'), read('seed-b.sql')],
        minVersion: meta.minVersion ?? 0,
        access: /\b(?:GRANT|REVOKE|OWNER TO|AUTHORIZATION)\b/i.test(a + b),
      };
    });
}
