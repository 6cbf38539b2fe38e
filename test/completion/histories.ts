/** Histories opened as the language server opens them, on the schema that they make: dev has what is being written. */
import { openProject } from '../../server/src/conventions/project';
import { foldHistory } from '../../server/src/fold/history';
import { disk } from '../../server/src/host/disk';
import type { DevSchema } from '../../server/src/model/dev';
import { PMap } from '../../server/src/model/persistent-map';
import { emptySchema, type Schema, type Table } from '../../server/src/model/schema';
import { decodeSettings } from '../../server/src/settings';
import { keyOf } from '../../server/src/text/names';
import type { Snapshot } from '../../server/src/workspace/snapshot';
import { Workspace } from '../../server/src/workspace/workspace';
import { readHistory } from '../corpus/read';
import { FakeDev, withoutOrigins } from '../support/fake-dev';

export interface OpenHistory {
  readonly dev: DevSchema;
  readonly uri: string;
  edit(uri: string, text: string): void;
  snapshot(): Snapshot;
}

export async function historiesIn(folder: string): Promise<string[]> {
  const project = openProject(
    { root: folder, paths: await disk.list(folder), read: (file) => disk.read(file) },
    { folders: [], tool: undefined },
  );
  return project.historiesBelow(folder).map((one) => one.folder);
}

/** The newest files of a history, each with the files before it, and the schema that it makes, or was written on, as dev. */
export async function* newestOf(
  folder: string,
  count: number,
  isBefore = false,
): AsyncGenerator<OpenHistory & { readonly text: string }> {
  const history = await readHistory(folder);
  if (!history) return;
  const { convention, documents } = history;
  const written = documents.filter(({ statements }) => statements.some(({ runs }) => runs));
  for (const { uri, text } of written.slice(1).slice(-count)) {
    const until = documents.findIndex((one) => one.uri === uri) + 1;
    const folded = foldHistory({
      convention,
      files: documents.slice(0, isBefore ? until - 1 : until),
      dev: devWith(emptySchema(150000)),
    });
    const dev = devWith(withoutOrigins(folded.pendingEnd) as Schema);
    const later = new Set(documents.slice(until).map((one) => one.uri.slice('file://'.length)));
    const workspace = await workspaceOn(dev, folder, {
      ...disk,
      list: async (root, options) => (await disk.list(root, options)).filter((path) => !later.has(`${root}/${path}`)),
    });
    const open = opened(workspace, dev, uri);
    open.edit(uri, text);
    await workspace.ready(uri);
    yield { ...open, text };
    await workspace.dispose();
  }
}

/** A new file behind those of a folder that made dev, in `/project/migrations`. */
export async function writtenOn(
  dev: DevSchema,
  files: Readonly<Record<string, string>>,
  name: string,
): Promise<OpenHistory> {
  const folder = '/project/migrations';
  const on = new Map(Object.entries({ ...files, [name]: '' }).map(([file, text]) => [`${folder}/${file}`, text]));
  const workspace = await workspaceOn(dev, '/project', {
    list: async (root) => [...on.keys()].map((path) => path.slice(root.length + 1)),
    read: (path) => on.get(path),
  });
  const open = opened(workspace, dev, `file://${folder}/${name}`);
  open.edit(open.uri, '');
  await workspace.ready(open.uri);
  return open;
}

/** `count` tables of ten columns, each with an index and a foreign key to the one before, and an empty file. */
export async function synthetic(count: number): Promise<OpenHistory> {
  const text = { name: 'text', builtin: true } as const;
  const name = (at: number) => ({ schema: 'public', name: `table_${at}` });
  const table = (at: number): Table => ({
    ...name(at),
    kind: 'table',
    columns: Array.from({ length: 10 }, (_, column) => ({
      name: column === 0 ? 'id' : `c${column}`,
      type: text,
      notNull: column < 2,
    })),
    constraints: [
      { kind: 'primary key', name: `table_${at}_pkey`, columns: ['id'] },
      {
        kind: 'foreign key',
        name: `table_${at}_fkey`,
        columns: ['c1'],
        references: name(Math.max(at - 1, 0)),
        referencedColumns: ['id'],
      },
    ],
  });
  const all = Array.from({ length: count }, (_, at) => at);
  const schema: Schema = {
    ...emptySchema(150000),
    tables: PMap.from(all.map((at) => [keyOf(name(at)), table(at)] as const)),
    indexes: PMap.from(
      all.map((at) => {
        const index = {
          ...name(at),
          name: `table_${at}_idx`,
          table: name(at),
          unique: false,
          method: 'btree',
          keys: [{ column: 'c2' }],
        };
        return [keyOf(index), index] as const;
      }),
    ),
  };
  const dev = devWith(schema);
  const files = { list: async () => [], read: () => undefined };
  const uri = 'file:///project/draft.sql';
  return opened(await workspaceOn(dev, '/project', files), dev, uri);
}

const devWith = (schema: Schema): DevSchema => ({
  schema,
  readAt: Date.now(),
  label: 'dev',
  fingerprint: '',
  applied: [],
});

async function workspaceOn(
  dev: DevSchema,
  folder: string,
  files: ConstructorParameters<typeof Workspace>[0],
): Promise<Workspace> {
  const workspace = new Workspace(files, new FakeDev(dev).access, {
    log: () => {},
    reading: () => ({ report: () => {}, done: () => {} }),
  });
  const { settings } = decodeSettings({ refreshInterval: 0, verify: { run: 'off' }, connection: 'x' });
  await workspace.configure({ folders: [folder], settings, trusted: true });
  await workspace.refresh();
  return workspace;
}
function opened(workspace: Workspace, dev: DevSchema, uri: string): OpenHistory {
  let version = 0;
  return {
    dev,
    uri,
    edit: (of, text) => workspace.changed(of, ++version, text),
    snapshot: () => workspace.snapshot(),
  };
}
