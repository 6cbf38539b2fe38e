/**
 * A diagram as SVG. Names are a stranger's: they stand in text and in attributes, escaped, and nowhere else. Colours are
 * variables, which the editor sets from its theme; a file that stands alone brings its own, light and dark.
 */
import { plural, said, t } from '../text/l10n';
import { visibleLine } from '../text/shown';
import {
  clipped,
  metrics,
  type PlacedKey,
  type PlacedTable,
  type Point,
  partText,
  place,
  signed,
  textWidth,
  typeText,
} from './layout';
import { type Diagram, type DiagramTable, type Marked, saidDiagram, signs } from './model';

const MARGIN = 16;

/** How it looks, but for the values of its variables. */
export const diagramStyle = `
.diagram { font: 12px var(--diagram-font); }
.diagram text { fill: var(--diagram-text); white-space: pre; text-rendering: geometricPrecision; }
.diagram .box { fill: var(--diagram-box); stroke: var(--diagram-line); stroke-width: 1; }
.diagram .head { fill: var(--diagram-head); }
.diagram .title { font-weight: 600; font-size: 13px; }
.diagram .type, .diagram .more { fill: var(--diagram-quiet); }
.diagram .key path { fill: none; stroke: var(--diagram-line); stroke-width: 1.2; }
.diagram .beside > .box { stroke-dasharray: 2 3; }
.diagram .added > .box, .diagram .key.added path { stroke: var(--diagram-added); stroke-width: 2; }
.diagram .missing > .box, .diagram .key.missing path { stroke: var(--diagram-missing); stroke-width: 2; stroke-dasharray: 6 3; }
.diagram .dropped > .box, .diagram .key.dropped path { stroke: var(--diagram-missing); stroke-width: 2; stroke-dasharray: 6 3; }
.diagram .changed > .box, .diagram .key.changed path { stroke: var(--diagram-changed); stroke-width: 2; }
.diagram .added > text.mark { fill: var(--diagram-added); }
.diagram .missing > text.mark, .diagram .dropped > text.mark { fill: var(--diagram-missing); }
.diagram .changed > text.mark { fill: var(--diagram-changed); }
.diagram .dropped > text.name { text-decoration: line-through; }
`;
const alone = `
.diagram { --diagram-font: ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; --diagram-text: #1f2328;
  --diagram-quiet: #59636e; --diagram-box: #ffffff; --diagram-head: #f0f2f5; --diagram-line: #818b98;
  --diagram-added: #1a7f37; --diagram-missing: #cf222e; --diagram-changed: #7d4e00; background: #ffffff; }
@media (prefers-color-scheme: dark) { .diagram { --diagram-text: #f0f6fc; --diagram-quiet: #9198a1; --diagram-box: #151b23;
  --diagram-head: #262c36; --diagram-line: #656c76; --diagram-added: #3fb950; --diagram-missing: #f85149;
  --diagram-changed: #d29922; background: #0d1117; } }
`;

interface Drawn {
  readonly title: string;
  /** A file of its own, with its style, which is shared and stays English; else a part of the editor's page. */
  readonly alone: boolean;
}
export function diagramSvg(drawn: Diagram, { title, alone: isAlone }: Drawn): string {
  const diagram = isAlone ? drawn : saidDiagram(drawn);
  const say: Say = isAlone ? (text) => text : said;
  const { tables, keys, width, height } = place(diagram);
  const [w, h] = [Math.ceil(width + 2 * MARGIN), Math.ceil(height + 2 * MARGIN)];
  const named = new Map(diagram.tables.map((table) => [table.id, table.title]));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="diagram" viewBox="${-MARGIN} ${-MARGIN} ${w} ${h}" width="${w}" height="${h}" role="group" aria-label="${escaped(title)}">`,
    ...(isAlone ? [`<title>${escaped(title)}</title>`, `<style>${alone}${diagramStyle}</style>`] : []),
    ...keys.map((key) => line(key, named, say)),
    ...tables.map((table) => box(table, say)),
    '</svg>',
  ].join('\n');
}

/** In text and in an attribute between double quotes. */
function escaped(text: string): string {
  return visibleLine(text).replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}
const rounded = (value: number): string => String(Math.round(value * 10) / 10);
function svgText(words: string, x: number, y: number, kind: string): string {
  return words === '' ? '' : `<text class="${kind}" x="${rounded(x)}" y="${rounded(y)}">${escaped(words)}</text>`;
}

type Say = (text: string) => string;
function box(placed: PlacedTable, say: Say): string {
  const { table, x, y, width, height, rows, more } = placed;
  const { head, row, nameAt, pad, character } = metrics;
  const kind = ['table', table.mark, ...(table.isBeside ? ['beside'] : [])].join(' ');
  const title = clipped(table.title, 'title');
  const under = rows.length * row + head;
  const notes = [
    ...(more > 0 ? [say(plural(more, '… and {0} column more', '… and {0} columns more'))] : []),
    ...(table.partitions > 0 ? [say(plural(table.partitions, '{0} partition', '{0} partitions'))] : []),
  ];
  return [
    `<g class="${kind}" data-table="${table.id}" tabindex="0" role="group" aria-label="${escaped(spokenTable(table, say))}" transform="translate(${rounded(x)} ${rounded(y)})">`,
    `<rect class="box" width="${rounded(width)}" height="${rounded(height)}" rx="4"/>`,
    `<rect class="head" x="1" y="1" width="${rounded(width - 2)}" height="${head - 4}" rx="3"/>`,
    svgText(title, pad, 19, 'title'),
    svgText(signed(table), pad + textWidth(title) * 1.1 + 2 * character, 19, 'mark'),
    ...rows.map((one) => columnRow(placed, one, say)),
    ...table.parts.map(
      (one, at) =>
        `<g class="part ${one.mark}">${svgText(signs[one.mark], metrics.signAt, under + at * row + 14, 'mark')}${svgText(partText(one, width), nameAt, under + at * row + 14, 'name')}</g>`,
    ),
    ...notes.map((one, at) => svgText(one, nameAt, under + (table.parts.length + at) * row + 14, 'more')),
    '</g>',
  ].join('');
}
function columnRow(
  { typeAt, wordsAt, width }: PlacedTable,
  { column, y }: PlacedTable['rows'][number],
  say: Say,
): string {
  const at = y + 14;
  return [
    `<g class="row ${column.mark}" data-column="${escaped(column.name)}" role="img" tabindex="-1" aria-label="${escaped(spokenColumn(column, say))}">`,
    `<rect class="hit" x="1" y="${y}" width="${rounded(width - 2)}" height="${metrics.row}" fill="transparent"/>`,
    svgText(signs[column.mark], metrics.signAt, at, 'mark'),
    svgText(clipped(column.name, 'name'), metrics.nameAt, at, 'name'),
    svgText(typeText(column), typeAt, at, 'type'),
    svgText(clipped(column.words, 'words'), wordsAt, at, 'mark'),
    '</g>',
  ].join('');
}
const told = ({ words }: Marked): string[] => (words === '' ? [] : [words]);
/** What a screen reader says of a table. */
function spokenTable(table: DiagramTable, say: Say): string {
  const differing = table.columns.filter(({ mark }) => mark !== 'same').map((one) => spokenColumn(one, say));
  const columns = say(plural(table.columns.length, '{0} column', '{0} columns'));
  const parts = table.parts.map((one) => [one.text, ...told(one)].join(', '));
  return [say(t('table {0}', table.title)), ...told(table), columns, ...differing, ...parts].join('; ');
}
function spokenColumn(column: DiagramTable['columns'][number], say: Say): string {
  const keys = [
    ...(column.inPrimaryKey ? [say(t('primary key'))] : []),
    ...(column.inForeignKey ? [say(t('foreign key'))] : []),
  ];
  const nullable = say(column.notNull ? t('not null') : t('nullable'));
  return [say(t('column {0}', column.name)), column.type, nullable, ...keys, ...told(column)].join(', ');
}

function line({ key, points }: PlacedKey, named: ReadonlyMap<string, string>, say: Say): string {
  const way = `${named.get(key.from)} (${key.columns.join(', ')}) → ${named.get(key.to)} (${key.referenced.join(', ')})`;
  return [
    `<g class="key ${key.mark}" data-from="${key.from}" data-to="${key.to}" role="img" aria-label="${escaped([say(t('foreign key')), way, ...told(key)].join(', '))}">`,
    `<title>${escaped([way, ...told(key)].join(', '))}</title>`,
    `<path d="${curve(points)}"/>`,
    `<path d="${ends(points, key.isUnique, key.isOptional)}"/>`,
    '</g>',
  ].join('');
}
/** Through the middles between the points, bent at the points themselves. */
function curve(points: readonly Point[]): string {
  const at = ({ x, y }: Point): string => `${rounded(x)} ${rounded(y)}`;
  const [first, ...rest] = points;
  const last = rest.at(-1)!;
  const bends = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1]!;
    return `Q${at(point)} ${at({ x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 })}`;
  });
  return `M${at(first!)}${bends.join('')}L${at(last)}`;
}
/** Many, or one where the columns are unique; and a bar across, or a gap where it may lead nowhere. */
function ends(points: readonly Point[], isUnique: boolean, isOptional: boolean): string {
  const [start, next] = points as [Point, Point];
  const [before, end] = points.slice(-2) as [Point, Point];
  const out = Math.sign(next.x - start.x) * 10;
  const back = Math.sign(before.x - end.x) * 8;
  const { x, y } = start;
  const many = isUnique
    ? `M${rounded(x + out)} ${rounded(y - 5)}v10`
    : `M${rounded(x)} ${rounded(y - 5)}L${rounded(x + out)} ${rounded(y)}L${rounded(x)} ${rounded(y + 5)}`;
  const one = `M${rounded(end.x + back)} ${rounded(end.y - 5)}v10`;
  const none = isOptional ? `m${rounded(back + 4 * Math.sign(back))} -5a4 4 0 1 0 0.1 0` : '';
  return `${many}${one}${none}`;
}
