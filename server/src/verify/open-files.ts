/** The files of a history that are run for what reading leaves open. */
import { extensionsIn } from '../dev/embedded/runner';
import type { FoldedFile, FoldedHistory } from '../fold/folded';
import { pendingTexts } from './verify';

/** Of those of the standing, up to the last that reading leaves open. */
export function openFiles({ files }: FoldedHistory, of: 'applied' | 'pending'): readonly FoldedFile[] {
  const own = files.filter(({ standing }) => standing === of);
  return own.slice(0, own.findLastIndex(({ isOpen }) => isOpen) + 1);
}
/** What is sent of them. */
export const openTexts = (files: readonly FoldedFile[]): string[] =>
  pendingTexts(files.map(({ document }) => ({ document, standing: 'pending' })));
/** A scratch PostgreSQL that was started for `before` has every extension of `after`. */
export function hasExtensions(before: readonly FoldedFile[], after: readonly FoldedFile[]): boolean {
  const loaded = new Set(extensionsIn(openTexts(before)));
  return extensionsIn(openTexts(after)).every((name) => loaded.has(name));
}
