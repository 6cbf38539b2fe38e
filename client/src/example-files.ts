/** The example's files, by their paths in its folder: dev as SQL, a draft of what dev has, and the file that says so, which the command line reads as well. */
export const exampleFiles: Readonly<Record<string, string>> = {
  'dev/schema.sql': `CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');

CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email varchar(255) NOT NULL UNIQUE,
    mood mood NOT NULL DEFAULT 'ok',
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    total numeric(10,2) NOT NULL DEFAULT 0,
    note text
);
CREATE INDEX orders_user_id_idx ON orders (user_id);
`,
  'migrations/orders.sql': `-- A draft of a table that dev has. What is underlined differs from dev; Ctrl+. puts it right.
CREATE TABLE IF NOT EXISTS orders (
    id integer PRIMARY KEY,
    user_id bigint NOT NULL,
    amount numeric(8,2)
);
`,
  'devschema.json': '{ "connection": "dev/schema.sql" }\n',
};
