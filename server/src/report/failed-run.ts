/** A run of a file in target that failed: the tool's own table says so, or what the file makes is there up to a statement. */
import { type Convention, migrationOf } from '../conventions/convention';
import type { DevSchema } from '../model/dev';
import type { Statement } from '../sql/document/statement';
import { counted } from '../text/numbers';
import { lineAt } from '../text/text';
import { isDuplicate } from '../verify/outcome';
import type { VerifiedFile } from '../verify/result';
import type { TargetDatabase } from '../workspace/host';
import type { FileView } from '../workspace/snapshot';
import { forShell, serverOf } from './backup';
import type { Line } from './checklist';
import type { Facts } from './facts';

/** A line for each file that has failed in target; none where nothing shows that one has. */
export function failedRuns({ views, ran, target, shown }: Facts): Line[] {
  if (!target) return [];
  return views.flatMap((view) => {
    const { document } = view;
    const listed = listedAsFailed(view, target.dev);
    const file = failedFile(view, ran);
    const made = file?.refusals.filter(({ code = '' }) => isDuplicate(code)) ?? [];
    if (listed === undefined && made.length === 0) return [];
    const said = listed === undefined ? [] : [`${listed} lists it as failed`];
    const running = document.statements.filter(({ runs }) => runs);
    const last = running.findLast(({ index }) => made.some(({ statement }) => statement === index));
    if (!last) return [failed([...said, 'nothing of it is there'], shown(document.uri), running)];
    const left = running.filter(({ index }) => index > last.index);
    const where = (statement: Statement): number => lineAt(document.text, statement.range.start);
    const there = `what it makes is there up to line ${where(last)}`;
    const next = left[0] ? `, and from line ${where(left[0])} on it is not` : ', its last statement';
    return [
      failed([...said, `${there}${next}`], shown(document.uri), left),
      undone(shown(document.uri), where(last), target.config),
    ];
  });
}
/** Run only where it is proved and nothing is lost by it. */
function undone(about: string, line: number, target: TargetDatabase['config']): Line {
  const script = `devschema rollback ${forShell(about)} --up-to ${line}`;
  const run =
    target.kind === 'database'
      ? ` > undo.sql && psql --single-transaction --set=ON_ERROR_STOP=1 ${serverOf(target.connection).join(' ')} --file undo.sql`
      : '';
  return {
    answer: 'not done',
    about,
    reason:
      'or what has run of it is undone: this works that out and proves it first, and runs nothing where something of before would not come back',
    code: { language: 'sh', text: `${script}${run}` },
  };
}
function failed(said: readonly string[], about: string, left: readonly Statement[]): Line {
  const rest = left.length === 0 ? '' : `; this is left of it (${counted(left.length, 'statement')})`;
  const text = left.map(({ parsed }) => `${(parsed.filled?.text ?? parsed.text).trim()};`).join('\n');
  return {
    answer: 'not done',
    about,
    reason: `it has run in target before and not to its end: ${said.join(', ')}${rest}`,
    ...(left.length > 0 && { code: { language: 'sql', text } as const }),
  };
}
const failedFile = ({ document }: FileView, ran: Facts['ran']): VerifiedFile | undefined =>
  ran.flatMap(({ result }) => result?.files ?? []).find((file) => file.document === document);

/** The tool's table: the file would count as run there, had it not failed. */
function listedAsFailed({ document, convention }: FileView, { applied }: DevSchema): string | undefined {
  const file = convention && migrationOf(convention, document.uri);
  if (!file) return undefined;
  const counts = (one: DevSchema['applied'][number]): boolean =>
    (convention as Convention).isApplied(file, one, document.text) === true;
  return applied.find((one) => {
    const entries = one.entries.map(({ failed: _, ...entry }) => entry);
    return one.entries.some((entry) => entry.failed) && !counts(one) && counts({ ...one, entries });
  })?.table;
}
/** Of the first statement that PostgreSQL refuses here: what had run by then. */
export function failedHere(view: FileView, { ran }: Pick<Facts, 'ran'>): string {
  const { document } = view;
  const [first] = (failedFile(view, ran)?.refusals ?? []).filter(({ code = '' }) => !isDuplicate(code));
  if (!first) return '';
  const running = document.statements.filter(({ runs }) => runs);
  const before = running.filter(({ index }) => index < first.statement);
  const upTo = before.at(-1);
  const had = upTo
    ? `${counted(before.length, 'statement')} of ${running.length} had run, up to line ${lineAt(document.text, upTo.range.start)}`
    : 'nothing of it had run';
  return `. Here it fails at line ${lineAt(document.text, first.range.start)}: ${had}`;
}
