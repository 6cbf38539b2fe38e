/** What differs and no statement of a script can change. */
import { distributionInWords } from '../generate/distributions';
import { idOfTable, tableFrom } from '../generate/lookup';
import { unreadOptions } from '../model/other-kinds';
import type { Constraint, Schema, Table } from '../model/schema';
import { pushTo } from '../text/lists';
import { displayName, keyOf } from '../text/names';
import { type Changes, isMade } from './changes';
import type { PlanAction } from './graph';
import { notNullNotes } from './not-null-notes';
import type { Side } from './unit';

export const notPlanned = (
  planned: { readonly changes: Changes; readonly before: Side; readonly after: Side },
  actions: readonly PlanAction[],
  from: Schema,
  to: Schema,
): string[] => [
  ...columnOrders(planned.changes, actions, from, to),
  ...secrets(planned.changes),
  ...ownParts(planned.changes, from, to),
  ...notNullNotes(planned.changes, planned.before, planned.after),
  ...silencedKeys(from, to),
];
/** What a table has when it comes to inherit stays its own too: only what a parent adds later is not. */
function ownParts(changes: Changes, from: Schema, to: Schema): string[] {
  return [...to.tables].flatMap(([key, table]) => {
    const before = from.tables.get(key);
    if (!before || !table.inherits || isMade(changes.get(`table\0${key}`))) return [];
    const { leaves = [] } = changes.get(`table\0${key}`)?.alteration ?? {};
    const comes = table.inherits.some(
      (parent) =>
        !before.inherits?.some((one) => one.name === parent.name && one.schema === parent.schema) ||
        isMade(changes.get(idOfTable({ schema: table.schema, ...parent }))),
    );
    const columns = pairedNames(table.columns, before.columns);
    const own = columns.filter(
      ({ name, here, there }) =>
        isInherited(here) &&
        (comes || leaves.length > 0
          ? !isInherited(there) || parentsWith(name, before, from).every((parent) => leaves.includes(parent))
          : there && !isInherited(there)),
    );
    const checks = pairedNames(table.constraints, before.constraints).filter(({ there }) => there?.kind === 'check');
    const isKept = !comes && leaves.length === 0;
    const onlyInherited = isKept
      ? [...columns, ...checks].filter(({ here, there }) => isOwnToo(here) && isInherited(there))
      : [];
    const ownChecks = isKept ? checks.filter(({ here, there }) => isInherited(here) && isOwnToo(there)) : [];
    return [
      ...partsInWords(table, to, [...own, ...ownChecks], 'its own too, not only inherited'),
      ...partsInWords(table, to, onlyInherited, 'only inherited, and not its own too'),
    ];
  });
}
/** No statement says it of the triggers of one key alone, and ALL would take the table's other triggers along. */
const silencedKeys = (from: Schema, to: Schema): string[] =>
  [...to.tables].flatMap(([key, table]) => {
    const isSilenced = (one: Constraint): boolean => one.kind === 'foreign key' && one.silenced === true;
    const before = new Set(from.tables.get(key)?.constraints.flatMap((one) => (isSilenced(one) ? [one.name] : [])));
    return table.constraints
      .filter((one) => isSilenced(one) && !before.has(one.name))
      .map(
        ({ name }) =>
          `${displayName(table, to.searchPath)}: the triggers of ${displayName({ name })} are disabled (DISABLE TRIGGER ALL), here they fire`,
      );
  });
interface Inheritable {
  readonly name: string;
  readonly local?: boolean;
  readonly inherited?: boolean;
}
const pairedNames = <T extends Inheritable>(all: readonly T[], before: readonly T[]) =>
  all.map((here) => ({ name: here.name, here, there: before.find(({ name }) => name === here.name) }));
const isInherited = (part: Inheritable | undefined): boolean => part?.local === false;
const isOwnToo = (part: Inheritable | undefined): boolean => part?.inherited === true && part.local !== false;
function partsInWords(
  table: Table,
  { searchPath }: Schema,
  parts: readonly { name: string }[],
  what: string,
): string[] {
  if (parts.length === 0) return [];
  const names = parts.map(({ name }) => displayName({ name })).join(', ');
  return [`${displayName(table, searchPath)}: ${names} ${parts.length === 1 ? 'is' : 'are'} ${what}`];
}
const parentsWith = (name: string, { inherits = [], schema: home }: Table, schema: Schema): string[] =>
  inherits.flatMap((parent) => {
    const table = tableFrom(schema, parent, home);
    return table?.columns.some((column) => column.name === name) ? [idOfTable(table)] : [];
  });
/** Values that are not read, where they are wanted. */
function secrets(changes: Changes): string[] {
  return [...changes.values()].flatMap(({ from, to, action }) => {
    if (to?.item.is !== 'other' || to.item.other.kind !== 'USER MAPPING') return [];
    const has = from?.item.is === 'other' && action !== 'replace' ? unreadOptions(from.item.other.definition) : [];
    const lacks = unreadOptions(to.item.other.definition).filter((name) => !has.includes(name));
    const name = `user mapping for ${to.item.other.name}`;
    return lacks.length > 0 ? [`${name}: ${lacks.join(', ')} may be secret and is not read; it is set by hand`] : [];
  });
}
/** PostgreSQL adds columns at the end, and moves none. */
function columnOrders(changes: Changes, actions: readonly PlanAction[], from: Schema, to: Schema): string[] {
  const added = new Map<string, string[]>();
  for (const { doing, change } of actions)
    if (doing === 'make' && change.to?.item.is === 'column')
      pushTo(added, keyOf(change.to.item.table), change.to.item.column.name);
  const notes: string[] = [];
  for (const [key, table] of to.tables) {
    const before = from.tables.get(key);
    const change = changes.get(`table\0${key}`);
    if (!before || !change || isMade(change)) continue;
    const last = added.get(key) ?? [];
    const wanted = table.columns.map(({ name }) => name);
    const kept = before.columns.map(({ name }) => name).filter((name) => wanted.includes(name) && !last.includes(name));
    const order = [...kept, ...last];
    const at = order.findIndex((name, place) => name !== wanted[place]);
    if (at >= 0)
      notes.push(
        `${displayName(table, to.searchPath)}: the columns stand in another order, ${fromThere(order, at)}; only a new table has ${fromThere(wanted, at)}`,
      );
  }
  return notes.sort();
}
const MANY_COLUMNS = 12;
/** Of many only some, from the one before the first that stands elsewhere. */
function fromThere(names: readonly string[], at: number): string {
  const isShort = names.length <= MANY_COLUMNS;
  const [start, end] = isShort ? [0, names.length] : [Math.max(0, at - 1), at + 4];
  const shown = names.slice(start, end).map((name) => displayName({ name }));
  return [...(start > 0 ? ['…'] : []), ...shown, ...(end < names.length ? ['…'] : [])].join(', ');
}

/** Of either schema; and what Citus would have to do, which alone moves rows between its nodes. */
export function notKnownOf(from: Schema, to: Schema): string[] {
  const reasons = [from, to].flatMap(({ unknown }) => unknown.map(({ reason }) => reason));
  return [...new Set([...reasons, ...distributionChanges(from, to)])];
}
function distributionChanges(from: Schema, to: Schema): string[] {
  return [...to.tables].flatMap(([key, table]) => {
    const [before, after] = [from.tables.get(key), table].map((one) => distributionInWords(one?.distribution));
    if (before === after) return [];
    return [
      `${displayName(table, to.searchPath)} is ${before} in the first schema and ${after} in the second: Citus does that, with its own functions, and the script does not`,
    ];
  });
}
