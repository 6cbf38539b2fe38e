/** Is it there? The fold's answer to a query over the catalogs. */

import { isBuiltinFunction, mayBeServersRelation } from '../../model/builtins';
import { extensionMayProvide } from '../../model/extensions';
import {
  keptAs,
  kinds,
  type MapKind,
  objectKinds,
  type PartKind,
  parts,
  type RelationWord,
  relationWords,
} from '../../model/kinds';
import { isSystemSchema } from '../../model/resolve';
import type { Table } from '../../model/schema';
import { formatType } from '../../model/types';
import { isUnknown, isUnknownPart, unknowns } from '../../model/unknown';
import { isBuiltinType } from '../../sql/types';
import { splitKey } from '../../text/names';
import { parseRegclass } from '../../text/quoted';
import type { Draft } from '../draft';

/** Catalog relations of a query, and what its columns must equal; not `exact` when it asks for more than that. */
export interface CatalogLookup {
  readonly relations: readonly string[];
  readonly equals: ReadonlyMap<string, string>;
  readonly exact: boolean;
}

type LookupPart = MapKind | PartKind | 'label';
/** What asks for one of them. */
const columns: Readonly<Record<LookupPart, readonly string[]>> = {
  schema: [
    'table_schema',
    'schemaname',
    'nspname',
    'constraint_schema',
    'routine_schema',
    'trigger_schema',
    'event_object_schema',
    'schema_name',
  ],
  table: [
    'table_name',
    'tablename',
    'relname',
    'conrelid',
    'tgrelid',
    'attrelid',
    'indrelid',
    'polrelid',
    'event_object_table',
    'viewname',
    'matviewname',
  ],
  column: ['column_name', 'attname'],
  constraint: ['constraint_name', 'conname'],
  index: ['indexname'],
  type: ['typname', 'enumtypid', 'udt_name'],
  label: ['enumlabel'],
  routine: ['proname', 'routine_name'],
  trigger: ['tgname', 'trigger_name'],
  policy: ['policyname', 'polname'],
  extension: ['extname'],
  // A view is asked for as a table is; of the others only their being there as relations is.
  view: [],
  sequence: [],
  statistics: [],
  collation: [],
  rule: [],
};
/** Further columns that narrow what was found, and are checked. */
const narrowing = [
  'data_type',
  'is_nullable',
  'relkind',
  'contype',
  'constraint_type',
  'typtype',
  'table_type',
  'table_catalog',
];

/** Undefined when the fold cannot tell. */
export function answerGuard(draft: Draft, asked: CatalogLookup): boolean | undefined {
  const part = (name: LookupPart): string | undefined => {
    for (const column of columns[name]) {
      const value = asked.equals.get(column);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const known = [...Object.values(columns).flat(), ...narrowing] as readonly string[];
  const exact = asked.exact && [...asked.equals.keys()].every((column) => known.includes(column));
  const found = look(draft, asked, part);
  if (found === false && (unknowns(draft.schema).absence || isServers(draft, part))) return undefined;
  return found === true && !exact ? undefined : found;
}

type Look = (name: LookupPart) => string | undefined;
function look(draft: Draft, asked: CatalogLookup, part: Look): boolean | undefined {
  const label = part('label');
  const type = part('type');
  const column = part('column');
  if (label !== undefined) return hasLabel(draft, part, label);
  if (column !== undefined) return hasColumn(draft, asked, part, column);
  if (type !== undefined && asked.relations.some((name) => name === 'pg_type')) return hasType(draft, part, type);
  const constraint = part('constraint');
  if (constraint !== undefined) return hasPart(draft, part, 'constraint', constraint);
  const trigger = part('trigger');
  if (trigger !== undefined) return hasPart(draft, part, 'trigger', trigger);
  const policy = part('policy');
  if (policy !== undefined) return hasPart(draft, part, 'policy', policy);
  const index = part('index');
  if (index !== undefined) return hasIndex(draft, part, index);
  const routine = part('routine');
  if (routine !== undefined) return hasKey(draft, 'routine', 'routine', schemaAsked(draft, part), routine);
  const extension = part('extension');
  if (extension !== undefined && asked.relations.includes('pg_extension'))
    return draft.schema.extensions.has(extension);
  return part('table') === undefined ? hasSchema(draft, asked, part) : hasRelation(draft, asked, part);
}
/** What is asked for may be one of PostgreSQL's own, or of an extension, which the schema does not list. */
function isServers({ schema }: Draft, part: Look): boolean {
  const table = tableAsked(part);
  const within = part('schema') || table?.schema;
  if (within !== undefined) return isSystemSchema(within);
  const [type, routine] = [part('type'), part('routine')];
  const relations = [table?.name, type, part('index'), part('constraint')].filter((name) => name !== undefined);
  return (
    relations.some(mayBeServersRelation) ||
    (type !== undefined && isBuiltinType(type)) ||
    (routine !== undefined && isBuiltinFunction(routine)) ||
    (['type', 'routine', 'table'] as const).some((kind) => {
      const name = kind === 'table' ? table?.name : part(kind);
      return name !== undefined && extensionMayProvide(schema, kind, { name });
    })
  );
}
/** `''` stands for current_schema(); a name in `conrelid = 'app.t'::regclass` may hold its schema. */
function schemaAsked(draft: Draft, part: Look): string | undefined {
  const schema = part('schema');
  return schema === '' ? draft.schema.searchPath[0] : schema;
}
function tableAsked(part: Look): { schema?: string; name: string } | undefined {
  const written = part('table');
  return written === undefined
    ? undefined
    : (parseRegclass(written.includes('"') || written.includes('.') ? written : `"${written}"`) ?? { name: written });
}

function tablesNamed(draft: Draft, part: Look): Table[] {
  const name = tableAsked(part);
  const schema = schemaAsked(draft, part) ?? name?.schema;
  return [...draft.schema.tables.values()].filter(
    (table) => (name === undefined || table.name === name.name) && (schema === undefined || table.schema === schema),
  );
}
function hasColumn(draft: Draft, asked: CatalogLookup, part: Look, column: string): boolean | undefined {
  const name = tableAsked(part);
  if (!name) return undefined;
  const tables = tablesNamed(draft, part);
  if (tables.length === 0) return absent(draft, 'table', schemaAsked(draft, part) ?? name.schema, name.name);
  for (const table of tables) {
    if (isUnknownPart(draft.schema, table, 'column', column)) return undefined;
    const found = table.columns.find((each) => each.name === column);
    if (!found) continue;
    const nullable = asked.equals.get('is_nullable');
    if (nullable !== undefined && nullable !== (found.notNull ? 'NO' : 'YES')) return false;
    const type = asked.equals.get('data_type')?.toLowerCase();
    const own = found.type.array
      ? 'array'
      : found.type.builtin
        ? formatType({ ...found.type, modifiers: '' }).replace('()', '')
        : 'user-defined';
    return type === undefined || type === own;
  }
  return false;
}
function hasPart(
  draft: Draft,
  part: Look,
  kind: 'constraint' | 'trigger' | 'policy',
  name: string,
): boolean | undefined {
  let open = false;
  for (const table of tablesNamed(draft, part)) {
    if (table[parts[kind]]?.some((each) => each.name === name)) return true;
    if (isUnknownPart(draft.schema, table, kind, name)) open = true;
  }
  const own = tableAsked(part);
  if (open || (own && isUnknown(draft.schema, 'table', own.schema ?? schemaAsked(draft, part) ?? '', own.name)))
    return undefined;
  return false;
}
function hasIndex(draft: Draft, part: Look, name: string): boolean | undefined {
  const schema = schemaAsked(draft, part);
  for (const index of draft.schema.indexes.values())
    if (index.name === name && (schema === undefined || index.schema === schema)) return true;
  for (const table of draft.schema.tables.values())
    if (table.constraints.some((each) => each.name === name && each.kind !== 'check' && each.kind !== 'foreign key'))
      return true;
  return absent(draft, 'index', schema, name);
}
function hasType(draft: Draft, part: Look, name: string): boolean | undefined {
  const found = hasKey(draft, 'type', 'type', schemaAsked(draft, part), name);
  return found === false ? hasKey(draft, 'table', 'table', schemaAsked(draft, part), name) : found;
}
function hasLabel(draft: Draft, part: Look, label: string): boolean | undefined {
  const written = part('type');
  const type = written === undefined ? undefined : parseRegclass(written);
  const types = [...draft.schema.types.values()].filter(
    (each) => each.kind === 'enum' && (type === undefined || each.name === type.name || each.name === written),
  );
  if (type && types.length === 0) return absent(draft, 'type', type.schema, type.name);
  if (types.some((each) => isUnknown(draft.schema, 'type', each.schema, each.name))) return undefined;
  return types.some((each) => each.kind === 'enum' && each.values.includes(label));
}
function hasSchema(draft: Draft, asked: CatalogLookup, part: Look): boolean | undefined {
  const schema = schemaAsked(draft, part);
  if (schema === undefined || !asked.relations.some((name) => name === 'pg_namespace' || name === 'schemata'))
    return undefined;
  if (draft.schema.namespaces.has(schema)) return true;
  return isUnknown(draft.schema, 'schema', schema, schema) ? undefined : false;
}
/** A foreign table is listed as a table. */
type Listed = Exclude<RelationWord, 'foreign table'>;
/** What each catalog relation lists. */
const listedBy: Readonly<Record<string, readonly Listed[]>> = {
  pg_tables: ['table'],
  pg_views: ['view'],
  views: ['view'],
  pg_matviews: ['materialized view'],
  tables: ['table', 'view'],
  pg_sequences: ['sequence'],
  sequences: ['sequence'],
  pg_class: relationWords.filter((kind) => kind !== 'foreign table'),
};
function kindOfRelkind(relkind: string): RelationWord | undefined {
  const kind = relationWords.find((word) => objectKinds[word].relkinds.includes(relkind));
  return kind === 'foreign table' ? 'table' : kind;
}
function hasRelation(draft: Draft, asked: CatalogLookup, part: Look): boolean | undefined {
  const name = tableAsked(part)!;
  const schema = schemaAsked(draft, part) ?? name.schema;
  const from = Object.keys(listedBy).find((relation) => asked.relations.includes(relation));
  if (from === undefined) return undefined;
  const relkind = asked.equals.get('relkind');
  const wanted = listedBy[from]!.filter((kind) => relkind === undefined || kindOfRelkind(relkind) === kind);
  const answers = wanted.map((kind) => hasOfKind(draft, kind, schema, name.name));
  if (answers.includes(true)) return true;
  if (wanted.includes('index') && hasIndex(draft, part, name.name)) return true;
  return answers.includes(undefined) ? undefined : false;
}
function hasOfKind(draft: Draft, kind: Listed, schema: string | undefined, name: string): boolean | undefined {
  const kept = keptAs(kind);
  const found = kept === 'other' ? undefined : hasKey(draft, kept, 'table', schema, name);
  if (found !== true || kept !== 'view') return found;
  for (const view of draft.schema.views.values())
    if (view.name === name && view.kind === kind && (schema === undefined || view.schema === schema)) return true;
  return false;
}
function hasKey(
  draft: Draft,
  kept: MapKind,
  kind: MapKind,
  schema: string | undefined,
  name: string,
): boolean | undefined {
  for (const key of draft.schema[kinds[kept].map].keys()) {
    const at = splitKey(key);
    if (at.name === name && (schema === undefined || at.schema === schema))
      return isUnknown(draft.schema, kind, at.schema, name) ? undefined : true;
  }
  return absent(draft, kind, schema, name);
}
function absent(draft: Draft, kind: MapKind, schema: string | undefined, name: string): false | undefined {
  const schemas = schema === undefined ? draft.schema.searchPath : [schema];
  return schemas.some((each) => isUnknown(draft.schema, kind, each, name)) ? undefined : false;
}
