/** Which of a file's statements the tool that runs it has in a transaction: one that it opens, or the one of what it sends as one text. */
import type { Schema } from '../model/schema';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { t } from '../text/l10n';
import { qualifiedKey } from '../text/names';
import { toolNamed, tools } from '.';
import { type Convention, migrationOf } from './convention';
import type { Tool } from './tool';

export interface StatementsAround {
  /** The end of a sentence that speaks of a transaction as `one`. */
  readonly why: string;
  /** COMMIT in the file leaves what follows in none; what is sent as one text goes on in the next. */
  readonly endsAtCommit: boolean;
  /** Equal for statements of one transaction of the tool's. */
  readonly part: number;
}

/** Of a pending file, what its tool does around each statement: surely nothing, or undefined where nobody can tell. */
export function transactionsBy(
  tool: Tool,
  document: SqlDocument,
  convention: Convention | undefined,
): (statement: Statement) => StatementsAround | 'none' | undefined {
  const { name, sends } = tool;
  if (!sends) return () => undefined;
  const { unit, transaction } = sends;
  const file = convention && migrationOf(convention, document.uri);
  const sections =
    convention && file ? convention.sections(document.text, file.path) : tool.sections(document.text, '');
  const isOneText = unit !== 'statement' && document.statements.filter(({ runs }) => runs).length > 1;
  const whole = (what: string): StatementsAround => ({
    why: t('{0} sends {1} whole, so its statements run in one: put this one into a file of its own', name, what),
    endsAtCommit: false,
    part: 0,
  });
  const parts = transaction?.parts?.(document.text) ?? [];
  return ({ range: { start }, parsed }) => {
    if (sends.apart?.test(parsed.text)) return undefined;
    const isOutside = sections.some(
      ({ noTransaction, range }) => noTransaction && range.start <= start && start < range.end,
    );
    if (transaction && !isOutside) {
      const { unless, again } = transaction;
      const together = transaction.together || convention?.isTogether;
      const what = together
        ? t('all files that have not run')
        : transaction.parts
          ? t('each changeset')
          : t('each file');
      const one = t('{0} runs {1} in one', name, what);
      const why = unless === undefined ? one : t('{0} runs {1} in one unless it says {2}', name, what, unless);
      const part = parts.findLastIndex((from) => from <= start);
      return { why, endsAtCommit: (unit === 'statement' || unit === 'block') && !again, part };
    }
    // Where a tool that opens none is told to open none, the file is another tool's.
    if (isOutside !== (transaction !== undefined)) return undefined;
    return !isOneText ? 'none' : whole(isOutside ? `the ${unit}` : `a ${unit}`);
  };
}

/** Why the tool runs nothing of a file, whatever PostgreSQL says of its statements. */
export function refusedByTool(convention: Convention, { uri, text }: SqlDocument): string | undefined {
  const file = migrationOf(convention, uri);
  if (file?.refused !== undefined) return file.refused;
  const sections = file ? convention.sections(text, file.path) : [];
  return sections.find(({ refused }) => refused !== undefined)?.refused;
}

/** Where a statement's text ends for the tool before it does for PostgreSQL; undefined: it does not. */
export function cutBy(
  tool: Tool,
  { text, uri }: SqlDocument,
  convention?: Convention,
): ((statement: Pick<Statement, 'range'>) => { readonly end: number; readonly why: string } | undefined) | undefined {
  const { cuts } = tool.sends ?? {};
  if (!cuts) return undefined;
  const all = cuts.at(text, convention && migrationOf(convention, uri)?.told);
  return ({ range: { start, end } }) => {
    const at = all.find((cut) => cut > start && cut < end);
    return at === undefined ? undefined : { end: at, why: cuts.why };
  };
}

/** The tool that will run a folder's files: where only numbers show that they are migrations, the one whose table dev has. */
export function toolOf({ id }: Convention, dev: Schema | undefined): Tool | undefined {
  return toolByTable(dev, id) ?? toolNamed(id);
}
/** One that marks its files by nothing but their numbers and whose table dev has; of those that `id`'s files can be of. */
export function toolByTable(dev: Schema | undefined, id?: string): Tool | undefined {
  return tools.find(
    ({ byTableOnly, alike, tables }) =>
      byTableOnly &&
      (id === undefined || alike?.includes(id)) &&
      tables.some(({ table }) => dev?.searchPath.some((schema) => dev.tables.has(qualifiedKey(schema, table)))),
  );
}
