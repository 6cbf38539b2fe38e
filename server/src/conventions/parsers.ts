/** What tools with annotations refuse of a file as a whole, as their ParseSQLMigration and ParseMigration do. */
import { t } from '../text/l10n';

interface Marks {
  readonly prefix: string;
  readonly tool: string;
  /** What stands above the first mark is passed over, and the way back is read too. */
  readonly isLenient: boolean;
}
export function refusedByParser({ prefix, tool, isLenient }: Marks, text: string): string | undefined {
  const mark = new RegExp(`^--\\s*\\+${prefix}\\s+(up|down|statementbegin|statementend|envsub on)\\b`, 'i');
  const unended = t('{0} refuses a file in which a statement ends with no semicolon at the end of a line', tool);
  const open = t('{0} refuses a file with a StatementBegin that no StatementEnd follows', tool);
  let way = 'none';
  let isWhole = false;
  let fills = false;
  let statement = '';
  for (const line of text.split(/\r?\n/)) {
    const found = mark.exec(line)?.[1]?.toLowerCase();
    if (found === 'envsub on') fills = !isLenient;
    else if (found === 'up' || found === 'down') {
      if (isWhole) return open;
      if (statement.trim() !== '') return unended;
      if (found === 'down' && way === 'none' && !isLenient) return refusesWithout(tool, prefix);
      way = found;
    } else if (found !== undefined) {
      isWhole = found === 'statementbegin' && way !== 'none';
      if (!isWhole) statement = '';
    } else if (way === 'none') {
      if (!isLenient && !isPassed(line)) return refusesWithout(tool, prefix);
    } else if ((way === 'up' || isLenient) && !(statement.trim() === '' && isPassed(line))) {
      if (fills && way === 'up' && line.includes('$'))
        return t('{0} puts the environment’s values into it, as its ENVSUB ON says', tool);
      statement += line;
      if (!isWhole && /;\s*$/.test(line.replace(/(?:^|\s)--.*/, ''))) statement = '';
    }
  }
  if (way === 'none') return refusesWithout(tool, prefix);
  if (isWhole) return open;
  return statement.trim() === '' ? undefined : unended;
}
const isPassed = (line: string): boolean => /^\s*(?:--|$)/.test(line);
const refusesWithout = (tool: string, prefix: string): string =>
  t('{0} refuses a file that does not begin with -- +{1} Up', tool, prefix);
