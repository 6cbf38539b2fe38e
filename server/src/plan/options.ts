/** Storage parameters and foreign options, from one list to another. */

const optionName = (option: string): string => (option.includes('=') ? option.slice(0, option.indexOf('=')) : option);
type List = readonly string[] | undefined;
/** Which options one list lacks or has otherwise, which it has too much, and the names that it has already. */
function optionChanges(from: List = [], to: List = []) {
  const wanted = to.map(optionName);
  return {
    set: to.filter((option) => !from.includes(option)),
    gone: from.filter((option) => !wanted.includes(optionName(option))),
    known: from.map(optionName),
  };
}

/** `… SET (a=1)`, `… RESET (b)`. */
export function changedParameters(
  from: List,
  to: List,
  alter: string,
  print: (options: readonly string[]) => string,
): string[] {
  const { set, gone } = optionChanges(from, to);
  const reset = gone.map(optionName);
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
  const { set, gone, known } = optionChanges(from, to);
  const written = (option: string): string => print([option]).slice('OPTIONS ('.length, -1);
  const changes = [
    ...gone.map((option) => `DROP ${written(option).replace(/ '[\s\S]*$| E'[\s\S]*$/, '')}`),
    ...set.map((option) => `${known.includes(optionName(option)) ? 'SET' : 'ADD'} ${written(option)}`),
  ];
  return changes.length > 0 ? [`${alter} OPTIONS (${changes.join(', ')})`] : [];
}
