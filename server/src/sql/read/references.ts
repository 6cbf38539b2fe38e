/** What a stored definition names: a view's query, a rule, a trigger, a policy, a body in SQL, a publication. */

import { LruCache } from '../../text/lru';
import type { Name } from '../../text/text';
import { bodiesOf, stringsOf } from '../ast';
import { type Node, parse } from '../parse';
import { QueryReader } from '../query/query';
import { columnRefs } from '../refusals/refusal';
import { Source } from '../source';
import type { QueryOutput, RelationUse, Stray } from './ops-query';

interface References {
  /** Relations as they are written, with the columns that surely are theirs. */
  readonly relations: readonly Pick<RelationUse, 'name' | 'columns'>[];
  /** Columns of one of several relations. */
  readonly strays: readonly Stray[];
  readonly functions: readonly Name[];
  /** Columns of the table that a rule or trigger stands on. */
  readonly own: readonly string[];
  readonly outputs: readonly QueryOutput[];
}
const noReferences: References = { relations: [], strays: [], functions: [], own: [], outputs: [] };
const knownReferences = new LruCache<References>(2_000_000);

/** Nothing for what cannot be read. */
export function referencesOf(text: string): References {
  let found = knownReferences.get(text);
  if (!found) {
    found = readReferences(text);
    knownReferences.set(text, found);
  }
  return found;
}
function readReferences(text: string): References {
  try {
    const outcome = parse(text);
    const node = outcome.status === 'ok' && outcome.statements.length === 1 ? outcome.statements[0]?.stmt : undefined;
    return node === undefined ? noReferences : readNode(text, node);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return noReferences;
  }
}
function readNode(text: string, node: Node): References {
  const reader = new QueryReader(new Source(text));
  const done = (own: readonly string[] = [], outputs: readonly QueryOutput[] = []): References => ({
    relations: reader.uses,
    strays: reader.strays,
    functions: reader.functions,
    own,
    outputs,
  });
  if ('RuleStmt' in node) {
    for (const action of node.RuleStmt.actions ?? []) reader.statement(action);
    return done(rowColumns(node.RuleStmt));
  }
  if ('CreateTrigStmt' in node) {
    const { columns, whenClause } = node.CreateTrigStmt;
    return done([...stringsOf(columns), ...rowColumns(whenClause)]);
  }
  if ('CreateFunctionStmt' in node) {
    for (const statement of bodyStatements(node.CreateFunctionStmt.sql_body)) reader.statement(statement);
    return done();
  }
  if ('ViewStmt' in node) return done([], reader.statement(node.ViewStmt.query) ?? []);
  if ('CreateTableAsStmt' in node) return done([], reader.statement(node.CreateTableAsStmt.query) ?? []);
  if ('CreatePublicationStmt' in node) return publication(text, node.CreatePublicationStmt.pubobjects);
  return done([], reader.statement(node) ?? []);
}
/** `old.a`, `new.a`. */
function rowColumns(node: unknown): string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each);
    else if (typeof value === 'object' && value !== null)
      for (const [key, child] of Object.entries(value)) {
        if (key === 'ColumnRef') {
          const names = stringsOf((child as { fields?: Node[] }).fields);
          if (names.length === 2 && (names[0] === 'old' || names[0] === 'new')) found.push(names[1]!);
        } else visit(child);
      }
  };
  visit(node);
  return found;
}
/** `RETURN …` or the statements of `BEGIN ATOMIC … END`. */
function bodyStatements(body: Node | undefined): Node[] {
  if (body === undefined) return [];
  if (!('List' in body)) return [body];
  return (body.List.items ?? []).flatMap((item) => ('List' in item ? (item.List.items ?? []) : [item]));
}
function publication(text: string, objects: readonly Node[] | undefined): References {
  const source = new Source(text);
  const relations = bodiesOf(objects, 'PublicationObjSpec').flatMap(({ pubtable }) => {
    if (!pubtable) return [];
    const name = source.relation(pubtable.relation);
    const filtered = columnRefs(pubtable.whereClause).map(({ names }) => names.at(-1) ?? '');
    const columns = [...stringsOf(pubtable.columns), ...filtered].map((value) => ({ value, range: name.range }));
    return [{ name, columns }];
  });
  return { ...noReferences, relations };
}
/** A publication's columns that only its WHERE names may not be retyped. */
export function filteredColumns(text: string): string[] {
  const outcome = parse(text);
  const node = outcome.status === 'ok' ? outcome.statements[0]?.stmt : undefined;
  if (node === undefined || !('CreatePublicationStmt' in node)) return [];
  return bodiesOf(node.CreatePublicationStmt.pubobjects, 'PublicationObjSpec').flatMap(({ pubtable }) =>
    columnRefs(pubtable?.whereClause).map(({ names }) => names.at(-1) ?? ''),
  );
}
