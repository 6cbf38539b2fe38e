/**
 * Every kind of object there is, once. What is said of each kind by itself (how it is dropped, printed, compared) stands
 * where that is done, in a `PerKind`: the compiler then names the places that a new kind lacks.
 */
import { splitKey } from '../text/names';

interface KindRules {
  /** Of `Schema`. */
  readonly map: string;
  /** What cannot have one name twice in a schema: pg_class and pg_type share theirs. */
  readonly nameSpace: 'relation' | 'routine' | 'schema' | 'extension' | 'other';
  /** Has an entry in pg_class that ALTER TABLE, DROP and RENAME find. */
  readonly isRelation: boolean;
  /** Its key in the map is `qualifiedKey(schema, name)`, not the name alone. */
  readonly inSchema: boolean;
  /** What a table holds and a name of this kind means as well. */
  readonly withinTable?: 'constraint index' | 'identity sequence';
  /** Whether its being there is compared with dev, and how that calls it. */
  readonly noun?: string;
  /** In `does not exist`. */
  readonly label?: string;
  /** The place among the lists of a snapshot. */
  readonly written: number;
}
const relation = { nameSpace: 'relation', isRelation: true, inSchema: true } as const;
const inSchema = { isRelation: false, inSchema: true } as const;
const inDatabase = { isRelation: false, inSchema: false } as const;

/** What a schema keeps in maps of their own, by the kinds that `objectKey` has. */
export const kinds = {
  schema: { map: 'namespaces', nameSpace: 'schema', ...inDatabase, written: 0 },
  table: { map: 'tables', ...relation, noun: 'table', written: 5 },
  view: { map: 'views', ...relation, noun: 'view', written: 8 },
  index: { map: 'indexes', ...relation, withinTable: 'constraint index', noun: 'index', written: 6 },
  sequence: { map: 'sequences', ...relation, withinTable: 'identity sequence', noun: 'sequence', written: 4 },
  type: { map: 'types', nameSpace: 'relation', ...inSchema, noun: 'type', written: 3 },
  routine: { map: 'routines', nameSpace: 'routine', ...inSchema, noun: 'function', written: 9 },
  statistics: { map: 'statistics', nameSpace: 'other', ...inSchema, label: 'statistics object', written: 7 },
  collation: { map: 'collations', nameSpace: 'other', ...inSchema, written: 2 },
  extension: { map: 'extensions', nameSpace: 'extension', ...inDatabase, written: 1 },
} as const satisfies Readonly<Record<string, KindRules>>;
export type MapKind = keyof typeof kinds;
type KeyKind = MapKind | 'constraint' | 'other';
/** `Unknown.object` and dependency lists: a kind and the name's parts. */
export function objectKey(kind: KeyKind, schema: string, name: string): string {
  return `${kind}\0${schema}\0${name}`;
}
/** The maps of a schema. */
export type MapName = (typeof kinds)[MapKind]['map'] | 'others';
/** `other`: what the schema keeps together in one map, whatever it is. */
type AnyKind = MapKind | 'other';
/** Something for every kind: what a new kind lacks does not compile. */
export type PerKind<T> = Readonly<Record<AnyKind, T>>;

type Where<K extends keyof KindRules, V> = {
  [N in MapKind]: (typeof kinds)[N] extends Readonly<Record<K, V>> ? N : never;
}[MapKind];
export const rulesOf = (kind: MapKind): KindRules & { readonly map: MapName } => kinds[kind];
export const isKind = (word: string): word is MapKind => Object.hasOwn(kinds, word);
export const allKinds = Object.keys(kinds) as readonly MapKind[];
/** Kinds whose objects are in a schema. */
export type SchemaKind = Where<'inSchema', true>;
export const schemaKinds = allKinds.filter((kind): kind is SchemaKind => kinds[kind].inSchema);
type RelationKind = Where<'isRelation', true>;
export const relationKinds = allKinds.filter((kind): kind is RelationKind => kinds[kind].isRelation);
/** Kinds whose objects have their names in common with relations. */
export type RelationName = Where<'nameSpace', 'relation'>;
export const kindsNamedAsRelations = allKinds.filter(
  (kind): kind is RelationName => kinds[kind].nameSpace === 'relation',
);
export const relationMaps = kindsNamedAsRelations.map((kind) => kinds[kind].map);
/** What is read with relations where only some of them are. */
export const readAgain = [...relationMaps, kinds.statistics.map] as const;
/** Kinds whose being there is compared with dev. */
export type ComparedKind = Where<'noun', string>;
export const comparedKinds = allKinds.filter((kind): kind is ComparedKind => 'noun' in kinds[kind]);
/** The kinds among which a name of this kind is looked for: those of its name space where that is the relations'. */
export function sharingNames(kind: KeyKind): readonly KeyKind[] {
  const names: readonly KeyKind[] = kindsNamedAsRelations;
  return names.includes(kind) ? names : [kind];
}

/** Every map, in the order in which a snapshot has them. */
export const schemaMaps: readonly MapName[] = [
  ...[...allKinds].sort((a, b) => kinds[a].written - kinds[b].written).map((kind) => kinds[kind].map),
  'others',
];
/** Whether an object's key in the map has its schema: of `others`, where it has one. */
export const isInSchema = (map: MapName): boolean => !inNoSchema.has(map);
const inNoSchema = new Set<MapName>(allKinds.flatMap((kind) => (kinds[kind].inSchema ? [] : kinds[kind].map)));
/** What `Unknown.object` calls the object under this key of the kind's map. */
export function unknownKey(kind: MapKind, key: string): string {
  if (kind === 'schema') return objectKey(kind, key, key);
  const { schema, name } = splitKey(key);
  return objectKey(kind, schema, name);
}

/** Parts of a table (rules and triggers: of a view too), and the list that holds them. */
export const parts = {
  column: 'columns',
  constraint: 'constraints',
  trigger: 'triggers',
  policy: 'policies',
  rule: 'rules',
} as const;
export type PartKind = keyof typeof parts;
export const allParts = Object.keys(parts) as readonly PartKind[];
export const isPart = (kind: string): kind is PartKind => Object.hasOwn(parts, kind);

const onRelation = '{kind} {name} on {owner}';
const byNameAlone = '{kind} {name}';
/** What pg_depend has as dependents, and as what the DETAIL of `cannot drop … because other objects depend on it` names each. */
export const dependentKinds = {
  view: byNameAlone,
  'materialized view': byNameAlone,
  index: byNameAlone,
  type: byNameAlone,
  table: byNameAlone,
  publication: byNameAlone,
  'event trigger': byNameAlone,
  routine: 'function {name}',
  column: 'column {name} of {owner}',
  'generated column': 'column {name} of {owner}',
  default: 'default value for column {name} of table {ownerName}',
  check: 'constraint {name} on table {ownerName}',
  rule: onRelation,
  policy: onRelation,
  trigger: onRelation,
} as const;

const ofTable = { partOf: 'table' } as const;
const ofType = { partOf: 'type' } as const;
/**
 * What DROP, COMMENT, RENAME, SET SCHEMA and OWNER name, and what it is kept as: PostgreSQL has more words than kinds.
 */
export const objectKinds = {
  table: { keptAs: 'table', relkinds: 'rp' },
  'foreign table': { keptAs: 'table', relkinds: 'f' },
  view: { keptAs: 'view', relkinds: 'v' },
  'materialized view': { keptAs: 'view', relkinds: 'm' },
  index: { keptAs: 'index', relkinds: 'iI' },
  sequence: { keptAs: 'sequence', relkinds: 'S' },
  type: { keptAs: 'type' },
  domain: { keptAs: 'type' },
  function: { keptAs: 'routine' },
  procedure: { keptAs: 'routine' },
  routine: { keptAs: 'routine' },
  aggregate: { keptAs: 'routine' },
  schema: { keptAs: 'schema' },
  extension: { keptAs: 'extension' },
  collation: { keptAs: 'collation' },
  statistics: { keptAs: 'statistics' },
  trigger: ofTable,
  policy: ofTable,
  rule: ofTable,
  constraint: ofTable,
  column: ofTable,
  'domain constraint': ofType,
  attribute: ofType,
  'enum value': ofType,
  other: { keptAs: 'other' },
} as const satisfies Readonly<Record<string, ObjectRules>>;
interface ObjectRules {
  /** Absent for parts, which are kept in no map. */
  readonly keptAs?: AnyKind;
  readonly partOf?: 'table' | 'type';
  /** pg_class.relkind. */
  readonly relkinds?: string;
}
export type ObjectKind = keyof typeof objectKinds;
type ObjectsWhere<K extends keyof ObjectRules, V> = {
  [N in ObjectKind]: (typeof objectKinds)[N] extends Readonly<Record<K, V>> ? N : never;
}[ObjectKind];
/** Words for what pg_class holds. */
export type RelationWord = ObjectsWhere<'relkinds', string>;
const rulesOfObject = (kind: ObjectKind): ObjectRules => objectKinds[kind];
/** `other` for parts, too. */
export const keptAs = (kind: ObjectKind): AnyKind => rulesOfObject(kind).keptAs ?? 'other';
/** The words for the kinds. */
export function wordsFor(...wanted: readonly AnyKind[]): ObjectKind[] {
  return (Object.keys(objectKinds) as ObjectKind[]).filter((kind) => {
    const { keptAs: kept } = rulesOfObject(kind);
    return kept !== undefined && wanted.includes(kept);
  });
}
export const partWords = (Object.keys(objectKinds) as ObjectKind[]).filter(
  (kind) => rulesOfObject(kind).partOf !== undefined,
);
export const isPartOfType = (kind: ObjectKind): boolean => rulesOfObject(kind).partOf === 'type';
export function isRelationWord(kind: ObjectKind): kind is RelationWord {
  return Object.hasOwn(objectKinds[kind], 'relkinds');
}
export const relationWords = (Object.keys(objectKinds) as ObjectKind[]).filter(isRelationWord);
