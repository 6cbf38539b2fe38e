/** Why a step is there, in words. */
import { displayName } from '../text/names';
import type { Change } from './changes';
import type { Item, Items } from './unit';

const path: readonly string[] = ['public'];
const nouns: { readonly [K in keyof Items]: (item: Items[K]) => string } = {
  schema: (item) => `schema ${displayName(item.namespace)}`,
  extension: (item) => `extension ${displayName({ name: item.extension.name })}`,
  collation: (item) => `collation ${displayName(item.collation, path)}`,
  type: (item) => `type ${displayName(item.type, path)}`,
  shell: () => 'type',
  sequence: (item) => `sequence ${displayName(item.sequence, path)}`,
  table: (item) => `table ${displayName(item.table, path)}`,
  column: (item) => `column ${displayName({ name: item.column.name })} of ${displayName(item.table, path)}`,
  constraint: (item) => `constraint ${displayName({ name: item.constraint.name })} of ${displayName(item.table, path)}`,
  index: (item) => `index ${displayName(item.index, path)}`,
  statistics: (item) => `statistics ${displayName(item.statistics, path)}`,
  trigger: (item) => `trigger ${displayName({ name: item.trigger.name })} of ${displayName(item.owner, path)}`,
  policy: (item) => `policy ${displayName({ name: item.policy.name })} of ${displayName(item.table, path)}`,
  rule: (item) => `rule ${displayName({ name: item.rule.name })} of ${displayName(item.owner, path)}`,
  view: (item) => `${item.view.kind} ${displayName(item.view, path)}`,
  routine: (item) => `${item.routine.kind} ${displayName(item.routine, path)}`,
  other: (item) => `${item.other.kind.toLowerCase()} ${item.other.name}`,
};
export const nounOf = (item: Item): string => (nouns[item.is] as (one: Item) => string)(item);
/** `name`: what another unit is called. */
export function reasonFor({ action, from, to, gone }: Change, name: (id: string) => string | undefined): string {
  const noun = nounOf((to ?? from)!.item);
  const [need] = [...gone].flatMap((id) => name(id) ?? []);
  const item = (to ?? from)!.item;
  // A partition's copy is there as long as that above is.
  if (item.is === 'trigger' && item.trigger.inherited && (action === 'make' || action === 'drop'))
    return action === 'make' ? `${noun} fires otherwise than the one above` : `${noun} fires as the one above`;
  switch (action) {
    case 'make':
      return `${noun} is new`;
    case 'drop':
      return `${noun} is no more`;
    case 'replace':
      return need === undefined ? `${noun} is another one` : `${noun} stands on ${need}`;
    default:
      return need === undefined ? `${noun} differs` : `${noun} stands on ${need}`;
  }
}
