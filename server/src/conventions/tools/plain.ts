import { t } from '../../text/l10n';
import type { FolderListing, Listed, MigrationFile } from '../convention';
import { has, upToVersion } from '../has-run';
import type { Tool } from '../tool';
import { baseName, byNature, duplicates, plainNumber, topLevel, versioned } from '../tool-files';
import { withoutTransaction } from '../tool-sections';
import { testOfDatabase, waysBackAmong } from '../unrun-files';
import { numbered, upToDown } from '../writing';

export const numberedFiles: Tool = {
  id: 'plain',
  name: t('numbered files'),
  byNameOnly: true,
  weak: true,
  list: (listing, forced) => plainFiles(listing, forced),
  sections: withoutTransaction(/^-- no-transaction\b.*$/m),
  writing: {
    path: (asked) => {
      const nested = /^([^/]+)\/([^/]+\.sql)$/.exec(asked.files.at(-1)?.path ?? '');
      if (nested && !/^\d/.test(nested[2]!))
        return `${numbered({ ...asked, files: [{ ...asked.files.at(-1)!, path: nested[1]! }] }, '')}/${nested[2]}`;
      const both = asked.files.at(-1)?.path.endsWith('.up.sql');
      return `${numbered(asked, '0001')}${both ? '.up' : ''}.sql`;
    },
    form: () => ({ outside: '-- no-transaction' }),
    // Whatever runs plainly numbered files runs every one, unless such names stand there already.
    downPath: (path, { paths }) =>
      upToDown(path) ?? (paths.some((one) => /\.down\.sql$/.test(one)) ? path.replace(/sql$/, 'down.sql') : undefined),
  },
  tables: [],
  isApplied: (question) => {
    const own = (id: string): boolean =>
      question.listed.files.some((file) => plainNumber(file.id) === plainNumber(id) || baseName(file.path) === id);
    if (!question.applied.entries.some((entry) => own(entry.id))) return undefined;
    return upToVersion(question) || has(question, baseName(question.file.path), question.file.name);
  },
};

/** One file is enough where the folder says what is in it: a project begins with one. */
const saysMigrations = ({ folder }: FolderListing): boolean => /[/_-]migrations?$/i.test(folder);

/** Two or more files, or folders, whose names begin with a number or a date. */
function plainFiles(listing: FolderListing, forced: boolean): Listed | undefined {
  const numbered = /^(?:[vV](?=\d))?(?<version>\d+(?:[-_.]\d+)*)(?<name>.*)\.sql$/;
  const inFolders = /^(?<version>[vV]?\d+(?:[-_.]\d+)*)(?<name>[^/]*\/[^/]+)\.sql$/;
  const own = topLevel(listing);
  const files = numberedIn(own, numbered);
  // Numbered as the migrations that they test.
  const first = files.find((file) => file.runs);
  if (first && testOfDatabase(listing.read(first.path) ?? '') !== undefined) return undefined;
  const least = saysMigrations(listing) ? 1 : 2;
  if (files.filter((file) => file.runs).length >= least && (forced || files.length * 2 >= own.length))
    return { files, problems: duplicates(files, (file) => file.id) ?? [] };
  const nested = numberedIn(listing.paths, inFolders);
  const folders = new Set(nested.map((file) => file.path.split('/')[0]));
  if (files.length === 0 && folders.size > 1) return { files: nested };
  return forced && own.length > 0 ? { files: numberedIn(own, /^(?<version>(?<name>.+))\.sql$/) } : undefined;
}
function numberedIn(paths: readonly string[], pattern: RegExp): MigrationFile[] {
  const files = versioned(paths, pattern, byNature);
  const isBack = waysBackAmong(files);
  return files.map((file) => (isBack(file.path) ? { ...file, runs: false } : file));
}
