/** Rollback: what undoes the files, run there and back on target's schema, or on dev's without what they make. */
import { existingDown } from '../conventions/new-files';
import { fileOf } from '../conventions/project';
import { scriptBack } from '../plan/script';
import { parseDocument } from '../sql/document/document';
import type { SqlDocument } from '../sql/document/statement';
import { present } from '../text/present';
import { onJourney, type WayBack } from '../verify/journey';
import { removalsFor, takingOut } from '../verify/removals';
import { pathOfUri } from '../workspace/files';
import type { FileView } from '../workspace/snapshot';
import type { Line, Section } from './checklist';
import type { Facts, ReportInput } from './facts';
import { runFor } from './runs';

/** What undoes one file. */
export interface FileBack {
  readonly uri: string;
  /** A file or section that its tool looks for: where it stands. */
  readonly existing?: string;
  /** Of what stands there, or of what was worked out; a string: why there is none. */
  readonly way: WayBack | string;
}
/** Of files that run together. @throws DevSourceError `cancelled` */
export async function waysBack(group: readonly FileView[], input: ReportInput): Promise<FileBack[]> {
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
  const out = target ? [] : group.flatMap(({ folded }) => takingOut(removalsFor(folded, dev.schema)));
  const ways = await onJourney<readonly WayBack[] | string>(
    { base, texts, ...present({ server, script, signal }) },
    async (journey) => {
      let missing = await journey.begin(before, out);
      for (const file of own) missing ??= await journey.go(file);
      return missing ?? journey.back(new Map([...downs].map(([document, { statements }]) => [document, statements])));
    },
    (reason) => reason,
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
  const { placeholders } = convention;
  const { statements } = parseDocument(`${document.uri}#down`, 0, found.text, present({ placeholders }));
  return { where: found.path, statements: statements.map(({ parsed }) => parsed.filled?.text ?? parsed.text) };
}

export function rollbackSection({ backs, shown }: Facts): Section {
  return { title: 'Rollback', lines: backs.map((back) => lineOf(back, shown(back.uri))) };
}
function lineOf({ existing, way }: FileBack, about: string): Line {
  if (typeof way === 'string') return { answer: 'not known', about, reason: `its way back is not known: ${way}` };
  const { proof, gone, plan } = way;
  const { outcome } = proof;
  const answer = outcome === 'proved' ? 'done' : outcome === 'not known' ? 'not known' : 'not done';
  const said = proof.said.replace(/\.$/, '');
  const details = gone.map((one) => `does not come back: ${one}`);
  if (existing !== undefined) return { answer, about, reason: `its way back is ${existing}. ${said}`, details };
  const text = scriptBack(plan, gone).join('\n');
  return {
    answer,
    about,
    reason: `no file undoes it (devschema rollback writes one); this does. ${said}`,
    details,
    code: { language: 'sql', text },
  };
}
