/** The page of a diagram: nothing comes from outside, and nothing runs that is not the extension's own script. */
import { l10n, type Uri, type Webview } from 'vscode';

const pageStyle = `
:root { --diagram-font: var(--vscode-editor-font-family), monospace; --diagram-text: var(--vscode-editor-foreground);
  --diagram-quiet: var(--vscode-descriptionForeground); --diagram-box: var(--vscode-editor-background);
  --diagram-head: var(--vscode-list-hoverBackground, transparent);
  --diagram-line: var(--vscode-contrastBorder, var(--vscode-descriptionForeground));
  --diagram-added: var(--vscode-gitDecoration-addedResourceForeground);
  --diagram-missing: var(--vscode-gitDecoration-deletedResourceForeground);
  --diagram-changed: var(--vscode-gitDecoration-modifiedResourceForeground); }
/* The red of a deleted file is weak on black. */
body.vscode-high-contrast:not(.vscode-high-contrast-light) { --diagram-missing: var(--vscode-errorForeground); }
html, body { height: 100%; margin: 0; padding: 0; }
body { display: flex; flex-direction: column; overflow: hidden; color: var(--vscode-foreground);
  background: var(--vscode-editor-background); font: var(--vscode-font-size) var(--vscode-font-family); }
header { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; padding: 6px 10px; border-bottom: 1px solid
  var(--vscode-contrastBorder, var(--vscode-panel-border)); }
input { min-width: 17em; padding: 3px 6px; color: var(--vscode-input-foreground); background: var(--vscode-input-background);
  border: 1px solid var(--vscode-contrastBorder, var(--vscode-input-border, var(--vscode-descriptionForeground))); }
button { padding: 3px 9px; color: var(--vscode-button-secondaryForeground); cursor: pointer;
  background: var(--vscode-button-secondaryBackground); border: 1px solid
  var(--vscode-contrastBorder, var(--vscode-button-border, transparent)); }
button:hover { background: var(--vscode-button-secondaryHoverBackground); }
input:focus-visible, button:focus-visible, main:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: -1px; }
#legend { margin-left: auto; color: var(--vscode-descriptionForeground); }
.added-sign { color: var(--diagram-added); } .missing-sign { color: var(--diagram-missing); }
.changed-sign { color: var(--diagram-changed); }
main { flex: 1; min-height: 0; overflow: hidden; cursor: grab; }
main.moving { cursor: grabbing; }
main svg { display: block; width: 100%; height: 100%; user-select: none; }
footer { padding: 4px 10px; color: var(--vscode-descriptionForeground); }
footer:empty { display: none; }
footer p { margin: 2px 0; }
.diagram .table, .diagram .row { cursor: pointer; outline: none; }
.diagram .row:hover > .hit, .diagram .row:focus > .hit { fill: var(--vscode-list-hoverBackground); stroke: var(--vscode-contrastActiveBorder, none); }
.diagram .row.found > .hit, .diagram .table.found > .head { fill: var(--vscode-editor-findMatchHighlightBackground, transparent);
  stroke: var(--vscode-editor-findMatchHighlightBorder, none); }
.diagram .table.at > .head { fill: var(--vscode-list-inactiveSelectionBackground, transparent);
  stroke: var(--vscode-contrastActiveBorder, var(--vscode-focusBorder)); }
.diagram .table:focus > .box, .diagram .table:focus-within > .box { stroke: var(--vscode-focusBorder); stroke-width: 3; }
.diagram .row:focus > .hit { stroke: var(--vscode-focusBorder); }
.diagram .key.near path { stroke-width: 3; }
`;

export function pageHtml(webview: Webview, script: Uri, nonce: string): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
  const find = escaped(l10n.t('Find a table or column'));
  const button = (id: string, text: string, title = text) =>
    `<button id="${id}" title="${escaped(title)}" aria-label="${escaped(title)}">${escaped(text)}</button>`;
  const sign = (kind: string, text: string, meaning: string) =>
    `<span class="${kind}-sign">${text}</span> ${escaped(meaning)}`;
  return `<!DOCTYPE html>
<html lang="${escaped(l10n.t('en'))}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(l10n.t('Diagram'))}</title>
<style nonce="${nonce}">${pageStyle}</style>
</head>
<body>
<header role="toolbar" aria-label="${escaped(l10n.t('Diagram'))}">
<input id="find" type="search" placeholder="${find}" aria-label="${find}">
<span id="found" role="status"></span>
${button('all', l10n.t('Show All'), l10n.t('Show All (0)'))}
${button('closer', '+', l10n.t('Zoom In (+)'))}
${button('farther', '−', l10n.t('Zoom Out (-)'))}
${button('svg', l10n.t('Save as SVG…'))}
${button('mermaid', l10n.t('Copy as Mermaid'))}
<span id="legend">${[
    sign('added', '+', l10n.t('not in dev')),
    sign('missing', '−', l10n.t('not here')),
    sign('changed', '~', l10n.t('different')),
  ].join(' · ')}</span>
</header>
<main id="canvas" tabindex="0" aria-label="${escaped(l10n.t('Tab: tables. Up and Down: columns. Left and Right: the next table. Enter: its definition. Shift and arrows: move.'))}"></main>
<footer id="notes" role="status"></footer>
<script nonce="${nonce}" src="${escaped(webview.asWebviewUri(script).toString())}"></script>
</body>
</html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}
