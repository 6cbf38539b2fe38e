/** CREATE TRIGGER: what its timing, events and WHEN may be (`CreateTriggerFiringOn`). */
import { bodiesOf, stringsOf } from '../ast';
import type { CreateTrigStmt } from '../parse';
import { columnRefs, type Refusals, systemColumn } from './refusal';

/** TRIGGER_TYPE_* of src/include/catalog/pg_trigger.h. */
export const triggerBits = { before: 2, insert: 4, delete: 8, update: 16, truncate: 32, instead: 64 };

export function triggerRefusals(refusals: Refusals, statement: CreateTrigStmt): void {
  const { events = 0, timing = 0, row = false, relation } = statement;
  const at = relation?.location;
  if (events & triggerBits.truncate && row) refusals.add('TRUNCATE FOR EACH ROW triggers are not supported', at);
  if (timing === triggerBits.instead) {
    if (!row) refusals.add('INSTEAD OF triggers must be FOR EACH ROW', at);
    if (statement.whenClause) refusals.add('INSTEAD OF triggers cannot have WHEN conditions', at);
    if (statement.columns) refusals.add('INSTEAD OF triggers cannot have column lists', at);
  }
  const columns = stringsOf(statement.columns);
  const twice = columns.find((name, i) => columns.indexOf(name) < i);
  if (twice !== undefined) refusals.add(`column "${twice}" specified more than once`, at);
  transitions(refusals, statement);
  when(refusals, statement);
}
function transitions(
  refusals: Refusals,
  { transitionRels, events = 0, timing = 0, columns, relation }: CreateTrigStmt,
): void {
  if (!transitionRels) return;
  const at = relation?.location;
  if (timing !== 0) refusals.add('transition table name can only be specified for an AFTER trigger', at);
  if (events & triggerBits.truncate)
    return refusals.add('TRUNCATE triggers with transition tables are not supported', at);
  const wanted = [triggerBits.insert, triggerBits.update, triggerBits.delete].filter((event) => events & event);
  if (wanted.length > 1)
    return refusals.add('transition tables cannot be specified for triggers with more than one event', at);
  if (columns) return refusals.add('transition tables cannot be specified for triggers with column lists', at);
  for (const { isNew } of bodiesOf(transitionRels, 'TriggerTransition')) {
    if (isNew && events === triggerBits.delete)
      refusals.add('NEW TABLE can only be specified for an INSERT or UPDATE trigger', at);
    if (!isNew && events === triggerBits.insert)
      refusals.add('OLD TABLE can only be specified for a DELETE or UPDATE trigger', at);
  }
}
function when(refusals: Refusals, { whenClause, events = 0, timing = 0, row = false }: CreateTrigStmt): void {
  if (!whenClause) return;
  refusals.expression(whenClause, 'trigger WHEN condition');
  for (const { names, location } of columnRefs(whenClause)) {
    const [row_, column = ''] = names;
    if (row_ !== 'old' && row_ !== 'new') continue;
    if (!row) refusals.add("statement trigger's WHEN condition cannot reference column values", location);
    else if (row_ === 'old' && events & triggerBits.insert)
      refusals.add("INSERT trigger's WHEN condition cannot reference OLD values", location);
    else if (row_ === 'new' && events & triggerBits.delete)
      refusals.add("DELETE trigger's WHEN condition cannot reference NEW values", location);
    else if (row_ === 'new' && timing === triggerBits.before && systemColumn.test(column))
      refusals.add("BEFORE trigger's WHEN condition cannot reference NEW system columns", location);
  }
}
