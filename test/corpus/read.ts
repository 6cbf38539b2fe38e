/** A checkout's history as the check sees it: its convention and its documents. */

import type { Convention } from '../../server/src/conventions/convention';
import { detectConvention } from '../../server/src/conventions/conventions';
import { parseMigration } from '../../server/src/conventions/project';
import { disk } from '../../server/src/host/disk';
import type { SqlDocument } from '../../server/src/sql/document/statement';

export interface CorpusHistory {
  readonly convention: Convention;
  readonly documents: readonly SqlDocument[];
  readonly parseMs: number;
}

/** Undefined where the folder is no history. */
export async function readHistory(folder: string): Promise<CorpusHistory | undefined> {
  const paths = await disk.list(folder);
  const convention = detectConvention({ folder, paths, read: (path) => disk.read(`${folder}/${path}`) });
  if (!convention) return undefined;
  const started = performance.now();
  const documents = convention.files.map((file) =>
    parseMigration(convention, file, {
      uri: `file://${folder}/${file.path}`,
      version: 1,
      text: disk.read(`${folder}/${file.path}`) ?? '',
    }),
  );
  return { convention, documents, parseMs: performance.now() - started };
}
