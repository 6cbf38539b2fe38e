/** Where the page of a rule is, made from the catalogue into docs/rules. */
export function pageAddress(code: string): string {
  return `https://github.com/devschema/devschema/blob/main/docs/rules/${code}.md`;
}
