/** Why a step is there, in words. */
import { displayName } from '../text/names';
import type { Change } from './changes';
import type { Item } from './unit';

const path: readonly string[] = ['public'];
export function nounOf(item: Item): string {
  switch (item.is) {
    case 'schema':
      return `schema ${displayName(item.namespace)}`;
    case 'extension':
      return `extension ${displayName({ name: item.extension.name })}`;
    case 'collation':
      return `collation ${displayName(item.collation, path)}`;
    case 'type':
      return `type ${displayName(item.type, path)}`;
    case 'shell':
      return 'type';
    case 'sequence':
      return `sequence ${displayName(item.sequence, path)}`;
    case 'table':
      return `table ${displayName(item.table, path)}`;
    case 'column':
      return `column ${displayName({ name: item.column.name })} of ${displayName(item.table, path)}`;
    case 'constraint':
      return `constraint ${displayName({ name: item.constraint.name })} of ${displayName(item.table, path)}`;
    case 'index':
      return `index ${displayName(item.index, path)}`;
    case 'statistics':
      return `statistics ${displayName(item.statistics, path)}`;
    case 'trigger':
      return `trigger ${displayName({ name: item.trigger.name })} of ${displayName(item.owner, path)}`;
    case 'policy':
      return `policy ${displayName({ name: item.policy.name })} of ${displayName(item.table, path)}`;
    case 'rule':
      return `rule ${displayName({ name: item.rule.name })} of ${displayName(item.owner, path)}`;
    case 'view':
      return `${item.view.kind} ${displayName(item.view, path)}`;
    case 'routine':
      return `${item.routine.kind} ${displayName(item.routine, path)}`;
    case 'other':
      return `${item.other.kind.toLowerCase()} ${item.other.name}`;
  }
}
/** `name`: what another unit is called. */
export function reasonFor({ action, from, to, gone }: Change, name: (id: string) => string | undefined): string {
  const noun = nounOf((to ?? from)!.item);
  const [need] = [...gone].flatMap((id) => name(id) ?? []);
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
