/** INSERT, UPDATE and DELETE on views (`view_query_is_auto_updatable`, src/backend/rewrite/rewriteHandler.c). */
import { findRelation, type Relation } from '../../model/resolve';
import type { Table, View } from '../../model/schema';
import { isSystemColumn } from '../../model/system-columns';
import { unknownOf } from '../../model/unknown';
import { bodiesOf, stringsOf, walk } from '../../sql/ast';
import { type Node, parse, type SelectStmt } from '../../sql/parse';
import type { DataChange } from '../../sql/read/data-change';
import { callKind } from '../../sql/refusals/refusal';
import type { QualifiedName } from '../../text/names';
import type { LocalName, TextRange } from '../../text/text';
import type { Draft } from '../draft';

type RowChange = Exclude<DataChange, { kind: 'truncate' | 'publish' }>;
interface Changed {
  readonly event: RowChange['kind'];
  readonly at: TextRange;
  /** Columns that are written; undefined where they are not told. */
  readonly columns: readonly LocalName[] | undefined;
}
const verbs = { insert: 'insert into', update: 'update', delete: 'delete from' } as const;

/** True: the relation is no table, and whatever is to be said of it has been said. */
export function refuseViewChange(draft: Draft, change: RowChange): boolean {
  const relation = findRelation(draft.schema, change.table.value);
  if (!relation || relation.is === 'table') return false;
  if (relation.is === 'sequence' && draft.meets('relation', relation.sequence)) {
    const { schema, name } = relation.sequence;
    draft.refuse(
      'wrong kind',
      change.table.range,
      { kind: 'sequence', schema, name },
      `cannot change sequence "${name}"`,
    );
  }
  if (relation.is === 'view') {
    const { table, kind: event } = change;
    const before = draft.conflicts.length;
    changeView(draft, relation.view, { event, at: table.range, columns: writtenColumns(relation.view, change) });
    const sets = change.kind === 'insert' ? change.sets?.map(({ column }) => column) : undefined;
    // What ON CONFLICT sets may be inserted, too.
    if (sets && draft.conflicts.length === before)
      changeView(draft, relation.view, { event, at: table.range, columns: sets });
  }
  return true;
}
function writtenColumns(view: View, change: RowChange): readonly LocalName[] | undefined {
  if (change.kind === 'delete') return [];
  if (change.kind === 'update') return change.set.map(({ column }) => column);
  return change.columns ?? change.values?.map(({ range }, i) => ({ value: view.columns[i]?.name ?? '', range }));
}
function changeView(draft: Draft, view: View, changed: Changed): void {
  if (unknownOf(draft.schema, view).length > 0) return;
  const { event, at, columns } = changed;
  const object = { kind: view.kind, schema: view.schema, name: view.name } as const;
  if (view.kind === 'materialized view')
    return draft.refuse('other', at, object, `cannot change materialized view "${view.name}"`);
  if (view.rules?.some(({ definition }) => isOn(definition, event))) return;
  if (view.triggers?.some(({ definition }) => /\bINSTEAD\s+OF\b/i.test(definition) && isFor(definition, event))) return;
  const query = queryOf(view);
  if (!query) return;
  const base = updatable(draft, query);
  if (base === 'not known') return;
  const refuse = (): void => draft.refuse('other', at, object, `cannot ${verbs[event]} view "${view.name}"`);
  if (base === undefined) return refuse();
  const sources = sourcesOf(query, base);
  if (event !== 'delete' && sources?.every((source) => source === undefined)) return refuse();
  const inBase = new Map<string, LocalName>();
  for (const { value, range } of columns ?? []) {
    const place = view.columns.findIndex(({ name }) => name === value);
    const source = place < 0 ? undefined : sources?.[place];
    if (sources && place >= 0 && source === undefined)
      return draft.refuse(
        'other',
        range,
        { kind: 'column', schema: view.schema, name: value, table: view.name },
        `cannot ${verbs[event]} column "${value}" of view "${view.name}"`,
      );
    if (source === undefined) continue;
    // Parts of one column may be set one by one.
    const other = inBase.get(source);
    if (other && other.value !== value)
      return draft.refuse('other', range, object, `multiple assignments to same column "${source}"`);
    inBase.set(source, { value, range });
  }
  if (base.is === 'view')
    changeView(draft, base.view, {
      event,
      at,
      columns: sources && columns ? [...inBase].map(([value, { range }]) => ({ value, range })) : undefined,
    });
}
const isOn = (definition: string, event: string): boolean => new RegExp(`\\bON\\s+${event}\\b`, 'i').test(definition);
const isFor = (definition: string, event: string): boolean => new RegExp(`\\b${event}\\b`, 'i').test(definition);

const viewQueries = new WeakMap<View, SelectStmt | false>();
function queryOf(view: View): SelectStmt | undefined {
  let known = viewQueries.get(view);
  if (known === undefined) {
    const outcome = parse(view.definition);
    const node = outcome.status === 'ok' ? outcome.statements[0]?.stmt : undefined;
    known = node && 'SelectStmt' in node ? node.SelectStmt : false;
    viewQueries.set(view, known);
  }
  return known || undefined;
}
type BaseRelation = Extract<Relation, { is: 'table' | 'view' }>;
/** The one relation that its rows are of; undefined: PostgreSQL cannot change the view by itself. */
function updatable(draft: Draft, query: SelectStmt): BaseRelation | 'not known' | undefined {
  const { distinctClause, groupClause, havingClause, withClause, limitCount, limitOffset, valuesLists } = query;
  if (query.op !== undefined && query.op !== 'SETOP_NONE') return undefined;
  if (distinctClause || groupClause || havingClause || withClause || limitCount || limitOffset || valuesLists)
    return undefined;
  const [from, other] = query.fromClause ?? [];
  if (!from || other || !('RangeVar' in from) || holdsCall(query.targetList)) return undefined;
  const { schemaname: schema, relname: name = '' } = from.RangeVar;
  const named: QualifiedName = schema === undefined ? { name } : { schema, name };
  const relation = findRelation(draft.schema, named);
  if (!relation) return 'not known';
  return relation.is === 'table' || (relation.is === 'view' && relation.view.kind === 'view') ? relation : undefined;
}
function holdsCall(targets: readonly Node[] | undefined): boolean {
  let found = false;
  walk(targets, (kind, body) => {
    if (kind === 'FuncCall' && callKind(body)) found = true;
    return kind !== 'SubLink';
  });
  return found;
}
/** Of each result column the base's that it is; undefined for an expression. Not told where there is a star. */
function sourcesOf({ targetList }: SelectStmt, base: BaseRelation): (string | undefined)[] | undefined {
  const { columns }: Table | View = base.is === 'table' ? base.table : base.view;
  const values = bodiesOf(targetList, 'ResTarget').map(({ val }) => val);
  const isStar = (node: Node | undefined): boolean =>
    node !== undefined && 'ColumnRef' in node && (node.ColumnRef.fields ?? []).some((field) => 'A_Star' in field);
  if (values.some((node) => isStar(node) || (node && 'A_Indirection' in node))) return undefined;
  return values.map((node) => {
    const name = node && 'ColumnRef' in node ? stringsOf(node.ColumnRef.fields).at(-1) : undefined;
    return name !== undefined && !isSystemColumn(name) && columns.some((column) => column.name === name)
      ? name
      : undefined;
  });
}
