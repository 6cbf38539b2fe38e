/** pg-delta as it is published, on the same databases: its command line, from npm. */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Schema } from '../../server/src/model/schema';
import { readSchema } from '../postgres/roundtrip';
import type { TestDatabase } from '../support/postgres';
import { cacheFolder } from '../support/postgres-binaries';
import { differenceFrom } from './judge';

const version = '1.0.0-alpha.34';
const run = promisify(execFile);

export class PgDelta {
  readonly name = `pg-delta ${version}`;
  readonly #main: string;
  /** @throws Error where it cannot be installed */
  constructor() {
    const cache = path.join(cacheFolder(), `pg-delta-${version}`);
    this.#main = path.join(cache, 'node_modules/@supabase/pg-delta/dist/cli/main.js');
    if (existsSync(this.#main)) return;
    mkdirSync(cache, { recursive: true });
    const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', ['install', '--prefix', cache, ...quietly, `@supabase/pg-delta@${version}`], { cwd: cache });
  }
  /** Changes the first database to what the second is. What is wrong; undefined: nothing. */
  async change(
    database: TestDatabase,
    desired: TestDatabase,
    to: Schema,
    access: boolean,
  ): Promise<string | undefined> {
    const folder = mkdtempSync(path.join(tmpdir(), 'devschema-'));
    const plan = path.join(folder, 'plan.json');
    try {
      await this.#run('plan', '--source', database.url, '--desired', desired.url, '--out', plan);
      await this.#run('apply', '--plan', plan, '--target', database.url, '--allow-data-loss');
      return differenceFrom(await readSchema(database), to, access);
    } catch (error) {
      const { stderr, message } = error as { stderr?: string; message: string };
      return (stderr || message).trim().split('\n')[0];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  async #run(...args: readonly string[]): Promise<void> {
    await run(process.execPath, [this.#main, ...args], { timeout: 120_000 });
  }
}
