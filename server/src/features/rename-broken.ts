/** What a renaming would leave wrong: it is refused then, since a name that half of its places follow is worse than the old one. */
import type { TextEdit } from 'vscode-languageserver/node';
import { newErrors } from '../rules/fix-all';
import { t } from '../text/l10n';
import { pathOfUri } from '../workspace/files';
import type { FileView, Snapshot } from '../workspace/snapshot';
import { linesOf } from './convert';

/**
 * What cannot follow (a join's USING, one of two columns of a name) would be broken: in this file, or in another that
 * says the name. @throws Error that says where
 */
export function refuseBroken(
  snapshot: Snapshot,
  view: FileView,
  name: string,
  changes: ReadonlyMap<string, readonly TextEdit[]>,
): void {
  const own = view.document.uri;
  const saying = view.history.files.filter(({ document }) => document.text.toLowerCase().includes(name.toLowerCase()));
  const texts = new Map(
    saying.map(({ document }) => [document.uri, edited(document, changes.get(document.uri) ?? [])]),
  );
  const resultOf = view.resultsWith(texts);
  for (const { document } of saying) {
    const { uri } = document;
    const before = uri === own ? view : snapshot.file(uri);
    const text = texts.get(uri)!;
    const [broken] = newErrors(
      { text: document.text, findings: before?.result.findings ?? [] },
      { text, findings: resultOf(uri).findings },
    );
    if (!broken) continue;
    const line = linesOf({ text }).position(broken.range.start).line + 1;
    const file = (pathOfUri(uri) ?? uri).split('/').at(-1)!;
    throw new Error(
      uri === own
        ? t('Not every place can follow. Line {0} would then be wrong: {1}', line, broken.message)
        : t('Not every place can follow. Line {0} of {1} would then be wrong: {2}', line, file, broken.message),
    );
  }
}
function edited(document: FileView['document'], edits: readonly TextEdit[]): string {
  const lines = linesOf(document);
  const from = [...edits].sort((a, b) => lines.offset(b.range.start) - lines.offset(a.range.start));
  return from.reduce(
    (all, { range, newText }) =>
      `${all.slice(0, lines.offset(range.start))}${newText}${all.slice(lines.offset(range.end))}`,
    document.text,
  );
}
