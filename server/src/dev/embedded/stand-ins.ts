/**
 * What a platform has before a project's first migration. A history made for Supabase refers to it from its first
 * foreign key on; without it most of such a history would be refused. Only as much as histories refer to, and nothing of
 * it is taken for dev's own: it is removed from the schema that is read, and named as unknown.
 */

import { objectKey } from '../../model/kinds';
import type { Schema, Unknown } from '../../model/schema';
import { t } from '../../text/l10n';
import { qualifiedKey } from '../../text/names';

interface StandIn {
  readonly sql: string;
  readonly tables?: readonly string[];
  readonly routines?: readonly string[];
}
const supabase: Readonly<Record<string, StandIn>> = {
  auth: {
    sql: `CREATE SCHEMA auth;
CREATE TABLE auth.users (instance_id uuid, id uuid PRIMARY KEY, aud varchar(255), role varchar(255), email varchar(255), encrypted_password varchar(255), email_confirmed_at timestamptz, invited_at timestamptz, last_sign_in_at timestamptz, raw_app_meta_data jsonb, raw_user_meta_data jsonb, is_super_admin boolean, created_at timestamptz, updated_at timestamptz, phone text UNIQUE, phone_confirmed_at timestamptz, confirmed_at timestamptz, banned_until timestamptz, is_sso_user boolean NOT NULL DEFAULT false, deleted_at timestamptz, is_anonymous boolean NOT NULL DEFAULT false);
CREATE TABLE auth.sessions (id uuid PRIMARY KEY, user_id uuid NOT NULL, created_at timestamptz, updated_at timestamptz);
CREATE TABLE auth.identities (id uuid PRIMARY KEY, provider_id text NOT NULL, user_id uuid NOT NULL, identity_data jsonb NOT NULL, provider text NOT NULL, email text);
CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS 'SELECT NULL::uuid';
CREATE FUNCTION auth.role() RETURNS text LANGUAGE sql STABLE AS 'SELECT NULL::text';
CREATE FUNCTION auth.email() RETURNS text LANGUAGE sql STABLE AS 'SELECT NULL::text';
CREATE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE AS 'SELECT NULL::jsonb';`,
    tables: ['users', 'sessions', 'identities'],
    routines: ['uid', 'role', 'email', 'jwt'],
  },
  storage: {
    sql: `CREATE SCHEMA storage;
CREATE TABLE storage.buckets (id text PRIMARY KEY, name text NOT NULL UNIQUE, owner uuid, created_at timestamptz DEFAULT now(), updated_at timestamptz DEFAULT now(), public boolean DEFAULT false, avif_autodetection boolean DEFAULT false, file_size_limit bigint, allowed_mime_types text[], owner_id text);
CREATE TABLE storage.objects (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), bucket_id text REFERENCES storage.buckets (id), name text, owner uuid, created_at timestamptz DEFAULT now(), updated_at timestamptz DEFAULT now(), last_accessed_at timestamptz DEFAULT now(), metadata jsonb, path_tokens text[] GENERATED ALWAYS AS (string_to_array(name, '/')) STORED, version text, owner_id text, user_metadata jsonb);
ALTER TABLE storage.objects ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION storage.foldername(name text) RETURNS text[] LANGUAGE sql IMMUTABLE AS 'SELECT NULL::text[]';
CREATE FUNCTION storage.filename(name text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT NULL::text';
CREATE FUNCTION storage.extension(name text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT NULL::text';`,
    tables: ['buckets', 'objects'],
    routines: ['foldername', 'filename', 'extension'],
  },
  realtime: {
    sql: `CREATE SCHEMA realtime;
CREATE TABLE realtime.messages (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), topic text NOT NULL, extension text NOT NULL, payload jsonb, event text, private boolean DEFAULT false);
CREATE FUNCTION realtime.topic() RETURNS text LANGUAGE sql STABLE AS 'SELECT NULL::text';`,
    tables: ['messages'],
    routines: ['topic'],
  },
  extensions: { sql: 'CREATE SCHEMA extensions' },
  graphql: { sql: 'CREATE SCHEMA graphql' },
  graphql_public: { sql: 'CREATE SCHEMA graphql_public' },
  vault: { sql: 'CREATE SCHEMA vault' },
  pgsodium: { sql: 'CREATE SCHEMA pgsodium' },
};

/** What to run where PostgreSQL misses a schema of a platform, or a publication; undefined: it is not the platform's. */
export function standInFor(message: string): { readonly name: string; readonly sql: string } | undefined {
  const schema = /^schema "(\w+)" does not exist$/.exec(message)?.[1];
  if (schema !== undefined) return supabase[schema] && { name: schema, sql: supabase[schema].sql };
  const publication = /^publication "(supabase_realtime\w*)" does not exist$/.exec(message)?.[1];
  return publication === undefined ? undefined : { name: publication, sql: `CREATE PUBLICATION ${publication}` };
}

/** The schema without the stand-ins, which are unknown: there, but not as they are here. */
export function withoutStandIns(schema: Schema, used: ReadonlySet<string>): Schema {
  if (used.size === 0) return schema;
  let { tables, routines, namespaces } = schema;
  const unknown: Unknown[] = [...schema.unknown];
  for (const name of used) {
    const standIn = supabase[name];
    if (!standIn) continue;
    const reason = t("{0} is Supabase's own schema: it is not in the SQL that dev is made of", name);
    unknown.push({ object: objectKey('schema', '', name), reason });
    namespaces = namespaces.without(name);
    for (const table of standIn.tables ?? []) {
      tables = tables.without(qualifiedKey(name, table));
      unknown.push({ object: objectKey('table', name, table), reason });
    }
    for (const routine of standIn.routines ?? []) {
      routines = routines.without(qualifiedKey(name, routine));
      unknown.push({ object: objectKey('routine', name, routine), reason });
    }
  }
  return { ...schema, tables, routines, namespaces, unknown };
}
/** Whether a schema was read with stand-ins, so that building it again needs them again. */
export function hasStandIns(schema: Schema): boolean {
  const keys = new Set(Object.keys(supabase).map((name) => objectKey('schema', '', name)));
  return schema.unknown.some(({ object }) => keys.has(object));
}
