/** What of files may have gone otherwise in dev than where they run anew: by rows, by what stood there, or by the time. */
import { everyBuiltin } from '../model/builtin-functions';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { wordPattern } from '../text/text';

/** Whether an object with these names may: a block names it, or something runs whose text is not here. */
export function mayDependOn(documents: readonly SqlDocument[]): (names: readonly string[]) => boolean {
  const deciding = documents.flatMap(({ statements }) => statements.filter((one) => one.runs && decides(one)));
  const texts = deciding.map(({ parsed }) => parsed.text);
  if (deciding.some(isHidden)) return () => true;
  return (names) => names.some((name) => texts.some((text) => wordPattern(name).test(text)));
}
const decides = (statement: Statement): boolean =>
  statement.parsed.ops.some((op) => op.op === 'block' || op.op === 'unknown') || isHidden(statement);
/** SQL that is built as it runs, and a function that is not PostgreSQL's own. */
function isHidden({ parsed: { text, ops } }: Statement): boolean {
  if (ops.some((op) => op.op === 'use' && op.functions.some(({ value }) => everyBuiltin(value.name) === undefined)))
    return true;
  return ops.some((op) => op.op === 'block' || op.op === 'unknown') && /\bexecute\b|\bcall\b|\bperform\b/i.test(text);
}
