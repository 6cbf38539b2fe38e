/**
 * Public projects whose histories are a fair test: check one out and name its folder to `npm run corpus`. None of their
 * files is kept here.
 */
export interface CorpusProject {
  readonly name: string;
  readonly repository: string;
  /** The migrations folder within the repository. */
  readonly folder: string;
  /** Of `conventions.ts`; what detection must find by itself. */
  readonly convention: string;
  /** What stands in the database before the first file runs, where the project's platform brings it. */
  readonly baseline?: string;
  /** Roles the platform brings: they belong to the server, so they may be there already. */
  readonly roles?: readonly string[];
}

/** The schemas and roles every Supabase database has, as far as migrations refer to them. */
const supabaseRoles = ['anon', 'authenticated', 'service_role', 'supabase_admin', 'dashboard_user'];
const supabase = `
CREATE SCHEMA auth; CREATE SCHEMA storage; CREATE SCHEMA extensions; CREATE SCHEMA vault; CREATE SCHEMA graphql_public;
CREATE TABLE auth.users (id uuid PRIMARY KEY, email text, raw_user_meta_data jsonb, created_at timestamptz);
CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS 'SELECT NULL::uuid';
CREATE FUNCTION auth.role() RETURNS text LANGUAGE sql STABLE AS 'SELECT NULL::text';
CREATE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE AS 'SELECT NULL::jsonb';
CREATE TABLE storage.buckets (id text PRIMARY KEY, name text, public boolean);
CREATE TABLE storage.objects (id uuid PRIMARY KEY, bucket_id text REFERENCES storage.buckets, name text, owner uuid);
CREATE PUBLICATION supabase_realtime;
`;

/** What its platform brings, as statements. */
export const platformOf = ({ roles = [], baseline }: CorpusProject): readonly string[] => [
  ...roles.map((role) => `DO $$ BEGIN CREATE ROLE ${role}; EXCEPTION WHEN duplicate_object THEN NULL; END $$`),
  ...(baseline === undefined ? [] : [baseline]),
];
export const projects: readonly CorpusProject[] = [
  {
    name: 'documenso',
    repository: 'github.com/documenso/documenso',
    folder: 'packages/prisma/migrations',
    convention: 'prisma',
  },
  { name: 'lemmy', repository: 'github.com/LemmyNet/lemmy', folder: 'migrations', convention: 'diesel' },
  { name: 'kratos', repository: 'github.com/ory/kratos', folder: 'persistence/sql/migrations/sql', convention: 'pop' },
  {
    name: 'temporal',
    repository: 'github.com/temporalio/temporal',
    folder: 'schema/postgresql/v12/temporal/versioned',
    convention: 'plain',
  },
  {
    name: 'temporal visibility',
    repository: 'github.com/temporalio/temporal',
    folder: 'schema/postgresql/v12/visibility/versioned',
    convention: 'plain',
  },
  {
    name: 'hatchet',
    repository: 'github.com/hatchet-dev/hatchet',
    folder: 'cmd/hatchet-migrate/migrate/migrations',
    convention: 'goose',
  },
  {
    name: 'openfga',
    repository: 'github.com/openfga/openfga',
    folder: 'assets/migrations/postgres',
    convention: 'goose',
  },
  {
    name: 'e2b',
    repository: 'github.com/e2b-dev/infra',
    folder: 'packages/db/migrations',
    convention: 'goose',
  },
  {
    name: 'svix',
    repository: 'github.com/svix/svix-webhooks',
    folder: 'server/svix-server/migrations',
    convention: 'golang-migrate',
  },
  {
    name: 'storage tenant',
    repository: 'github.com/supabase/storage',
    folder: 'migrations/tenant',
    convention: 'plain',
    roles: supabaseRoles.slice(0, 3),
  },
  {
    name: 'storage multitenant',
    repository: 'github.com/supabase/storage',
    folder: 'migrations/multitenant',
    convention: 'plain',
  },
  {
    name: 'atuin',
    repository: 'github.com/atuinsh/atuin',
    folder: 'crates/atuin-server-postgres/migrations',
    convention: 'plain',
  },
  {
    name: 'mas',
    repository: 'github.com/element-hq/matrix-authentication-service',
    folder: 'crates/storage-pg/migrations',
    convention: 'plain',
  },
  {
    name: 'hoppscotch',
    repository: 'github.com/hoppscotch/hoppscotch',
    folder: 'packages/hoppscotch-backend/prisma/migrations',
    convention: 'prisma',
  },
  {
    name: 'langfuse',
    repository: 'github.com/langfuse/langfuse',
    folder: 'packages/shared/prisma/migrations',
    convention: 'prisma',
  },
  {
    name: 'pocket-id',
    repository: 'github.com/pocket-id/pocket-id',
    folder: 'backend/resources/migrations/postgres',
    convention: 'golang-migrate',
  },
  { name: 'crates.io', repository: 'github.com/rust-lang/crates.io', folder: 'migrations', convention: 'diesel' },
  { name: 'umami', repository: 'github.com/umami-software/umami', folder: 'prisma/migrations', convention: 'prisma' },
  {
    name: 'dittofeed',
    repository: 'github.com/dittofeed/dittofeed',
    folder: 'packages/backend-lib/drizzle',
    convention: 'drizzle',
  },
  {
    name: 'capgo',
    repository: 'github.com/Cap-go/capgo',
    folder: 'supabase/migrations',
    convention: 'supabase',
    baseline: supabase,
    roles: supabaseRoles,
  },
  {
    name: 'basejump',
    repository: 'github.com/usebasejump/basejump',
    folder: 'supabase/migrations',
    convention: 'supabase',
    baseline: supabase,
    roles: supabaseRoles,
  },
  {
    name: 'chatbot-ui',
    repository: 'github.com/mckaywrigley/chatbot-ui',
    folder: 'supabase/migrations',
    convention: 'supabase',
    baseline: `${supabase}CREATE EXTENSION "uuid-ossp";`,
    roles: supabaseRoles,
  },
  {
    name: 'openmeter',
    repository: 'github.com/openmeterio/openmeter',
    folder: 'tools/migrate/migrations',
    convention: 'golang-migrate',
  },
  {
    name: 'formbricks',
    repository: 'github.com/formbricks/formbricks',
    folder: 'packages/database/migration',
    convention: 'prisma',
  },
  { name: 'cas-cif', repository: 'github.com/bcgov/cas-cif', folder: 'schema', convention: 'sqitch' },
  {
    name: 'vaultwarden',
    repository: 'github.com/dani-garcia/vaultwarden',
    folder: 'migrations/postgresql',
    convention: 'diesel',
  },
];
