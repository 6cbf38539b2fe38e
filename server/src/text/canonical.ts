/** Equal texts for equal values, in whichever order the members of their objects stand; `leftOut`: members that do not count. */
export function canonical(value: unknown, leftOut?: ReadonlySet<string>): string {
  return (
    JSON.stringify(value, (key, one: unknown) => {
      if (leftOut?.has(key)) return undefined;
      return typeof one === 'object' && one !== null && !Array.isArray(one)
        ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
        : one;
    }) ?? ''
  );
}
