/** The diagram's page: shows the drawing that the server made, moves it, finds in it, and tells what is chosen. */
import { allOf, type Box, beginningOf, revealing, within } from './view';

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

type Told =
  | {
      readonly kind: 'page';
      readonly svg: string;
      readonly style: string;
      readonly notes: readonly string[];
      readonly isNew: boolean;
    }
  | { readonly kind: 'at'; readonly id?: string }
  | { readonly kind: 'problem'; readonly message: string };

const code = acquireVsCodeApi();
const element = (id: string) => document.getElementById(id)!;
const canvas = element('canvas');
const find = element('find') as HTMLInputElement;
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [sheet];
let svg: SVGSVGElement | undefined;
/** The whole drawing, and the part of it that is seen, in its own units. */
let whole: Box = { x: 0, y: 0, width: 1, height: 1 };
let seen: Box = { ...whole };
/** What was asked for by itself, and has not been moved since: it holds in another room as well. */
let fitted: typeof showAll | typeof showFirst | undefined;
let matches: Element[] = [];
let match = -1;

const tables = () => [...(svg?.querySelectorAll<SVGGElement>('.table') ?? [])];
const rowsOf = (table: Element) => [...table.querySelectorAll<SVGGElement>('.row')];
const tableOf = (node: unknown) => (node instanceof Element ? node.closest<SVGGElement>('.table') : null);
const rowOf = (node: unknown) => (node instanceof Element ? node.closest<SVGGElement>('.row') : null);

window.addEventListener('message', ({ data }: MessageEvent<Told>) => {
  if (data.kind === 'page') draw(data);
  if (data.kind === 'at') showCursor(data.id);
  if (data.kind === 'problem') element('notes').textContent = data.message;
});

function draw({ svg: text, style, notes, isNew }: Extract<Told, { kind: 'page' }>): void {
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  const focused = tableOf(document.activeElement)?.dataset.table;
  sheet.replaceSync(style);
  svg = document.importNode(parsed, true) as unknown as SVGSVGElement;
  svg.removeAttribute('width');
  svg.removeAttribute('height');
  const { x, y, width, height } = svg.viewBox.baseVal;
  whole = { x, y, width, height };
  canvas.replaceChildren(svg);
  element('notes').replaceChildren(
    ...notes.map((note) => Object.assign(document.createElement('p'), { textContent: note })),
  );
  if (isNew) showFirst();
  else if (fitted === showAll) showAll();
  else show(fitted);
  if (focused !== undefined) svg.querySelector<SVGGElement>(`[data-table="${focused}"]`)?.focus();
  search();
}
function show(asked?: typeof fitted): void {
  fitted = asked;
  svg?.setAttribute('viewBox', `${seen.x} ${seen.y} ${seen.width} ${seen.height}`);
}
const room = () => ({ width: canvas.clientWidth, height: canvas.clientHeight });
/** Pixels of the page to a unit of the drawing. */
const scale = () => Math.min(room().width / seen.width, room().height / seen.height) || 1;
function showAll(): void {
  seen = allOf(whole, room());
  show(showAll);
}
/** All of it where that can be read, else its beginning, or what matters in it. */
function showFirst(): void {
  const least = 0.7;
  seen = allOf(whole, room());
  if (scale() < least) {
    seen = beginningOf(whole, room(), least);
    show();
    const first = firstOf(tables());
    if (first) seen = within(revealing(boxOf(first), seen), whole);
  }
  show(showFirst);
}
/** Where the cursor is, else the file's own among others, else what differs. */
function firstOf(all: readonly Element[]): Element | undefined {
  const own = all.filter((table) => !table.matches('.beside'));
  const differs = (table: Element) => table.matches('.added, .missing, .changed, .dropped');
  return all.find((table) => table.matches('.at')) ?? (own.length < all.length ? own[0] : own.find(differs));
}
function zoom(by: number, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2): void {
  const now = scale();
  const next = Math.min(Math.max(now * by, 0.05), 4);
  const [atX, atY] = [seen.x + x / now, seen.y + y / now];
  const [width, height] = [canvas.clientWidth / next, canvas.clientHeight / next];
  seen = { x: atX - x / next, y: atY - y / next, width, height };
  show();
}
function move(x: number, y: number): void {
  seen = { ...seen, x: seen.x + x / scale(), y: seen.y + y / scale() };
  show();
}
/** In the drawing's units. */
function boxOf(node: Element): Box {
  const [box, frame] = [node.getBoundingClientRect(), canvas.getBoundingClientRect()];
  const by = scale();
  return {
    x: seen.x + (box.x - frame.x) / by,
    y: seen.y + (box.y - frame.y) / by,
    width: box.width / by,
    height: box.height / by,
  };
}
function reveal(node: Element): void {
  const next = revealing(boxOf(node), seen);
  if (next.x === seen.x && next.y === seen.y) return;
  seen = next;
  show();
}
function showCursor(id: string | undefined): void {
  for (const table of tables()) {
    const isAt = id !== undefined && table.dataset.table === id;
    table.classList.toggle('at', isAt);
    if (isAt) table.setAttribute('aria-current', 'true');
    else table.removeAttribute('aria-current');
    if (isAt) reveal(table);
  }
}

function open(node: Element | null): void {
  const table = tableOf(node);
  if (!table) return;
  const column = rowOf(node)?.dataset.column;
  code.postMessage({ kind: 'open', id: table.dataset.table, ...(column !== undefined && { column }) });
}
/** Its foreign keys are seen among all the others. */
function lightKeys(table: SVGGElement | null): void {
  const id = table?.dataset.table;
  for (const key of svg?.querySelectorAll<SVGGElement>('.key') ?? [])
    key.classList.toggle('near', id !== undefined && (key.dataset.from === id || key.dataset.to === id));
}

function search(): void {
  const wanted = find.value.trim().toLowerCase();
  const has = (text: string | null | undefined) => wanted !== '' && (text ?? '').toLowerCase().includes(wanted);
  const all = tables().flatMap((table): Element[] => {
    const isFound = has(table.querySelector('.title')?.textContent);
    table.classList.toggle('found', isFound);
    const rows = rowsOf(table).filter((row) => {
      const isRow = has(row.dataset.column);
      row.classList.toggle('found', isRow);
      return isRow;
    });
    return [...(isFound ? [table] : []), ...rows];
  });
  matches = all;
  match = -1;
  element('found').textContent = wanted === '' ? '' : String(all.length);
}
function nextMatch(by: number): void {
  if (matches.length === 0) return;
  match = (match + by + matches.length) % matches.length;
  element('found').textContent = `${match + 1}/${matches.length}`;
  const found = matches[match]!;
  if (scale() < 0.6) zoom(0.9 / scale());
  reveal(found);
  lightKeys(tableOf(found));
}
find.addEventListener('input', search);
find.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') nextMatch(event.shiftKey ? -1 : 1);
  if (event.key === 'Escape') {
    find.value = '';
    search();
    canvas.focus();
  }
});

/** The nearest table in a direction: -1 left, 1 right. */
function beside(table: SVGGElement, direction: number): SVGGElement | undefined {
  const own = boxOf(table);
  const away = (other: Box) => {
    const dx = (other.x + other.width / 2 - own.x - own.width / 2) * direction;
    const dy = Math.abs(other.y + other.height / 2 - own.y - own.height / 2);
    return dx <= 1 ? Number.POSITIVE_INFINITY : dx + 2 * dy;
  };
  const others = tables()
    .filter((other) => other !== table)
    .map((other) => [other, away(boxOf(other))] as const)
    .filter(([, distance]) => Number.isFinite(distance))
    .sort(([, a], [, b]) => a - b);
  return others[0]?.[0];
}
function step(event: KeyboardEvent): boolean {
  const table = tableOf(event.target);
  if (!table) return false;
  const rows: Element[] = [table, ...rowsOf(table)];
  const at = Math.max(0, rows.indexOf(rowOf(event.target) ?? table));
  const next =
    event.key === 'ArrowDown'
      ? rows[at + 1]
      : event.key === 'ArrowUp'
        ? rows[at - 1]
        : event.key === 'ArrowLeft' || event.key === 'ArrowRight'
          ? beside(table, event.key === 'ArrowLeft' ? -1 : 1)
          : undefined;
  (next as SVGGElement | undefined)?.focus();
  return next !== undefined;
}
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-60, 0],
  ArrowRight: [60, 0],
  ArrowUp: [0, -60],
  ArrowDown: [0, 60],
};
function pressed(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const arrow = arrows[event.key];
  if (arrow && !event.shiftKey && step(event)) return true;
  if (arrow) move(...arrow);
  else if (event.key === 'Enter' || event.key === ' ') open(event.target as Element);
  else if (event.key === '+' || event.key === '=') zoom(1.2);
  else if (event.key === '-') zoom(1 / 1.2);
  else if (event.key === '0') showAll();
  else if (event.key === '/') find.focus();
  else return false;
  return true;
}
canvas.addEventListener('keydown', (event) => {
  if (pressed(event)) event.preventDefault();
});
canvas.addEventListener('focusin', ({ target }) => {
  const table = tableOf(target);
  lightKeys(table);
  if (table) reveal(rowOf(target) ?? table);
});
canvas.addEventListener('pointerover', ({ target }) => lightKeys(tableOf(target)));

canvas.addEventListener(
  'wheel',
  (event) => {
    event.preventDefault();
    const frame = canvas.getBoundingClientRect();
    if (event.ctrlKey || event.metaKey)
      zoom(Math.exp(-event.deltaY / 200), event.clientX - frame.x, event.clientY - frame.y);
    else move(event.shiftKey ? event.deltaY : event.deltaX, event.shiftKey ? 0 : event.deltaY);
  },
  { passive: false },
);
/** Where a press began, and whether it has moved since: then it is no click. */
let press: { x: number; y: number; moved: boolean } | undefined;
canvas.addEventListener('pointerdown', ({ clientX: x, clientY: y, button }) => {
  if (button === 0) press = { x, y, moved: false };
});
canvas.addEventListener('pointermove', ({ clientX, clientY, pointerId }) => {
  if (!press) return;
  const [x, y] = [clientX - press.x, clientY - press.y];
  if (!press.moved && Math.hypot(x, y) < 4) return;
  if (!press.moved) canvas.setPointerCapture(pointerId);
  canvas.classList.add('moving');
  press = { x: clientX, y: clientY, moved: true };
  move(-x, -y);
});
canvas.addEventListener('pointerup', ({ target }) => {
  if (press && !press.moved) open(target as Element);
  press = undefined;
  canvas.classList.remove('moving');
});

element('all').addEventListener('click', showAll);
element('closer').addEventListener('click', () => zoom(1.2));
element('farther').addEventListener('click', () => zoom(1 / 1.2));
for (const form of ['svg', 'mermaid'])
  element(form).addEventListener('click', () => code.postMessage({ kind: 'keep', form }));
/** What was asked for stays in sight, or else the same place in the middle. */
new ResizeObserver(() => {
  if (canvas.clientWidth === 0 || canvas.clientHeight === 0) return;
  if (fitted) return fitted();
  const by = scale();
  const [x, y] = [seen.x + seen.width / 2, seen.y + seen.height / 2];
  const [width, height] = [canvas.clientWidth / by, canvas.clientHeight / by];
  seen = { x: x - width / 2, y: y - height / 2, width, height };
  show();
}).observe(canvas);
// The page is given the keys where no editor has them; then they are the drawing's.
window.addEventListener('focus', () => {
  if (document.activeElement === document.body) canvas.focus();
});
code.postMessage({ kind: 'ready' });
