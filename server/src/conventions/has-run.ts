/** Whether a file has run, as most tools' tables say it. */
import type { Question } from './tool';
import { compareNumbers, plainNumber } from './tool-files';

export const has = ({ applied }: Question, ...ids: string[]): boolean =>
  applied.entries.some((entry) => !entry.failed && ids.includes(entry.id));
export const hasId = (question: Question): boolean => has(question, question.file.id);
/** By its version, leading zeros aside. */
export const hasVersion = ({ applied, file }: Question): boolean =>
  applied.entries.some((entry) => !entry.failed && plainNumber(entry.id) === plainNumber(file.id));
/** The newest that has run, where it comes after the file by its version. */
export function newestAfter({ file, applied }: Pick<Question, 'file' | 'applied'>): string | undefined {
  const ids = applied.entries.flatMap(({ id, failed }) => (failed ? [] : [id]));
  const newest = ids.reduce<string | undefined>(
    (a, b) => (a === undefined || compareNumbers(a, b) < 0 ? b : a),
    undefined,
  );
  return newest !== undefined && compareNumbers(file.id, newest) < 0 ? newest : undefined;
}
/** By its version, or by how far the table's one row says. */
export function upToVersion(question: Question): boolean | undefined {
  if (!question.lastOnly) return hasVersion(question);
  const last = question.applied.entries.at(-1);
  if (!last) return false;
  const order = compareNumbers(question.file.id, last.id);
  return order < 0 || (order === 0 && !last.failed);
}
