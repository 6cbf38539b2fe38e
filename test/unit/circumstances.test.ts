/** What else than the files decides what a statement makes: dev may have had it otherwise. */
import { expect, test } from 'vitest';
import { emptySchema } from '../../server/src/model/schema';
import { circumstanceOf } from '../../server/src/verify/circumstances';

test.each([
  ["EXISTS (SELECT FROM pg_roles WHERE rolname = 'app')", 'roles'],
  ["current_user = 'app'", 'roles'],
  ["has_table_privilege('app', 't', 'SELECT')", 'roles'],
  ["current_database() = 'shop'", 'the database'],
  ["EXISTS (SELECT FROM pg_extension WHERE extname = 'postgis')", 'the server'],
  ["current_setting('server_version_num')::int > 140000", 'the setting server_version_num'],
  ["current_setting('app.tenant', true) = '1'", 'the setting app.tenant'],
  ["current_setting('search_path') = 'app'", undefined],
  ["NOT EXISTS (SELECT FROM information_schema.columns WHERE table_name = 'users')", undefined],
])('%s hangs on: %s', (condition, circumstance) => {
  const text = `DO $$ BEGIN IF ${condition} THEN ALTER TABLE t ADD COLUMN a int; END IF; END $$`;
  expect(circumstanceOf(text, emptySchema(180000))).toBe(circumstance);
});
