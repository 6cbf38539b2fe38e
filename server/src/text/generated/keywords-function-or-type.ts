// Made by `npm run lists` from the servers: PostgreSQL 18.
/** Reserved key words that a function or type may have (pg_get_keywords() with catcode T). */
export const functionOrType = `
  authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull join left like
  natural notnull outer overlaps right similar tablesample verbose
`;
