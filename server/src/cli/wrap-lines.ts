/** Lines of a terminal. */

const widest = 100;

/** Of at most 100 columns where words allow it, each after `indent` spaces. */
export function wrapLines(text: string, indent: number): string[] {
  const made: string[] = [];
  for (const word of text.split(' ')) {
    const last = made.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= widest) made[made.length - 1] = `${last} ${word}`;
    else made.push(' '.repeat(indent) + word);
  }
  return made;
}
