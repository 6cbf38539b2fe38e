/** The pages and the schema that are made from the manifest and the command line's own tables. */
import { commandNames, wordsOf } from '../../server/src/cli/commands';
import { helpOf } from '../../server/src/cli/help';

interface Property {
  readonly type?: string | readonly string[];
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly properties?: Readonly<Record<string, Property>>;
}
interface Command {
  readonly command: string;
  readonly title: string;
}
export interface Manifest {
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly menus: { readonly commandPalette: readonly { readonly command: string; readonly when: string }[] };
    readonly configuration: { readonly properties: Readonly<Record<string, Property>> };
  };
}
const made = '<!-- Made by npm run docs. -->';
const page = (...parts: readonly string[]): string => `${[made, ...parts].join('\n\n')}\n`;

/** `docs/settings.md`. */
export function settingsPage({ contributes }: Manifest): string {
  const entries = Object.entries(contributes.configuration.properties).map(([key, property]) =>
    settingPart(key, property),
  );
  const rows = Object.entries(contributes.configuration.properties).map(
    ([key, property]) =>
      `| [\`${key}\`](#${key.replaceAll('.', '').toLowerCase()}) | \`${JSON.stringify(property.default)}\` |`,
  );
  return page(
    '# Settings',
    'In VS Code they are settings like any others. In `devschema.json` they have the same keys without `devschema.` before them, also as groups: `{ "generate": { "indent": 2 } }`; comments and a comma before a closing bracket may stand in it, as in VS Code’s own files. Other editors pass them as `initializationOptions`. What the editor says wins over the file; what is said on the command line wins over both.',
    ['| setting | default |', '|---|---|', ...rows].join('\n'),
    ...entries,
  );
}
function settingPart(key: string, property: Property): string {
  const about = (property.markdownDescription ?? property.description ?? '').replace(
    /`?#(devschema\.[\w.]+)#`?/g,
    '`$1`',
  );
  const { minimum, maximum, markdownEnumDescriptions: meanings } = property;
  const limits = minimum === undefined && maximum === undefined ? '' : `, from ${minimum} to ${maximum}`;
  const choices = property.enum?.map((one, at) => `- \`${one}\`${meanings?.[at] ? `: ${meanings[at]}` : ''}`) ?? [];
  return [
    `## \`${key}\``,
    '',
    about,
    '',
    `Type: ${[property.type ?? []].flat().join(' or ')}${limits}. Default: \`${JSON.stringify(property.default)}\`.`,
    ...(choices.length > 0 ? ['', ...choices] : []),
  ].join('\n');
}

/** `docs/commands.md`. */
export function commandsPage({ contributes }: Manifest): string {
  const hidden = contributes.menus.commandPalette.filter(({ when }) => when === 'false').map(({ command }) => command);
  const shown = contributes.commands.filter(({ command }) => !hidden.includes(command));
  return page(
    '# Commands',
    '## Command line',
    'The npm package brings `devschema`; in a checkout it is `node dist/cli.js` after `npm run build`.',
    ...commandNames.map((name) => `### ${name}\n\n${wordsOf(name).about[0]}\n\n\`\`\`text\n${helpOf(name)}\`\`\``),
    '## VS Code',
    'In the command palette, each after *DevSchema:*.',
    ['| command | id |', '|---|---|', ...shown.map(({ title, command }) => `| ${title} | \`${command}\` |`)].join('\n'),
  );
}

/** `docs/schemas/settings.json`: of `devschema.json`, with each key as it is and within its group. */
export function settingsSchema({ contributes }: Manifest): string {
  const properties: Record<string, unknown> = { $schema: { type: 'string' } };
  const groups: Record<string, Record<string, unknown>> = {};
  for (const [full, property] of Object.entries(contributes.configuration.properties)) {
    const key = full.slice('devschema.'.length);
    if (key === 'trace.server') continue;
    properties[key] = property;
    const [group, name] = key.split('.');
    if (name !== undefined) groups[group!] = { ...groups[group!], [name]: property };
  }
  for (const [group, members] of Object.entries(groups))
    properties[group] = { type: 'object', properties: members, additionalProperties: false };
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'devschema.json: the settings of DevSchema',
    type: 'object',
    properties,
    // `rules.CODE`, `connection.FIELD`.
    patternProperties: { '^(rules|connection|migrations\\.placeholders)\\.': {} },
    additionalProperties: false,
    allowComments: true,
    allowTrailingCommas: true,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
