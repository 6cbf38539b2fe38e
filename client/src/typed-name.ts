/** The name that the cursor stands behind, as far as it is typed; with the quote that it begins with. */
export function typedName(line: string): string {
  const quoted = line.split('"').length % 2 === 0 ? /"[^"]*$/.exec(line)?.[0] : undefined;
  return quoted ?? /[\p{L}\p{N}_$]*$/u.exec(line)![0];
}
/** Whether more letters can make one of the names of it. */
export function beginsOne(typed: string, names: readonly string[]): boolean {
  const low = typed.toLowerCase();
  return /[^"]/.test(low) && names.some((name) => name.length > low.length && name.toLowerCase().startsWith(low));
}
