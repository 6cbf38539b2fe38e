/** Text from a database as Markdown that shows it and nothing else: no links, no markup, no broken tables. */
import { visible } from './shown';

/** For prose and table cells. */
export function escapeText(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]()<>#+\-.!|~&:@$"'=]/g, '\\$&');
}
/** The same for a file that is read as it stands, too: only what would be markup after the start of a line. */
export function escapeInline(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_[\]<>&#|@~]/g, '\\$&')
    .replaceAll('://', ':\\//');
}
/** As code, whatever backticks it holds. */
export function code(text: string): string {
  const line = oneLine(text);
  if (line === '') return '';
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}
/** In a table's cell, which `|` would end, code or not. */
export function cellCode(text: string): string {
  return code(text).replaceAll('|', '\\|');
}
export const sqlBlock = (text: string): string => fenced(text, 'sql');
/** A block of code; its fence is longer than any in it. */
export function fenced(text: string, language: 'sql' | 'sh' | 'mermaid'): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${visible(text)}\n${fence}`;
}
/** Line breaks would end a table's row. */
function oneLine(text: string): string {
  return visible(text.replace(/[\s\p{Cc}]+/gu, ' ').trim());
}
export function shorten(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}

/** The same lines for a client that shows no Markdown. */
export function withoutMarkdown(markdown: string): string {
  return markdown
    .replace(/^\|[-| ]+\|$\n?/gm, '')
    .replace(/\\([\\`*_{}[\]()<>#+\-.!|~&:@$"'=])/g, '$1')
    .replace(/(`+)( ?)(.*?)\2\1/g, '$3')
    .replace(/\*\*(.*?)\*\*/g, '$1');
}
