/** Storage parameters: their values and bounds (src/backend/access/common/reloptions.c of 13 to 18). */
import { bodiesOf } from '../ast';
import type { DefElem, Node } from '../parse';
import { optionValue } from '../source';
import type { Refusals } from './refusal';

type Range = readonly [kind: 'integer' | 'floating point', least: number, most: number];
const scale: Range = ['floating point', 0, 100];
const tableNumbers: Readonly<Record<string, Range>> = {
  fillfactor: ['integer', 10, 100],
  autovacuum_vacuum_scale_factor: scale,
  autovacuum_vacuum_insert_scale_factor: scale,
  autovacuum_analyze_scale_factor: scale,
  parallel_workers: ['integer', 0, 1024],
};
const booleans = new Set(['autovacuum_enabled', 'user_catalog_table', 'security_barrier', 'security_invoker']);
const indexBooleans = new Set(['fastupdate', 'autosummarize', 'deduplicate_items']);

type Parameters = 'table' | 'view' | { readonly index: string };

export function optionRefusals(
  refusals: Refusals,
  nodes: readonly Node[] | undefined,
  of: Parameters,
  fallback: number | undefined,
): void {
  const options = bodiesOf(nodes, 'DefElem');
  const key = ({ defnamespace, defname }: DefElem): string => `${defnamespace ?? ''}.${defname ?? ''}`;
  options.forEach((option, i) => {
    const { defname: name = '', defnamespace, location = fallback } = option;
    if (options.findIndex((each) => key(each) === key(option)) < i)
      refusals.add(`parameter "${name}" specified more than once`, location);
    if (defnamespace !== undefined && !(of === 'table' && defnamespace === 'toast'))
      refusals.add(`unrecognized parameter namespace "${defnamespace}"`, location);
    else if (name === 'oids' && of === 'table' && value(option) !== 'false' && defnamespace === undefined)
      refusals.add('tables declared WITH OIDS are not supported', location);
    else valueRefusals(refusals, option, of, location);
  });
}
const value = ({ arg }: DefElem): string => (arg === undefined ? 'true' : optionValue(arg));

function valueRefusals(refusals: Refusals, option: DefElem, of: Parameters, at: number | undefined): void {
  const { defname: name = '' } = option;
  const text = value(option);
  const isIndex = typeof of !== 'string';
  const range = isIndex ? indexNumber(name, of.index) : of === 'table' ? tableNumbers[name] : undefined;
  if (range) {
    const [kind, least, most] = range;
    const number = Number(text);
    if (text.trim() === '' || Number.isNaN(number)) {
      if (!/^[\d.+-]/.test(text)) refusals.add(`invalid value for ${kind} option "${name}": ${text}`, at);
    } else if (number < least || number > most) refusals.add(`value ${text} out of bounds for option "${name}"`, at);
  }
  const isBoolean = isIndex ? indexBooleans.has(name) : booleans.has(name);
  if (isBoolean && !/^(t(r(ue?)?)?|f(a(l(se?)?)?)?|y(es?)?|no?|on|off?|1|0)$/i.test(text))
    refusals.add(`invalid value for boolean option "${name}": ${text}`, at);
  if (of === 'view') viewOption(refusals, name, text, at);
  if (isIndex && name === 'buffering' && !/^(on|off|auto)$/i.test(text))
    refusals.add(`invalid value for enum option "buffering": ${text}`, at);
}
function indexNumber(name: string, method: string): Range | undefined {
  if (name === 'fillfactor') {
    if (method === 'hash' || method === 'btree' || method === 'gist' || method === 'spgist')
      return ['integer', 10, 100];
  }
  if (name === 'pages_per_range' && method === 'brin') return ['integer', 1, 131072];
  return name === 'gin_pending_list_limit' && method === 'gin' ? ['integer', 64, 2147483647] : undefined;
}
function viewOption(refusals: Refusals, name: string, text: string, at: number | undefined): void {
  if (!/^(security_barrier|security_invoker|check_option)$/.test(name))
    refusals.add(`unrecognized parameter "${name}"`, at);
  else if (name === 'check_option' && !/^(local|cascaded)$/i.test(text))
    refusals.add(`invalid value for enum option "check_option": ${text}`, at);
}
