// Made by `npm run lists` from the servers: PostgreSQL 13 to 18 together.
/** Functions of pg_catalog of which every overload in every version is a window function (pg_proc). */
export const windowFunctions = `
  first_value lag last_value lead nth_value ntile row_number
`;
