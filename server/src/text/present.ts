/** `T` with the members that can be undefined made optional, as `exactOptionalPropertyTypes` wants them. */
type Present<T> = { -readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  -readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
/** `T` where an optional member can be said to be undefined, a required one cannot. */
type Undefinable<T> = { readonly [K in keyof T]: Record<never, never> extends Pick<T, K> ? T[K] | undefined : T[K] };

/** The members of `facts` that are not undefined, in their order: an absent member is PostgreSQL's default. */
export function present<const T extends object>(facts: T): Present<T>;
export function present<T extends object>(facts: Undefinable<T>): T;
export function present(facts: Readonly<Record<string, unknown>>): object {
  const kept: { [key: string]: unknown } = {};
  // Millions of columns pass through here: a list of entries for each would take four times as long.
  for (const key in facts) {
    const fact = facts[key];
    if (fact !== undefined) kept[key] = fact;
  }
  return kept;
}
