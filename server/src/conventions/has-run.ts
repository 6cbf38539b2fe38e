/** Whether a file has run, as most tools' tables say it. */
import type { Question } from './tool';
import { compareNumbers, plainNumber } from './tool-files';

export const has = ({ applied }: Question, ...ids: string[]): boolean =>
  applied.entries.some((entry) => !entry.failed && ids.includes(entry.id));
export const hasId = (question: Question): boolean => has(question, question.file.id);
/** By its version, leading zeros aside. */
export const hasVersion = ({ applied, file }: Question): boolean =>
  applied.entries.some((entry) => !entry.failed && plainNumber(entry.id) === plainNumber(file.id));
/** By its version, or by how far the table's one row says. */
export function upToVersion(question: Question): boolean | undefined {
  if (!question.lastOnly) return hasVersion(question);
  const last = question.applied.entries.at(-1);
  if (!last) return false;
  const order = compareNumbers(question.file.id, last.id);
  return order < 0 || (order === 0 && !last.failed);
}
