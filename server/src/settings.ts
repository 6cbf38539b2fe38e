/** The settings as the editor and the command line pass them, decoded by one table. Bad input keeps the default and says so. */

import { defaultStyle, type GenerateStyle } from './generate/style';
import type { Severity } from './rules/rule';
import { type ConnectionFields, decodeConnection, isObject, type Json, type Refuse } from './settings/connection';
import { type SettingEntry, type SettingProblem, settingsTable } from './settings/table';
import type { Placeholders } from './sql/document/placeholders';
import { chained, t } from './text/l10n';
import { nearest } from './text/nearest-name';
import { present } from './text/present';

export interface Settings {
  /** A URL, the path of a snapshot, SQL file or folder, or fields. Undefined: nothing is set. */
  readonly connection: string | ConnectionFields | undefined;
  /** The same of the database that migrations are to be run in. */
  readonly target: string | ConnectionFields | undefined;
  readonly connectTimeoutMs: number;
  readonly statementTimeoutMs: number;
  /** Patterns of the schemas of a database that are read; absent: all. */
  readonly schemas?: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  /** Between two probes of dev; 0: only on focus and on save. */
  readonly refreshIntervalMs: number;
  readonly migrations: {
    /** Relative to the workspace folder; empty: found by what is in a file's folders. */
    readonly folders: readonly string[];
    /** A convention's id; undefined: recognised by what is in the folder. */
    readonly tool: string | undefined;
    /** What placeholders in SQL stand for; absent: nothing is told. */
    readonly placeholders?: Placeholders;
  };
  /** When migrations are run in a scratch PostgreSQL. */
  readonly run: RunMode;
  /** The URL of a server on which a database is made for that; undefined: the embedded PostgreSQL. */
  readonly scratch: string | undefined;
  /** What a run may take; without a time, what suits who asks. */
  readonly runLimits: { readonly timeoutMs: number | undefined; readonly memoryMb: number };
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  readonly style: GenerateStyle;
  /** Names are coloured by who has them. */
  readonly semanticTokens: boolean;
  readonly inlayHints: { readonly types: boolean; readonly names: boolean };
  /** Keys whose value came from the project's own file, in which a stranger can have written it; absent: none. */
  readonly fromProject?: ReadonlySet<string>;
}
export type RunMode = 'off' | 'on save' | 'live';

const severityWords: readonly (Severity | 'off')[] = ['error', 'warning', 'information', 'hint', 'off'];

interface DecodeOptions {
  /**
   * `settings file`: keys of other programs stand beside `devschema.…` and are passed over. `section` (the default):
   * what stands below `devschema.`; a `devschema.` before each key is understood too.
   */
  readonly from?: 'section' | 'settings file';
  /** The catalogue's codes; a code that is none of them is said. Absent: not compared. */
  readonly codes?: readonly string[];
  /** What the project's own file says: it holds where `raw` leaves a setting at its default. */
  readonly project?: unknown;
  /** What such files in folders below say, the innermost last: it holds whatever is said above. */
  readonly below?: readonly unknown[];
  /** The ids of the conventions, for `migrations.tool`. Absent: not compared. */
  readonly tools?: readonly string[];
}

/** Never throws, for any value. Nested objects and dotted keys mean the same. */
export function decodeSettings(
  raw: unknown,
  options: DecodeOptions = {},
): { readonly settings: Settings; readonly problems: readonly SettingProblem[] } {
  const problems: SettingProblem[] = [];
  const values = new Map<string, unknown>();
  collect(ownSection(raw, options.from ?? 'section'), '', values, problems);
  const fromProject = addProject(options, values, problems);
  const value = <T>(key: string): T => {
    const [own, isProjects]: [SettingProblem[], boolean] = [[], fromProject?.has(key) ?? false];
    const decoded = decodeValue(key, values.get(key), own, options) as T;
    problems.push(...(isProjects ? own.map(inProject) : own));
    return decoded;
  };
  const generate = Object.fromEntries(
    Object.keys(defaultStyle).map((key) => [key, value(`generate.${key}`)]),
  ) as unknown as GenerateStyle;
  const tool = value<string>('migrations.tool');
  const placeholders = value<Readonly<Record<string, string>>>('migrations.placeholders');
  const [include, exclude] = [value<readonly string[]>('schemas.include'), value<readonly string[]>('schemas.exclude')];
  const settings: Settings = {
    connection: value<Settings['connection']>('connection') || undefined,
    target: value<Settings['target']>('target') || undefined,
    connectTimeoutMs: value<number>('connectTimeout') * 1000,
    statementTimeoutMs: value<number>('statementTimeout') * 1000,
    ...present({ schemas: include.length + exclude.length > 0 ? { include, exclude } : undefined }),
    refreshIntervalMs: value<number>('refreshInterval') * 1000,
    migrations: {
      folders: value<readonly string[]>('migrations.folders'),
      tool: tool === 'auto' ? undefined : tool,
      ...present({
        placeholders: Object.keys(placeholders).length > 0 ? new Map(Object.entries(placeholders)) : undefined,
      }),
    },
    run: value<RunMode>('verify.run'),
    scratch: value<string>('verify.scratch').trim() || undefined,
    runLimits: {
      timeoutMs: value<number>('verify.timeout') * 1000 || undefined,
      memoryMb: value<number>('verify.memory'),
    },
    rules: value<Settings['rules']>('rules'),
    style: generate,
    semanticTokens: value<boolean>('semanticTokens'),
    inlayHints: { types: value<boolean>('inlayHints.types'), names: value<boolean>('inlayHints.names') },
    ...present({ fromProject }),
  };
  return { settings, problems };
}

/** An editor sends its defaults along: what equals one says nothing. */
function addProject(
  { project, below = [] }: Pick<DecodeOptions, 'project' | 'below'>,
  values: Map<string, unknown>,
  problems: SettingProblem[],
): ReadonlySet<string> | undefined {
  if (project === undefined && below.length === 0) return undefined;
  const isDefault = (key: string): boolean => {
    const preset = settingsTable.find((entry) => entry.key === key)?.default;
    return JSON.stringify(values.get(key) ?? preset) === JSON.stringify(preset);
  };
  const taken = [...saidInProject(project, problems)].filter(([key]) => isDefault(key));
  for (const one of below) taken.push(...saidInProject(one, problems));
  for (const [key, value] of taken) values.set(key, value);
  return new Set(taken.map(([key]) => key));
}
function saidInProject(project: unknown, problems: SettingProblem[]): ReadonlyMap<string, unknown> {
  const own = new Map<string, unknown>();
  // `$schema` names the file's form, for editors that know it.
  const named = isObject(project) ? Object.entries({ ...project, $schema: undefined }) : undefined;
  const plain = named && Object.fromEntries(named.map(([key, value]) => [key.replace(/^devschema\./, ''), value]));
  const said: SettingProblem[] = [];
  if (project === null) said.push(noSettings('', 'null'));
  else collect(plain ?? project, '', own, said);
  problems.push(...said.map(inProject));
  return own;
}
const inProject = ({ key, message }: SettingProblem): SettingProblem => ({
  key,
  message: t('{0}: {1}', 'devschema.json', message),
});
export const defaultSettings: Settings = decodeSettings(undefined).settings;

/** What stands below `devschema.`, whichever way it was passed. */
function ownSection(raw: unknown, from: 'section' | 'settings file'): unknown {
  if (!isObject(raw)) return raw;
  const own = Object.keys(raw).filter((key) => key === 'devschema' || key.startsWith('devschema.'));
  if (own.length === 0) return from === 'section' ? raw : {};
  const section: Record<string, unknown> = {};
  if (isObject(raw.devschema)) Object.assign(section, raw.devschema);
  for (const key of own) if (key !== 'devschema') section[key.slice('devschema.'.length)] = raw[key];
  return section;
}

/** Flattens groups (`generate: { indent }`) to dotted keys, and says which keys are no settings. */
function collect(section: unknown, prefix: string, values: Map<string, unknown>, problems: SettingProblem[]): void {
  if (section === undefined || section === null) return;
  if (!isObject(section)) {
    // A text in place of all settings is likely a connection.
    const isText = typeof section === 'string' || Array.isArray(section);
    const what = shown(section, prefix === '' && isText ? 'connection' : prefix);
    problems.push(noSettings(prefix, what));
    return;
  }
  for (const [name, value] of Object.entries(section)) {
    if (value === undefined) continue;
    const key = prefix === '' ? name : `${prefix}.${name}`;
    if (settingsTable.some((entry) => entry.key === key)) values.set(key, value);
    else if (settingsTable.some((entry) => entry.key.startsWith(`${key}.`))) collect(value, key, values, problems);
    else if (key.startsWith(PLACEHOLDER))
      values.set('migrations.placeholders', {
        ...asObject(values.get('migrations.placeholders')),
        [key.slice(PLACEHOLDER.length)]: value,
      });
    else if (key.startsWith('rules.')) values.set('rules', { ...asObject(values.get('rules')), [key.slice(6)]: value });
    else if (/^(?:connection|target)\./.test(key)) {
      const [one = '', field = ''] = key.split('.');
      values.set(one, { ...asObject(values.get(one)), [field]: value });
    } else problems.push({ key, message: notASetting(key) });
  }
}
const noSettings = (key: string, what: string): SettingProblem => ({
  key,
  message: notAllowed(fullKey(key), what, t('an object of settings')),
});
const PLACEHOLDER = 'migrations.placeholders.';
const asObject = (value: unknown): Json => (isObject(value) ? value : {});
const fullKey = (key: string) => (key === '' ? 'devschema' : `devschema.${key}`);

function notASetting(key: string): string {
  const keys = settingsTable.map((entry) => entry.key);
  const lower = key.toLowerCase();
  const near =
    keys.find((one) => one.toLowerCase() === lower || one.split('.').at(-1)?.toLowerCase() === lower) ??
    nearest(key, keys);
  const said = t('{0} is not a setting of DevSchema.', fullKey(key));
  return near === undefined ? said : chained([said, t('Did you mean {0}?', fullKey(near))], ' ');
}
const notAllowed = (key: string, value: string, allowed: string): string =>
  t('{0} is {1}. Allowed: {2}.', key, value, allowed);

/** JSON, cut where it is long; the connection's value is never shown, since it can hold a password. */
function shown(value: unknown, key?: string): string {
  // Each can hold a password.
  if (key === 'connection' || key === 'target' || key === 'verify.scratch')
    return Array.isArray(value) ? t('an array') : t('a {0}', typeof value);
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 80 ? `${json.slice(0, 79)}…` : json;
}

function decodeValue(key: string, value: unknown, problems: SettingProblem[], options: DecodeOptions): unknown {
  const entry = settingsTable.find((one) => one.key === key)!;
  if (value === undefined || value === null) return entry.default;
  const refuse = (allowed: string, where = key, what: unknown = value) => {
    problems.push({ key: where, message: notAllowed(fullKey(where), shown(what, key), allowed) });
    return entry.default;
  };
  switch (key) {
    case 'connection':
    case 'target':
      return decodeConnection(key, value, refuse, (where, message) =>
        problems.push({ key: where, message: chained([`${fullKey(key)}:`, message], ' ') }),
      );
    case 'rules':
      return decodeRules(value, problems, options.codes, refuse);
    case 'migrations.folders':
    case 'schemas.include':
    case 'schemas.exclude':
      return Array.isArray(value) && value.every((one) => typeof one === 'string')
        ? value
        : refuse(
            key === 'migrations.folders'
              ? t("an array of folders, relative to the project's folder")
              : t('an array of names of schemas, or of patterns such as tenant_*'),
          );
    case 'migrations.placeholders':
      return isObject(value) && Object.values(value).every((one) => typeof one === 'string')
        ? value
        : refuse(t('an object of names and texts'));
    case 'migrations.tool':
      if (typeof value === 'string' && (value === 'auto' || !options.tools || options.tools.includes(value)))
        return value;
      return refuse(['auto', ...(options.tools ?? [])].join(', '));
    default:
      return decodeScalar(entry, value, refuse);
  }
}

function decodeScalar(entry: SettingEntry, value: unknown, refuse: Refuse): unknown {
  if (entry.allowed) return entry.allowed.some((one) => one === value) ? value : refuse(entry.allowed.join(', '));
  if (entry.type[0] === 'number') {
    const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = entry;
    const fits = typeof value === 'number' && value >= minimum && value <= maximum;
    return fits ? value : refuse(t('a number from {0} to {1}', String(minimum), String(maximum)));
  }
  return typeof value === entry.type[0] ? value : refuse(entry.type[0] === 'boolean' ? 'true, false' : entry.type[0]!);
}

function decodeRules(
  value: unknown,
  problems: SettingProblem[],
  codes: readonly string[] | undefined,
  refuse: Refuse,
): Settings['rules'] {
  if (!isObject(value)) {
    refuse(t('an object of rule codes and severities'));
    return {};
  }
  const rules: Record<string, Severity | 'off'> = {};
  for (const [code, severity] of Object.entries(value)) {
    const key = `rules.${code}`;
    if (codes && !codes.includes(code)) {
      const near = nearest(code, codes);
      const said = t('{0}: there is no rule {1}.', fullKey(key), code);
      const message = near === undefined ? said : chained([said, t('Did you mean {0}?', near)], ' ');
      problems.push({ key, message });
    } else if (severityWords.some((one) => one === severity)) rules[code] = severity as Severity | 'off';
    else refuse(severityWords.join(', '), key, severity);
  }
  return rules;
}
