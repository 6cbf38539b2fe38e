/** The manifest beside what the sources say: neither may have what the other lacks. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type SettingEntry, settingsTable } from '../../server/src/settings/table';
import { readJson, readManifest, textKey } from '../support/manifest';

const root = path.resolve(__dirname, '../..');
interface Property {
  readonly type?: string | readonly string[];
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly properties?: Readonly<Record<string, Property>>;
}
const manifest = readManifest<{
  readonly main: string;
  readonly icon: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly activationEvents: readonly string[];
  readonly capabilities: Readonly<Record<string, { readonly supported: unknown; readonly description?: string }>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category?: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, Property>> };
    readonly grammars: readonly { readonly path: string }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly description: string;
        readonly media: { readonly markdown: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
  };
}>();
const { commands, menus, configuration } = manifest.contributes;

describe('settings', () => {
  const properties = Object.entries(configuration.properties);
  it('are the same in the manifest and in the table the server decodes with', () => {
    const ofManifest = properties.map(([key, property]) => [key, constraintsOf(property)]);
    const ofTable = settingsTable.map((entry) => [`devschema.${entry.key}`, constraintsOf(entry)]);
    expect(Object.fromEntries(ofManifest)).toEqual(Object.fromEntries(ofTable));
    expect(properties.length).toBeGreaterThan(10);
  });
  it('are described, each choice of an enumeration too', () => {
    for (const [key, { markdownDescription, description, ...property }] of properties) {
      expect(markdownDescription ?? description, key).toMatch(/\.$/);
      const choices = property.markdownEnumDescriptions ?? property.enumDescriptions;
      if (property.enum) expect(choices?.length, key).toBe(property.enum.length);
    }
  });
});

function constraintsOf(from: Property | SettingEntry) {
  const allowed = 'allowed' in from ? from.allowed : 'enum' in from ? from.enum : undefined;
  const { type = [], default: preset, minimum, maximum } = from;
  return { type: [type].flat(), default: preset, allowed, minimum, maximum };
}

/** The keys of `handlers` in client/src/commands.ts, which cannot be imported without VS Code. */
function registeredCommands(): string[] {
  const file = path.join(root, 'client/src/commands.ts');
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022);
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const [declaration] = statement.declarationList.declarations;
    const value = declaration?.initializer;
    if (declaration?.name.getText(source) !== 'handlers' || !value || !ts.isObjectLiteralExpression(value)) continue;
    return value.properties.map((one) => (one.name && ts.isStringLiteral(one.name) ? one.name.text : '?'));
  }
  return [];
}

describe('the walkthrough', () => {
  const { walkthroughs } = manifest.contributes;
  it('shows pages that are there, and leads to commands that there are', () => {
    const steps = walkthroughs.flatMap((one) => one.steps);
    expect(steps.length).toBeGreaterThan(3);
    const known = (id: string) => !id.startsWith('devschema.') || commands.some(({ command }) => command === id);
    for (const { description, media, completionEvents } of steps) {
      expect(existsSync(path.join(root, media.markdown)), media.markdown).toBe(true);
      const links = [...description.matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id!);
      expect(links.length, description).toBeGreaterThan(0);
      const done = completionEvents.flatMap((event) => /^onCommand:(.+)$/.exec(event)?.[1] ?? []);
      for (const id of [...links, ...done]) expect(known(id), id).toBe(true);
    }
  });
  it('leads to nothing that works on the active editor, which the walkthrough itself is, and is ticked by what the client tells', () => {
    const client = readFileSync(path.join(root, 'client/src/client.ts'), 'utf8');
    const findings = readFileSync(path.join(root, 'client/src/findings.ts'), 'utf8');
    for (const { description, completionEvents } of walkthroughs.flatMap((one) => one.steps)) {
      expect(description).not.toMatch(/command:(editor\.action\.|workbench\.action\.files\.save)/);
      for (const event of completionEvents) {
        const key = /^onContext:([\w.]+)/.exec(event)?.[1];
        if (key !== undefined) expect(client + findings, key).toContain(`'setContext', '${key}'`);
        else expect(event).toMatch(/^onCommand:devschema\./);
      }
    }
  });
});

describe('commands', () => {
  const contributed = commands.map((one) => one.command);
  it('are contributed when they are registered, and registered when they are contributed', () => {
    expect([...contributed].sort()).toEqual(registeredCommands().sort());
    expect(contributed.length).toBeGreaterThan(3);
  });
  it('are in one category, and every menu names one of them', () => {
    expect(new Set(commands.map((one) => one.category))).toEqual(new Set(['DevSchema']));
    const named = Object.values(menus).flatMap((menu) => menu.map((one) => one.command));
    for (const command of named) expect(contributed).toContain(command);
  });
});

describe('the package', () => {
  it('names files that are there, or that the build makes', () => {
    for (const file of [manifest.icon, ...manifest.contributes.grammars.map((one) => one.path)])
      expect(existsSync(path.join(root, file)), file).toBe(true);
    const built = [manifest.main, ...Object.values(manifest.bin)].map((file) => path.basename(file, '.js'));
    const entries = readFileSync(path.join(root, 'esbuild.mjs'), 'utf8');
    for (const name of built) expect(entries).toMatch(new RegExp(`\\b${name}: '`));
  });
  it('starts for SQL languages and where its own file lies, and says what it does without trust', () => {
    for (const event of manifest.activationEvents)
      expect(event).toMatch(/^onLanguage:(sql|postgres|pgsql|plpgsql)$|^workspaceContains:devschema\.json$/);
    expect(manifest.capabilities.untrustedWorkspaces?.supported).toBe('limited');
    expect(manifest.capabilities.virtualWorkspaces).toBeDefined();
  });
});

/** Under `node`, with the path of each: what VS Code shows of a manifest, beside what only programs read. */
function shownTexts(node: unknown, place: string): [place: string, text: string][] {
  if (typeof node === 'string') return shown.test(place) && !notShown.test(place) ? [[place, node]] : [];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => shownTexts(value, `${place}/${key}`));
}
const shown =
  /\/(title|displayName|name|contents|label|description|markdownDescription|placeholder|\w*[eE]numDescriptions\/\d+)$/;
/** Names that are the same in every language, and what only a language model reads. */
const notShown =
  /^\/contributes\/(languageModelTools\/\d+\/(name|inputSchema)|viewsContainers|configuration\/title|mcpServerDefinitionProviders|grammars|languages|jsonValidation)/;

describe('the texts of the manifest', () => {
  const { contributes, capabilities } = readJson<{ contributes: object; capabilities: object }>('package.json');
  const english = readJson<Record<string, string>>('package.nls.json');
  const german = readJson<Record<string, string>>('package.nls.de.json');
  const texts = shownTexts({ contributes, capabilities }, '');
  const links = (text: string) =>
    [...text.matchAll(/\]\(([^)]+)\)|`[^`]+`|\*\*DevSchema: /g)].map(([, link]) => link).sort();

  it('are keys, each of them once in English and in German, and no others', () => {
    expect(texts.filter(([, text]) => !textKey.test(text))).toEqual([]);
    const keys = texts.map(([, text]) => textKey.exec(text)![1]!).sort();
    expect(keys.length).toBeGreaterThan(150);
    expect(Object.keys(english).sort()).toEqual([...new Set(keys)]);
    expect(Object.keys(german).sort()).toEqual([...new Set(keys)]);
  });
  it('have in German the links and the marks that they have in English', () => {
    for (const [key, text] of Object.entries(english)) expect(links(german[key]!), key).toEqual(links(text));
  });
  it('name commands in German as they are called there', () => {
    const titles = Object.entries(german).flatMap(([key, text]) => (key.startsWith('command.') ? [text] : []));
    const named = Object.values(german).flatMap((text) => [...text.matchAll(/\*\*DevSchema: ([^*]+)\*\*/g)]);
    for (const [, title] of named) expect(titles).toContain(title);
  });
  it('have every page of the walkthrough in German, which VS Code finds by its name', () => {
    for (const { media } of manifest.contributes.walkthroughs.flatMap(({ steps }) => steps))
      expect(existsSync(path.join(root, media.markdown.replace(/\.md$/, '.nls.de.md'))), media.markdown).toBe(true);
  });
});
