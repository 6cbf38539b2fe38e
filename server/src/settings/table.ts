/** Every setting of DevSchema: its key, type, default and what is allowed. The manifest's configuration is compared with it. */
import { defaultStyle, type GenerateStyle } from '../generate/style';
import { present } from '../text/present';

export interface SettingEntry {
  /** Below `devschema.`. */
  readonly key: string;
  /** The JSON types of the manifest. */
  readonly type: readonly ('string' | 'number' | 'boolean' | 'object' | 'array')[];
  readonly default: unknown;
  readonly allowed?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** Read by the client's library, not by the server. */
  readonly clientOnly?: true;
}
/** One bad setting, said to a person: which, its value, what is allowed. */
export interface SettingProblem {
  readonly key: string;
  readonly message: string;
}

const styleSetting = (key: keyof GenerateStyle, allowed?: readonly string[]): SettingEntry => {
  const value = defaultStyle[key];
  const type = typeof value as 'string' | 'number' | 'boolean';
  return { key: `generate.${key}`, type: [type], default: value, ...present({ allowed }) };
};

/** In the order the settings editor shows them. */
export const settingsTable: readonly SettingEntry[] = [
  { key: 'connection', type: ['string', 'object'], default: '' },
  { key: 'target', type: ['string', 'object'], default: '' },
  { key: 'connections', type: ['object'], default: {}, clientOnly: true },
  { key: 'connectTimeout', type: ['number'], default: 10, minimum: 1, maximum: 300 },
  { key: 'statementTimeout', type: ['number'], default: 30, minimum: 1, maximum: 3600 },
  { key: 'schemas.include', type: ['array'], default: [] },
  { key: 'schemas.exclude', type: ['array'], default: [] },
  { key: 'refreshInterval', type: ['number'], default: 30, minimum: 0, maximum: 86400 },
  { key: 'migrations.folders', type: ['array'], default: [] },
  /** Allowed: `auto` and the ids of migrations/conventions. */
  { key: 'migrations.tool', type: ['string'], default: 'auto' },
  { key: 'migrations.placeholders', type: ['object'], default: {} },
  { key: 'verify.run', type: ['string'], default: 'on save', allowed: ['off', 'on save', 'live'] },
  { key: 'verify.scratch', type: ['string'], default: '' },
  { key: 'verify.timeout', type: ['number'], default: 0, minimum: 0, maximum: 3600 },
  { key: 'verify.memory', type: ['number'], default: 3000, minimum: 700, maximum: 64_000 },
  { key: 'rules', type: ['object'], default: {} },
  { key: 'semanticTokens', type: ['boolean'], default: true },
  { key: 'inlayHints.types', type: ['boolean'], default: true },
  { key: 'inlayHints.names', type: ['boolean'], default: true },
  styleSetting('ifNotExists'),
  styleSetting('quoting', ['always', 'needed']),
  styleSetting('schemaQualification', ['always', 'outside search path', 'never']),
  styleSetting('keywordCase', ['upper', 'lower']),
  { ...styleSetting('indent'), minimum: 0, maximum: 16 },
  styleSetting('constraints', ['inline', 'alter table']),
  styleSetting('indexes'),
  styleSetting('comments'),
  styleSetting('triggers'),
  styleSetting('policies'),
  styleSetting('owner'),
  styleSetting('privileges'),
  {
    key: 'trace.server',
    type: ['string'],
    default: 'off',
    allowed: ['off', 'messages', 'verbose'],
    clientOnly: true,
  },
];
