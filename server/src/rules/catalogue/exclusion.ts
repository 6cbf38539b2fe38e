import { constraintRules } from '../families/constraint-rules';

export const exclusion = constraintRules({
  kind: 'exclude',
  why: 'Rows that overlap on one side are refused on the other.',
  examples: {
    missing: [
      {
        dev: 'CREATE TABLE bookings (during tsrange, CONSTRAINT one_at_a_time EXCLUDE USING gist (during WITH &&));',
        file: `CREATE TABLE bookings (
--           ^^^^^^^^ warning[missing-exclusion]: bookings has exclusion constraint one_at_a_time EXCLUDE USING gist (during WITH &&) in dev, not here.
    during tsrange
);`,
      },
    ],
    extra: [
      {
        dev: 'CREATE TABLE bookings (during tsrange);',
        file: `CREATE TABLE bookings (
    during tsrange,
    CONSTRAINT one_at_a_time EXCLUDE USING gist (during WITH &&)
--             ^^^^^^^^^^^^^ warning[extra-exclusion]: dev has no exclusion constraint one_at_a_time in bookings.
);`,
      },
    ],
    different: [
      {
        dev: `CREATE TABLE bookings (room int4range, during tsrange,
  CONSTRAINT one_at_a_time EXCLUDE USING gist (room WITH =, during WITH &&) WHERE ((room IS NOT NULL)));`,
        file: `CREATE TABLE bookings (
    room int4range,
    during tsrange,
    CONSTRAINT one_at_a_time EXCLUDE USING gist (room WITH =, during WITH -|-) WHERE (room IS NOT NULL)
--  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[different-exclusion]: Exclusion constraint one_at_a_time is EXCLUDE USING gist (room WITH =, during WITH &&) WHERE ((room IS NOT NULL)) in dev, EXCLUDE USING gist (room WITH =, during WITH -|-) WHERE (room IS NOT NULL) here.
);`,
      },
    ],
  },
});
