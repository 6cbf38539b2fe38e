/** What of files may have gone otherwise in dev than where they run anew: by rows, by what stood there, or by the time. */
import { everyBuiltin } from '../model/builtin-functions';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { wordPattern } from '../text/text';
import { namesTouchedBy } from './made-names';

/**
 * Whether an object with these names may: a block names it, or one of those `left`, which did not run here, or something
 * runs whose text is not here.
 */
export function mayDependOn(
  documents: readonly SqlDocument[],
  left: readonly Statement[],
): (names: readonly string[]) => boolean {
  const after = withUsers(documents, left);
  if (!after) return () => true;
  const all = documents.flatMap(({ statements }) => statements.filter((one) => one.runs && decides(one)));
  const deciding = [...all, ...after];
  const texts = deciding.map(({ parsed }) => parsed.text);
  if (deciding.some(isHidden)) return () => true;
  return (names) => names.some((name) => texts.some((text) => wordPattern(name).test(text)));
}
/** And all that stands on what they would have made or changed; undefined: that may be anything. */
function withUsers(documents: readonly SqlDocument[], left: readonly Statement[]): readonly Statement[] | undefined {
  const found = new Set(left);
  for (let fresh = [...left]; fresh.length > 0; ) {
    const touched = fresh.map((one) => (isWide.test(one.parsed.text) ? undefined : namesTouchedBy(one)));
    if (touched.includes(undefined)) return undefined;
    const names = [...new Set(touched.flatMap((one) => one ?? []))].map((name) => wordPattern(name, 'i'));
    const rest = documents.flatMap(({ statements }) => statements.filter((one) => one.runs && !found.has(one)));
    fresh = rest.filter(({ parsed }) => names.some((name) => name.test(parsed.text)));
    for (const one of fresh) found.add(one);
  }
  return [...found];
}
/** It changes more than it names. */
const isWide =
  /\bcascade\b|\bowned\s+by\b(?!\s+none\b)|^\s*(?:set|reset|begin|commit|rollback|start|alter\s+default|drop\s+schema|alter\s+(?:schema|extension))\b|^\s*\\/i;
const decides = (statement: Statement): boolean =>
  statement.parsed.ops.some((op) => op.op === 'block' || op.op === 'unknown') || isHidden(statement);
/** It calls nothing yet. */
const definesView = /^\s*create\s+(?:or\s+replace\s+)?(?:temp(?:orary)?\s+)?(?:recursive\s+)?view\b/i;
/** SQL that is built as it runs, and a function that is not PostgreSQL's own. */
function isHidden({ parsed: { text, ops } }: Statement): boolean {
  if (definesView.test(text)) return false;
  if (ops.some((op) => op.op === 'use' && op.functions.some(({ value }) => everyBuiltin(value.name) === undefined)))
    return true;
  return ops.some((op) => op.op === 'block' || op.op === 'unknown') && /\bexecute\b|\bcall\b|\bperform\b/i.test(text);
}
