/**
 * Text of files, databases, servers and settings where people see it. Whoever wrote it may have meant it for a program:
 * a terminal obeys control sequences, a reader is misled by characters that turn the direction of what follows, and a
 * build server runs lines that look like its commands.
 */

// Control characters but line feed and tab; separators of lines; halves; what is no character, which XML cannot hold;
// what sets a direction or shows as nothing, but for what joins signs into one emoji or shapes letters of scripts that
// need it.
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\ufff9-\ufffb]|(?!(?:\u200c|\u200d|\ufe0e|\ufe0f))\p{DI}|(?<!\ufe0f|[\p{ExtPict}\p{Emoji_Modifier}\p{sc=Arab}\p{sc=Deva}\p{sc=Beng}\p{sc=Mlym}\p{sc=Sinh}])(?:\u200c|\u200d|\ufe0e|\ufe0f)|\p{Surrogate}|\p{Noncharacter_Code_Point}/gu;

/** What would not be seen shows as `\ufffd`; line feeds and tabs stay. */
export function visible(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(hidden, '\ufffd');
}
/** The same in one line, for what is one thing: a name, a path, a reason. */
export function visibleLine(text: string): string {
  return visible(text.replace(/\s*[\r\n]+\s*|\t/g, ' '));
}
/**
 * Lines of a log that no build server takes for its command: `::error` of GitHub at the start of one, and anywhere
 * `##[error]`, `##vso[…]` of Azure and `##teamcity[…]`. A blank parts them.
 */
export function withoutCommands(text: string): string {
  return text.replace(/^([^\S\n]*):(?=:)/gm, '$1: ').replace(/#(?=#\w*\[)/g, '# ');
}
/** As JSON writes it, with what would not be seen, and commands, spelled out: programs read the same. */
export function inJson(json: string): string {
  const escaped = (found: string) =>
    [...Array(found.length).keys()].map((at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
  return json.replace(hidden, escaped).replace(/##(?=\w*\[)/g, '#\\u0023');
}
/** In a message of an editor, which makes links of `[text](address)`. */
export function inMessage(text: string): string {
  return visible(text).replaceAll('](', '] (');
}
