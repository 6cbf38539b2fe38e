/** What must hold of the ranges of ops, whatever the statement: used by the tests over constructs and random texts. */
import { Cursor } from '../../server/src/text/cursor';
import { tokenize } from '../../server/src/text/lexer';
import { identifierValue, stringValue } from '../../server/src/text/literals';
import type { TextRange } from '../../server/src/text/text';

const isRange = (value: object): value is TextRange =>
  typeof (value as TextRange).start === 'number' && typeof (value as TextRange).end === 'number';

/** Sentences about every range that leaves the statement, or whose text does not say what was read there. */
export function rangeProblems(text: string, ops: unknown): string[] {
  const problems: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null || value instanceof Set) return;
    if (isRange(value)) {
      if (value.start < 0 || value.end < value.start || value.end > text.length)
        problems.push(`${path} is ${value.start}-${value.end} in ${text.length} characters`);
      return;
    }
    if ('value' in value && 'range' in value) located(value.value, value.range as TextRange, path);
    if ('text' in value && 'range' in value && typeof value.text === 'string') {
      const range = value.range as TextRange;
      if (text.slice(range.start, range.end) !== value.text && !path.includes('.like.'))
        problems.push(`${path}: text and range differ`);
    }
    if ('column' in value && 'range' in value && typeof value.column === 'string' && !('expression' in value)) {
      const range = ('columnRange' in value ? value.columnRange : value.range) as TextRange;
      located(value.column, range, `${path}.column`);
    }
    for (const [key, item] of Object.entries(value)) visit(item, `${path}.${key}`);
  };
  const located = (value: unknown, range: TextRange, path: string): void => {
    // Not at the start of a text, where a byte-order mark would be one.
    const written = ` ${text.slice(range.start, range.end)}`;
    if (typeof value === 'string') {
      const [token, more] = tokenize(written);
      const read =
        token === undefined || more !== undefined
          ? undefined
          : token.kind === 'string'
            ? stringValue(written, token)
            : identifierValue(written, token);
      if (read !== value && !path.endsWith('.comment') && !path.includes('.like.') && !path.includes('.calls.'))
        problems.push(`${path}: ${JSON.stringify(written)} is not ${value}`);
    } else if (
      typeof value === 'object' &&
      value !== null &&
      'name' in value &&
      !('builtin' in value) &&
      /(?:name|table|parent|references|source|partition|function|relation|functions\.\d+)$/i.test(path)
    ) {
      if (path.includes('.like.') || path.includes('.calls.')) return;
      // Operators, and casts by their types.
      if (written === ` ${Object.values(value).join('.')}`) return;
      const read = Cursor.over(written).name()?.value;
      if (JSON.stringify(read) !== JSON.stringify(value))
        problems.push(`${path}: ${JSON.stringify(written)} is not ${JSON.stringify(value)}`);
    }
  };
  visit(ops, 'ops');
  return problems;
}
