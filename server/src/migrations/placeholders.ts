/** Placeholders and their values, as the tools' own files give them. */

/** Files that may give some, read where they are; later ones win. */
const sources: Readonly<Record<string, (text: string) => readonly (readonly [string, string])[]>> = {
  'flyway.conf': flywayConf,
  'conf/flyway.conf': flywayConf,
  'flyway.toml': flywayToml,
  'conf/flyway.toml': flywayToml,
  '.gmrc': graphileMigrate,
  '.gmrc.jsonc': graphileMigrate,
};

/** Those of one folder's files. Values that come from the environment are not known. */
export function placeholdersIn(read: (file: string) => string | undefined): readonly (readonly [string, string])[] {
  return Object.entries(sources).flatMap(([file, values]) => {
    const text = read(file);
    return text === undefined ? [] : values(text);
  });
}

/** `flyway.placeholders.schema=app` */
function flywayConf(text: string): (readonly [string, string])[] {
  return [...text.matchAll(/^[ \t]*flyway\.placeholders\.([\w.-]+)[ \t]*[=:][ \t]*(.*?)[ \t]*\r?$/gm)].flatMap(
    ([, name = '', value = '']) => known(name, value),
  );
}
/** `[flyway.placeholders]`, then `schema = "app"` */
function flywayToml(text: string): (readonly [string, string])[] {
  const section =
    /^[ \t]*\[(?:flyway|environments\.\w+\.flyway)\.placeholders\][^\n]*\n((?:(?![ \t]*\[)[^\n]*(?:\n|$))*)/gm;
  return [...text.matchAll(section)].flatMap(([, lines = '']) =>
    [...lines.matchAll(/^[ \t]*"?([\w.-]+)"?[ \t]*=[ \t]*(?:"([^"\n]*)"|'([^'\n]*)')/gm)].flatMap(
      ([, name = '', double, single]) => known(name, double ?? single ?? ''),
    ),
  );
}
/** `"placeholders": { ":SCHEMA": "app" }` in JSON with comments. */
function graphileMigrate(text: string): (readonly [string, string])[] {
  const section = /"placeholders"\s*:\s*\{([^{}]*)\}/.exec(text)?.[1] ?? '';
  return [...section.matchAll(/"(:\w+)"\s*:\s*"([^"\n]*)"/g)].flatMap(([, name = '', value = '']) =>
    value === '!ENV' ? [] : known(name, value),
  );
}
const known = (name: string, value: string): (readonly [string, string])[] =>
  /\$\{|^!/.test(value) ? [] : [[name, value]];
