/** What is told of a file while its history is still being folded: a request waits no longer than a person notices. */
import type { FoldedHistory } from '../fold/folded';
import { withText } from '../fold/history';
import type { DevSchema } from '../model/dev';
import type { Histories } from './histories';

/** Milliseconds that a request waits for the history as it is. */
const SOON = 80;

/** The file as it is now, in the history as it was folded last; that history as it is now where it is folded. */
export function historyMeanwhile(
  histories: Histories,
  uri: string,
  dev: DevSchema | undefined,
): FoldedHistory | undefined {
  const known = lastFolded(histories, uri, dev);
  const document = known && known.state !== histories.state ? histories.document(uri) : undefined;
  return known && document ? withText(known.history, document) : histories.history(uri, dev);
}
/** Resolves when the history is folded, or soon where an earlier one can serve. */
export async function whenServed(
  histories: Histories,
  uri: string,
  dev: DevSchema | undefined,
  ready: Promise<void>,
): Promise<void> {
  // What looks for an earlier one may fail before it is awaited, of the same cause.
  ready.catch(() => {});
  if (!lastFolded(histories, uri, dev)) return ready;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, SOON);
  });
  await Promise.race([ready, soon]).finally(() => clearTimeout(timer));
}
function lastFolded(histories: Histories, uri: string, dev: DevSchema | undefined) {
  const convention = histories.conventionOf(uri);
  const known = convention && histories.folded.get(convention.folder);
  const isLike = known?.dev === dev && known?.history.convention === convention;
  return isLike && known?.history.file(uri) ? known : undefined;
}
