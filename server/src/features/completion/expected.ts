/** What kind of name can stand at an offset, read from the tokens before it; half-typed text is the usual case. */

import { tokenize } from '../../text/lexer';
import { identifierValue } from '../../text/literals';
import type { TextRange } from '../../text/text';
import type { Token } from '../../text/token';
import { isName, type RelationMention, relationNamed, relationsAt, type StatementScope } from '../scope';
import { beforeConditions, elementsOpener, newColumnAt, openAt, ownColumns } from './elements';
import { isTypePlace, signaturePlace } from './type-place';

/** By the word after CREATE: what dev has there is made whole, or only named. */
const afterCreate = {
  TABLE: 'new table',
  VIEW: 'new view',
  INDEX: 'new index',
  TYPE: 'new type',
  DOMAIN: 'new type',
  FUNCTION: 'new routine',
  PROCEDURE: 'new routine',
  AGGREGATE: 'new routine',
  TRIGGER: 'new trigger',
  POLICY: 'new policy',
  SCHEMA: 'schema',
  EXTENSION: 'extension',
  SEQUENCE: 'sequence',
} as const;
/** By the word after ALTER, DROP and so on: what has a name of its own and no columns. */
const afterVerb = {
  INDEX: 'index',
  SEQUENCE: 'sequence',
  FUNCTION: 'routine',
  PROCEDURE: 'routine',
  ROUTINE: 'routine',
  AGGREGATE: 'routine',
  TRIGGER: 'trigger',
  POLICY: 'policy',
  SCHEMA: 'schema',
  EXTENSION: 'extension',
} as const;
type MadeKind = (typeof afterCreate)[keyof typeof afterCreate];
/** What dev has and the statement can make: its name, and with it the rest of what dev has. */
export type NewKind = (MadeKind extends infer K ? (K extends `new ${infer N}` ? N : never) : never) | 'constraint';
export type ObjectKind = (typeof afterVerb)[keyof typeof afterVerb] | 'method';

export interface Expected {
  readonly kind:
    | 'relation'
    | 'referenced relation'
    | 'joined relation'
    | 'column'
    | 'own column'
    | 'new column'
    | 'renamed column'
    | 'type'
    | 'constraint'
    | 'value'
    | 'new value'
    | 'words'
    | `new ${NewKind}`
    | ObjectKind;
  /** What has been typed of the name, to be replaced. */
  readonly range: TextRange;
  /** It began with a quote. */
  readonly quoted: boolean;
  /** A schema before a dot. */
  readonly qualifier?: string;
  /** Where columns and constraints may be from. */
  readonly relations: readonly Pick<RelationMention, 'name'>[];
  /** After `NEW.`, `OLD.` or `excluded.`. */
  readonly row?: true;
  /** Nothing else can stand here: no aliases. */
  readonly only: boolean;
  /** Columns the list has already. */
  readonly taken: ReadonlySet<string>;
}

const beforeRelation = new Set(
  'FROM JOIN INTO UPDATE TABLE REFERENCES TRUNCATE COPY LIKE VIEW INHERITS ONLY LOCK ANALYZE VACUUM CLUSTER'.split(' '),
);
const beforeColumn = new Set(
  `SELECT WHERE AND OR NOT ON BY SET HAVING RETURNING DISTINCT CASE WHEN THEN ELSE USING BETWEEN DEFAULT CHECK`.split(
    /\s+/,
  ),
);

export function expectedAt(scope: StatementScope, offset: number): Expected | undefined {
  const { text, tokens } = scope;
  if (isInComment(scope, offset)) return undefined;
  const at = tokens.findLastIndex((token) => token.start < offset);
  const here = tokens[at];
  if (here && here.kind === 'string' && isWithinString(text, here, offset)) return withinString(here, offset);
  if (here && here.end >= offset && isInert(here, offset)) return undefined;
  const typed = here && here.end >= offset && isName(here) ? here : undefined;
  const range = { start: typed?.start ?? offset, end: offset };
  // The rest of the word goes too, but not what an open quote runs into.
  if (typed && typed.end > offset && !typed.unterminated && !/\s/.test(text.slice(offset, typed.end)))
    range.end = typed.end;
  const quoted = typed?.kind === 'quoted';
  const last = typed ? at - 1 : at;
  const base = { range, quoted, relations: [], only: false, taken: new Set<string>() };
  const previous = tokens[last];
  if (previous?.text === '.') return afterDot(scope, base, last, offset);
  return { ...base, ...undottedAt(scope, last, offset) };
}

type ExpectedFacts = Omit<Expected, 'kind'>;
type ExpectedKind = Pick<Expected, 'kind'> & Partial<Expected>;

function isInComment({ text, tokens }: StatementScope, offset: number): boolean {
  const before = tokens.findLast((token) => token.end <= offset);
  const last = tokenize(text, before?.end ?? text.lastIndexOf('\n', offset - 1) + 1, offset, true).at(-1);
  return last?.kind === 'comment' && (last.unterminated || (last.end === offset && text.startsWith('--', last.start)));
}
/** Within a string or a number nothing is offered. */
function isInert(token: Token, offset: number): boolean {
  return (
    token.kind === 'string' ||
    token.kind === 'number' ||
    (token.kind === 'quoted' && !token.unterminated && token.end === offset)
  );
}

const isWithinString = (text: string, { start, end, unterminated }: Token, offset: number): boolean =>
  text[start] === "'" && (offset < end || (unterminated === true && offset <= end));
/** A value of an enum, perhaps; what an open quote runs into stays. */
function withinString({ start, end, unterminated }: Token, offset: number): Expected {
  const range = { start, end: unterminated ? offset : end };
  return { kind: 'value', range, quoted: true, relations: [], only: true, taken: new Set() };
}

function afterDot(scope: StatementScope, base: ExpectedFacts, dot: number, offset: number): Expected | undefined {
  const { text, tokens } = scope;
  const token = tokens[dot - 1];
  if (!token || !isName(token)) return undefined;
  const name = identifierValue(text, token);
  const schema =
    tokens[dot - 2]?.text === '.' && isName(tokens[dot - 3]) ? identifierValue(text, tokens[dot - 3]!) : undefined;
  const relation = relationNamed(scope, name, offset);
  if (relation && relation.range.start !== token.start)
    return { ...base, kind: 'column', relations: [relation], only: true };
  if (/^(new|old|excluded)$/.test(name))
    return { ...base, kind: 'column', relations: relationsAt(scope, offset).slice(0, 1), only: true, row: true };
  if (schema !== undefined) return { ...base, kind: 'column', relations: [{ name: { schema, name } }], only: true };
  const start = tokens[dot - 2]?.text ?? '';
  if (isTypePlace(scope, dot - 2)) return { ...base, kind: 'type', qualifier: name };
  const object = objectPlace(scope, dot - 2);
  if (object) return { ...base, kind: object, qualifier: name };
  if (beforeRelation.has(start) || start === ',' || start === 'ON')
    return { ...base, kind: relationKind(tokens, dot - 2), qualifier: name };
  return { ...base, kind: 'column', qualifier: name, relations: [{ name: { name } }], only: true };
}

function undottedAt(scope: StatementScope, last: number, offset: number): ExpectedKind {
  const { tokens } = scope;
  const head = tokens.slice(0, 3).map((token) => token.text);
  const object = objectPlace(scope, last);
  if (object) return { kind: object, relations: relationsAt(scope, offset) };
  if (isTypePlace(scope, last)) return { kind: 'type', relations: relationsAt(scope, offset) };
  const element = newColumnAt(scope, last, offset);
  if (element) return { kind: 'new column', ...element };
  const list = scope.relations.findLast((one) => one.list && one.list.start < offset && offset < one.list.end);
  if (list) return { kind: 'column', relations: [list], only: true, taken: listedNames(scope, list.list!, offset) };
  if (isRelationPlace(scope, last, head)) {
    const kind = relationKind(tokens, beforeConditions(tokens, last));
    return kind === 'referenced relation' ? { kind, relations: relationsAt(scope, offset) } : { kind };
  }
  const place = columnPlace(scope, last, offset);
  const own = place.kind === 'column' ? ownColumns(scope, last) : undefined;
  return own ? { kind: 'own column', relations: [own.table], taken: own.names } : place;
}

/** Where what has a name of its own is named or made: after `DROP INDEX`, `CREATE TABLE IF NOT EXISTS` and so on. */
function objectPlace({ tokens }: StatementScope, last: number): Expected['kind'] | undefined {
  const at = beforeConditions(tokens, last);
  const word = tokens[at]?.text ?? '';
  const verb = tokens[0]?.text ?? '';
  const before = tokens[at - 1]?.text ?? '';
  if (word === 'TO' && verb === 'ALTER') return renamedPlace(tokens, at);
  if (word === 'CONSTRAINT') {
    if (before === 'ADD' || (verb === 'CREATE' && elementsOpener(tokens, at) !== undefined)) return 'new constraint';
    return ['DROP', 'VALIDATE', 'RENAME', 'ALTER'].includes(before) ? 'constraint' : undefined;
  }
  if (verb === 'ALTER' && tokens[1]?.text === 'TYPE') {
    if (word === 'VALUE' && before === 'ADD') return 'new value';
    if (word === 'BEFORE' || word === 'AFTER' || (word === 'VALUE' && before === 'RENAME')) return 'value';
  }
  if (word === 'USING' && verb === 'CREATE' && tokens.slice(0, 3).some(({ text }) => text === 'INDEX')) return 'method';
  if (/^(FUNCTION|PROCEDURE)$/.test(word) && before === 'EXECUTE') return 'routine';
  if (signaturePlace(tokens, last) === 'routine') return 'routine';
  const early = at < 5;
  if (verb === 'CREATE' && early && word in afterCreate) return afterCreate[word as keyof typeof afterCreate];
  const names = early && /^(ALTER|DROP|COMMENT|REINDEX|GRANT|REVOKE)$/.test(verb) && word in afterVerb;
  return names ? afterVerb[word as keyof typeof afterVerb] : undefined;
}
/** After `RENAME … TO`: what dev has and the migrations do not. */
function renamedPlace(tokens: readonly Token[], to: number): Expected['kind'] | undefined {
  const rename = tokens.findLastIndex(({ text }, at) => text === 'RENAME' && at < to);
  const what = tokens[rename + 1]?.text;
  if (rename < 0) return undefined;
  if (what === 'CONSTRAINT') return 'new constraint';
  const kind = tokens[1]?.text ?? '';
  if (what === 'TO') return kind in afterCreate ? afterCreate[kind as keyof typeof afterCreate] : undefined;
  return kind === 'TABLE' ? 'renamed column' : undefined;
}
function relationKind(tokens: readonly Token[], at: number): Expected['kind'] {
  const word = tokens[at]?.text;
  return word === 'REFERENCES' ? 'referenced relation' : word === 'JOIN' ? 'joined relation' : 'relation';
}
function isRelationPlace({ tokens, relations }: StatementScope, last: number, head: readonly string[]): boolean {
  const at = beforeConditions(tokens, last);
  const word = tokens[at]?.text ?? '';
  if (word === 'ON') {
    const ofTable = head[0] === 'COMMENT' || head.includes('TABLE');
    return !ofTable && head[0] !== 'SELECT' && !tokens.some((one) => one.text === 'JOIN' || one.text === 'CONFLICT');
  }
  if (word === 'COLUMN') return head[0] === 'COMMENT' && at === 2;
  if (word === 'USING') return head[0] === 'DELETE' || head[0] === 'MERGE';
  if (word === 'FROM' && tokens[at - 1]?.text === 'DISTINCT') return false;
  if (word === 'UPDATE' && ['FOR', 'ON', 'DO'].includes(tokens[at - 1]?.text ?? '')) return false;
  if (beforeRelation.has(word)) return true;
  // FROM a, … and FROM a x, …
  const ends = [tokens[at - 1]?.end, tokens[at - (tokens[at - 2]?.text === 'AS' ? 3 : 2)]?.end];
  return (
    word === ',' &&
    relations.some(({ range, alias }) => range.end === ends[alias === undefined ? 0 : 1]) &&
    !tokens.some(
      ({ text }, i) => text === 'SET' && !tokens.some((one, after) => after > i && after < at && one.text === 'FROM'),
    )
  );
}

function listedNames({ text, tokens }: StatementScope, list: TextRange, offset: number): Set<string> {
  const names = tokens.filter((token) => isName(token) && token.start > list.start && token.end < list.end);
  return new Set(
    names.filter(({ start, end }) => offset <= start || end < offset).map((one) => identifierValue(text, one)),
  );
}

function columnPlace(scope: StatementScope, last: number, offset: number): ExpectedKind {
  const { tokens } = scope;
  const relations = relationsAt(scope, offset);
  const at = tokens[last]?.text === 'EXISTS' ? beforeConditions(tokens, last) : last;
  const word = tokens[at]?.text ?? '';
  const before = tokens[at - 1]?.text ?? '';
  // Right after a name or a closed bracket an operator or a key word stands, no name; but words such as COLUMN lead to one.
  const leads =
    beforeColumn.has(word) ||
    /^[(,=<>+\-*/|]/.test(word) ||
    /^(COLUMN|ALTER|DROP|RENAME|OF)$/.test(word) ||
    before === 'SET';
  if (!leads || isInDefinition(tokens, last, word) || isAction(tokens, at)) return { kind: 'words' };
  return { kind: 'column', relations, only: /^(COLUMN|ALTER|DROP|RENAME|OF|SET)$/.test(word) };
}
/** `ALTER COLUMN c SET`, `ON DELETE SET`, `ON UPDATE SET` and the command SET: what is set is no column of a row. */
function isAction(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.text !== 'SET') return false;
  const update = tokens.findLastIndex(({ text }, i) => i < at && text === 'UPDATE');
  return update < 0 || tokens[update - 1]?.text === 'ON';
}
/** `NOT` and `ON` within a column's definition, and `COMMENT ON`: key words follow. */
function isInDefinition(tokens: readonly Token[], last: number, word: string): boolean {
  if (word !== 'NOT' && word !== 'ON') return false;
  const [verb, what] = [tokens[0]?.text, tokens[1]?.text];
  if (verb === 'COMMENT') return true;
  if (verb === 'ALTER' && what === 'TABLE') return openAt(tokens, last).length === 0;
  return elementsOpener(tokens, last) !== undefined;
}
