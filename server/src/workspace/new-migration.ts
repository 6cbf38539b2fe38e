/** A new migration of a folder: what its files, or another schema, lack of dev. */
import type { Convention } from '../conventions/convention';
import { withoutOwnTables } from '../conventions/own-tables';
import type { FoldedFile } from '../fold/folded';
import { foldHistory } from '../fold/history';
import type { DevSchema } from '../model/dev';
import { emptySchema, type Schema } from '../model/schema';
import { t } from '../text/l10n';
import type { FileToRun } from '../verify/file-run';
import { asSent } from '../verify/sender';
import { MOST_KEPT_TABLES } from '../verify/warm';
import { type ToWrite, type Written, writeMigration } from '../verify/write-migration';
import { joinPath, pathOfUri, relativeTo, uriOfPath } from './files';
import type { Workspace } from './workspace';

/** What a migration starts from: all files of the folder, those that have run in dev, target, or a SOURCE. */
type Start = 'all files' | 'applied files' | 'target' | { readonly source: string };
interface NewMigrationRequest {
  readonly convention: Convention;
  readonly start: Start;
  readonly name: string;
  readonly online?: boolean;
  /** As `withRenames` takes them. */
  readonly renames?: readonly string[];
}

/** @throws Error that says why it cannot be had; DevSourceError when cancelled */
export async function newMigration(workspace: Workspace, asked: NewMigrationRequest): Promise<Written> {
  const { convention, start, name, online = false, renames = [] } = asked;
  // A window that has just been opened is still reading it.
  await workspace.firstRead();
  const { dev } = workspace;
  if (!dev)
    throw new Error(t('There is no dev to read from: {0}.', workspace.devProblem ?? t('it has not been read yet')));
  const to = unsearched(withoutOwnTables(dev.schema));
  if (to.tables.size > MOST_KEPT_TABLES)
    throw new Error(
      t('Dev has {0} tables, more than the {1} that are made for a run.', to.tables.size, MOST_KEPT_TABLES),
    );
  const from = await startOf(workspace, convention, start);
  const { style } = workspace.settings;
  const isPublic = dev.schema.searchPath.join() === 'public';
  const wanted: ToWrite = {
    ...{ convention, to, name, now: new Date(), from: from.schema },
    uriOf: (path) => uriOfPath(joinPath(convention.folder, path)),
    options: { style: isPublic ? style : { ...style, schemaQualification: 'always' }, online },
    renames,
    title: `From ${from.label} to ${dev.label}.`,
  };
  const written = await writeMigration(wanted, await workspace.beside.runner());
  return written.files.length === 0 ? written : { ...written, notes: [...from.notes, ...written.notes] };
}
/** A file that sets the search path would set it for the tool and the files after it. */
const unsearched = (schema: Schema): Schema => ({ ...schema, searchPath: ['public'] });

async function startOf(workspace: Workspace, convention: Convention, start: Start) {
  if (typeof start === 'object' || start === 'target') {
    const read = await workspace.beside.read(start);
    const { label } = read;
    // The editor holds the new file against dev, and the proof is not of that.
    const hasAll = t(
      'It starts from {0}. Dev has all this already and may refuse it: have the migration tool record there that it has run.',
      label,
    );
    const first =
      start === 'target' ? comesFirst(await foldedFiles(workspace, convention), convention, read) : undefined;
    return { schema: unsearched(withoutOwnTables(read.schema)), label, notes: first ? [first, hasAll] : [hasAll] };
  }
  const files = await filesToRun(workspace, convention, start);
  const empty = emptySchema(workspace.dev?.schema.serverVersion);
  const label = `what ${files.length} ${files.length === 1 ? 'migration makes' : 'migrations make'}`;
  return { schema: { files, empty }, label, notes: [] };
}
/** Files of the folder that have not run on target run there before the new one, which starts from target as it is. */
function comesFirst(folded: readonly FoldedFile[], convention: Convention, target: DevSchema): string | undefined {
  const { files } = foldHistory({ convention, files: folded.map(({ document }) => document), dev: target });
  const names = files.flatMap(({ standing, document }) =>
    standing === 'pending' && document.statements.some(({ runs }) => runs)
      ? (relativeTo(convention.folder, pathOfUri(document.uri) ?? '') ?? document.uri)
      : [],
  );
  if (names.length === 0) return undefined;
  const shown = names.length > 3 ? `${names.slice(0, 3).join(', ')}, …` : names.join(', ');
  return t(
    'Not counted here, though they run on target before it: files of the folder that have not run there ({0}).',
    shown,
  );
}
/** In their order, as their tool sends them. */
async function filesToRun(workspace: Workspace, convention: Convention, start: Start): Promise<FileToRun[]> {
  const files = await foldedFiles(workspace, convention);
  const wanted = files.filter(({ standing }) => start === 'all files' || standing === 'applied');
  return wanted.flatMap(({ document }) => {
    const runs = document.statements.some((statement) => statement.runs);
    return runs ? asSent({ document, standing: 'pending' }, convention, emptySchema()) : [];
  });
}
async function foldedFiles(workspace: Workspace, convention: Convention): Promise<readonly FoldedFile[]> {
  const first = convention.files.find(({ runs }) => runs);
  if (!first) return [];
  const uri = uriOfPath(joinPath(convention.folder, first.path));
  await workspace.ready(uri);
  return workspace.snapshot().file(uri)?.history.files ?? [];
}
