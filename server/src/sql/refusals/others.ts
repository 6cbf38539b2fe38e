/** Foreign data, event triggers, statistics, and the commands that keep a database in order. */
import { bodiesOf, stringsOf } from '../ast';
import type { CreateEventTrigStmt, CreateStatsStmt, Node, RefreshMatViewStmt, VacuumStmt } from '../parse';
import { optionValue } from '../source';
import type { Refusals } from './refusal';

/** HANDLER, VALIDATOR and OPTIONS of wrappers, servers, user mappings and foreign tables. */
export function foreignDataRefusals(
  refusals: Refusals,
  { options, func_options: functions }: { readonly options?: readonly Node[]; readonly func_options?: readonly Node[] },
): void {
  twice(functions, (_, at) => refusals.add('conflicting or redundant options', at));
  twice(options, (name, at) => refusals.add(`option "${name}" provided more than once`, at));
}
function twice(nodes: readonly Node[] | undefined, report: (name: string, at: number | undefined) => void): void {
  const seen = new Set<string>();
  for (const { defname = '', defaction, location } of bodiesOf(nodes, 'DefElem')) {
    if (defaction !== undefined && !/^DEFELEM_(UNSPEC|ADD)$/.test(defaction)) continue;
    if (seen.has(defname)) report(defname, location);
    seen.add(defname);
  }
}

const events = /^(ddl_command_start|ddl_command_end|sql_drop|table_rewrite)$/;
const tagged =
  /^(ALTER|CREATE|DROP|COMMENT|GRANT|REVOKE|IMPORT FOREIGN SCHEMA|REFRESH MATERIALIZED VIEW|REINDEX|SECURITY LABEL|SELECT INTO)\b/i;
const untriggered = /^(CREATE|ALTER|DROP) (ROLE|DATABASE|TABLESPACE|EVENT TRIGGER)$/i;
/** `CreateEventTrigger`, src/backend/commands/event_trigger.c. */
export function eventTriggerRefusals(refusals: Refusals, { eventname = '', whenclause }: CreateEventTrigStmt): void {
  if (eventname === 'login') refusals.add(`unrecognized event name "${eventname}"`, undefined, { before: 170000 });
  else if (!events.test(eventname)) return refusals.add(`unrecognized event name "${eventname}"`, undefined);
  const variables = bodiesOf(whenclause, 'DefElem');
  for (const [i, { defname = '', arg, location }] of variables.entries()) {
    if (defname !== 'tag') return refusals.add(`unrecognized filter variable "${defname}"`, location);
    if (i > 0) return refusals.add('filter variable "tag" specified more than once', location);
    for (const tag of arg && 'List' in arg ? stringsOf(arg.List.items) : []) {
      if (untriggered.test(tag)) refusals.add(`event triggers are not supported for ${tag.toUpperCase()}`, location);
      else if (!tagged.test(tag))
        refusals.add(`filter value "${tag}" not recognized for filter variable "tag"`, location);
    }
  }
}

/** `CreateStatistics`, src/backend/commands/statscmds.c. */
export function statisticsRefusals(refusals: Refusals, { exprs, stat_types: types }: CreateStatsStmt): void {
  for (const type of stringsOf(types))
    if (!/^(ndistinct|dependencies|mcv)$/.test(type)) refusals.add(`unrecognized statistics kind "${type}"`, undefined);
  const elements = bodiesOf(exprs, 'StatsElem');
  const columns = elements.flatMap(({ name }) => name ?? []);
  if (columns.some((name, i) => columns.indexOf(name) < i))
    refusals.add('duplicate column name in statistics definition', undefined);
  const [only] = elements;
  const isColumn = only?.name !== undefined || (only?.expr && 'ColumnRef' in only.expr);
  if (elements.length === 1 && isColumn) refusals.add('extended statistics require at least 2 columns', undefined);
  if (elements.length > 8) refusals.add('cannot have more than 8 columns in statistics', undefined);
}

export function refreshRefusals(refusals: Refusals, { concurrent, skipData, relation }: RefreshMatViewStmt): void {
  if (concurrent && skipData)
    refusals.add('CONCURRENTLY and WITH NO DATA options cannot be used together', relation?.location);
}
/** `ExecVacuum`, src/backend/commands/vacuum.c. */
export function vacuumRefusals(refusals: Refusals, { options, rels, is_vacuumcmd: vacuums }: VacuumStmt): void {
  const all = new Map(bodiesOf(options, 'DefElem').map((each) => [each.defname ?? '', each]));
  const isOn = (name: string): boolean => {
    const option = all.get(name);
    return option !== undefined && (option.arg === undefined || /^(true|on|1)$/i.test(optionValue(option.arg)));
  };
  const listed = bodiesOf(rels, 'VacuumRelation').filter(({ va_cols: columns }) => columns);
  if (vacuums && listed.length > 0 && !isOn('analyze'))
    refusals.add('ANALYZE option must be specified when a column list is provided', listed[0]?.relation?.location);
  for (const { relation, va_cols: columns } of listed) {
    const names = stringsOf(columns);
    const again = names.find((name, i) => names.indexOf(name) < i);
    if (again !== undefined)
      refusals.add(`column "${again}" of relation "${relation?.relname}" appears more than once`, relation?.location);
  }
  const parallel = all.get('parallel');
  if (!parallel) return;
  const workers = parallel.arg ? Number(optionValue(parallel.arg)) : undefined;
  if (workers === undefined) refusals.add('parallel option requires a value between 0 and 1024', parallel.location);
  else if (workers < 0 || workers > 1024)
    refusals.add('parallel workers for vacuum must be between 0 and 1024', parallel.location);
  else if (workers > 0 && isOn('full')) refusals.add('VACUUM FULL cannot be performed in parallel', parallel.location);
}
