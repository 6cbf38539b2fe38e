import type { Section } from '../../sql/document/statement';
import { t } from '../../text/l10n';
import { hasVersion } from '../has-run';
import type { Tool } from '../tool';
import { anySays, byNumber, missingNumber, topLevel, versioned } from '../tool-files';
import { linesLike } from '../tool-sections';

/** What shows whose a file is, and what parts it. */
const mark = /^[ \t]*(?:#|--).*!(?:Ups|Downs)/m;

export const playEvolutions: Tool = {
  id: 'play-evolutions',
  name: 'Play evolutions',
  mark,
  list: (listing, forced) => {
    const files = versioned(topLevel(listing), /^(?<name>(?<version>\d+))\.sql$/, byNumber);
    const paths = files.map(({ path }) => path);
    if (!forced && !anySays(listing, paths, mark)) return undefined;
    const missing = missingNumber(files) ?? Number.POSITIVE_INFINITY;
    return { files: files.map((file) => (Number(file.id) < missing ? file : { ...file, refused: afterGap(missing) })) };
  },
  sections: upsAndDowns,
  sends: {
    unit: 'statement',
    cuts: {
      at: (text) => [...text.matchAll(/(?<!;);(?!;)/g)].map(({ index }) => index + 1),
      why: t('Play ends a statement with each single semicolon, wherever it stands: two are one within a statement'),
    },
  },
  writing: {
    path: ({ files }) => `${Number(files.at(-1)?.id ?? 0) + 1}.sql`,
    form: () => ({ up: '-- !Ups', down: '-- !Downs', doubled: true }),
    hasSection: true,
  },
  tables: [
    {
      table: 'play_evolutions',
      columns: ['id', 'hash', 'applied_at', 'apply_script', 'revert_script', 'state', 'last_problem'],
      row: { id: 'id', checksum: 'hash', failed: `state <> 'applied'` },
      rest: 'ORDER BY id',
    },
  ],
  isApplied: hasVersion,
};

const afterGap = (missing: number): string => t('Play runs nothing after a number that is missing: {0}.sql', missing);

/** Between the lines `# --- !Ups` and `# --- !Downs`; what stands before the first of them is not run. */
function upsAndDowns(text: string): readonly Section[] {
  const lines = linesLike(text, mark);
  const first = lines[0]?.start ?? text.length;
  const before: readonly Section[] = first > 0 ? [{ range: { start: 0, end: first }, runs: false, ignored: true }] : [];
  return [
    ...before,
    ...lines.flatMap(({ start, end, text: line }, at): Section[] => [
      { range: { start, end }, runs: false, ignored: true },
      {
        range: { start: end, end: lines[at + 1]?.start ?? text.length },
        runs: line.includes('!Ups'),
        doubled: true,
      },
    ]),
  ];
}
