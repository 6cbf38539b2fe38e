/** Publications and subscriptions: their parameters, and what their lists name twice. */
import { bodiesOf, stringsOf } from '../ast';
import type {
  AlterPublicationStmt,
  AlterSubscriptionStmt,
  CreatePublicationStmt,
  CreateSubscriptionStmt,
  DefElem,
  Node,
} from '../parse';
import { optionValue } from '../source';
import type { Refusals } from './refusal';

const isBoolean = (text: string): boolean => /^(true|false|on|off|0|1)$/i.test(text);
const isTrue = (option: DefElem | undefined): boolean =>
  option !== undefined && (option.arg === undefined || /^(true|on|1)$/i.test(optionValue(option.arg)));
const isFalse = (option: DefElem | undefined): boolean =>
  option?.arg !== undefined && /^(false|off|0)$/i.test(optionValue(option.arg));

/** `parse_publication_options`, src/backend/commands/publicationcmds.c. */
export function publicationRefusals(refusals: Refusals, statement: CreatePublicationStmt | AlterPublicationStmt): void {
  const action = 'action' in statement ? statement.action : undefined;
  const options = bodiesOf(statement.options, 'DefElem');
  options.forEach(({ defname = '', arg, location }, i) => {
    if (options.findIndex((each) => each.defname === defname) < i)
      refusals.add('conflicting or redundant options', location);
    if (defname === 'publish') published(refusals, arg, location);
    else if (defname === 'publish_via_partition_root') {
      if (arg && !isBoolean(optionValue(arg))) refusals.add(`${defname} requires a Boolean value`, location);
    } else if (defname === 'publish_generated_columns')
      refusals.add(`unrecognized publication parameter: "${defname}"`, location, { before: 180000 });
    else refusals.add(`unrecognized publication parameter: "${defname}"`, location);
  });
  tables(refusals, statement.pubobjects, action === 'AP_DropObjects');
}
function published(refusals: Refusals, arg: Node | undefined, at: number | undefined): void {
  for (const word of arg ? optionValue(arg).split(',') : []) {
    const what = word.trim().replaceAll('"', '');
    if (what !== '' && !/^(insert|update|delete|truncate)$/i.test(what))
      refusals.add(`unrecognized value for publication option "publish": "${what}"`, at);
  }
}
function tables(refusals: Refusals, objects: readonly Node[] | undefined, drops: boolean): void {
  const seen = new Map<string, { readonly filtered: boolean; readonly listed: boolean }>();
  for (const { pubtable } of bodiesOf(objects, 'PublicationObjSpec')) {
    if (!pubtable?.relation) continue;
    const { relation, whereClause, columns } = pubtable;
    const at = relation.location;
    if (drops && whereClause) refusals.add('cannot use a WHERE clause when removing a table from a publication', at);
    if (drops && columns) refusals.add('column list must not be specified in ALTER PUBLICATION ... DROP', at);
    refusals.expression(whereClause, 'WHERE', 'WHERE', { subqueries: true });
    constantFilter(refusals, whereClause);
    const key = `${relation.schemaname ?? ''}.${relation.relname}`;
    const before = seen.get(key);
    if (before && (before.filtered || whereClause))
      refusals.add(`conflicting or redundant WHERE clauses for table "${relation.relname}"`, at);
    if (before && (before.listed || columns))
      refusals.add(`conflicting or redundant column lists for table "${relation.relname}"`, at);
    seen.set(key, { filtered: whereClause !== undefined, listed: columns !== undefined });
  }
}
function constantFilter(refusals: Refusals, filter: Node | undefined): void {
  if (!filter || !('A_Const' in filter)) return;
  const { ival, fval, location } = filter.A_Const;
  const type = ival ? 'integer' : fval ? 'numeric' : undefined;
  if (type) refusals.add(`argument of PUBLICATION WHERE must be type boolean, not type ${type}`, location);
}

const booleans =
  /^(connect|enabled|create_slot|copy_data|refresh|binary|two_phase|disable_on_error|password_required|run_as_owner|failover|retain_dead_tuples)$/;
const skipParameters = /^(slot_name|synchronous_commit|streaming|origin|lsn)$/;
/** `parse_subscription_options`, src/backend/commands/subscriptioncmds.c. */
export function createSubscriptionRefusals(refusals: Refusals, statement: CreateSubscriptionStmt): void {
  const options = parameters(refusals, statement.options);
  once(refusals, statement.publication);
  const exclusive = (one: string, other: string): void => {
    refusals.add(`${one} and ${other} are mutually exclusive options`, options.get(other.split(' ')[0]!)?.location);
  };
  if (isFalse(options.get('connect')))
    for (const name of ['enabled', 'create_slot', 'copy_data'])
      if (isTrue(options.get(name))) exclusive('connect = false', `${name} = true`);
  const slot = options.get('slot_name');
  if (!slot?.arg || optionValue(slot.arg) !== 'none') return;
  for (const name of ['enabled', 'create_slot']) {
    if (isTrue(options.get(name))) exclusive('slot_name = NONE', `${name} = true`);
    else if (!options.has(name) && !isFalse(options.get('connect')))
      refusals.add(`subscription with slot_name = NONE must also set ${name} = false`, slot.location);
  }
}
export function alterSubscriptionRefusals(
  refusals: Refusals,
  { kind, options, publication }: AlterSubscriptionStmt,
): void {
  const found = parameters(refusals, options);
  once(refusals, publication);
  if (kind === 'ALTER_SUBSCRIPTION_OPTIONS')
    for (const name of ['create_slot', 'connect', 'enabled', 'copy_data', 'refresh'])
      if (found.has(name)) refusals.add(`unrecognized subscription parameter: "${name}"`, found.get(name)?.location);
}
function parameters(refusals: Refusals, nodes: readonly Node[] | undefined): Map<string, DefElem> {
  const found = new Map<string, DefElem>();
  for (const option of bodiesOf(nodes, 'DefElem')) {
    const { defname = '', arg, location } = option;
    if (found.has(defname)) refusals.add('conflicting or redundant options', location);
    else if (booleans.test(defname)) {
      if (arg && !isBoolean(optionValue(arg))) refusals.add(`${defname} requires a Boolean value`, location);
    } else if (!skipParameters.test(defname))
      refusals.add(`unrecognized subscription parameter: "${defname}"`, location);
    if (defname === 'streaming' && arg && !isBoolean(optionValue(arg)))
      if (!/^parallel$/i.test(optionValue(arg))) refusals.add('streaming requires a Boolean value', location);
    if (defname === 'slot_name' && arg && optionValue(arg) === '')
      refusals.add('replication slot name "" is too short', location);
    found.set(defname, option);
  }
  return found;
}
function once(refusals: Refusals, publication: readonly Node[] | undefined): void {
  const names = stringsOf(publication);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) refusals.add(`publication name "${twice}" used more than once`, undefined);
}
