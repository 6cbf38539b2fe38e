/** What psql does by itself in a script (documentation, "psql", "Meta-Commands"): PostgreSQL is not told of it. */
import { t } from '../../text/l10n';
import type { DdlOp } from '../read/ops';
import { whyNotIncluded } from './includes';
import type { Skipped, Statement } from './statement';

/** They print, say how it is printed, or set a variable, and send the query before them once, at most. */
const harmless: ReadonlySet<string> = new Set(
  (
    '. ; ? a c cd conninfo connect copy copyright crosstabview echo elif else encoding endif errverbose f g getenv gset gx h ' +
    'help H i if include include_relative ir l list o out p print prompt pset qecho restrict s set setenv sf sv t timing T ' +
    'unrestrict unset w warn write x z C'
  ).split(' '),
);
/** What they set changes what is sent, or what becomes of it. */
const deciding = /^\\set\s+(?:AUTOCOMMIT\s+(?!on\b|true\b|yes\b|1\b)|SINGLE(?:LINE|STEP)\b)/i;
/** The rest of the line is theirs. */
const wholeLine = /^\\(?:!|copy|ef|ev|help|h|o|out|sf|sv|w|write)(?![a-z_])/;
const quotedWords = /'(?:[^'\\]|\\.)*'|"[^"]*"/g;

/** Those of a line: some take what follows them up to the next. */
function commandsIn(line: string): string[] {
  if (wholeLine.test(line)) return [line];
  return line.replace(quotedWords, '').split(/(?=\\[A-Za-z!?;.])/);
}
/** Whether it may change what the file makes, in a way that is not followed otherwise: it ends the script, or runs a program. */
export function isForPsql({ what, text }: Skipped): boolean {
  if (what !== 'meta-command' || !text.startsWith('\\')) return false;
  return commandsIn(text).some((command) => {
    const [, word = ''] = /^\\([A-Za-z_]+|.)/.exec(command) ?? [];
    if (/^copy$/.test(word)) return /^\\copy\s*\(|\bprogram\b/i.test(command);
    return !(harmless.has(word) || /^d[A-Za-z]*$/.test(word)) || command.includes('`') || deciding.test(command);
  });
}
/** `\copy`: as COPY, with a file of whoever runs psql. */
export const isCopyByPsql = ({ what, text }: Skipped): boolean => what === 'meta-command' && /^\\copy\b/.test(text);
export const doneByPsql = (text: string): string => t('it is psql that runs {0}, not PostgreSQL', text.trim());
/** Of what may change the schema or hold SQL: other meta-commands, and rows, are not its business. */
export function whyUnread(skipped: Skipped): string | undefined {
  const { text } = skipped;
  if (isGexec(skipped)) return whyGexec();
  return whyNotIncluded(skipped) ?? (isForPsql(skipped) && !isCopyByPsql(skipped) ? doneByPsql(text) : undefined);
}
const isGexec = ({ what, text }: Skipped): boolean => what === 'meta-command' && /\\gexec\b/.test(text);
/** With those that psql lets write SQL of their own, which may change anything. */
export function withGexec(statements: readonly Statement[], skipped: readonly Skipped[]): readonly Statement[] {
  const ends = skipped.flatMap((each) => (isGexec(each) ? [each.range.start] : []));
  const queries = ends.map((end) => statements.findLast(({ range, runs }) => runs && range.end <= end));
  if (queries.every((one) => one === undefined)) return statements;
  const op: DdlOp = { op: 'unknown', reason: whyGexec(), objects: [], beside: 'sent by psql' };
  return statements.map((one) =>
    queries.includes(one) ? { ...one, parsed: { ...one.parsed, ops: [...one.parsed.ops, op] } } : one,
  );
}
const whyGexec = (): string => t('{0} runs the rows of the query before it as SQL', '\\gexec');
