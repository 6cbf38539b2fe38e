/** What `check` tells after edits, beside what an earlier run kept, is what it tells without. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../server/src/cli/run';
import { writeSnapshot } from '../../server/src/dev/snapshot';
import type { Random } from '../corpus/random';
import { devOf } from '../support/fake-dev';
import { devSql, edit, edited, file, statement } from './material';
import { Failure, type Subject } from './subject';

// As in a bundle: what is kept is of the build that kept it.
Object.assign(globalThis, { __filename: fileURLToPath(import.meta.url) });

/** So many that what their fold came to is kept. */
const count = 22;
const edits = 4;
const table = (nth: number): string => `CREATE TABLE t${nth} (id bigint PRIMARY KEY, name text NOT NULL);\n`;
const more: readonly ((nth: number) => string)[] = [
  (nth) => `ALTER TABLE t${nth} ADD COLUMN owner_id bigint REFERENCES users (id);\n`,
  (nth) => `ALTER TABLE t${nth} DROP COLUMN name;\n`,
  (nth) => `CREATE INDEX ON t${nth} (name);\n`,
  (nth) => `CREATE INDEX ON t${nth} (later);\n`,
  (nth) => `ALTER TABLE t${nth} ADD COLUMN later int;\n`,
  (nth) => `DROP TABLE t${nth};\n`,
  (nth) => `ALTER TABLE t${nth} RENAME TO u${nth};\n`,
  (nth) => `CREATE VIEW v${nth} AS SELECT id, name FROM t${nth};\n`,
  (nth) => `CREATE FUNCTION f${nth}() RETURNS int LANGUAGE sql AS $$ SELECT count(*)::int FROM t${nth} $$;\n`,
  (nth) => `INSERT INTO t${nth} (id, nosuch) VALUES (1, 'x');\n`,
  (nth) => `DO $$ BEGIN EXECUTE 'CREATE TABLE d${nth} (id int)'; END $$;\n`,
  (nth) => `SET search_path = s${nth}, public;\nCREATE SCHEMA s${nth};\nCREATE TABLE x (id int);\n`,
  () => '-- nothing yet\n',
];
const forms: Readonly<Record<string, (sql: string) => string>> = {
  goose: (sql) => `-- +goose Up\n${sql}-- +goose Down\nSELECT 1;\n`,
  plain: (sql) => sql,
};
function migration(random: Random, nth: number): string {
  const kind = random.below(8);
  if (kind === 0) return file(random, 2);
  if (kind === 1) return `${statement(random)}\n`;
  const some = Array.from({ length: random.below(3) }, () => random.pick(more)(1 + random.below(nth)));
  return (kind === 2 ? '' : table(nth)) + some.join('');
}

class Project {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'devschema-kept-fuzz-'));
  readonly #cwd = path.join(this.#folder, 'project');
  readonly files = new Map<string, string>();
  constructor() {
    mkdirSync(path.join(this.#cwd, 'migrations'), { recursive: true });
    // What running would show takes seconds.
    writeFileSync(path.join(this.#cwd, 'devschema.json'), '{ "verify.run": "off" }');
  }
  write(name: string, text: string | undefined): void {
    const file = path.join(this.#cwd, 'migrations', name);
    if (text === undefined) rmSync(file, { force: true });
    else writeFileSync(file, text);
    if (text === undefined) this.files.delete(name);
    else this.files.set(name, text);
  }
  async dev(sql: string): Promise<void> {
    writeFileSync(path.join(this.#cwd, 'dev.json'), writeSnapshot(await devOf(sql)));
  }
  /** `keeping`: beside what was kept. */
  async check(keeping: boolean): Promise<string> {
    let out = '';
    const tell = (text: string): void => {
      out += text;
    };
    const status = await run(['check', 'migrations', '--dev', 'dev.json', '--format', 'json'], {
      ...{ cwd: this.#cwd, env: keeping ? { XDG_CACHE_HOME: path.join(this.#folder, 'cache') } : {}, color: false },
      ...{ signal: new AbortController().signal, progress: () => {} },
      ...{ out: tell, err: tell },
    });
    return `${status} ${out.replaceAll(/"readAt":\s*[^,}]+/g, '')}`;
  }
  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
const nameOf = (nth: number): string => `${String(nth).padStart(4, '0')}_m.sql`;
/** Of the newest, mostly: they are what people write. */
function change(random: Random, project: Project, form: (sql: string) => string): void {
  const names = [...project.files.keys()].sort();
  const newest = names.length;
  const name = random.below(2) === 0 ? names.at(-1)! : random.pick(names);
  const text = project.files.get(name)!;
  switch (random.below(6)) {
    case 0:
      return project.write(nameOf(newest + 1), form(migration(random, newest + 1)));
    case 1:
      return project.write(name, newest > count ? undefined : form(migration(random, newest)));
    case 2:
      return project.write(name, form(migration(random, newest)));
    case 3:
      return project.write(name, `${text}${form(random.pick(more)(1 + random.below(newest)))}`);
    default:
      return project.write(name, edited(text, edit(random, text)));
  }
}

export const kept: Subject = {
  name: 'kept',
  counts: 'checks',
  async round(random) {
    const project = new Project();
    try {
      const form = forms[random.pick(Object.keys(forms))]!;
      const sources = Array.from({ length: count }, (_, at) => migration(random, at + 1));
      for (const [at, sql] of sources.entries()) project.write(nameOf(at + 1), form(sql));
      await project.dev(random.below(2) === 0 ? devSql : devSql + sources.slice(0, random.below(count)).join(''));
      await project.check(true);
      for (let left = edits; left > 0; left--) {
        const before = Object.fromEntries(project.files);
        change(random, project, form);
        const [told, anew] = [await project.check(true), await project.check(false)];
        if (told !== anew)
          throw new Failure(difference(told, anew), { before, after: Object.fromEntries(project.files) });
      }
      return edits;
    } finally {
      project.remove();
    }
  },
};
function difference(told: string, anew: string): string {
  const at = [...told].findIndex((each, index) => each !== anew[index]);
  const around = (text: string) => text.slice(Math.max(0, at - 200), at + 200);
  return `what was kept tells something else\n${around(told)}\n--- anew ---\n${around(anew)}`;
}
