/** The checklist as Markdown: for a preview, a pull request, a chat. Names and messages are text there, whatever they hold. */
import { escapeText, fenced } from '../text/markdown';
import { withoutCommands } from '../text/shown';
import { type Answer, answerOf, type Checklist, type Line, outcomeOf, type Section } from './checklist';
import { conclusion, devWords, targetWords } from './words';

const marks: Readonly<Record<Answer, string>> = { done: '✅', 'not done': '❌', 'not known': '❔' };

export function checklistInMarkdown(checklist: Checklist): string {
  const { files, sections } = checklist;
  const head = [
    `# ${escapeText(files.join(', '))}`,
    `**${escapeText(conclusion(outcomeOf(checklist), sections))}**`,
    `${escapeText(devWords(checklist))}  \n${escapeText(targetWords(checklist))}`,
  ];
  return withoutCommands(`${[...head, ...sections.map(sectionOf)].join('\n\n')}\n`);
}
function sectionOf(section: Section): string {
  const answer = answerOf(section);
  return [`## ${marks[answer]} ${section.title}: ${answer}`, ...section.lines.map(lineOf)].join('\n\n');
}
function lineOf({ answer, about, reason, details = [], code }: Line): string {
  const name = about === undefined ? '' : `**${escapeText(about)}**: `;
  const lines = [`- ${marks[answer]} ${answer}: ${name}${escapeText(reason)}`];
  for (const detail of details) lines.push(`  - ${escapeText(detail)}`);
  const block = code === undefined ? [] : ['', indented(fenced(code.text.trimEnd(), code.language))];
  return [...lines, ...block].join('\n');
}
/** Within the item of a list. */
const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
