/** The checklist as Markdown: for a preview, a pull request, a chat. Names and messages are text there, whatever they hold. */
import { escapeInline, fenced } from '../text/markdown';
import { withoutCommands } from '../text/shown';
import { type Answer, answerOf, type Checklist, type Line, outcomeOf, type Section } from './checklist';
import { conclusion, devWords, targetWords } from './words';

const answerMarks: Readonly<Record<Answer, string>> = { done: '✓', 'not done': '✗', 'not known': '?', 'to do': '→' };

export function checklistInMarkdown(checklist: Checklist): string {
  const { files, sections } = checklist;
  const head = [
    `# ${escapeInline(files.join(', '))}`,
    `**${escapeInline(conclusion(outcomeOf(checklist), sections))}**`,
    `${escapeInline(devWords(checklist))}  \n${escapeInline(targetWords(checklist))}`,
  ];
  return withoutCommands(`${[...head, ...sections.map(markdownSection)].join('\n\n')}\n`);
}
function markdownSection(section: Section): string {
  const answer = answerOf(section);
  return [`## ${answerMarks[answer]} ${section.title}: ${answer}`, ...section.lines.map(markdownLine)].join('\n\n');
}
function markdownLine({ answer, about, reason, details = [], code }: Line): string {
  const name = about === undefined ? '' : `**${escapeInline(about)}**: `;
  const lines = [`- ${answerMarks[answer]} ${answer}: ${name}${escapeInline(reason)}`];
  for (const detail of details) lines.push(`  - ${escapeInline(detail)}`);
  const block = code === undefined ? [] : ['', indented(fenced(code.text.trimEnd(), code.language))];
  return [...lines, ...block].join('\n');
}
/** Within the item of a list. */
const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
