import { constraintRules } from '../families/constraint-rules';

export const checkConstraint = constraintRules({
  kind: 'check',
  why: 'Rows that one database takes are refused by the other.',
  examples: {
    missing: [
      {
        dev: 'CREATE TABLE items (price numeric CHECK (price > 0));',
        file: `CREATE TABLE items (
--           ^^^^^ warning[missing-check]: items has check items_price_check (price > 0) in dev, not here.
    price numeric
);`,
      },
    ],
    extra: [
      {
        dev: 'CREATE TABLE items (price numeric);',
        file: `CREATE TABLE items (
    price numeric CONSTRAINT fair CHECK (price > 0)
--                           ^^^^ warning[extra-check]: dev has no check fair in items.
);`,
      },
    ],
    different: [
      {
        dev: `CREATE TABLE items (price numeric, state text, CONSTRAINT fair CHECK (price > 0),
  CONSTRAINT states CHECK (state = ANY (ARRAY['new'::text, 'sold'::text])));`,
        file: `CREATE TABLE items (
    price numeric,
    state text,
    CONSTRAINT fair CHECK (price >= 0),
--                         ^^^^^^^^^^ warning[different-check]: Check fair is (price > 0) in dev, (price >= 0) here.
    CONSTRAINT states CHECK (state IN ('new', 'sold'))
);`,
      },
    ],
  },
});
