/** pg_policy → row-security policies of tables. */
import type { Policy } from '../../model/schema';
import { present } from '../../text/present';
import { withoutParentheses } from '../../text/quoted';
import { booleanOf, numberOf, orNull, type RowOf, select, textOf, textsOf } from '../select';
import { type Catalog, commentOf, mapGroups } from './catalog';
import { catalog, inSchemas, ofRelations, type QueryTarget, unlocked } from './sql';

const commands = { '*': 'all', r: 'select', a: 'insert', w: 'update', d: 'delete' } as const;
export function policiesQuery(target: QueryTarget) {
  return select(
    {
      oid: numberOf('p.oid'),
      relation: numberOf('p.polrelid'),
      name: textOf('p.polname::text'),
      permissive: booleanOf('p.polpermissive'),
      command: textOf<keyof typeof commands>('p.polcmd::text'),
      roles: textsOf(`CASE WHEN p.polroles = '{0}' THEN '{}'::text[]
            ELSE ARRAY(SELECT r.rolname::text FROM pg_catalog.pg_roles r WHERE r.oid = ANY (p.polroles) ORDER BY 1) END`),
      using: orNull(textOf('pg_catalog.pg_get_expr(p.polqual, p.polrelid)')),
      check: orNull(textOf('pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)')),
    },
    `FROM pg_catalog.pg_policy p
  JOIN pg_catalog.pg_class c ON c.oid = p.polrelid AND ${inSchemas('c.relnamespace', target)}${ofRelations('c.oid', target)}
 WHERE ${unlocked(catalog.policy, 'p.oid', target)} ORDER BY p.polrelid, p.polname`,
  );
}
export function buildPolicies(from: Catalog, rows: readonly RowOf<typeof policiesQuery>[]): Map<number, Policy[]> {
  return mapGroups(rows, ({ oid, name, permissive, command, roles, using, check }) =>
    present({
      name,
      permissive,
      command: commands[command],
      roles,
      using: using === null ? undefined : conditionText(using),
      check: check === null ? undefined : conditionText(check),
      comment: commentOf(from, catalog.policy, oid).comment,
    }),
  );
}
/** Of a query, which has one pair of its own, they stay. */
function conditionText(text: string): string {
  const inner = withoutParentheses(text);
  return /^\s*(select|with|values)\b/i.test(inner) ? text : inner;
}
