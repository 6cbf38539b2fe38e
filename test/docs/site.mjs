// Makes a static site of docs/ in out/site: `npm run docs:site`. Links between pages become links between their HTML.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import MarkdownIt from 'markdown-it';
import { anchorOf } from './anchors.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const docs = path.join(root, 'docs');
const out = path.join(root, 'out/site');

const markdown = new MarkdownIt({ html: false, linkify: false });
const { link_open: linkOpen = (tokens, at, options, _, self) => self.renderToken(tokens, at, options) } =
  markdown.renderer.rules;
markdown.renderer.rules.link_open = (tokens, at, options, env, self) => {
  const href = tokens[at].attrGet('href');
  if (!/^[a-z]+:/.test(href)) tokens[at].attrSet('href', htmlOf(href, env.page));
  return linkOpen(tokens, at, options, env, self);
};
markdown.renderer.rules.heading_open = (tokens, at, options, _, self) => {
  tokens[at].attrSet('id', anchorOf(tokens[at + 1].content));
  return self.renderToken(tokens, at, options);
};
/** What lies outside of docs/ is read where the sources are. */
function htmlOf(href, page) {
  const [file, anchor] = href.split('#');
  if (file === '') return href;
  const full = path.posix.join(path.posix.dirname(page), file);
  if (full.startsWith('../'))
    return `https://github.com/devschema/devschema/blob/main/${full.slice(3)}${anchor ? `#${anchor}` : ''}`;
  return file.replace(/(^|\/)README\.md$/, '$1index.html').replace(/\.md$/, '.html') + (anchor ? `#${anchor}` : '');
}

const style = `body{margin:0;display:flex;font:16px/1.6 system-ui,sans-serif;color:#1b2733;background:#fff}
nav{flex:0 0 15rem;padding:1.5rem;background:#f3f5f7;min-height:100vh;box-sizing:border-box}nav a{display:block;padding:.15rem 0;color:inherit;text-decoration:none}
nav a[aria-current]{font-weight:600}main{flex:1;min-width:0;max-width:52rem;padding:1.5rem 2.5rem}a{color:#0b5cad}img{max-width:100%}
pre{overflow:auto;padding:.8rem;background:#f3f5f7;border-radius:4px;font-size:.85em}code{font-family:ui-monospace,monospace;font-size:.92em}
table{border-collapse:collapse;display:block;overflow:auto}td,th{border:1px solid #d5dbe1;padding:.3rem .6rem;text-align:left;vertical-align:top}
@media(max-width:50rem){body{flex-direction:column-reverse}nav{min-height:0;flex:none}main{padding:1rem 1.5rem}}
@media(prefers-color-scheme:dark){body{background:#14191f;color:#dbe2ea}nav,pre{background:#1d242c}a{color:#7db8f5}td,th{border-color:#3a4550}}`;
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The list of pages in docs/README.md, in its order. */
function navigation(index) {
  return [...index.matchAll(/^\| \[([^\]]+)\]\(([^)]+)\)/gm)].map(([, title, file]) => ({ title, file }));
}
function html(page, text, pages) {
  const up = '../'.repeat(page.split('/').length - 1);
  const title = /^# (.+)$/m.exec(text)?.[1] ?? 'DevSchema';
  const links = [{ title: 'DevSchema', file: 'README.md' }, ...pages].map(({ title: name, file }) => {
    const here = file === page ? ' aria-current="page"' : '';
    return `<a href="${up}${htmlOf(file, 'README.md')}"${here}>${escaped(name)}</a>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(title)}</title><link rel="stylesheet" href="${up}style.css"></head>
<body><nav>${links.join('\n')}</nav><main>${markdown.render(text.replace(/^<!--.*?-->\n/, ''), { page })}</main></body></html>
`;
}

rmSync(out, { recursive: true, force: true });
const files = readdirSync(docs, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
const pages = navigation(readFileSync(path.join(docs, 'README.md'), 'utf8'));
// Those in other languages are VS Code's alone.
const sources = files.filter((file) => file.endsWith('.md') && !/\.nls\.[a-z-]+\.md$/.test(file));
for (const page of sources) {
  const target = path.join(out, page.replace(/(^|\/)README\.md$/, '$1index.html').replace(/\.md$/, '.html'));
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, html(page, readFileSync(path.join(docs, page), 'utf8'), pages));
}
for (const folder of ['images', 'schemas'])
  cpSync(path.join(docs, folder), path.join(out, folder), { recursive: true });
writeFileSync(path.join(out, 'style.css'), `${style}\n`);
console.log(`${sources.length} pages in ${out}`);
