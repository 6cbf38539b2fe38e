import { wordList } from '../../text/lists';

/** What a statement can begin with: for finding the next one where a semicolon is missing. */

const objects = `TABLE INDEX UNIQUE TYPE VIEW FUNCTION PROCEDURE SCHEMA EXTENSION SEQUENCE TRIGGER POLICY DOMAIN MATERIALIZED TEMP
  TEMPORARY UNLOGGED AGGREGATE RULE ROLE USER EVENT PUBLICATION SUBSCRIPTION COLLATION STATISTICS FOREIGN
  SERVER CAST OPERATOR DATABASE OR TEXT LANGUAGE RECURSIVE GLOBAL LOCAL`;

/** By first word: the second words that make it a statement nothing else can be mistaken for. */
const strong = new Map<string, ReadonlySet<string>>([
  ['CREATE', new Set(wordList(`${objects} CONSTRAINT`))],
  ['ALTER', new Set(wordList(`${objects} DEFAULT SYSTEM`))],
  ['DROP', new Set(wordList(`${objects} OWNED`))],
  ['COMMENT', new Set(wordList('ON'))],
  ['REFRESH', new Set(wordList('MATERIALIZED'))],
]);
/** Statements that also stand within others, or whose first word is often a name. */
const weak = new Map<string, ReadonlySet<string> | undefined>([
  ['INSERT', new Set(wordList('INTO'))],
  ['DELETE', new Set(wordList('FROM'))],
  ['MERGE', new Set(wordList('INTO'))],
  ['LOCK', new Set(wordList('TABLE'))],
  ['UPDATE', undefined],
  ['SELECT', undefined],
  ['WITH', undefined],
  ['DO', undefined],
  ['GRANT', undefined],
  ['REVOKE', undefined],
  ['TRUNCATE', undefined],
  ['COPY', undefined],
  ['BEGIN', undefined],
  ['COMMIT', undefined],
  ['ROLLBACK', undefined],
  ['SET', undefined],
  ['CALL', undefined],
  ['ANALYZE', undefined],
  ['VACUUM', undefined],
  ['REINDEX', undefined],
]);

export type Starter = 'strong' | 'weak';
/** Whether a statement may begin with `first`, to be followed by `second`. */
export function starterOf(first: string, second: string): Starter | undefined {
  if (strong.get(first)?.has(second)) return 'strong';
  if (!weak.has(first)) return undefined;
  const seconds = weak.get(first);
  return seconds === undefined || seconds.has(second) ? 'weak' : undefined;
}
export function mayStart(word: string): boolean {
  return strong.has(word) || weak.has(word);
}

const line = new RegExp(
  `(?:^|[\\r\\n])[ \\t]*(?:(?:CREATE|ALTER|DROP)[ \\t]+(?:${objects.trim().split(/\s+/).join('|')})\\b|COMMENT[ \\t]+ON\\b|INSERT[ \\t]+INTO\\b)`,
  'i',
);
/** Offset of the first line after the first that begins with a statement; -1 for none. */
export function statementLine(text: string, start: number, end: number): number {
  const first = text.slice(start, end).search(/[\r\n]/);
  if (first < 0) return -1;
  const match = line.exec(text.slice(start + first, end));
  if (match === null) return -1;
  const at = start + first + match.index;
  return at + (/^[\r\n]/.test(match[0]) ? 1 : 0);
}
