/** Of YAML what settings hold: keys, lists and plain values, by their indentation. */

interface IndentedLine {
  readonly indent: number;
  readonly key: string | undefined;
  readonly value: string;
}
export function indentedLines(text: string): IndentedLine[] {
  return text.split('\n').flatMap((line) => {
    if (/^\s*(?:#|$)/.test(line)) return [];
    const [, space, rest] = /^(\s*)(?:- )?(.*)$/.exec(line)!;
    const pair = /^([\w.-]+|"[^"]*"|'[^']*')\s*[:=](?:\s+|$)?(.*)$/.exec(rest!);
    return {
      indent: space!.length,
      key: pair ? plainValue(pair[1]!) : undefined,
      value: plainValue(pair ? pair[2]! : rest!),
    };
  });
}
/** The lines below one, to the next that is not deeper. */
export function linesBelow(lines: readonly IndentedLine[], at: number): readonly IndentedLine[] {
  let end = at + 1;
  while (end < lines.length && lines[end]!.indent > lines[at]!.indent) end++;
  return lines.slice(at + 1, end);
}
/** Without its quotes, and what a comment adds. */
export const plainValue = (value: string): string =>
  value
    .trim()
    .replace(/\s+#.*$/, '')
    .replace(/^(['"])(.*)\1$/, '$2');
