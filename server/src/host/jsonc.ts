/** JSON as VS Code's settings files have it: comments, and commas before a closing bracket. */

/** @throws SyntaxError as JSON.parse does */
export function parseJsonc(text: string): unknown {
  return JSON.parse(dropCommas(dropComments(text)));
}

const string = String.raw`"(?:[^"\\\n]|\\.)*"`;
const withComments = new RegExp(String.raw`${string}|//[^\n]*|/\*[\s\S]*?\*/`, 'g');
const withCommas = new RegExp(String.raw`${string}|,(?=\s*[}\]])`, 'g');

/** Blanks take the place of what is dropped, so that positions in an error stay right. */
function dropComments(text: string): string {
  return text.replace(withComments, (found) => (found.startsWith('"') ? found : found.replace(/[^\n]/g, ' ')));
}
function dropCommas(text: string): string {
  return text.replace(withCommas, (found) => (found.startsWith('"') ? found : ' '));
}
