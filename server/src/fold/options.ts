/** Later settings of one name replace earlier ones. */
export function mergeOptions(old: readonly string[] | undefined, set: readonly string[]): readonly string[] {
  const nameOf = (option: string): string => option.split('=')[0]!.trim();
  const names = set.map(nameOf);
  return [...(old ?? []).filter((option) => !names.includes(nameOf(option))), ...set];
}
