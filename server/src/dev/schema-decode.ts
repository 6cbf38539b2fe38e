/**
 * What a file says of a schema, member by member, as the model has it: whoever wrote the file, nothing else gets in. The
 * compiler asks for every member of every kind of object; what the model does not know is left out.
 */
import { t } from '../text/l10n';

/** A value of the model made of a value of JSON. @throws Damaged */
export type Decode<T> = (value: unknown) => T;

/** Says which member is not what it has to be: `"tables.3.columns.0.name" is not a name`. */
export class Damaged extends Error {
  readonly #path: string[] = [];
  constructor(readonly what: string) {
    super(what);
  }
  /** It was found in the member of this name. */
  inside(name: string): void {
    this.#path.unshift(name);
    this.message = t('"{0}" {1}', this.#path.join('.'), this.what);
  }
}
export function within<T>(name: string | number, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof Damaged) error.inside(String(name));
    throw error;
  }
}

type OptionalKeys<T> = { [K in keyof T]-?: Record<string, never> extends Pick<T, K> ? K : never }[keyof T];
type RequiredKeys<T> = Exclude<keyof T, OptionalKeys<T>>;
/** `left out`: a fact of a fold, which no file holds. */
interface Members<T> {
  readonly needed: { readonly [K in RequiredKeys<T>]: Decode<T[K]> };
  readonly optional: { readonly [K in OptionalKeys<T>]-?: Decode<Exclude<T[K], undefined>> | 'left out' };
}

export const text: Decode<string> = (value) => {
  if (typeof value !== 'string') throw new Damaged(t('is not a text'));
  return value;
};
/** NUL parts the names in keys, and PostgreSQL has none in a name. */
export const nameShape: Decode<string> = (value) => {
  if (typeof value !== 'string' || value.includes('\0')) throw new Damaged(t('is not a name'));
  return value;
};
export const flag: Decode<boolean> = (value) => {
  if (typeof value !== 'boolean') throw new Damaged(t('is not true or false'));
  return value;
};
export const number: Decode<number> = (value) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Damaged(t('is not a number'));
  return value;
};
export function oneOf<const T extends string>(...words: readonly T[]): Decode<T> {
  return (value) => {
    const found = words.find((word) => word === value);
    if (found === undefined) throw new Damaged(t('is none of {0}', words.join(', ')));
    return found;
  };
}
export function listShape<T>(member: Decode<T>): Decode<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) throw new Damaged(t('is not a list'));
    return value.map((one, at) => within(at, () => member(one)));
  };
}
export const textsShape = listShape(text);
export const namesShape = listShape(nameShape);

export function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Damaged(t('is not an object'));
  return value as Record<string, unknown>;
}
export function object<T>(members: Members<T>): Decode<T> {
  const needed = Object.entries(members.needed) as [string, Decode<unknown>][];
  const optional = (Object.entries(members.optional) as [string, Decode<unknown> | 'left out'][]).filter(
    (entry): entry is [string, Decode<unknown>] => entry[1] !== 'left out',
  );
  return (value) => {
    const given = record(value);
    const made: Record<string, unknown> = {};
    let reading = '';
    // One `try` for all members: a dev has tens of thousands of them.
    try {
      for (const [key, decode] of needed) {
        reading = key;
        made[key] = decode(ownValue(given, key));
      }
      for (const [key, decode] of optional) {
        const member = ownValue(given, key);
        if (member === undefined) continue;
        reading = key;
        made[key] = decode(member);
      }
    } catch (error) {
      if (error instanceof Damaged) error.inside(reading);
      throw error;
    }
    return made as T;
  };
}
const ownValue = (value: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(value, key) ? value[key] : undefined;

/** One of several kinds of object, told apart by their `kind`. */
export function byKind<T extends { readonly kind: string }>(
  kinds: {
    readonly [K in T['kind']]: Decode<T>;
  },
): Decode<T> {
  return (value) => {
    const { kind } = record(value);
    const known = typeof kind === 'string' && Object.hasOwn(kinds, kind) ? (kind as T['kind']) : undefined;
    if (known === undefined) throw new Damaged(t('is of no kind of {0}', Object.keys(kinds).join(', ')));
    return kinds[known](value);
  };
}
