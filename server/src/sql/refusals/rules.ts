/** CREATE RULE: which of the rows OLD and NEW its event has (`transformRuleStmt`, src/backend/parser/parse_utilcmd.c). */
import { stringsOf, walk } from '../ast';
import type { ColumnRef, RuleStmt } from '../parse';
import type { Refusals } from './refusal';

const lacking: Readonly<Record<string, readonly [event: string, row: string]>> = {
  CMD_INSERT: ['INSERT', 'old'],
  CMD_DELETE: ['DELETE', 'new'],
};
export function ruleRefusals(refusals: Refusals, { event, actions, whereClause }: RuleStmt): void {
  const [word, row] = lacking[event ?? ''] ?? [];
  if (row === undefined || isNamedSo([actions, whereClause], row)) return;
  walk([actions, whereClause], (kind, body) => {
    if (kind !== 'ColumnRef') return true;
    const { fields = [], location } = body as ColumnRef;
    if (fields.length > 1 && stringsOf(fields)[0] === row)
      refusals.add(`ON ${word} rule cannot use ${row.toUpperCase()}`, location);
    return true;
  });
}
/** A relation of the actions may be called so. */
function isNamedSo(nodes: unknown, name: string): boolean {
  let found = false;
  walk(nodes, (kind, body) => {
    if (kind === 'RangeVar' && body.relname === name) found = true;
    const { alias, ctename } = body as { alias?: { aliasname?: string }; ctename?: string };
    if (alias?.aliasname === name || ctename === name) found = true;
    return true;
  });
  return found;
}
