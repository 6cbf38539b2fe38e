/** What is made from the sources: the rules' pages, settings, commands, the settings' schema, the manifest's rules. */
import { catalogue } from '../../server/src/rules';
import { ruleList, rulePage, ruleSettings } from '../../server/src/rules/docs';
import { withTexts } from '../support/manifest';
import { assistantTools } from './assistant-tools';
import { commandsPage, type Manifest, settingsPage, settingsSchema } from './reference';

/** By file name in docs/rules. */
export function expectedDocs(): ReadonlyMap<string, string> {
  return new Map([['README.md', ruleList()], ...catalogue.map((rule) => [`${rule.code}.md`, rulePage(rule)] as const)]);
}
/** By path in docs. */
export function expectedReference({ manifest, texts }: ManifestFiles): ReadonlyMap<string, string> {
  const of = withTexts<Manifest>(JSON.parse(manifest), JSON.parse(texts));
  return new Map([
    ['settings.md', settingsPage(of)],
    ['commands.md', commandsPage(of)],
    ['schemas/settings.json', settingsSchema(of)],
  ]);
}

/** The texts of package.json and package.nls.json. */
export interface ManifestFiles {
  readonly manifest: string;
  readonly texts: string;
}
/** With the list of rules and the tools of assistants, whose titles come last among the texts. */
export async function manifestWithLists(files: ManifestFiles): Promise<ManifestFiles> {
  const manifest = JSON.parse(files.manifest);
  const others = Object.entries<string>(JSON.parse(files.texts)).filter(([key]) => !/^(tool|rule)\./.test(key));
  const texts = Object.fromEntries(others);
  const keyFor = (key: string, text: string) => {
    texts[key] = text;
    return `%${key}%`;
  };
  const tools = await assistantTools();
  manifest.contributes.languageModelTools = tools.map(({ name, displayName, ...rest }) => ({
    name,
    displayName: keyFor(`tool.${name.replace(/^devschema_/, '')}`, displayName),
    ...rest,
  }));
  const rules = Object.entries(ruleSettings()).map(([code, { description, ...rest }]) => [
    code,
    { ...rest, description: keyFor(`rule.${code}`, description) },
  ]);
  const sections = [manifest.contributes.configuration].flat();
  for (const { properties } of sections) {
    const setting = properties['devschema.rules'];
    if (setting) setting.properties = Object.fromEntries(rules);
  }
  const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return { manifest: text(manifest), texts: text(texts) };
}
