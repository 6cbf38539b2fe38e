/**
 * What a statement names, read from its tokens alone, so that half-typed text has a scope too: its relations with their
 * aliases, and the column lists that belong to one of them.
 */

import { keywordClass } from '../text/keywords';
import { identifierValue } from '../text/literals';
import { foldIdentifier, type QualifiedName } from '../text/names';
import { present } from '../text/present';
import type { TextRange } from '../text/text';
import type { Token } from '../text/token';

/** A dotted name: its parts as stored, and each part's own range. */
export interface Chain {
  readonly parts: readonly { readonly name: string; readonly range: TextRange }[];
  readonly range: TextRange;
}
export interface RelationMention {
  readonly name: QualifiedName;
  /** The name as written; of `COMMENT ON COLUMN t.c` without the column. */
  readonly range: TextRange;
  readonly alias?: string;
  /** The parentheses after it, whose names are its columns: INSERT INTO t (…), REFERENCES t (…). */
  readonly list?: TextRange;
  /** The target of a foreign key or LIKE: its columns are in scope within its own list only. */
  readonly aside: boolean;
  /** The innermost query in parentheses around it: its columns are in scope there only. */
  readonly within?: TextRange;
  /** The query in FROM that it stands in, whose own names for its columns are seen outside. */
  readonly derived?: TextRange;
}
export interface StatementScope {
  readonly text: string;
  /** Without comments. */
  readonly tokens: readonly Token[];
  readonly relations: readonly RelationMention[];
  /** Names of WITH queries: no tables. */
  readonly queries: ReadonlySet<string>;
  /** Variables and arguments that are, perhaps, rows of a relation of that name. */
  readonly rows: ReadonlyMap<string, QualifiedName>;
}

/** Words after which a relation's name stands; `list` when more may follow after commas. */
const introducers: Readonly<Record<string, { readonly list?: true; readonly columns?: true; readonly aside?: true }>> =
  {
    FROM: { list: true },
    JOIN: {},
    INTO: { columns: true },
    UPDATE: {},
    TABLE: { list: true },
    TRUNCATE: { list: true },
    COPY: { columns: true },
    LOCK: { list: true },
    VIEW: { list: true },
    REFERENCES: { columns: true, aside: true },
    LIKE: { aside: true },
    INHERITS: { list: true, aside: true },
    OF: { aside: true },
    PARTITION: {},
    COLUMN: {},
    ON: {},
    USING: {},
    BY: {},
  };
const skipped = new Set(['ONLY', 'TABLE', 'IF', 'NOT', 'EXISTS', 'CONCURRENTLY', 'LATERAL', '(']);
/** Words that never name a relation or an alias where one could stand. */
const clauseWords = new Set(
  `SELECT VALUES SET WHERE ON USING JOIN INNER LEFT RIGHT FULL CROSS NATURAL GROUP ORDER HAVING LIMIT OFFSET FETCH FOR
   UNION INTERSECT EXCEPT RETURNING WHEN WITH WINDOW ADD ALTER DROP RENAME OWNER TO AS DEFAULT DO CONFLICT OVERRIDING
   ENABLE DISABLE FORCE NO VALIDATE ATTACH DETACH INHERIT CASCADE RESTRICT PARTITION IS IN TABLESAMPLE FROM CONSTRAINT
   REPLICA CLUSTER IF OF BEFORE AFTER INSTEAD EXECUTE PRIMARY UNIQUE CHECK REFERENCES NULL DEFERRABLE INITIALLY MATCH
   INCLUDING EXCLUDING THEN MATCHED COMMENT`
    .split(/\s+/)
    .filter(Boolean),
);

/** A table can be called `comment`; COMMENT ON is the next statement. */
const isClause = (tokens: readonly Token[], at: number): boolean =>
  clauseWords.has(tokens[at]!.text) && (tokens[at]!.text !== 'COMMENT' || tokens[at + 1]?.text === 'ON');

export function scopeOf(
  text: string,
  tokens: readonly Token[],
  rows: ReadonlyMap<string, QualifiedName> = new Map(),
): StatementScope {
  const relations: RelationMention[] = [];
  const queries = parenthesisedQueries(tokens);
  const head = tokens.slice(0, 6).map((token) => token.text);
  for (let at = 0; at < tokens.length; at++) {
    const word = tokens[at]!.text;
    const introducer = tokens[at]!.kind === 'word' ? introducers[word] : undefined;
    if (!introducer || !introduces(word, at, tokens, head)) continue;
    let next = at + 1;
    do {
      while (skipped.has(tokens[next]?.text ?? '')) next++;
      const read = readRelation(text, tokens, next, word, introducer);
      if (!read) break;
      const { relation } = read;
      if (relation && !relations.some(({ range }) => range.start === relation.range.start)) {
        relations.push({ ...relation, ...placeIn(queries, relation.range.start) });
      }
      next = read.next;
    } while (introducer.list && tokens[next++]?.text === ',');
  }
  return { text, tokens, relations, queries: queryNames(text, tokens), rows };
}

interface ParenthesisedQuery {
  readonly range: TextRange;
  /** It stands where a relation does. */
  readonly inFrom: boolean;
}
/** Outer ones first. */
function parenthesisedQueries(tokens: readonly Token[]): readonly ParenthesisedQuery[] {
  return tokens.flatMap(({ text }, at) =>
    text === '(' && /^(SELECT|WITH|VALUES|INSERT|UPDATE|DELETE|MERGE|TABLE)$/.test(tokens[at + 1]?.text ?? '')
      ? [{ range: groupAt(tokens, at), inFrom: /^(FROM|JOIN|LATERAL)$/.test(tokens[at - 1]?.text ?? '') }]
      : [],
  );
}
function placeIn(queries: readonly ParenthesisedQuery[], offset: number): Pick<RelationMention, 'within' | 'derived'> {
  const around = queries.filter(({ range }) => holds(range, offset));
  const own = around.findLastIndex(({ inFrom }) => !inFrom);
  return present({
    within: own >= 0 ? around[own]!.range : undefined,
    derived: own < around.length - 1 ? around.at(-1)!.range : undefined,
  });
}
const holds = ({ start, end }: TextRange, offset: number): boolean => start < offset && offset < end;

/** Words that are introducers in some places only. */
function introduces(word: string, at: number, tokens: readonly Token[], head: readonly string[]): boolean {
  const before = tokens[at - 1]?.text ?? '';
  const next = tokens[at + 1]?.text ?? '';
  switch (word) {
    case 'FROM':
      return before !== 'DISTINCT' && !isWithinCall(tokens, at);
    case 'UPDATE':
      return !['FOR', 'ON', 'DO', 'OR', 'BEFORE', 'AFTER', 'NO', 'KEY'].includes(before) && next !== 'SET';
    case 'ON':
      return isOnOfObject(head, at, tokens);
    case 'USING':
      return head[0] === 'DELETE' || head[0] === 'MERGE';
    case 'LIKE':
      return head.includes('TABLE') && (before === '(' || before === ',');
    case 'OF':
      return before === 'PARTITION';
    case 'PARTITION':
      return before === 'ATTACH' || before === 'DETACH';
    case 'COLUMN':
      return before === 'ON';
    case 'BY':
      return before === 'OWNED';
    case 'INTO':
      return before !== 'SELECT';
    default:
      return true;
  }
}
/** `extract(year FROM x)`, `trim(both FROM x)`. */
function isWithinCall(tokens: readonly Token[], at: number): boolean {
  let open = at - 1;
  for (let depth = 0; open >= 0; open--) {
    const { text } = tokens[open]!;
    if (text === ')') depth++;
    else if (text === '(' && depth-- === 0) break;
  }
  return /^(EXTRACT|SUBSTRING|TRIM|OVERLAY)$/.test(tokens[open - 1]?.text ?? '');
}
/** `CREATE INDEX … ON t`, `DROP TRIGGER … ON t`, `GRANT … ON t`: not the ON of a join or a conflict. */
function isOnOfObject(head: readonly string[], at: number, tokens: readonly Token[]): boolean {
  const kind = head.find((word) => /^(INDEX|TRIGGER|POLICY|RULE|GRANT|REVOKE)$/.test(word));
  if (kind === undefined) return false;
  const first = tokens.findIndex((token) => token.text === 'ON');
  return first === at;
}

function readRelation(
  text: string,
  tokens: readonly Token[],
  at: number,
  word: string,
  introducer: { readonly columns?: true; readonly aside?: true },
): { relation?: RelationMention; next: number } | undefined {
  const chain = chainFrom(text, tokens, at);
  if (!chain) return undefined;
  const ofColumn = word === 'COLUMN' || word === 'BY';
  const parts = ofColumn ? chain.parts.slice(0, -1) : chain.parts;
  const last = parts.at(-1);
  if (!last) return undefined;
  let next = at + chain.parts.length * 2 - 1;
  const list = introducer.columns && tokens[next]?.text === '(' ? groupAt(tokens, next) : undefined;
  if ((word === 'FROM' || word === 'JOIN') && tokens[next]?.text === '(') {
    // A function: no relation, but others may follow.
    const { end } = groupAt(tokens, next);
    while (tokens[next] && tokens[next]!.start < end) next++;
    return { next: aliasAt(text, tokens, next, word)?.next ?? next };
  }
  const schema = parts.at(-2)?.name;
  const alias = aliasAt(text, tokens, next, tokens[at - 2]?.text === 'MERGE' ? 'USING' : word);
  if (alias) next = alias.next;
  const relation = {
    name: schema === undefined ? { name: last.name } : { schema, name: last.name },
    range: { start: chain.range.start, end: last.range.end },
    aside: introducer.aside ?? false,
    ...present({ alias: alias?.name, list }),
  };
  return { relation, next };
}

/** The name of its own that stands at token `at`, after what has been named. */
export function aliasAt(text: string, tokens: readonly Token[], at: number, word: string) {
  if (!['FROM', 'JOIN', 'UPDATE', 'INTO', 'USING'].includes(word)) return undefined;
  let next = tokens[at]?.text === '*' ? at + 1 : at;
  const as = tokens[next]?.text === 'AS';
  if (as) next++;
  const token = tokens[next];
  if (!token || !isName(token) || (!as && word === 'INTO')) return undefined;
  if (!as && token.kind === 'word' && isClause(tokens, next)) return undefined;
  return { name: identifierValue(text, token), next: next + 1 };
}

function queryNames(text: string, tokens: readonly Token[]): Set<string> {
  const names = new Set<string>();
  if (!tokens.some((token) => token.text === 'WITH')) return names;
  tokens.forEach((token, at) => {
    const before = tokens[at - 1]?.text;
    if (!isName(token) || (before !== 'WITH' && before !== ',' && before !== 'RECURSIVE')) return;
    const next = tokens[at + 1]?.text === '(' ? tokens.findIndex((one, i) => i > at && one.text === ')') + 1 : at + 1;
    if (tokens[next]?.text === 'AS') names.add(identifierValue(text, token));
  });
  return names;
}

export function isName(token: Token | undefined): boolean {
  return token?.kind === 'word' || token?.kind === 'quoted';
}
/** The dotted name that begins at token `at`; reserved words and clauses begin none. */
export function chainFrom(text: string, tokens: readonly Token[], at: number): Chain | undefined {
  const first = tokens[at];
  if (!first || !isName(first)) return undefined;
  if (first.kind === 'word' && (isClause(tokens, at) || isReserved(first.text))) return undefined;
  const parts = [];
  for (let next = at; isName(tokens[next]); next += 2) {
    const token = tokens[next]!;
    parts.push({ name: identifierValue(text, token), range: { start: token.start, end: token.end } });
    if (tokens[next + 1]?.text !== '.' || isNextClause(tokens[next + 1], tokens[next + 2])) break;
  }
  return { parts, range: { start: first.start, end: parts.at(-1)!.range.end } };
}
/** `SELECT u. FROM t`: a reserved word apart from the dot is the next clause, not the name that is being typed. */
function isNextClause(dot: Token | undefined, word: Token | undefined): boolean {
  return dot !== undefined && word?.kind === 'word' && word.start > dot.end && isReserved(word.text);
}
const isReserved = (word: string) => keywordClass(foldIdentifier(word)) === 'reserved';

/** From the parenthesis at token `at` to its partner, or to the end of what was typed. */
export function groupAt(tokens: readonly Token[], at: number): TextRange {
  let depth = 0;
  for (let next = at; next < tokens.length; next++) {
    const { text, end } = tokens[next]!;
    if (text === '(') depth++;
    else if (text === ')' && --depth === 0) return { start: tokens[at]!.start, end };
  }
  return { start: tokens[at]!.start, end: Number.MAX_SAFE_INTEGER };
}

/**
 * The relations whose columns a bare name at `offset` may be: of its list, or else of the queries around it. Where those
 * are all derived from others (WITH, a query in FROM), the ones they are derived from.
 */
export function relationsAt(scope: StatementScope, offset: number): readonly RelationMention[] {
  const inList = scope.relations.filter(({ list }) => list && list.start < offset && offset <= list.end - 1);
  if (inList.length > 0) return inList.slice(-1);
  const all = scope.relations.filter((one) => !one.aside && !isOutOfQuery(scope, one, offset));
  const visible = all.filter(({ within }) => !within || holds(within, offset));
  return visible.some(({ name }) => !isQuery(scope, name)) ? visible : all;
}
/** The target of an INSERT is not seen in the query that fills it, but for ON CONFLICT and RETURNING; nor is what a query makes. */
function isOutOfQuery({ tokens }: StatementScope, { range }: RelationMention, offset: number): boolean {
  const at = tokens.findIndex(({ start }) => start === range.start);
  const isMade = tokens[0]?.text === 'CREATE' && at < 9 && /^(VIEW|TABLE|EXISTS)$/.test(tokens[at - 1]?.text ?? '');
  if (!isMade && (tokens[at - 1]?.text !== 'INTO' || tokens[at - 2]?.text !== 'INSERT')) return false;
  const between = tokens.filter(({ start, end }) => start > range.end && end <= offset).map(({ text }) => text);
  if (isMade) return between.includes('AS') && between.includes('SELECT');
  return between.includes('SELECT') && !between.includes('CONFLICT') && !between.includes('RETURNING');
}
const isQuery = ({ queries }: StatementScope, { schema, name }: QualifiedName): boolean =>
  schema === undefined && queries.has(name);

/** The relation that a name before a dot means, by alias or by its own name; the innermost around `offset`. */
export function relationNamed(scope: StatementScope, name: string, offset: number): RelationMention | undefined {
  const named = scope.relations.filter((one) => (one.alias ?? one.name.name) === name);
  const visible = named.filter(({ within }) => !within || holds(within, offset));
  const inner = [...visible].sort((a, b) => (b.within?.start ?? -1) - (a.within?.start ?? -1));
  return inner[0] ?? named.at(-1);
}
