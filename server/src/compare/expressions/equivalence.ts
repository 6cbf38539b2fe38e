/**
 * Whether two expressions mean the same to PostgreSQL: one as a file has it, one as the server printed what it stored.
 * Silence for what is spelled otherwise, never a guess: what normalisation does not cover is `unknown`.
 */
import { canonicalExpression, canonicalQuery } from '../../sql/expression';
import { canonicalValue, parseNumber } from './literals';
import { withQueries } from './queries';
import type { QueryNames } from './query-names';
import { cast, type Term } from './term';
import { bareType } from './term-types';
import { elements, mirrored, toTerm } from './terms';
import { type CastType, category, equalTypes, isImplicit, isLimited } from './types';

export type Equality = 'same' | 'different' | 'unknown';

export interface ExpressionContext {
  /** The type of a column the expressions may name. */
  columnType?(name: string): CastType | undefined;
  /** What queries within them name, on either side; absent: what they say is compared as it is written. */
  readonly names?: { readonly a: QueryNames; readonly b: QueryNames };
  /** Whole queries, which stand as they were made as long as what they name does. */
  readonly isQuery?: true;
  /** A DEFAULT: its value is cast to this type in any case. */
  target?: CastType;
}

const terms = new Map<string, Term | undefined>();
const KEPT_ANSWERS = 20_000;
const hasQuery = /\bselect\b/i;
function termOf(text: string, names?: QueryNames): Term | undefined {
  if (names && hasQuery.test(text)) {
    const queried = canonicalExpression(text);
    return queried === undefined ? undefined : toTerm(withQueries(queried, names));
  }
  if (terms.has(text)) return terms.get(text);
  const tree = canonicalExpression(text);
  const term = tree === undefined ? undefined : toTerm(tree);
  if (terms.size >= KEPT_ANSWERS) terms.clear();
  terms.set(text, term);
  return term;
}

/** Compares two expressions' SQL text. Never throws. */
export function compareExpressions(a: string, b: string, context: ExpressionContext = {}): Equality {
  if (a === b) return 'same';
  const left = termOf(a, context.names?.a);
  const right = termOf(b, context.names?.b);
  if (!left || !right) return squeeze(a) === squeeze(b) ? 'same' : 'unknown';
  const { target } = context;
  if (!target) return compareTerms(left, right, context);
  const [a1, b1] = [withoutTarget(left, target), withoutTarget(right, target)];
  if (a1.kind === 'constant' && b1.kind === 'constant') return compareConstants(a1, b1, target, 'stored');
  return compareTerms(a1, b1, context, target);
}
/** The same of two whole queries. */
export function compareQueries(a: string, b: string, names: NonNullable<ExpressionContext['names']>): Equality {
  const [left, right] = [canonicalQuery(a), canonicalQuery(b)];
  if (left === undefined || right === undefined) return squeeze(a) === squeeze(b) ? 'same' : 'unknown';
  const [one, other] = [toTerm(withQueries(left, names.a)), toTerm(withQueries(right, names.b))];
  const equality = compareTerms(one, other, { names, isQuery: true });
  // What the columns of a function's rows are called is not followed far enough to tell another query from another word.
  return equality === 'different' && [left, right].some(hasFunctionRows) ? 'unknown' : equality;
}
const hasFunctionRows = (query: unknown): boolean =>
  /"(RangeFunction|RangeTableFunc|RangeTableSample|JsonTable)":/.test(JSON.stringify(query));
/** True for a DEFAULT that is no default: NULL, cast or not. */
export function isNullDefault(text: string): boolean {
  if (/^\s*null\s*$/i.test(text)) return true;
  return /^\s*\(*null/i.test(text) && termOf(text)?.written === 'null';
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
/** Casts to the column's own type at the very end change nothing: the column does the same. */
function withoutTarget(term: Term, target: CastType): Term {
  const casts = [...term.casts];
  while (casts.length > 0) {
    const last = casts.at(-1);
    if (!last || !equalTypes(last, target, isLimited(last))) break;
    casts.pop();
  }
  return casts.length === term.casts.length ? term : { ...term, casts };
}

function compareTerms(a: Term, b: Term, context: ExpressionContext, hint?: CastType): Equality {
  if ([a, b].some(({ kind }) => kind === 'node' || kind === 'query')) return compareNodes(a, b, context);
  if (a.kind === 'constant' && b.kind === 'constant') return compareConstants(a, b, hint);
  const arrays = compareArrays(a, b, context, hint);
  if (arrays) return arrays;
  const direct = compareAlike(a, b, context, hint);
  const mirror = direct === 'same' ? undefined : mirrored(b);
  const turned = mirror ? compareAlike(a, mirror, context, hint) : 'different';
  return turned === 'different' ? direct : turned;
}
function compareAlike(a: Term, b: Term, context: ExpressionContext, hint?: CastType): Equality {
  if (a.kind === 'column' && b.kind === 'column' && a.name !== b.name && (a.mayBeOther || b.mayBeOther))
    return 'unknown';
  if (a.kind !== b.kind || a.name !== b.name) return 'different';
  return both(compareArguments(a, b, context), () => compareCasts(a, b, context, hint));
}
/** What else would mean the same is not known, but for what stands within a query that is built alike. */
function compareNodes(a: Term, b: Term, context: ExpressionContext): Equality {
  // The server makes a query of nothing else, and nothing else of a query.
  if ([a, b].every(({ kind }) => kind !== 'node') && a.kind !== b.kind) return 'different';
  const { names, isQuery } = context;
  const isOpen = names === undefined || names.a.isRenamed || names.b.isRenamed;
  const isList = isQuery && a.name === 'list' && b.name === 'list' && a.args.length !== b.args.length;
  if (isList && !isOpen) return [...a.args, ...b.args].some(isUnclear) ? 'unknown' : 'different';
  if (a.kind !== b.kind || a.name !== b.name || a.args.length !== b.args.length) return 'unknown';
  // A name in a FROM is looked up as it is now: what a condition meant may be elsewhere.
  const [from, ofOther] = [a.args[0], b.args[0]];
  const isWhole = a.kind === 'query' && !/^(?:list|sublink)\b/.test(a.name);
  const relations = isWhole && from && ofOther ? compareTerms(from, ofOther, context) : 'same';
  if (relations !== 'same') return relations === 'different' && isQuery && !isOpen ? relations : 'unknown';
  const parts = a.args.reduce<Equality>(
    (result, part, at) => both(result, () => compareTerms(part, b.args[at]!, context)),
    'same',
  );
  if (parts === 'different') return a.kind === 'query' && !isOpen ? parts : 'unknown';
  return both(parts, () => (compareCasts(a, b, context) === 'same' ? 'same' : 'unknown'));
}
/** Something in it is compared part by part only. */
const isUnclear = ({ kind, args }: Term): boolean => kind === 'node' || args.some(isUnclear);
function both(first: Equality, second: () => Equality): Equality {
  if (first === 'different') return first;
  const other = second();
  return other === 'same' ? first : other;
}

function compareArguments(a: Term, b: Term, context: ExpressionContext): Equality {
  if (a.kind === 'and' || a.kind === 'or') return compareSets(a.args, b.args, context);
  if (a.kind === 'call' && a.schema !== undefined && b.schema !== undefined && a.schema !== b.schema) return 'unknown';
  if (a.kind === 'any') {
    const hint = operandType(a.args[0], b.args[0], context);
    const left = compareTerms(a.args[0]!, b.args[0]!, context);
    return both(left, () => compareSets(a.args.slice(1), b.args.slice(1), context, hint));
  }
  if (a.args.length !== b.args.length) return 'different';
  return a.args.reduce<Equality>((result, arg, index) => {
    const other = b.args[index]!;
    const sibling = (of: Term) => of.args.find((_, at) => at !== index);
    const hint = a.kind === 'operator' ? operandType(sibling(a), sibling(b), context) : undefined;
    return both(result, () => compareTerms(arg, other, context, hint));
  }, 'same');
}
/** The type that a constant beside this operand is read as. */
function operandType(a: Term | undefined, b: Term | undefined, context: ExpressionContext): CastType | undefined {
  const columnType = (name: string) => context.columnType?.(name);
  for (const term of [a, b]) {
    if (!term || term.kind === 'constant') continue;
    const type = term.casts.at(-1) ?? bareType(term, columnType);
    if (type) return type;
  }
  return undefined;
}
/** Order does not matter: every term of one must have its like in the other. */
function compareSets(a: readonly Term[], b: readonly Term[], context: ExpressionContext, hint?: CastType): Equality {
  const rest = [...b];
  const unmatched: Term[] = [];
  for (const term of a) {
    const at = rest.findIndex((other) => compareTerms(term, other, context, hint) === 'same');
    if (at >= 0) rest.splice(at, 1);
    else unmatched.push(term);
  }
  if (unmatched.length === 0 && rest.length === 0) return 'same';
  if (unmatched.length !== rest.length) return 'different';
  const undecided = unmatched.every((term) =>
    rest.some((other) => compareTerms(term, other, context, hint) === 'unknown'),
  );
  return undecided ? 'unknown' : 'different';
}

/** ARRAY[…] against ARRAY[…] or an array constant; undefined when neither side is an array. */
function compareArrays(a: Term, b: Term, context: ExpressionContext, hint?: CastType): Equality | undefined {
  if (a.kind !== 'array' && b.kind !== 'array') return undefined;
  const type = [...a.casts, ...b.casts].find((each) => each?.array) ?? (hint?.array ? hint : undefined);
  const asArray = (term: Term) => elements(term.kind === 'constant' && type ? cast(term, type) : term);
  const left = asArray(a);
  const right = asArray(b);
  if (!left || !right) return a.kind === b.kind ? 'unknown' : 'different';
  if (left.length !== right.length) return 'different';
  const element = type && { ...type, array: false };
  return left.reduce<Equality>(
    (result, item, index) => both(result, () => compareTerms(item, right[index]!, context, element)),
    'same',
  );
}

/** `stored`: the value itself is kept, so `0.0` is not `0` where the type keeps the digits. */
function compareConstants(a: Term, b: Term, hint?: CastType, how: 'stored' | 'compared' = 'compared'): Equality {
  if (a.value === null || b.value === null) return a.value === b.value ? 'same' : 'different';
  const type = a.casts.at(-1) ?? b.casts.at(-1) ?? hint;
  const unread = [...a.casts, ...b.casts].includes(undefined);
  if (unread) return a.value === b.value ? 'same' : 'unknown';
  if (!type) return compareUntyped(a, b);
  if (type.array) return compareArrayConstants(a, b, type);
  const as = category(type);
  if (as === 'integer' && isFraction(a, b)) return 'unknown';
  if (a.value === b.value) return conflicting(a, b) ? 'unknown' : 'same';
  const [left, right] = [valueAs(a, type), valueAs(b, type)];
  if (left === undefined || right === undefined) return 'unknown';
  if (left !== right) return as === 'string' && lengths(a, b) ? 'unknown' : 'different';
  if (as === 'json' || conflicting(a, b)) return 'unknown';
  const scaled = how === 'stored' && as === 'numeric' && hint?.modifiers === undefined;
  return scaled && parseNumber(a.value!)?.scale !== parseNumber(b.value!)?.scale ? 'unknown' : 'same';
}
/** `INTERVAL '1' DAY`: a number alone counts the last of the fields. */
function valueAs({ value, casts }: Term, type: CastType): string | undefined {
  const unit = /\w+$/.exec((casts.at(-1) ?? type).fields ?? '')?.[0];
  const text = unit !== undefined && /^[-+]?\d+$/.test(value!) ? `${value} ${unit}` : value!;
  return canonicalValue(text, category(type));
}
function compareUntyped(a: Term, b: Term): Equality {
  if (a.value === b.value) return a.written === b.written ? 'same' : 'unknown';
  if (a.written === 'number' && b.written === 'number')
    return parseNumber(a.value!)?.value === parseNumber(b.value!)?.value ? 'same' : 'different';
  return a.written === b.written ? 'different' : 'unknown';
}
function isFraction(a: Term, b: Term): boolean {
  return [a, b].some((each) => (parseNumber(each.value ?? '')?.scale ?? 0) > 0);
}
/** One side cuts to a length the other does not. */
function lengths(a: Term, b: Term): boolean {
  return [...a.casts, ...b.casts].some((type) => type !== undefined && isLimited(type));
}
/** Both name a type, and the types read a text differently. */
function conflicting(a: Term, b: Term): boolean {
  const [left, right] = [a.casts.at(-1), b.casts.at(-1)];
  if (!left || !right || equalTypes(left, right, false)) return false;
  const kinds = [category(left), category(right)];
  const numbers = ['integer', 'numeric', 'float'];
  return kinds[0] !== kinds[1] && !kinds.every((kind) => numbers.includes(kind)) && !kinds.includes('user');
}
function compareArrayConstants(a: Term, b: Term, type: CastType): Equality {
  const [left, right] = [elements(cast(a, type)), elements(cast(b, type))];
  if (!left || !right) return squeeze(a.value!) === squeeze(b.value!) ? 'same' : 'unknown';
  if (left.length !== right.length) return 'different';
  return left.reduce<Equality>((result, item, at) => both(result, () => compareConstants(item, right[at]!)), 'same');
}

/** Casts that the server adds, or that change nothing, count for nothing; of any other difference little is known. */
function compareCasts(a: Term, b: Term, context: ExpressionContext, hint?: CastType): Equality {
  if (a.casts.length === 0 && b.casts.length === 0) return 'same';
  const columnType = (name: string) => context.columnType?.(name);
  const base = bareType(a, columnType) ?? bareType(b, columnType);
  const left = essential(a.casts, base, hint);
  const right = essential(b.casts, base, hint);
  const equal =
    left.length === right.length && left.every((type, index) => type && right[index] && equalTypes(type, right[index]));
  if (equal) return 'same';
  const [last, otherLast] = [left.at(-1), right.at(-1)];
  if (!last || !otherLast || left.length !== right.length) return 'unknown';
  const kinds = [category(last), category(otherLast)];
  return kinds.includes('user') || kinds.every((kind) => kind === 'string') ? 'unknown' : 'different';
}
function essential(casts: Term['casts'], base: CastType | undefined, target: CastType | undefined): Term['casts'] {
  const result: (CastType | undefined)[] = [];
  let current = base;
  for (const type of casts) {
    const idle = type && current && (equalTypes(type, current, isLimited(type)) || isImplicit(current, type));
    if (!idle) result.push(type);
    current = type;
  }
  const last = result.at(-1);
  if (last && target && result.length === 1 && base && equalTypes(last, target, false) && isImplicit(base, last))
    return [];
  return result;
}
