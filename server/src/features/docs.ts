/** The page of a rule, made from the catalogue into docs/rules. */
export function docsUrl(code: string): string {
  return `https://github.com/devschema/devschema/blob/main/docs/rules/${code}.md`;
}
