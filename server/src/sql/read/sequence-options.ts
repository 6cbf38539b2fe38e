/** Options of sequences and identity columns. */

import type { Identity } from '../../model/schema';
import type { SequenceChange } from '../../model/sequences';
import { present } from '../../text/present';
import { bodiesOf, stringsOf } from '../ast';
import type { DefElem, Node } from '../parse';
import { optionValue } from '../source';
import { sqlType } from '../types';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** START, INCREMENT and so on. */
export function readSequenceOptions(nodes: readonly Node[] | undefined): SequenceChange {
  const options: Writable<SequenceChange> = {};
  const reset: ('minValue' | 'maxValue')[] = [];
  let restart: string | undefined;
  for (const option of bodiesOf(nodes, 'DefElem')) {
    const value = option.arg === undefined ? undefined : optionValue(option.arg);
    switch (option.defname) {
      case 'as':
        setSequenceType(options, option);
        break;
      case 'start':
        if (value !== undefined) options.start = value;
        break;
      case 'increment':
        if (value !== undefined) options.increment = value;
        break;
      case 'minvalue':
        if (value !== undefined) options.minValue = value;
        else reset.push('minValue');
        break;
      case 'maxvalue':
        if (value !== undefined) options.maxValue = value;
        else reset.push('maxValue');
        break;
      case 'restart':
        if (value !== undefined) restart = value;
        break;
      case 'cache':
        if (value !== undefined) options.cache = value;
        break;
      case 'cycle':
        options.cycle = value === 'true';
        break;
    }
  }
  return { ...options, ...present({ reset: reset.length === 0 ? undefined : reset, restart }) };
}
function setSequenceType(options: Writable<SequenceChange>, option: DefElem): void {
  if (option.arg === undefined || !('TypeName' in option.arg)) return;
  const { name } = sqlType(option.arg.TypeName);
  if (name === 'smallint' || name === 'integer' || name === 'bigint') options.type = name;
}

export function identityOf(when: string | undefined, nodes: readonly Node[] | undefined): Identity {
  const named = bodiesOf(nodes, 'DefElem').find((option) => option.defname === 'sequence_name')?.arg;
  const parts = named !== undefined && 'List' in named ? stringsOf(named.List.items) : [];
  const name = parts.at(-1);
  const schema = parts.at(-2);
  return {
    kind: when === 'a' ? 'always' : 'by default',
    sequence: readSequenceOptions(nodes),
    ...present({ sequenceName: name === undefined ? undefined : schema === undefined ? { name } : { schema, name } }),
  };
}
