/** Typing equals opening: after any edits the findings are those of a fresh server that opens the same text. */
import { defaultSettings } from '../../server/src/settings';
import { Workspace } from '../../server/src/workspace/workspace';
import type { Random } from '../corpus/random';
import { FakeDev } from '../support/fake-dev';
import { devSql, edit, edited, file } from './material';
import { Failure, type Subject } from './subject';

const folder = '/w';
/** What the project has on disk beside the file that is edited. */
const projects: readonly Readonly<Record<string, string>>[] = [
  {},
  { 'migrations/1_first.sql': 'CREATE TABLE a (id int);', 'migrations/2_next.sql': 'ALTER TABLE a ADD b text;' },
  {
    'migrations/1_first.sql': '-- +goose Up\nCREATE TABLE a (id int);\n-- +goose Down\nDROP TABLE a;\n',
    'migrations/2_next.sql': '-- +goose Up\nALTER TABLE a ADD b text;\n',
  },
  {
    'migrations/1_first.sql': 'CREATE TABLE a (id int);\n--;;\nCREATE TABLE b (id int);',
    'migrations/2_next.sql': 'SELECT 1;',
  },
  {
    'migrations/20240101000000_first.sql': '-- migrate:up\nCREATE TABLE a (id int);\n-- migrate:down\nDROP TABLE a;',
    'migrations/20240102000000_next.sql': '-- migrate:up\nDROP TABLE users;',
  },
  { 'db/a.sql': 'SELECT 1;', 'db/b.sql': '-- liquibase formatted sql\n-- changeset ann:1\nCREATE TABLE a (id int);' },
];

async function opened(files: ReadonlyMap<string, string>): Promise<Workspace> {
  const disk = {
    list: async () => [...files.keys()].map((path) => path.slice(folder.length + 1)),
    read: (path: string) => files.get(path),
  };
  const { access } = await FakeDev.of(devSql);
  const workspace = new Workspace(disk, access, {
    log: () => {},
    reading: () => ({ report: () => {}, done: () => {} }),
  });
  await workspace.configure({
    folders: [folder],
    settings: { ...defaultSettings, refreshIntervalMs: 0 },
    trusted: true,
  });
  await workspace.refresh();
  return workspace;
}
async function shown(workspace: Workspace, uris: readonly string[]): Promise<string[]> {
  const said: string[] = [];
  for (const uri of uris) {
    await workspace.ready(uri);
    const view = workspace.snapshot().file(uri);
    const { findings, notKnown } = view?.result ?? { findings: [], notKnown: [] };
    said.push(`${uri}: ${view?.convention?.id}, ${view?.folded.standing}, ${view?.folded.because}`);
    for (const { code, severity, message, range, fixes, related } of findings)
      said.push(
        JSON.stringify([code, severity, message, range, related, fixes.map(({ title, edits }) => [title, edits])]),
      );
    for (const one of notKnown) said.push(JSON.stringify(one));
  }
  return said;
}

export interface Typed {
  readonly files: Readonly<Record<string, string>>;
  readonly path: string;
  readonly steps: readonly string[];
}
/** The first line by which the two differ; undefined: they are the same. */
export async function differs({ files, path, steps }: Typed): Promise<string | undefined> {
  const onDisk = new Map(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
  const uris = [...new Set([...onDisk.keys(), `${folder}/${path}`])].map((each) => `file://${each}`);
  const own = `file://${folder}/${path}`;
  const typing = await opened(onDisk);
  for (const [at, text] of steps.entries()) {
    typing[at === 0 ? 'opened' : 'changed'](own, at + 1, text);
    // Between some edits it is asked what is found: what that leaves behind must not show later.
    if (at % 2 === 0) await shown(typing, [own]);
  }
  const opening = await opened(onDisk);
  opening.opened(own, 1, steps.at(-1)!);
  const [typed, fresh] = [await shown(typing, uris), await shown(opening, uris)];
  await Promise.all([typing.dispose(), opening.dispose()]);
  const at = Array.from({ length: Math.max(typed.length, fresh.length) }, (_, i) => i).find(
    (i) => typed[i] !== fresh[i],
  );
  return at === undefined ? undefined : `typed: ${typed[at]}\nopened: ${fresh[at]}`;
}
function typed(random: Random): Typed {
  const files = random.pick(projects);
  const path = random.pick([...Object.keys(files), 'migrations/3_new.sql', 'draft.sql']);
  let text = files[path] ?? file(random, 4);
  const steps = [text];
  for (let left = 1 + random.below(8); left > 0; left--) {
    text = edited(text, edit(random, text));
    steps.push(text);
  }
  return { files, path, steps };
}
/** The fewest of the steps that still show it. */
async function smallest(one: Typed): Promise<Typed> {
  for (let at = 0; at < one.steps.length - 1; at++) {
    const fewer = { ...one, steps: one.steps.toSpliced(at, 1) };
    if ((await differs(fewer)) !== undefined) return smallest(fewer);
  }
  return one;
}
export const edits: Subject = {
  name: 'edits',
  counts: 'edits',
  async round(random) {
    const one = typed(random);
    const difference = await differs(one);
    if (difference !== undefined) throw new Failure(`typing is not opening:\n${difference}`, await smallest(one));
    return one.steps.length - 1;
  },
};
