/** Ten migrations as ten projects write them, and what was there before: for what is shown and offered while they are typed. */

/** What dev has, and the first file of the history makes. */
export const before = `CREATE SCHEMA sales;
CREATE TYPE order_state AS ENUM ('new', 'paid', 'sent');
CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email varchar(255) NOT NULL UNIQUE,
    display_name text,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE products (id bigint PRIMARY KEY, title text NOT NULL, price numeric(10, 2) NOT NULL, barcode text);
CREATE TABLE orders (
    id bigint PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users (id),
    state order_state NOT NULL DEFAULT 'new',
    total numeric(10, 2) NOT NULL DEFAULT 0,
    placed_at timestamptz NOT NULL DEFAULT now(),
    note text
);
CREATE TABLE order_items (
    order_id bigint NOT NULL REFERENCES orders (id),
    product_id bigint NOT NULL REFERENCES products (id),
    quantity integer NOT NULL,
    PRIMARY KEY (order_id, product_id)
);
CREATE TABLE sales.regions (id integer PRIMARY KEY, name text NOT NULL);
CREATE INDEX orders_user_idx ON orders (user_id);
CREATE VIEW open_orders AS SELECT id, user_id FROM orders WHERE state = 'new';
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
`;

export const migrations: Readonly<Record<string, string>> = {
  'upper case': `CREATE TABLE invoices (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id bigint NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    issued_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (order_id)
);
CREATE INDEX invoices_issued_idx ON invoices (issued_at DESC);
`,
  'lower case': `alter table users add column phone text;
create unique index users_phone_key on users (phone) where phone is not null;
update users set phone = 'none' where display_name is null;
alter table users alter column phone set default 'none';
`,
  quoted: `CREATE TABLE "shipments" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "order_id" bigint NOT NULL,
    "carrier" varchar(80),
    PRIMARY KEY ("id")
);
ALTER TABLE "shipments" ADD CONSTRAINT "shipments_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id");
CREATE INDEX "shipments_order_id_idx" ON "shipments" ("order_id");
`,
  'comma first': `CREATE TABLE coupons
(
      id bigint PRIMARY KEY
    , code text NOT NULL UNIQUE
    , percent integer NOT NULL CHECK (percent BETWEEN 1 AND 100)
    , product_id bigint REFERENCES products (id)
);

INSERT INTO coupons
    ( id
    , code
    , percent)
SELECT id
     , 'P' || barcode
     , 10
  FROM products
 WHERE barcode IS NOT NULL;
`,
  'comments between': `-- Orders get a currency; it's "EUR" until somebody says otherwise.
ALTER TABLE orders
    -- three letters
    ADD COLUMN currency char(3) NOT NULL DEFAULT 'EUR', /* ISO 4217 */
    -- was free text; nobody used it
    DROP COLUMN note;

/* The old total had no currency:
   it stays. */
COMMENT ON COLUMN orders.total IS 'in the order''s currency; gross';
`,
  'functions and triggers': `CREATE OR REPLACE FUNCTION order_total(which bigint) RETURNS numeric
LANGUAGE plpgsql STABLE AS $fn$
DECLARE
    result numeric;
BEGIN
    SELECT sum(i.quantity * p.price) INTO result
    FROM order_items i
    JOIN products p ON p.id = i.product_id
    WHERE i.order_id = which;
    RETURN coalesce(result, 0);
END;
$fn$;
CREATE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
`,
  'with a schema': `create table sales.targets (
  region_id integer not null references sales.regions (id),
  year smallint not null,
  amount numeric(12, 2) not null default 0,
  primary key (region_id, year)
);
alter table sales.regions add column parent_id integer references sales.regions (id);
create view sales.region_totals as
  select r.id, r.name, sum(t.amount) as amount
  from sales.regions r
  left join sales.targets t on t.region_id = r.id
  group by r.id, r.name;
`,
  'policies and grants': `ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own orders" ON orders FOR SELECT USING (user_id = current_setting('app.user')::bigint);
CREATE POLICY "own items" ON order_items USING (
  EXISTS (SELECT 1 FROM orders o WHERE o.id = order_items.order_id AND o.user_id = current_setting('app.user')::bigint)
);
GRANT SELECT, INSERT ON orders, order_items TO PUBLIC;
`,
  'rows and steps': `ALTER TYPE order_state ADD VALUE IF NOT EXISTS 'returned' AFTER 'sent';
ALTER TABLE orders ADD COLUMN items integer;
WITH counted AS (
    SELECT order_id, count(*) AS items FROM order_items GROUP BY order_id
)
UPDATE orders SET items = counted.items FROM counted WHERE counted.order_id = orders.id;
DELETE FROM order_items USING products p WHERE p.id = product_id AND p.price = 0;
`,
  'blocks and renames': `DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM products WHERE barcode IS NULL) THEN
        ALTER TABLE products ALTER COLUMN barcode SET NOT NULL;
    END IF;
END
$$;
ALTER TABLE products RENAME COLUMN title TO name;
CREATE INDEX IF NOT EXISTS products_name_idx ON products (lower(name));
ALTER INDEX orders_user_idx RENAME TO orders_user_id_idx;
DROP VIEW IF EXISTS open_orders;
`,
};
