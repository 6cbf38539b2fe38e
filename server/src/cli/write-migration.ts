/** `devschema diff --output FOLDER`: the script as the next files of a folder of migrations. */
import { existsSync, mkdirSync } from 'node:fs';
import { openProject } from '../conventions/project';
import { disk, isFolder } from '../host/disk';
import type { DevSchema } from '../model/dev';
import type { PlanOptions } from '../plan/step';
import type { Settings } from '../settings';
import { writeMigration } from '../verify/write-migration';
import { folderOf, joinPath, uriOfPath } from '../workspace/files';
import { UsageError } from './arguments';
import { absolutePath } from './project-root';
import type { Terminal } from './session';
import { writeText } from './write-text';

interface WrittenPlan {
  /** As written. */
  readonly folder: string;
  readonly name: string;
  readonly from: DevSchema;
  readonly to: DevSchema;
  readonly options: Omit<PlanOptions, 'first'>;
  readonly renames: readonly string[];
  readonly migrations: Settings['migrations'];
  readonly prove: boolean;
}
/** 0: equal. 1: files were written. 2: not proved where that was asked for, or not known. @throws UsageError */
export async function writeFiles(terminal: Terminal, wanted: WrittenPlan): Promise<0 | 1 | 2> {
  const { from, to, prove } = wanted;
  const folder = absolutePath(terminal.cwd, wanted.folder);
  const convention = await conventionIn(folder, wanted);
  const place = (path: string): string => joinPath(convention.folder, path);
  const run = prove ? { signal: terminal.signal } : undefined;
  const made = await writeMigration(
    {
      ...{ convention, name: wanted.name, now: new Date(), from: from.schema, to: to.schema },
      ...{ options: wanted.options, renames: wanted.renames },
      title: `From ${from.label} to ${to.label}.`,
      uriOf: (path) => uriOfPath(place(path)),
    },
    run,
  );
  if (made.plan.steps.length > 0 && made.files.length === 0 && made.plan.notKnown.length === 0)
    throw new UsageError(`${convention.name} makes its files itself, and nothing else can add one`);
  const listed = new Set(convention.listing?.paths);
  for (const { path } of made.files)
    if (!listed.has(path) && existsSync(place(path))) throw new UsageError(`${place(path)} is there already`);
  for (const { path, text } of made.files) {
    mkdirSync(folderOf(place(path)), { recursive: true });
    writeText(place(path), text);
    terminal.out(`${place(path)}\n`);
  }
  for (const said of [...made.notes, made.proof.said]) terminal.err(said);
  for (const reason of made.plan.notKnown) terminal.err(`Not known: ${reason}`);
  if (made.plan.notKnown.length > 0 || (prove && made.proof.outcome !== 'proved')) return 2;
  return made.files.length > 0 ? 1 : 0;
}
async function conventionIn(folder: string, { folder: written, migrations }: WrittenPlan) {
  if (!isFolder(folder)) throw new UsageError(`--output ${written} is no folder`);
  const paths = await disk.list(folder);
  const project = openProject({ root: folder, paths, read: (path) => disk.read(path) }, { ...migrations, folders: [] });
  const [convention, ...others] = project.historiesBelow(folder);
  if (!convention || others.length > 0)
    throw new UsageError(
      `--output ${written} holds ${convention ? 'more than one history' : 'no migrations'}: name the folder of one`,
    );
  return convention;
}
