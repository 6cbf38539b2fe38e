/** `devschema rollback FILE`: what undoes a migration, worked out and proved by running it. */
import { withInserts } from '../conventions/new-files';
import { present } from '../text/present';
import { joinPath, pathOfUri } from '../workspace/files';
import { rollbackOf } from '../workspace/rollback';
import type { FileView } from '../workspace/snapshot';
import { UsageError } from './arguments';
import { openTargets } from './check';
import type { SessionOptions, Terminal } from './session';
import { writeText } from './write-text';

interface RollbackOptions extends Omit<SessionOptions, 'targets'> {
  /** Where the tool looks for it, not to standard output. */
  readonly write: boolean;
  /** Only what has run of it: the statements that begin on this line or before. */
  readonly upTo?: number;
}
/** 0: proved. 1: proved, but for what does not come back. 2: not proved, or not to be had. @throws UsageError */
export async function rollback(terminal: Terminal, path: string, options: RollbackOptions): Promise<0 | 1 | 2> {
  const { session, views, report } = await openTargets(terminal, [path], options);
  try {
    const [view, ...others] = views;
    if (!view || others.length > 0) throw new UsageError(`${path} is not one SQL file that can be read`);
    for (const { message } of report.failures) terminal.err(message);
    const { upTo } = options;
    const way = await rollbackOf(session.workspace, view, {
      existing: upTo === undefined,
      ...present({ upTo, signal: terminal.signal }),
    });
    const where = way.existing && session.shown(joinPath(view.convention?.folder ?? '', way.existing.path));
    if (where !== undefined) terminal.err(`${where} undoes it already.`);
    else if (options.write) terminal.err(`${session.shown(writeRollback(view, way.place))} undoes it.`);
    else terminal.out(`${way.statements.join('\n')}\n`);
    terminal.err(way.proof.said);
    for (const one of way.gone) terminal.err(`Does not come back: ${one}`);
    if (way.proof.outcome !== 'proved') return 2;
    return way.gone.length > 0 ? 1 : 0;
  } finally {
    await session.workspace.dispose();
  }
}
/** Its path. @throws UsageError where the tool knows no place for it, or there is one */
function writeRollback(
  { convention, document }: FileView,
  place: Awaited<ReturnType<typeof rollbackOf>>['place'],
): string {
  const own = pathOfUri(document.uri);
  if (!convention || !place || own === undefined)
    throw new UsageError('there is no place where its migration tool looks for a way back: leave out --write');
  if ('inserts' in place) {
    writeText(own, withInserts(document.text, place.inserts));
    return own;
  }
  const path = joinPath(convention.folder, place.file.path);
  writeText(path, place.file.text, path, { isNew: true });
  return path;
}
