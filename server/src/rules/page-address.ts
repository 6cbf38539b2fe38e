const repository = 'https://github.com/devschema/devschema';
/** Where the documentation begins. */
export const homepage = `${repository}#readme`;
/** Where the page of a rule is, made from the catalogue into docs/rules. */
export function pageAddress(code: string): string {
  return `${repository}/blob/main/docs/rules/${code}.md`;
}
