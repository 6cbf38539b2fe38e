/** A shop as people have it, with extensions, domains over their types, partitions and generated columns, and mistakes on it. */
export const standsShop = `
  CREATE EXTENSION IF NOT EXISTS pgcrypto;
  CREATE EXTENSION IF NOT EXISTS citext;
  CREATE SCHEMA billing;
  CREATE TYPE order_status AS ENUM ('new','paid','shipped','cancelled');
  CREATE DOMAIN email AS citext CHECK (VALUE ~ '^[^@]+@[^@]+$');
  CREATE TABLE tenants (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL UNIQUE, created_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE, email email NOT NULL, profile jsonb NOT NULL DEFAULT '{}', tags text[] NOT NULL DEFAULT '{}', active boolean NOT NULL DEFAULT true, UNIQUE (tenant_id, email));
  CREATE TABLE products (id serial PRIMARY KEY, sku varchar(32) NOT NULL UNIQUE, price numeric(12,2) NOT NULL CHECK (price >= 0), search tsvector GENERATED ALWAYS AS (to_tsvector('english', sku)) STORED);
  CREATE TABLE orders (id bigserial, user_id bigint NOT NULL REFERENCES users, status order_status NOT NULL DEFAULT 'new', total numeric(12,2), placed_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (id, placed_at)) PARTITION BY RANGE (placed_at);
  CREATE TABLE orders_2025 PARTITION OF orders FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
  CREATE TABLE orders_2026 PARTITION OF orders FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
  CREATE TABLE order_items (order_id bigint NOT NULL, placed_at timestamptz NOT NULL, product_id int NOT NULL REFERENCES products, qty int NOT NULL CHECK (qty > 0), PRIMARY KEY (order_id, placed_at, product_id), FOREIGN KEY (order_id, placed_at) REFERENCES orders (id, placed_at));
  CREATE TABLE billing.invoices (id bigint PRIMARY KEY, user_id bigint REFERENCES users, number text NOT NULL, amount numeric(10,2) NOT NULL, due date);
  CREATE VIEW active_users AS SELECT id, tenant_id, email FROM users WHERE active;
  CREATE MATERIALIZED VIEW revenue AS SELECT user_id, sum(total) AS total FROM orders GROUP BY user_id;
  CREATE UNIQUE INDEX revenue_user ON revenue (user_id);
  CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.placed_at := now(); RETURN NEW; END $$;
  CREATE FUNCTION order_total(o bigint) RETURNS numeric LANGUAGE sql STABLE AS $$ SELECT sum(p.price * i.qty) FROM order_items i JOIN products p ON p.id = i.product_id WHERE i.order_id = o $$;
  CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
  ALTER TABLE users ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own ON users USING (tenant_id = current_setting('app.tenant')::uuid);
  CREATE INDEX users_tags ON users USING gin (tags);
  CREATE SEQUENCE billing.invoice_no;
`;
export const shopStatements: readonly string[] = `
  ALTER TABLE users ALTER COLUMN tags TYPE text
  INSERT INTO users SELECT * FROM active_users
  INSERT INTO users OVERRIDING SYSTEM VALUE SELECT * FROM active_users
  INSERT INTO users SELECT 1
  INSERT INTO products SELECT 1, 'a', 2, NULL
  INSERT INTO products SELECT 1, 'a', 2
  INSERT INTO tenants SELECT gen_random_uuid(), 'a'
  INSERT INTO tenants SELECT 1, 'a'
  INSERT INTO billing.invoices SELECT id, id, email, 1 FROM users
  CREATE OR REPLACE VIEW active_users AS SELECT id, tenant_id, email::text FROM users WHERE active
  CREATE OR REPLACE VIEW active_users AS SELECT id, tenant_id, email, tags FROM users WHERE active
  CREATE OR REPLACE VIEW active_users AS SELECT id, tenant_id, 'x'::email AS email FROM users WHERE active
  CREATE INDEX ON users USING gin (email)
  CREATE INDEX ON users (email)
  CREATE INDEX ON users USING hash (email)
  CREATE INDEX ON users USING gist (email)
  CREATE FUNCTION f(a users.mail%TYPE) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$
  CREATE FUNCTION f(a user.mail%TYPE) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$
  CREATE FUNCTION f(a nope.mail%TYPE) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$
  CREATE FUNCTION f(a billing.invoices.numbr%TYPE) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$
  CREATE FUNCTION f(a billing.invoices.number%TYPE) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$
  CREATE FUNCTION f(a billing.invoice.number%TYPE) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$
  CREATE FUNCTION f(a active_users.email%TYPE) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$
  CREATE FUNCTION f(a revenue.nope%TYPE) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$
  CREATE FUNCTION f(a int) RETURNS users.mail%TYPE LANGUAGE sql AS $$ SELECT 1 $$
  CREATE FUNCTION f(a int) RETURNS users.tags%TYPE LANGUAGE sql AS $$ SELECT '{}'::text[] $$
  CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE x users.mail%TYPE; BEGIN RETURN 1; END $$
  CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE x userz.mail%TYPE; BEGIN RETURN 1; END $$
  CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE x userz%ROWTYPE; BEGIN RETURN 1; END $$
  CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE x billing.userz%ROWTYPE; BEGIN RETURN 1; END $$
  CREATE FUNCTION f(a int) RETURNS TABLE (x users.mail%TYPE) LANGUAGE sql AS $$ SELECT 1 $$
  CREATE FUNCTION f() RETURNS SETOF users LANGUAGE sql AS $$ SELECT id, email FROM users $$
  CREATE FUNCTION f() RETURNS SETOF users LANGUAGE sql AS $$ SELECT * FROM users $$
  CREATE FUNCTION f() RETURNS SETOF users LANGUAGE sql AS $$ SELECT u FROM users u $$
  CREATE FUNCTION f() RETURNS SETOF users LANGUAGE sql AS $$ SELECT u.* FROM users u $$
  CREATE FUNCTION f() RETURNS users LANGUAGE sql AS $$ SELECT tenant_id, id, email, profile, tags, active FROM users $$
  CREATE FUNCTION f() RETURNS users LANGUAGE sql AS $$ SELECT id, tenant_id, email, profile, tags, active, 1 FROM users $$
  CREATE FUNCTION f() RETURNS users LANGUAGE sql AS $$ INSERT INTO users (tenant_id, email) VALUES (NULL, 'a@b') RETURNING id $$
  CREATE FUNCTION f() RETURNS users LANGUAGE sql AS $$ INSERT INTO users (tenant_id, email) VALUES (NULL, 'a@b') RETURNING * $$
  CREATE FUNCTION f() RETURNS SETOF active_users LANGUAGE sql AS $$ SELECT id, tenant_id FROM users $$
  CREATE FUNCTION f() RETURNS SETOF active_users LANGUAGE sql AS $$ SELECT id, tenant_id, 'x' FROM users $$
  CREATE FUNCTION f() RETURNS TABLE (a int, b text) LANGUAGE sql AS $$ SELECT 1 $$
  CREATE FUNCTION f() RETURNS TABLE (a int, b text) LANGUAGE sql AS $$ SELECT 1, 'b', 3 $$
  CREATE FUNCTION f() RETURNS TABLE (a int, b text) LANGUAGE sql BEGIN ATOMIC SELECT 1; END
  CREATE FUNCTION f(OUT a int, OUT b text) LANGUAGE sql AS $$ SELECT 1 $$
  CREATE FUNCTION f(OUT a int) LANGUAGE sql AS $$ SELECT 'x'::text $$
  CREATE FUNCTION f() RETURNS SETOF tenants LANGUAGE sql AS $$ SELECT id, name FROM tenants $$
  CREATE FUNCTION f() RETURNS SETOF tenants LANGUAGE sql AS $$ SELECT id, name, now() FROM tenants $$
  CREATE FUNCTION f() RETURNS SETOF tenants LANGUAGE sql AS $$ SELECT id, created_at, name FROM tenants $$
  CREATE TYPE t AS RANGE (subtype = floaty)
  CREATE TYPE t AS RANGE (subtype = float8)
  CREATE TYPE t AS RANGE (subtype = email)
  CREATE TYPE t AS RANGE (subtype = json)
  CREATE TABLE t3 (id int, tenant_id uuid REFERENCES tenants ON DELETE SET NULL (name))
  CREATE TABLE t3 (id int, tenant_id uuid REFERENCES tenants ON DELETE SET NULL (id))
  CREATE TABLE t3 (id int, tenant_id uuid REFERENCES tenants ON DELETE SET NULL (tenant_id))
  CREATE TABLE t3 (id int, tenant_id uuid, FOREIGN KEY (tenant_id) REFERENCES tenants ON DELETE SET DEFAULT (tenant_id, id))
  ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE SET NULL (usr)
  ALTER TABLE products ALTER COLUMN price TYPE int
  ALTER TABLE tenants ALTER COLUMN name TYPE json USING to_json(name)
  ALTER TABLE tenants ALTER COLUMN name TYPE jsonb USING to_jsonb(name)
  ALTER TABLE tenants ALTER COLUMN name TYPE varchar(20)
  ALTER TABLE users ALTER COLUMN tags TYPE jsonb USING to_jsonb(tags)
  ALTER TABLE users ALTER COLUMN tags TYPE varchar[]
  ALTER TABLE users ALTER COLUMN tags TYPE int[] USING '{}'
  ALTER TABLE order_items ALTER COLUMN qty TYPE bigint
  ALTER TABLE order_items ALTER COLUMN qty TYPE numeric
  ALTER TABLE billing.invoices ALTER COLUMN number TYPE xml USING number::xml
  CREATE TYPE t AS RANGE (subtype = billing.floaty)
  CREATE TYPE t AS RANGE (subtype = order_status)
  CREATE TYPE t AS RANGE (subtype = tenants)
  ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE SET NULL (status)
  CREATE FUNCTION f(a int) RETURNS TABLE (x nope) LANGUAGE sql AS $$ SELECT 1 $$
  CREATE FUNCTION f(a int) LANGUAGE sql AS $$ SELECT 1 $$
  CREATE DOMAIN posint AS int CHECK (VALUE LIKE 'a')
  ALTER DOMAIN email ADD CONSTRAINT x CHECK (char_length(VALUE) > 5)
  DO $$ BEGIN INSERT INTO tenant (name) VALUES ('x'); END $$
  DO $$ DECLARE r record; BEGIN FOR r IN SELECT * FROM userz LOOP NULL; END LOOP; END $$
  DO $$ DECLARE r record; BEGIN FOR r IN SELECT * FROM users LOOP NULL; END LOOP; END $$
  DO $$ DECLARE r record; BEGIN FOR r IN WITH x AS (SELECT 1) SELECT * FROM x JOIN userz ON true LOOP NULL; END LOOP; END $$
  DO $$ BEGIN INSERT INTO tenants (nam) VALUES ('x'); END $$
  DO $$ DECLARE nam text := 'x'; BEGIN INSERT INTO tenants (name) VALUES (nam); END $$
  DO $$ DECLARE nam text := 'x'; BEGIN UPDATE tenants SET name = nam WHERE name = nam; END $$
  DO $$ DECLARE nam text := 'x'; BEGIN UPDATE tenants SET nam = nam; END $$
  DO $$ BEGIN UPDATE tenant SET name = 'x'; EXCEPTION WHEN undefined_table THEN NULL; END $$
  DO $$ BEGIN UPDATE tenant SET name = 'x'; EXCEPTION WHEN OTHERS THEN NULL; END $$
  DO $$ BEGIN UPDATE tenant SET name = 'x'; EXCEPTION WHEN unique_violation THEN NULL; END $$
  DO $$ BEGIN BEGIN UPDATE tenant SET name = 'x'; EXCEPTION WHEN undefined_table THEN NULL; END; END $$
  DO $$ BEGIN IF EXISTS (SELECT FROM pg_tables WHERE tablename = 'tenant') THEN UPDATE tenant SET name = 'x'; END IF; END $$
  DO $$ BEGIN CREATE TEMP TABLE tenant (name text); INSERT INTO tenant (name) VALUES ('x'); DROP TABLE tenant; END $$
  DO $$ BEGIN CREATE TABLE tenant AS SELECT 1 AS name; UPDATE tenant SET name = 2; END $$
  DO $$ BEGIN EXECUTE 'CREATE TEMP TABLE tenant (name text)'; INSERT INTO tenant (name) VALUES ('x'); END $$
  DO $$ BEGIN EXECUTE format('CREATE TEMP TABLE %I (name text)', 'tenant'); INSERT INTO tenant (name) VALUES ('x'); END $$
  DO $$ BEGIN SET search_path = billing; UPDATE invoices SET due = now(); END $$
  DO $$ BEGIN SET LOCAL search_path = billing; PERFORM 1 FROM invoices; END $$
  DO $$ BEGIN PERFORM set_config('search_path', 'billing', false); PERFORM 1 FROM invoices; END $$
  DO $$ BEGIN UPDATE invoices SET due = now(); END $$
  DO $$ BEGIN PERFORM 1 FROM userz; END $$
  DO $$ DECLARE n int; BEGIN SELECT count(*) INTO n FROM userz; END $$
  DO $$ DECLARE n int; BEGIN DELETE FROM userz USING tenants; END $$
  DO $$ BEGIN WITH gone AS (DELETE FROM users RETURNING id) INSERT INTO tenants SELECT FROM gone; END $$
  DO $$ BEGIN RETURN; DELETE FROM userz; END $$
  DO $$ BEGIN IF false THEN DELETE FROM userz; END IF; END $$
  DO $$ BEGIN IF true THEN DELETE FROM userz; END IF; END $$
  DO $$ BEGIN FOR i IN 1..3 LOOP DELETE FROM userz; END LOOP; END $$
  DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['a','b'] LOOP DELETE FROM userz; END LOOP; END $$
  DO $$ BEGIN LOCK TABLE userz; END $$
  DO $$ BEGIN TRUNCATE userz; END $$
  DO $$ BEGIN GRANT SELECT ON userz TO PUBLIC; END $$
  DO $$ DECLARE users users; BEGIN SELECT * INTO users FROM users; PERFORM users.id; END $$
  DO $$ BEGIN INSERT INTO users (id, tenant_id, email) VALUES (1, gen_random_uuid(), 'a@b'); END $$
  DO $$ BEGIN PERFORM pg_sleep(0); INSERT INTO pg_temp.x VALUES (1); END $$
  DO $$ BEGIN ALTER TABLE userz ADD COLUMN a int; END $$
  DO $$ DECLARE a int; BEGIN a := (SELECT count(*) FROM userz); END $$
  DO $$ BEGIN IF EXISTS (SELECT 1 FROM userz) THEN NULL; END IF; END $$
  DO LANGUAGE plpgsql $$ BEGIN IF (SELECT count(*) FROM tenant) = 0 THEN NULL; END IF; END $$
`
  .trim()
  .split(/\n\s*/);
