/** Where the tables and lines of a diagram stand: each connected part laid out by dagre, the parts side by side. */
import { Graph, layout } from '@dagrejs/dagre';
import { type Diagram, type DiagramKey, type DiagramTable, signs } from './model';

export interface Point {
  readonly x: number;
  readonly y: number;
}
interface Row {
  readonly column: DiagramTable['columns'][number];
  readonly y: number;
}
export interface PlacedTable extends Point {
  readonly table: DiagramTable;
  readonly width: number;
  readonly height: number;
  readonly rows: readonly Row[];
  /** Columns that are not drawn. */
  readonly more: number;
  /** Where types begin, and where words do. */
  readonly typeAt: number;
  readonly wordsAt: number;
}
export interface PlacedKey {
  readonly key: DiagramKey;
  /** From the row of the column to that of what it refers to. */
  readonly points: readonly Point[];
}
interface Layout {
  readonly tables: readonly PlacedTable[];
  readonly keys: readonly PlacedKey[];
  readonly width: number;
  readonly height: number;
}

/** In pixels, of the drawing's own fixed-width font of 12. */
export const metrics = { character: 7.25, row: 20, head: 30, pad: 10, signAt: 10, nameAt: 24 } as const;
const GAP = { x: 70, y: 28, part: 50 };
const MOST_ROWS = 40;
const LONGEST = { title: 48, name: 34, type: 30, words: 44 };

/** East Asian and emoji characters are two wide. */
export const textWidth = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character >= '\u2e80' ? 2 : 1), 0) * metrics.character;
export function clipped(text: string, what: keyof typeof LONGEST, most: number = LONGEST[what]): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
/** `+ added here`. */
export const signed = ({ mark, words }: Pick<DiagramTable, 'mark' | 'words'>): string =>
  [signs[mark], words].filter(Boolean).join(' ');

export function place(diagram: Diagram): Layout {
  const boxes = new Map(diagram.tables.map((table) => [table.id, boxOf(table)]));
  const parts = connected(diagram).map((ids) => layOut(ids, boxes, diagram.keys));
  const at = new Map<string, PlacedTable>();
  const keys: PlacedKey[] = [];
  const { offsets, width, height } = shelves(parts);
  parts.forEach((part, index) => {
    const offset = offsets[index]!;
    const moved = ({ x, y }: Point): Point => ({ x: x + offset.x, y: y + offset.y });
    for (const one of part.tables) at.set(one.table.id, { ...one, ...moved(one) });
    for (const { key, points } of part.lines) keys.push({ key, points: points.map(moved) });
  });
  const tables = diagram.tables.map(({ id }) => at.get(id)!);
  return { tables, keys: keys.map(({ key, points }) => anchored(key, points, at)), width, height };
}

/** Keys, what differs and the first others: a table of 1,600 columns fits no screen. */
function drawnColumns({ columns }: DiagramTable): DiagramTable['columns'] {
  if (columns.length <= MOST_ROWS) return columns;
  const matters = (one: DiagramTable['columns'][number]) => one.mark !== 'same' || one.inPrimaryKey || one.inForeignKey;
  const first = columns.filter(matters).slice(0, MOST_ROWS);
  const kept = new Set([...first, ...columns.filter((one) => !matters(one)).slice(0, MOST_ROWS - first.length)]);
  return columns.filter((one) => kept.has(one));
}
function boxOf(table: DiagramTable): PlacedTable {
  const { character, head, row, pad, nameAt } = metrics;
  const columns = drawnColumns(table);
  const most = (widths: readonly number[]): number => Math.max(0, ...widths);
  const typeAt = nameAt + most(columns.map(({ name }) => textWidth(clipped(name, 'name')))) + 2 * character;
  const wordsAt = typeAt + most(columns.map((one) => textWidth(typeText(one)))) + 2 * character;
  const words = most(columns.map((one) => textWidth(clipped(one.words, 'words'))));
  const texts = [
    textWidth(clipped(table.title, 'title')) * 1.1 + textWidth(signed(table)) + 3 * character,
    ...table.parts.map((one) => textWidth(partText(one)) + nameAt),
  ];
  const more = table.columns.length - columns.length;
  const lines = columns.length + table.parts.length + (more > 0 ? 1 : 0) + (table.partitions > 0 ? 1 : 0);
  return {
    ...{ table, x: 0, y: 0, typeAt, wordsAt, more },
    width: Math.ceil(Math.max(150, wordsAt + words, ...texts) + pad),
    height: head + lines * row + (lines > 0 ? pad / 2 : 0),
    rows: columns.map((column, at) => ({ column, y: head + at * row })),
  };
}
export function typeText({ type, inPrimaryKey, inForeignKey }: DiagramTable['columns'][number]): string {
  const keys = [inPrimaryKey && 'PK', inForeignKey && 'FK'].filter(Boolean).join(' ');
  return [clipped(type, 'type'), keys].filter(Boolean).join(' ');
}
/** As much of it as stands in a box of this width, and not less than is drawn of it in any. */
export function partText(part: DiagramTable['parts'][number], width = 0): string {
  const words = clipped(part.words, 'words');
  const room = width - metrics.pad - metrics.nameAt - textWidth(`  ${words}`);
  const isWide = textWidth(part.text) > [...part.text].length * metrics.character;
  const most = Math.max(LONGEST.title, isWide ? 0 : Math.floor(room / metrics.character));
  return `${clipped(part.text, 'title', most)}  ${words}`;
}

/** Ids that foreign keys join, in the order of the first of each. */
function connected({ tables, keys }: Diagram): string[][] {
  const above = new Map(tables.map(({ id }) => [id, id]));
  const root = (id: string): string => {
    let at = id;
    while (above.get(at) !== at) at = above.get(at)!;
    above.set(id, at);
    return at;
  };
  for (const { from, to } of keys) above.set(root(to), root(from));
  const parts = new Map<string, string[]>();
  for (const { id } of tables) parts.set(root(id), [...(parts.get(root(id)) ?? []), id]);
  return [...parts.values()];
}

interface Part {
  readonly tables: readonly PlacedTable[];
  readonly lines: readonly PlacedKey[];
  readonly width: number;
  readonly height: number;
}
/** What is referred to stands left of what refers to it. */
function layOut(ids: readonly string[], boxes: ReadonlyMap<string, PlacedTable>, all: readonly DiagramKey[]): Part {
  const first = boxes.get(ids[0]!)!;
  const inside = new Set(ids);
  const keys = all.filter(({ from }) => inside.has(from));
  const lines = keys.filter(({ from, to }) => from === to).map((key) => ({ key, points: [] }));
  if (ids.length === 1) return { tables: [first], lines, width: first.width, height: first.height };
  const graph = new Graph({ multigraph: true });
  // Of the ways to rank, the one that takes a third of the time for the same picture.
  graph.setGraph({ rankdir: 'LR', ranker: 'tight-tree', nodesep: GAP.y, ranksep: GAP.x, edgesep: 12 });
  for (const id of ids) {
    const { width, height } = boxes.get(id)!;
    graph.setNode(id, { width, height });
  }
  keys.forEach(({ from, to }, at) => {
    if (from !== to) graph.setEdge(to, from, {}, String(at));
  });
  layout(graph);
  const drawn = keys.flatMap((key, at): PlacedKey[] => {
    if (key.from === key.to) return [];
    const edge = graph.edge(key.to, key.from, String(at)) as { readonly points: readonly Point[] };
    return [{ key, points: edge.points.slice(1, -1).reverse() }];
  });
  const tables = ids.map((id): PlacedTable => {
    const box = boxes.get(id)!;
    const { x, y } = graph.node(id) as Point;
    return { ...box, x: x - box.width / 2, y: y - box.height / 2 };
  });
  return {
    ...{ tables, lines: [...lines, ...drawn] },
    width: Math.max(...tables.map(({ x, width }) => x + width)),
    height: Math.max(...tables.map(({ y, height }) => y + height)),
  };
}

/** Large parts first, row upon row, in about the proportions of a screen. */
function shelves(parts: readonly Part[]): { offsets: Point[]; width: number; height: number } {
  const area = parts.reduce((sum, { width, height }) => sum + (width + GAP.part) * (height + GAP.part), 0);
  const limit = Math.max(Math.sqrt(area * 1.6), ...parts.map(({ width }) => width));
  const offsets: Point[] = parts.map(() => ({ x: 0, y: 0 }));
  const order = parts.map((_, at) => at).sort((a, b) => parts[b]!.height - parts[a]!.height || a - b);
  let [x, y, deep, wide] = [0, 0, 0, 0];
  for (const at of order) {
    const { width, height } = parts[at]!;
    if (x > 0 && x + width > limit) [x, y, deep] = [0, y + deep + GAP.part, 0];
    offsets[at] = { x, y };
    x += width + GAP.part;
    deep = Math.max(deep, height);
    wide = Math.max(wide, x - GAP.part);
  }
  return { offsets, width: wide, height: y + deep };
}

/** From the column's row to the referenced one's, out at the sides that face each other. */
function anchored(key: DiagramKey, between: readonly Point[], at: ReadonlyMap<string, PlacedTable>): PlacedKey {
  const [from, to] = [at.get(key.from)!, at.get(key.to)!];
  if (from === to) {
    const right = from.x + from.width;
    const [a, b] = [rowAt(from, key.columns[0]), rowAt(to, key.referenced[0])];
    const out = right + 30;
    return {
      key,
      points: [
        { x: right, y: a },
        { x: out, y: a },
        { x: out, y: b },
        { x: right, y: b },
      ],
    };
  }
  const middle = ({ x, width }: PlacedTable) => x + width / 2;
  const isLeft = middle(to) <= middle(from);
  const [start, end] = isLeft ? [from.x, to.x + to.width] : [from.x + from.width, to.x];
  const out = isLeft ? -24 : 24;
  const [a, b] = [rowAt(from, key.columns[0]), rowAt(to, key.referenced[0])];
  return {
    key,
    points: [{ x: start, y: a }, { x: start + out, y: a }, ...between, { x: end - out, y: b }, { x: end, y: b }],
  };
}
/** The middle of the column's row; of the head where it is not drawn. */
function rowAt({ rows, y }: PlacedTable, column: string | undefined): number {
  const row = rows.find((one) => one.column.name === column);
  return y + (row ? row.y + metrics.row / 2 : metrics.head / 2);
}
