/** Storage parameters and foreign options, from one list to another. */

const optionName = (option: string): string => (option.includes('=') ? option.slice(0, option.indexOf('=')) : option);
type List = readonly string[] | undefined;

/** `… SET (a=1)`, `… RESET (b)`. */
export function changedParameters(
  from: List,
  to: List,
  alter: string,
  print: (options: readonly string[]) => string,
): string[] {
  const [a, b] = [from ?? [], to ?? []];
  const set = b.filter((option) => !a.includes(option));
  const names = b.map(optionName);
  const reset = a.map(optionName).filter((name) => !names.includes(name));
  return [
    ...(set.length > 0 ? [`${alter} SET (${print(set)})`] : []),
    ...(reset.length > 0 ? [`${alter} RESET (${print(reset)})`] : []),
  ];
}
/** `… OPTIONS (ADD a '1', SET b '2', DROP c)`. */
export function changedForeignOptions(
  from: List,
  to: List,
  alter: string,
  print: (options: readonly string[]) => string,
): string[] {
  const [a, b] = [from ?? [], to ?? []];
  const known = a.map(optionName);
  const wanted = b.map(optionName);
  const written = (option: string): string => print([option]).slice('OPTIONS ('.length, -1);
  const changes = [
    ...a
      .filter((option) => !wanted.includes(optionName(option)))
      .map((option) => `DROP ${written(option).replace(/ '[\s\S]*$| E'[\s\S]*$/, '')}`),
    ...b
      .filter((option) => !a.includes(option))
      .map((option) => `${known.includes(optionName(option)) ? 'SET' : 'ADD'} ${written(option)}`),
  ];
  return changes.length > 0 ? [`${alter} OPTIONS (${changes.join(', ')})`] : [];
}
