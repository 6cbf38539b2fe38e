/** Which files run together, and what has to run before the last of those that were asked for. */

import { stoppedBy } from '../conventions/stopped';
import { foldHistory } from '../fold/history';
import type { DevSchema } from '../model/dev';
import { pushTo } from '../text/lists';
import { present } from '../text/present';
import { asSent } from '../verify/sender';
import type { VerifyInput } from '../verify/verify';
import type { FileView } from '../workspace/snapshot';

/** Files of one history together; each loose file by itself, but on target, where they run one after the other. */
export function groupsOf(views: readonly FileView[], target: DevSchema | undefined): FileView[][] {
  const byHistory = new Map<unknown, FileView[]>();
  for (const view of views) {
    const key = view.convention ?? (target ? 'loose' : view);
    pushTo(byHistory, key, view);
  }
  return [...byHistory.values()];
}
/** What has to run for the last of a group's files: all that its tool runs before it. */
export function runFor(
  group: readonly FileView[],
  dev: DevSchema,
  target: DevSchema | undefined,
): Pick<VerifyInput, 'files' | 'folded'> {
  const first = group[0]!;
  const wanted = new Set(group.map((view) => view.document.uri));
  const { convention } = first;
  const own = convention ? first.history.files : group.map(({ folded }) => folded);
  const documents = own.map(({ document }) => document);
  const folded = target && foldHistory({ convention, files: documents, dev: target });
  const all = folded?.files ?? own;
  const unread = (folded ?? first.history).unread;
  const files = all.slice(0, all.findLastIndex((file) => wanted.has(file.document.uri)) + 1);
  const { applied } = target ?? dev;
  const stoppedIn = ({ document, standing }: (typeof files)[number]) => {
    const stopped = convention && standing === 'pending' ? stoppedBy(convention, document.uri, applied) : undefined;
    return stopped && (stopped.unless ? { doubted: stopped.reason } : { refusedByTool: stopped.reason });
  };
  const run = files.map(({ document, standing, ...rest }) => ({
    ...asSent({ document, standing }, convention, (target ?? dev).schema),
    ...stoppedIn({ document, standing, ...rest }),
    // What stands alone is run on target as it is.
    standing: target && standing === 'loose' ? ('pending' as const) : standing,
    ...present({ neighbours: first.history.neighbours, unread: unread?.get(document.uri) }),
  }));
  return { files: run, ...present({ folded: folded && (convention ? folded.pendingEnd : folded.end) }) };
}
