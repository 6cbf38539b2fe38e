/** The checklist for a terminal. */
import { visible, visibleLine, withoutCommands } from '../text/shown';
import { answerOf, type Checklist, type Line, outcomeOf, type Section } from './checklist';
import { conclusion, devWords, targetWords } from './words';

export function checklistInWords(checklist: Checklist): string {
  const { sections } = checklist;
  const end = [devWords(checklist), targetWords(checklist), conclusion(outcomeOf(checklist), sections)];
  return withoutCommands(`${[...sections.map(wordSection), end.map(visibleLine).join('\n')].join('\n\n')}\n`);
}
function wordSection(section: Section): string {
  return [`${section.title}: ${answerOf(section)}`, ...section.lines.flatMap(wordLines)].join('\n');
}
function wordLines({ answer, about, reason, details = [], code }: Line): string[] {
  const name = about === undefined ? '' : `${visibleLine(about)}: `;
  return [
    `  ${answer}  ${name}${visibleLine(reason)}`,
    ...details.map((detail) => `    - ${visibleLine(detail)}`),
    ...(code === undefined
      ? []
      : visible(code.text)
          .trimEnd()
          .split('\n')
          .map((line) => `      ${line}`)),
  ];
}
