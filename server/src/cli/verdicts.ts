/** What `verify` says of each file and of them all, in its own words: proved, refused, differs, not known. */
import { counted } from '../text/numbers';
import { asideInWords, type Outcome } from '../verify/result';
import type { FileReport, Report, Verdict } from './report-data';

type Verified = FileReport & { readonly verdict: Verdict };

/** Empty where nothing was verified. */
export function verifiedFiles(report: Report): readonly Verified[] {
  return report.files.filter((file): file is Verified => file.verdict !== undefined);
}

/** `proved on PostgreSQL 18.3: it runs on dev without public.users, and makes that as dev has it`. */
export function verdictWords(file: Verified): string {
  const left = file.syntaxOnly > 0 && file.verdict.base !== undefined;
  return left
    ? `${verdictInWords(file)}; ${counted(file.syntaxOnly, 'statement')} that the migration tool does not run left out`
    : verdictInWords(file);
}
function verdictInWords({ verdict, notKnown }: Verified): string {
  const { outcome, base, changes, aside, version, isTooNew } = verdict;
  const on = base === undefined ? '' : `on ${base}`;
  switch (outcome) {
    case 'proved':
      // The scratch has dev's schema and none of its rows.
      return `proved on PostgreSQL ${version}: it runs ${on}${result(base ?? '')}${changes ? ', and then changes it' : ''}, rows aside${aside ? `, but for ${aside.map((one) => asideInWords[one]()).join(', ')}` : ''}`;
    case 'refused':
      if (isTooNew) return `refused: PostgreSQL ${version} takes it, run ${on}; the server that it is for is too old`;
      return `refused by PostgreSQL ${version}, run ${on}`;
    case 'differs':
      return `differs: PostgreSQL ${version} runs it ${on}, and what it makes is not what dev has`;
    case 'not known': {
      const reasons = [...new Set(notKnown.map(({ reason }) => reason))];
      const more = reasons.length > 1 ? `, and ${counted(reasons.length - 1, 'other reason')}` : '';
      const run = base === undefined ? '' : `, run ${on} in PostgreSQL ${version}`;
      return `not known${run}: ${reasons[0] ?? 'it was not run'}${more}`;
    }
  }
}

function result(base: string): string {
  if (base.startsWith('target')) return ', and the end is dev';
  // Of what earlier files make, each is told with them.
  if (base.startsWith('what ')) return ', and makes what dev has';
  // Of what a file makes beside that, nothing is said but that it runs.
  return / without /.test(base) ? ', and makes that as dev has it' : '';
}

/** What is not known of a file, with its place; of one that was not run, at its start, where nothing else says why. */
export function openPlaces(file: FileReport): FileReport['notKnown'] {
  const { notKnown, verdict } = file;
  if (verdict?.outcome !== 'not known' || notKnown.length > 0) return notKnown;
  return [{ reason: 'it was not run', range: { start: 0, end: 0 } }];
}

/** Why nothing of a file was run: its verdict says that, and it has no other place than the file. */
export function onlyReason({ verdict, notKnown }: FileReport): string | undefined {
  const [only, ...others] = notKnown;
  const isWhole = verdict?.outcome === 'not known' && verdict.base === undefined && others.length === 0;
  return isWhole && only?.range.start === 0 ? only.reason : undefined;
}

const outcomes: readonly Outcome[] = ['proved', 'refused', 'differs', 'not known'];
export function outcomeCounts(report: Report): Readonly<Record<Outcome, number>> {
  const counts = { proved: 0, refused: 0, differs: 0, 'not known': 0 };
  for (const { verdict } of verifiedFiles(report)) counts[verdict.outcome]++;
  return counts;
}
/** `2 of 4 files proved on PostgreSQL 18.3, 1 refused, 1 not known; 3 places not known.` */
export function verifiedLine(report: Report): string {
  const files = verifiedFiles(report);
  if (files.length === 0) return 'No file was run.';
  const counts = outcomeCounts(report);
  const version = files.find(({ verdict }) => verdict.version !== undefined)?.verdict.version;
  const on = version === undefined ? '' : ` on PostgreSQL ${version}`;
  const of =
    counts.proved === files.length
      ? counted(files.length, 'file')
      : `${counts.proved} of ${counted(files.length, 'file')}`;
  const rest = outcomes
    .filter((one) => one !== 'proved' && counts[one] > 0)
    .map((one) => `${counts[one]} ${one === 'differs' ? 'not as dev' : one}`);
  const places = files.reduce((sum, file) => sum + (onlyReason(file) === undefined ? file.notKnown.length : 0), 0);
  const parts = [
    [`${of} proved${on}`, ...rest].join(', '),
    ...(places > 0 ? [`${counted(places, 'place')} not known`] : []),
    ...(report.failures.length > 0 ? ['not all that was asked for could be run'] : []),
  ];
  const unknown = report.dev?.schema.unknown.length ?? 0;
  return `${[...parts, ...(unknown > 0 ? [`${counted(unknown, 'fact')} of dev not known`] : [])].join('; ')}.`;
}
