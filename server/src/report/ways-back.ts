/** What undoes the files, run there and back on target's schema, or on dev's without what they make. */
import { existingDown } from '../conventions/new-files';
import { fileOf, parseWayBack } from '../conventions/project';
import type { SqlDocument } from '../sql/document/statement';
import { present } from '../text/present';
import { looseGround } from '../verify/loose-ground';
import { onRoundTrip } from '../verify/on-round-trip';
import type { WayBack } from '../verify/round-trip';
import { pathOfUri } from '../workspace/files';
import type { FileView } from '../workspace/snapshot';
import type { ReportInput } from './input';
import { runFor } from './runs';

/** What undoes one file. */
export interface FileBack {
  readonly uri: string;
  /** A file or section that its tool looks for: where it stands. */
  readonly existing?: string;
  /** Of what stands there, or of what was worked out; a string: why there is none. */
  readonly way: WayBack | string;
}
/** Of files that run together. `send`: see `onRoundTrip`. @throws DevSourceError `cancelled` */
export async function waysBack(
  group: readonly FileView[],
  input: ReportInput,
  send?: Parameters<typeof onRoundTrip>[3],
): Promise<FileBack[]> {
  const { dev, target, server, script, signal } = input;
  const asked = new Map(group.map((view) => [view.document, view]));
  const { files } = runFor(group, dev, target?.dev);
  const running = files.filter(({ standing, document }) => standing !== 'applied' || asked.has(document));
  const before = running.filter(({ document }) => !asked.has(document));
  const own = running.filter(({ document }) => asked.has(document));
  const downs = new Map<SqlDocument, { readonly where: string; readonly statements: readonly string[] }>();
  for (const view of group) {
    const down = downOf(view);
    if (down) downs.set(view.document, down);
  }
  const base = (target?.dev ?? dev).schema;
  const texts = running.flatMap(({ document }) => document.statements.map(({ parsed }) => parsed.text));
  const grounds = target ? [] : group.map(({ document }) => looseGround(document, dev));
  const ground = { out: grounds.flatMap(({ out }) => out), stays: grounds.flatMap(({ stays }) => stays) };
  const ways = await onRoundTrip<readonly WayBack[] | string>(
    { base, texts, ...present({ server, script, signal }) },
    async (roundTrip) => {
      let missing = await roundTrip.begin(before, ground);
      for (const file of own) missing ??= await roundTrip.go(file);
      return missing ?? roundTrip.back(new Map([...downs].map(([document, { statements }]) => [document, statements])));
    },
    (reason) => reason,
    send,
  );
  return own.map(({ document }, at) => ({
    uri: document.uri,
    way: typeof ways === 'string' ? ways : ways[at]!,
    ...present({ existing: downs.get(document)?.where }),
  }));
}
function downOf({ document, convention }: FileView) {
  const path = pathOfUri(document.uri);
  const entry = convention && path !== undefined ? fileOf(convention, path) : undefined;
  const found = convention && entry && existingDown(convention, entry, document);
  if (!found) return undefined;
  const { statements } = parseWayBack(convention, document.uri, found.text);
  return { where: found.path, statements: statements.map(({ parsed }) => parsed.filled?.text ?? parsed.text) };
}
