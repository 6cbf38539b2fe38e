/** Names of a query's columns that are key words and have no AS before them: an older server takes other words alone. */
import { allKeywords } from '../../text/keywords';
import { tokenize } from '../../text/lexer';
import { LruCache } from '../../text/lru';
import { entryOf, walk } from '../ast';
import { parse } from '../parse';
import type { NodeBody } from './construct';
import type { TextRefusal } from './refusal';

const BARE_LABELS = 140_000;
/** Key words that 13 does not have (`pg_get_keywords()` of 13 and of 18): to it they are names like others. */
const namesTo13: ReadonlySet<string> = new Set(
  (
    'absent asensitive atomic breadth compression conditional depth empty enforced error finalize format indent json ' +
    'json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize json_table ' +
    'json_value keep keys matched merge merge_action nested objects omit parameter path period plan quotes return ' +
    'scalar source string system_user target unconditional virtual'
  ).split(' '),
);
const labelsByText = new LruCache<readonly TextRefusal[]>(500_000);
/** What a server of this version refuses of them, of a statement that parses. */
export function newerLabels(serverVersion: number, text: string): readonly TextRefusal[] {
  if (serverVersion >= BARE_LABELS || !/\b(?:select|returning)\b/i.test(text)) return [];
  const known = labelsByText.get(text) ?? labelsIn(text);
  labelsByText.set(text, known);
  return known;
}
interface NamedTarget {
  readonly name: string;
  readonly location: number;
}
function labelsIn(text: string): readonly TextRefusal[] {
  const outcome = parse(text);
  if (outcome.status !== 'ok') return [];
  const targets: NamedTarget[] = [];
  const look = (kind: string, body: NodeBody): boolean => {
    targets.push(...keywordTargets(kind, body));
    return true;
  };
  for (const { stmt } of outcome.statements) {
    const entry = entryOf(stmt);
    if (entry) look(entry.kind, entry.body as NodeBody);
    walk(entry?.body, look);
  }
  if (targets.length === 0) return [];
  const tokens = tokenize(text);
  return targets.flatMap((target) => keywordLabel(target, tokens) ?? []);
}
/** Those whose name is a key word. */
function keywordTargets(kind: string, body: NodeBody): readonly NamedTarget[] {
  const clause = body.returningClause as NodeBody | undefined;
  const list = kind === 'SelectStmt' ? body.targetList : (body.returningList ?? clause?.exprs);
  return ((list ?? []) as readonly { readonly ResTarget?: NodeBody }[]).flatMap(({ ResTarget: target }) => {
    const { name, location = 0 } = target ?? {};
    const isKeyword =
      typeof name === 'string' && allKeywords.has(name) && !namesTo13.has(name) && typeof location === 'number';
    return isKeyword ? [{ name, location: location as number }] : [];
  });
}
const afterTarget = new Set(
  ', ) ; FROM INTO WHERE GROUP HAVING WINDOW UNION INTERSECT EXCEPT ORDER LIMIT OFFSET FETCH FOR'.split(' '),
);
/** The last word of the target, where that is its name. */
function keywordLabel({ name, location }: NamedTarget, tokens: ReturnType<typeof tokenize>): TextRefusal | undefined {
  let depth = 0;
  let at = tokens.findIndex(({ start }) => start >= location);
  for (; at >= 0 && at < tokens.length; at++) {
    const { text } = tokens[at]!;
    if (depth === 0 && afterTarget.has(text)) break;
    if (text === '(' || text === '[') depth++;
    if (text === ')' || text === ']') depth--;
  }
  const [before, last] = [tokens[at - 2], tokens[at - 1]];
  if (last?.text.toLowerCase() !== name || !before || before.text === 'AS' || before.start < location) return undefined;
  const { start, end } = last;
  return {
    message: 'a key word as a name without AS came with PostgreSQL 14',
    range: { start, end },
    before: BARE_LABELS,
  };
}
