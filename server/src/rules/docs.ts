/** What is made from the catalogue: the rules' pages, their list, and the manifest's setting for each. */
import { grouped } from '../text/numbers';
import { groups } from './index';
import type { Rule, RuleExample } from './rule';

const severityOf = (rule: Rule): string => (rule.enabled === false ? `off (${rule.severity})` : rule.severity);
const generatedMark = '<!-- Made from the catalogue in server/src/rules by `npm run docs`. -->';

/** `docs/rules/<code>.md`. */
export function rulePage(rule: Rule): string {
  const parts = [
    generatedMark,
    `# ${rule.code}`,
    `${rule.title}. Severity: ${severityOf(rule)}.`,
    rule.documentation.trim(),
    ...rule.examples.flatMap((example, index) => [
      `## Example${index === 0 ? '' : ` ${index + 1}`}`,
      ...exampleParts(example),
    ]),
    '## Silencing it',
    `The setting \`"devschema.rules": { "${rule.code}": "off" }\` turns it off; \`error\`, \`warning\`, \`information\` and
\`hint\` give it another severity. A comment \`-- devschema-ignore ${rule.code}: reason\` silences it in the next statement,
\`-- devschema-ignore-file ${rule.code}: reason\` in the whole file.`,
  ];
  return `${parts.join('\n\n')}\n`;
}
function exampleParts({ dev, rows, applied, file, fixed }: RuleExample): string[] {
  const estimates = Object.entries(rows ?? {}).map(([table, count]) => `${table} about ${grouped(count)} rows`);
  return [
    ...(dev === '' ? [] : [`Dev${estimates.length > 0 ? `, where ${estimates.join(' and ')}` : ''}:`, block(dev)]),
    applied ? 'A migration that has run:' : 'The file:',
    block(file),
    ...(fixed === undefined ? [] : ['After its fix:', block(fixed)]),
  ];
}
function block(sql: string): string {
  return `\`\`\`sql\n${sql.trim()}\n\`\`\``;
}

/** `docs/rules/README.md`. */
export function ruleList(): string {
  const sections = groups.map(({ title, rules }) => {
    const rows = rules.map((rule) => `| [${rule.code}](${rule.code}.md) | ${severityOf(rule)} | ${rule.title} |`);
    return [`## ${title}`, '', '| code | severity | what it finds |', '|---|---|---|', ...rows].join('\n');
  });
  const head = `# Rules

Each finding has a rule's code. The setting \`devschema.rules\` gives a rule another severity or turns it off; comments
silence it in one statement or one file. In the examples, \`^^^\` stands under the text that is wrong.`;
  return `${[generatedMark, head, ...sections].join('\n\n')}\n`;
}

interface RuleSetting {
  readonly type: 'string';
  readonly enum: readonly string[];
  readonly default: string;
  readonly description: string;
}
/** \`properties\` of the manifest's \`devschema.rules\`. */
export function ruleSettings(): Readonly<Record<string, RuleSetting>> {
  const severities = ['error', 'warning', 'information', 'hint', 'off'];
  return Object.fromEntries(
    groups.flatMap(({ rules }) =>
      rules.map((rule) => [
        rule.code,
        {
          type: 'string' as const,
          enum: severities,
          default: rule.enabled === false ? 'off' : rule.severity,
          description: `${rule.title}.`,
        },
      ]),
    ),
  );
}
