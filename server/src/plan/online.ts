/** The forms of a statement that let others read and write meanwhile. */
import { local, qualified } from '../generate/text';
import { makeObjectName } from '../text/names';
import { type Statement, statement } from './alteration';
import type { Change } from './changes';
import type { Side } from './unit';

/** The statement itself where there is no other form, or nobody uses the table yet. */
export function online(given: Statement, { from, to }: Change, { schema, context }: Side): readonly Statement[] {
  const { sql } = given;
  const item = (to ?? from)!.item;
  const table = 'table' in item ? item.table : 'owner' in item ? item.owner : undefined;
  const known =
    table &&
    (schema.tables.get(`${table.schema}\0${table.name}`) ?? schema.views.get(`${table.schema}\0${table.name}`));
  if (!table || !known) return [given];
  const isPartitioned = [known, table].some(({ kind }) => kind === 'partitioned table');
  if (/^CREATE (?:UNIQUE )?INDEX /.test(sql) && !isPartitioned)
    return [{ ...given, sql: sql.replace(/ INDEX /, ' INDEX CONCURRENTLY '), transaction: 'alone' }];
  const isOwn = item.is === 'index' && item.index.parent === undefined;
  if (/^DROP INDEX (?!CONCURRENTLY)/.test(sql) && !isPartitioned && isOwn && !/ CASCADE;$/.test(sql))
    return [{ ...given, sql: sql.replace(/^DROP INDEX/, 'DROP INDEX CONCURRENTLY'), transaction: 'alone' }];
  const alter = `ALTER TABLE ${qualified(table, context)}`;
  if (
    item.is === 'constraint' &&
    /^ALTER TABLE .* ADD CONSTRAINT .* (?:FOREIGN KEY|CHECK) /s.test(sql) &&
    !isPartitioned &&
    !/ NOT (?:VALID|ENFORCED);$/.test(sql)
  )
    return [
      // Validated in the same transaction, it would hold its lock meanwhile.
      { sql: sql.replace(/;$/, ' NOT VALID;'), transaction: 'committed' },
      statement(`${alter} VALIDATE CONSTRAINT ${local(item.constraint.name, context)}`, { fails: given.fails }),
    ];
  if (item.is === 'column' && / SET NOT NULL;$/.test(sql) && schema.serverVersion >= 120000) {
    const name = local(makeObjectName(table.name, item.column.name, 'not_null_check'), context);
    return [
      statement(`${alter} ADD CONSTRAINT ${name} CHECK (${local(item.column.name, context)} IS NOT NULL) NOT VALID`, {
        transaction: 'committed',
      }),
      statement(`${alter} VALIDATE CONSTRAINT ${name}`, { fails: given.fails }),
      { sql },
      statement(`${alter} DROP CONSTRAINT ${name}`),
    ];
  }
  return [given];
}
