/** Where names without a schema are looked up. */

/**
 * The schemas of a `search_path` that exist, in its order. The server's own answer (`visible`) leaves out those the role
 * may not use, which the people who run the migrations may.
 */
export function searchPathOf(
  setting: string,
  user: string,
  schemas: ReadonlySet<string>,
  visible: readonly string[],
): readonly string[] {
  const names = [...setting.matchAll(/"((?:[^"]|"")*)"|[^\s,"]+/g)].map(([word, quoted]) =>
    quoted === undefined ? word.toLowerCase() : quoted.replaceAll('""', '"'),
  );
  const meant = names.map((name) => (name === '$user' ? user : name));
  return [...new Set(meant)].filter((name) => schemas.has(name) || visible.includes(name));
}
