/**
 * What well-known extensions bring, so that a type or table they provide is not called missing. An extension that is
 * not listed could bring anything.
 */

import type { QualifiedName } from '../text/names';
import { objectKey } from './kinds';
import { noteMap } from './reads';
import type { Extension, Schema } from './schema';

interface Provided {
  readonly types: readonly string[];
  readonly relations: readonly string[];
  /** Names of its functions; absent: not listed, so it may have any. */
  readonly routines?: RegExp;
  /** Where they are not all listed: some that it surely has. */
  readonly surely?: RegExp;
  /** It makes these itself. */
  readonly schemas?: readonly string[];
  /** `schema` of its control file. */
  readonly within?: string;
  /** Access methods for which its types have default operator classes, but for those that no column is of. */
  readonly methods?: RegExp;
}
const provided: Readonly<Record<string, Provided>> = {
  plpgsql: { types: [], relations: [], routines: /^plpgsql_/ },
  btree_gin: { types: [], relations: [] },
  btree_gist: {
    types: [...'2 4 8 16 32'.split(' ').map((n) => `gbtreekey${n}`), 'gbtreekey_var'],
    relations: [],
  },
  citext: { types: ['citext'], relations: [], methods: /^(btree|hash|spgist|brin)$/ },
  citus: {
    types: ['distribution_type', 'noderole', 'citus_copy_format'],
    relations: [
      ...['tables', 'shards', 'shards_on_worker', 'shard_indexes_on_worker', 'schemas', 'stat_statements'],
      ...['stat_activity', 'dist_stat_activity', 'worker_stat_activity', 'lock_waits', 'locks', 'stat_tenants'],
    ].map((name) => `citus_${name}`),
    surely: /^(citus_|create_(distributed|reference)_table$)/,
    schemas: ['citus', 'citus_internal'],
    within: 'pg_catalog',
  },
  cube: { types: ['cube'], relations: [], methods: /^(btree|gist)$/ },
  dblink: { types: ['dblink_pkey_results'], relations: ['dblink_pkey_results'] },
  earthdistance: { types: ['earth'], relations: [] },
  fuzzystrmatch: { types: [], relations: [] },
  hstore: {
    types: ['hstore', 'ghstore'],
    relations: [],
    surely: /^(hstore|akeys|avals|skeys|svals|slice)/,
    methods: /^(btree|hash|gin|gist)$/,
  },
  intarray: { types: ['query_int', 'intbig_gkey'], relations: [] },
  isn: {
    types: ['ean13', 'isbn13', 'ismn13', 'issn13', 'isbn', 'ismn', 'issn', 'upc'],
    relations: [],
    methods: /^(btree|hash)$/,
  },
  ltree: {
    types: ['ltree', 'lquery', 'ltxtquery', 'ltree_gist'],
    relations: [],
    methods: /^(btree|hash|gist|gist\[])$/,
  },
  moddatetime: { types: [], relations: [] },
  file_fdw: { types: [], relations: [], routines: /^file_fdw_/ },
  pg_cron: {
    types: ['job', 'job_run_details'],
    relations: ['job', 'job_run_details'],
    routines: /^(schedule|unschedule|alter_job|job_cache_invalidate)/,
    schemas: ['cron'],
    within: 'pg_catalog',
  },
  pg_stat_statements: {
    types: [],
    routines: /^pg_stat_/,
    relations: ['pg_stat_statements', 'pg_stat_statements_info'],
  },
  pg_trgm: { types: ['gtrgm'], relations: [], routines: /similarity|^(show_|set_)|^g(in|trgm)_/ },
  pgcrypto: {
    types: [],
    relations: [],
    routines: /^(digest|hmac|crypt|gen_|encrypt|decrypt|pgp_|armor|dearmor|fips_mode)/,
  },
  postgres_fdw: { types: [], relations: [], routines: /^postgres_fdw_/ },
  seg: { types: ['seg'], relations: [], methods: /^(btree|gist)$/ },
  tablefunc: { types: ['tablefunc_crosstab_2', 'tablefunc_crosstab_3', 'tablefunc_crosstab_4'], relations: [] },
  tcn: { types: [], relations: [] },
  unaccent: { types: [], relations: [], routines: /^unaccent/ },
  'uuid-ossp': { types: [], relations: [], routines: /^uuid_/ },
  vector: { types: ['vector', 'halfvec', 'sparsevec'], relations: [], methods: /^btree$/ },
  postgis: {
    types: ['geometry', 'geography', 'box2d', 'box3d', 'box2df', 'gidx', 'spheroid', 'geometry_dump', 'valid_detail'],
    relations: ['spatial_ref_sys', 'geometry_columns', 'geography_columns'],
    surely: /^(st_|postgis_)/,
    methods: /^(btree|hash|gist|spgist|brin)$/,
  },
};

/**
 * Reading a server lists all that an extension brings, but for what is in pg_catalog; so it is read of one that the files
 * make and dev has, in the same schema.
 */
const isListed = (schema: Schema, { name, origins, schema: within }: Extension): boolean =>
  name === 'plpgsql' ||
  (schema.serverVersion > 0 && within !== 'pg_catalog' && (!origins || hasRoutinesOf(schema, name, within)));
/** Extensions of which it is not known what they bring. */
export function unlistedExtensions(schema: Schema): string[] {
  const own = [...schema.extensions.values()].filter((each) => !isListed(schema, each)).map(({ name }) => name);
  return [...own, ...refusedExtensions(schema)];
}
/** Whether a type that an extension brings can be indexed by a method without a class being named. */
export function hasDefaultClass(extension: string, method: string): boolean {
  return provided[extension]?.methods?.test(method) ?? false;
}
/** True when an extension of which it is not read what it brings has or may have an object of this name. */
export function extensionMayProvide(schema: Schema, kind: string, name: QualifiedName): boolean {
  return unlistedExtensions(schema).some((extension) => extensionBrings(extension, kind, name.name));
}
/** An extension that may have a function of any name, and whose tables and types are known. */
export function extensionOfAnyRoutine(schema: Schema, { name }: QualifiedName): string | undefined {
  const found = unlistedExtensions(schema).filter((each) => provided[each] && !provided[each].routines);
  return found.some((each) => provided[each]?.surely?.test(name)) ? undefined : found[0];
}
/** Whether an extension has, or may have, an object of this name: one that is not listed may have any. */
export function extensionBrings(extension: string, kind: string, name: string): boolean {
  const known = provided[extension];
  if (!known) return true;
  if (kind === 'routine') return known.routines?.test(name) ?? true;
  if (kind === 'schema') return known.schemas?.includes(name) ?? false;
  if (kind === 'other') return true;
  const isRelation = known.relations.includes(name);
  return kind === 'type'
    ? isRelation || known.types.includes(name)
    : (kind === 'table' || kind === 'view') && isRelation;
}
const refusedOf = new WeakMap<Schema['unknown'], readonly string[]>();
/** Extensions that the SQL which dev is made of asks for, and that could not be made. */
function refusedExtensions({ unknown }: Schema): readonly string[] {
  let names = refusedOf.get(unknown);
  if (!names) {
    const prefix = objectKey('extension', '', '');
    names = unknown.flatMap(({ object, fact }) =>
      fact === undefined && object.startsWith(prefix) ? [object.slice(prefix.length)] : [],
    );
    refusedOf.set(unknown, names);
  }
  return names;
}
const routinesOfExtensions = new WeakMap<Schema['routines'], ReadonlySet<string>>();
/** Introspection lists an extension's functions: then those are all it has. */
function hasRoutinesOf(schema: Schema, extension: string, within: string | undefined): boolean {
  noteMap(schema.routines);
  let known = routinesOfExtensions.get(schema.routines);
  if (!known) {
    const brought = [...schema.routines.values()].flatMap(([first]) =>
      first?.extension === undefined ? [] : [first.extension, `${first.extension}\0${first.schema}`],
    );
    known = new Set(brought);
    routinesOfExtensions.set(schema.routines, known);
  }
  return known.has(within === undefined ? extension : `${extension}\0${within}`);
}
/** The types a listed extension makes; undefined for one that is not listed. */
export function typesOfExtension(extension: string): readonly string[] | undefined {
  return provided[extension]?.types;
}

/** Where one is made that says so itself. */
export const schemaOfExtension = (extension: string): string | undefined => provided[extension]?.within;

/** Those that no extension brings. */
export function withoutExtensions<T extends { readonly extension?: string }>(items: Iterable<T>): T[] {
  return [...items].filter((item) => item.extension === undefined);
}
