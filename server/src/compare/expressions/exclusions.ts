/** EXCLUDE constraints, which the model keeps as text: element by element. */
import { closingParenthesis, namePattern, splitList } from '../../text/quoted';
import { compareExpressions, type Equality, type ExpressionContext } from './equivalence';

interface Exclusion {
  readonly method: string;
  /** Expression with what follows it (operator class, order), and the operator. */
  readonly elements: readonly { readonly key: string; readonly options: string; readonly operator: string }[];
  readonly include: string;
  readonly where: string | undefined;
}

/** Two definitions from EXCLUDE on, DEFERRABLE aside. */
export function compareExclusions(a: string, b: string, context: ExpressionContext): Equality {
  const [left, right] = [readExclusion(a), readExclusion(b)];
  if (!left || !right) return plainText(a) === plainText(b) ? 'same' : 'unknown';
  const shape = (each: Exclusion) =>
    [each.method, each.include, each.where !== undefined, ...each.elements.map(({ operator }) => operator)].join('\0');
  if (shape(left) !== shape(right)) return 'different';
  const results = left.elements.map(({ key, options }, at): Equality => {
    const other = right.elements[at]!;
    const equality = compareExpressions(key, other.key, context);
    return options === other.options || equality === 'different' ? equality : 'unknown';
  });
  if (left.where !== undefined) results.push(compareExpressions(left.where, right.where!, context));
  return results.find((each) => each === 'different') ?? results.find((each) => each === 'unknown') ?? 'same';
}
const plainText = (text: string): string => text.toLowerCase().replace(/[\s"()]+/g, '');

/** Undefined where the text is not of this shape. */
function readExclusion(definition: string): Exclusion | undefined {
  const text = definition.replace(/\s+/g, ' ').trim();
  const head = /^exclude (?:using ("?[\w ]+"?) ?)?(?=\()/i.exec(text);
  const list = head && group(text, head[0].length);
  if (!head || !list) return undefined;
  const elements = splitList(list.inner).map(element);
  let rest = text.slice(list.end);
  const include = /^ ?include ?(?=\()/i.exec(rest);
  const included = include && group(rest, include[0].length);
  if (included) rest = rest.slice(included.end);
  const parameters = /^ ?with ?(?=\()/i.exec(rest);
  const skipped = parameters && group(rest, parameters[0].length);
  if (skipped) rest = rest.slice(skipped.end);
  const where = /\bwhere ?(?=\()/i.exec(rest);
  const predicate = where ? group(rest, where.index + where[0].length) : undefined;
  if (elements.some((each) => each === undefined)) return undefined;
  return {
    method: (head[1] ?? 'btree').replace(/"/g, '').trim().toLowerCase(),
    elements: elements.filter((each) => each !== undefined),
    include: plainText(included?.inner ?? ''),
    where: predicate?.inner,
  };
}
const nameOrCall = new RegExp(String.raw`^${namePattern}(?:\.${namePattern})*(?: ?\()?`);
/** `room WITH =`, `(lower(a)) gist_trgm_ops WITH OPERATOR(pg_catalog.&&)`. */
function element(text: string): Exclusion['elements'][number] | undefined {
  const match = /^(.*) with (?:operator ?\((?:"?\w+"?\.)?(\S+?)\)|(\S+))$/i.exec(text.trim());
  if (!match) return undefined;
  const [, key = ''] = match;
  const bare = nameOrCall.exec(key)?.[0] ?? '';
  const paren = bare.endsWith('(') ? bare.length - 1 : key.startsWith('(') ? 0 : undefined;
  const end = paren === undefined ? bare.length : (group(key, paren)?.end ?? key.length);
  return { key: key.slice(0, end), options: key.slice(end).trim().toLowerCase(), operator: match[2] ?? match[3]! };
}

/** What stands between the parenthesis at `from` and its partner. */
function group(text: string, from: number): { readonly inner: string; readonly end: number } | undefined {
  const close = closingParenthesis(text, from);
  return close < 0 ? undefined : { inner: text.slice(from + 1, close), end: close + 1 };
}
