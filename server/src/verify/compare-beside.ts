/** Whether all of a schema is there in another beside its tables and what is compared with those: extensions, publications, …. */
import type { Schema } from '../model/schema';
import { t } from '../text/l10n';
import { quoteIdentifier, quoteQualified } from '../text/names';
import { present } from '../text/present';
import { wordPattern } from '../text/text';
import type { Missing } from './base';

/** Of every server's own, or not read without being asked for, or not to be had in a scratch. */
const leftOut: ReadonlySet<string> = new Set([
  ...['DEFAULT PRIVILEGES', 'USER MAPPING', 'SUBSCRIPTION', 'EXTENSION DEPENDENCY'],
]);
interface Named {
  readonly shown: string;
  readonly name: string;
  /** Of an extension. */
  readonly schema?: string;
}
function standing(schema: Schema): Map<string, Named> {
  const { namespaces, extensions, collations, others } = schema;
  const found = new Map<string, Named>();
  const put = (what: string, key: string, name: string, shown: string): void =>
    void found.set(`${what}\0${key}`, { name, shown });
  for (const [key, { name, extension }] of namespaces)
    if (name !== 'public' && extension === undefined) put('schema', key, name, `schema ${quoteIdentifier(name)}`);
  for (const [key, { name, schema: home }] of extensions)
    found.set(`extension\0${key}`, { name, shown: `extension ${quoteIdentifier(name)}`, ...present({ schema: home }) });
  for (const [key, one] of collations)
    if (one.extension === undefined) put('collation', key, one.name, `collation ${quoteQualified(one)}`);
  for (const [key, { kind, name, designation, extension }] of others)
    if (!leftOut.has(kind) && extension === undefined)
      put('other', key, name, designation ?? `${kind.toLowerCase()} ${quoteIdentifier(name)}`);
  return found;
}

type Beside = { readonly message: string } | { readonly reason: string };
/** What only one of the two has: `message`, or the `reason` why it is not known. */
export function besideTables(made: Schema, dev: Schema, missing: readonly Missing[]): Beside[] {
  const [here, there] = [standing(made), standing(dev)];
  const all = dev.unknown.find(({ object }) => object === '*')?.reason;
  return [...new Set([...here.keys(), ...there.keys()])].flatMap((key): Beside[] => {
    const one = here.get(key) ?? there.get(key)!;
    const isElsewhere = here.has(key) && there.has(key) && here.get(key)!.schema !== there.get(key)!.schema;
    if (isElsewhere) return [{ message: t('{0}.', t('{0} is not as dev has it', one.shown)) }];
    if (here.has(key) && there.has(key)) return [];
    const open = missing.find(({ text }) => wordPattern(one.name).test(text))?.reason ?? all;
    if (open !== undefined) return [{ reason: `${one.shown}: ${open}` }];
    return [
      { message: there.has(key) ? t('dev has {0}, which is not made.', one.shown) : t('dev has no {0}.', one.shown) },
    ];
  });
}
