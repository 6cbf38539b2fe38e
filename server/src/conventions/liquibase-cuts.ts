/** Where Liquibase ends a statement: it knows BEGIN and END, but nothing of PostgreSQL's dollar quotes. */

const identifier = /[A-Za-z_$@#\u00c0-\u{10ffff}][\w$@#\u00c0-\u{10ffff}]*/u.source;
const quotedName = '"[^"\\r\\n]+"|`[^`\\r\\n]+`|\\[[^0-9\\]][^\\r\\n\\]]*\\]';
const dottedName = `(?:${identifier}|${quotedName})(?:[\\r\\n ]*\\.[\\r\\n ]*(?:${identifier}|${quotedName}))*`;
const strings = [`'(?:''|\\\\[^]|[^\\\\'])*(?:'|\\\\')`, '"(?:""|\\\\[^]|[^\\\\"])*(?:"|\\\\")'].join('|');
/** White space, comments, strings, names, numbers and single marks, as its own reader of SQL tells them apart. */
const tokens = new RegExp(
  `\\s+|--[^\\r\\n]*|/\\*[^]*?\\*/|(?:[UENRB]|RB)?(?:${strings})|${dottedName}|[\\d.]+|[^]`,
  'giu',
);

/** Offsets behind the semicolons at which it cuts. */
export function liquibaseCuts(text: string): readonly number[] {
  const cuts: number[] = [];
  let depth = 0;
  let isBegin = false;
  for (const { index, 0: token } of text.matchAll(tokens)) {
    if (/^\s|^--|^\/\*./.test(token)) continue;
    const word = token.toUpperCase();
    if (isBegin && !notBlocks.has(word)) depth++;
    isBegin = word === 'BEGIN';
    if (word === 'END' && depth > 0) depth--;
    if (token === ';' && depth === 0) cuts.push(index + 1);
  }
  return cuts;
}
const notBlocks: ReadonlySet<string> = new Set(['TRANSACTION', 'TRANS', 'TRAN', 'DIALOG', 'CONVERSATION']);
