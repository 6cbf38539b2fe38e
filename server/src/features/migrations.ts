/** The requests of protocol.ts that write migrations and compare schemas. */
import { setImmediate } from 'node:timers/promises';
import { toldStanding } from '../fold/folded';
import { printSchema } from '../generate/print';
import type { MigrationFolder, MigrationGroup, Requests, WrittenMigration, WrittenRollback } from '../protocol';
import { asDev } from '../rules/as-dev';
import { stampIn } from '../rules/stamp';
import { t } from '../text/l10n';
import { present } from '../text/present';
import { joinPath, relativeTo, uriOfPath } from '../workspace/files';
import { newMigration } from '../workspace/new-migration';
import { rollbackOf } from '../workspace/rollback';
import type { FileView } from '../workspace/snapshot';
import type { Workspace } from '../workspace/workspace';
import type { Workspaces } from '../workspace/workspaces';
import { linesOf } from './convert';
import { answer, type Feature } from './feature';
import { shownAnswer } from './shown';

export const migrations: Feature = {
  capabilities: () => ({}),
  register(context) {
    const { workspaces } = context;
    answer(context, 'devschema/migrationFolders', async () =>
      shownAnswer(await foldersOf(workspaces.atHand, rootsOf(workspaces))),
    );
    answer(context, 'devschema/migrationTree', async () => shownAnswer(await treeOfAll(workspaces)));
    answer(context, 'devschema/newMigration', async (params) =>
      shownAnswer(await writeMigration(workspaces.of(uriOfPath(`${params.folder}/x`)), params)),
    );
    answer(context, 'devschema/rollback', async ({ uri }) => shownAnswer(await rollback(workspaces.of(uri), uri)));
    answer(context, 'devschema/fileAsDev', async ({ uri }) => fileAsDev(workspaces.of(uri), uri));
    answer(context, 'devschema/schemas', async ({ sources }) => {
      const texts: { label: string; sql: string }[] = [];
      for (const source of sources) texts.push(await schemaText(workspaces.atHand, source));
      return shownAnswer(texts);
    });
  },
};

/** Folders of all devs that are in use. */
const rootsOf = ({ all }: Workspaces): readonly string[] => [...new Set(all.flatMap(({ beside }) => beside.folders))];
/** `db/migrations`; where there are several roots, with the name of its own: `shop/db/migrations`. */
function labelOf(folder: string, roots: readonly string[]): string {
  const [own] = roots.flatMap((root) => {
    const below = relativeTo(root, folder);
    return below === undefined ? [] : [roots.length > 1 ? joinPath(root.split('/').at(-1) ?? '', below) : below];
  });
  return own ?? folder;
}

async function foldersOf(workspace: Workspace, roots: readonly string[]): Promise<MigrationFolder[]> {
  const found: MigrationFolder[] = [];
  for (const { folder, name: tool, files } of await workspace.beside.histories()) {
    const running = files.filter(({ runs }) => runs);
    const uri = uriOfPath(joinPath(folder, running[0]?.path ?? ''));
    await workspace.ready(uri);
    const history = workspace.snapshot().file(uri)?.history;
    const pending = history?.files.filter(({ standing }) => standing === 'pending').length ?? 0;
    found.push({ folder, label: labelOf(folder, roots), tool, files: running.length, pending });
  }
  return found;
}

/** The dev at hand's first, then of the others that are in use. */
async function treeOfAll(workspaces: Workspaces): Promise<MigrationGroup[]> {
  const { atHand, all } = workspaces;
  const roots = rootsOf(workspaces);
  const groups: MigrationGroup[] = [];
  for (const one of [atHand, ...all.filter((other) => other !== atHand)]) groups.push(...(await treeOf(one, roots)));
  return groups;
}
/** Every history of the folders, and where each of its files stands. */
async function treeOf(workspace: Workspace, roots: readonly string[]): Promise<MigrationGroup[]> {
  const groups: MigrationGroup[] = [];
  for (const { folder, name: tool, files } of await workspace.beside.histories()) {
    const running = files.filter(({ runs }) => runs);
    const uriOf = (path: string): string => uriOfPath(joinPath(folder, path));
    for (const { path } of running) {
      await workspace.checked(uriOf(path));
      await setImmediate();
    }
    const snapshot = workspace.snapshot();
    const items = running.flatMap(({ path }) => {
      const view = snapshot.file(uriOf(path));
      if (!view) return [];
      const { standing, because } = toldStanding(view.folded);
      const { findings } = view.result;
      return [
        {
          ...{ uri: workspace.clientUri(view.document.uri), label: path, standing, because, findings: findings.length },
          ...present({ proved: provedBy(view) }),
        },
      ];
    });
    groups.push({ label: labelOf(folder, roots), tool, files: items });
  }
  return groups;
}

/** By a run of its open text, or by a stamp that still holds. */
function provedBy({ document, run, result }: FileView): string | undefined {
  if (run?.startsWith('proved')) return run;
  const stamp = result.findings.some(({ code }) => code === 'prove-again') ? undefined : stampIn(document);
  return stamp && t('proved {0}, says its stamp', stamp.date);
}

async function writeMigration(
  workspace: Workspace,
  { folder, ...asked }: Requests['devschema/newMigration']['params'],
): Promise<WrittenMigration> {
  const convention = (await workspace.beside.histories()).find((one) => one.folder === folder);
  if (!convention) throw new Error(t('{0} is no folder of migrations.', folder));
  const { files, running, notes, proof, plan, mayBeRenamed } = await newMigration(workspace, { convention, ...asked });
  if (plan.steps.length > 0 && files.length === 0)
    throw new Error(t('{0} makes its files itself, and nothing else can add one.', convention.name));
  const listed = new Set(convention.listing?.paths);
  const place = (path: string): string => joinPath(folder, path);
  return {
    files: files.map(({ path, text }) => ({ path: place(path), text, exists: listed.has(path) })),
    shown: running.map(place),
    isProved: proof.outcome === 'proved',
    proof: proof.said,
    ...{ notes: [...notes], mayBeRenamed: [...mayBeRenamed] },
  };
}

async function rollback(workspace: Workspace, uri: string): Promise<WrittenRollback> {
  await workspace.ready(uri);
  const view = workspace.snapshot().file(uri);
  if (!view) throw new Error(workspace.whyUnread(uri));
  const { statements, place, existing, proof } = await rollbackOf(workspace, view, { existing: true });
  const { convention, document } = view;
  const inFolder = (path: string): string => joinPath(convention?.folder ?? '', path);
  const text = `${statements.join('\n')}\n`;
  return {
    text: place && 'file' in place ? place.file.text : text,
    isProved: proof.outcome === 'proved',
    proof: proof.said,
    ...present({
      path: place && 'file' in place ? inFolder(place.file.path) : undefined,
      inserts:
        place && 'inserts' in place
          ? place.inserts.map((one) => ({ ...one, at: linesOf(document).position(one.at) }))
          : undefined,
      existing: existing && inFolder(existing.path),
    }),
  };
}

async function fileAsDev(workspace: Workspace, uri: string): Promise<{ text: string }> {
  await workspace.ready(uri);
  const view = workspace.snapshot().openFile(uri);
  if (!view || !workspace.dev)
    throw new Error(t('There is nothing to compare with: {0}.', workspace.devProblem ?? t('no file is open')));
  const { document, result } = view;
  return { text: asDev(document.text, result, view.resultOf) };
}

async function schemaText(
  workspace: Workspace,
  source: Requests['devschema/schemas']['params']['sources'][number],
): Promise<{ label: string; sql: string }> {
  const read = source === 'dev' ? workspace.dev : await workspace.beside.read(source);
  if (!read)
    throw new Error(t('There is no dev to compare: {0}.', workspace.devProblem ?? t('it has not been read yet')));
  const { schema, label } = read;
  const style = { ...workspace.settings.style, ifNotExists: false, indexes: true, comments: true };
  return { label, sql: printSchema({ schema, style: { ...style, triggers: true, policies: true } }) };
}
