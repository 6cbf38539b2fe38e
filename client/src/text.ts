/** Text of a database or a repository where VS Code would make links or icons of it. */

/** `[text](link)` of a message and `$(icon)` of a label are shown as they stand. */
export function asText(text: string): string {
  return text.replace(/\]\(/g, '] (').replace(/\$\(/g, '$ (');
}
