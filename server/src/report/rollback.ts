/** Rollback: the way back of each file, and whether it was proved. */
import { isWayBack } from '../conventions/unrun-files';
import type { FileView } from '../workspace/snapshot';
import type { Line, Section } from './checklist';
import type { Facts } from './facts';

export function rollbackSection(facts: Facts): Section {
  return { title: 'Rollback', lines: facts.views.map((view) => lineOf(view, facts)) };
}
function lineOf(view: FileView, { shown }: Facts): Line {
  const about = shown(view.document.uri);
  const back = wayBack(view);
  if (back === undefined) return { answer: 'not done', about, reason: 'there is no way back for it' };
  return { answer: 'not known', about, reason: `its way back is ${back}, and it was not run` };
}
/** A section of the file itself, or a file that the tool names after it. */
export function wayBack({ document, convention }: FileView): string | undefined {
  if (document.statements.some(({ runs, elsewhere }) => !runs && elsewhere === undefined))
    return 'a section of the file';
  const own = convention?.files.find(({ path }) => document.uri.endsWith(`/${path}`));
  return own && convention?.files.find(({ id, path, runs }) => !runs && id === own.id && isWayBack(path))?.path;
}
