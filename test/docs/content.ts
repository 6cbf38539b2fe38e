/** What is made from the sources: the rules' pages, settings, commands, the settings' schema, the manifest's rules. */
import { catalogue } from '../../server/src/rules';
import { ruleList, rulePage, ruleSettings } from '../../server/src/rules/docs';
import { assistantTools } from './assistant-tools';
import { commandsPage, type Manifest, settingsPage, settingsSchema } from './reference';

/** By file name in docs/rules. */
export function expectedDocs(): ReadonlyMap<string, string> {
  return new Map([['README.md', ruleList()], ...catalogue.map((rule) => [`${rule.code}.md`, rulePage(rule)] as const)]);
}
/** By path in docs; `manifest` is package.json's text. */
export function expectedReference(manifest: string): ReadonlyMap<string, string> {
  const of = JSON.parse(manifest) as Manifest;
  return new Map([
    ['settings.md', settingsPage(of)],
    ['commands.md', commandsPage(of)],
    ['schemas/settings.json', settingsSchema(of)],
  ]);
}
/** The manifest's list of rules, and the tools of assistants. */
export async function manifestWithLists(text: string): Promise<string> {
  const manifest = JSON.parse(text);
  manifest.contributes.languageModelTools = await assistantTools();
  const sections = [manifest.contributes.configuration].flat();
  for (const { properties } of sections) {
    const setting = properties['devschema.rules'];
    if (setting) setting.properties = ruleSettings();
  }
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
