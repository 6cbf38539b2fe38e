/** What docs/rules and the manifest should hold. */
import { catalogue } from '../../server/src/rules';
import { ruleList, rulePage, ruleSettings } from '../../server/src/rules/docs';

/** By file name in docs/rules. */
export function expectedDocs(): ReadonlyMap<string, string> {
  return new Map([['README.md', ruleList()], ...catalogue.map((rule) => [`${rule.code}.md`, rulePage(rule)] as const)]);
}
export function manifestWithRules(text: string): string {
  const manifest = JSON.parse(text);
  const sections = [manifest.contributes.configuration].flat();
  for (const { properties } of sections) {
    const setting = properties['devschema.rules'];
    if (setting) setting.properties = ruleSettings();
  }
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
