/**
 * A diagram as Mermaid's erDiagram, which pull requests, issues and Markdown previews draw. Its grammar has no escape in
 * quoted names: what could end one, or begin a directive, becomes `_`, and the real name stands nowhere else.
 */
import { plural } from '../text/l10n';
import { visibleLine } from '../text/shown';
import { asDevHasIt, type Diagram, type DiagramColumn, type DiagramTable, drawnColumns, signs } from './model';

/** The tables that stand there for their foreign keys alone are named without their columns. */
export function diagramMermaid({ tables, keys }: Diagram): string {
  const named = new Map(tables.map((table) => [table.id, quoted(table.title)]));
  return [
    'erDiagram',
    ...tables.flatMap((table) => entity(table, named.get(table.id)!)),
    ...keys.map((key) => {
      const child = key.isUnique ? '|o' : '}o';
      const parent = key.isOptional ? 'o|' : '||';
      const words = [key.columns.join(', '), key.words].filter(Boolean).join(': ');
      return `    ${named.get(key.from)} ${child}--${parent} ${named.get(key.to)} : ${quoted(words)}`;
    }),
    '',
  ].join('\n');
}
function entity(table: DiagramTable, name: string): string[] {
  const columns = table.isBeside && table.mark === 'same' ? [] : drawnColumns(table);
  if (columns.length === 0) return [`    ${name}`];
  const left = table.columns.length - columns.length;
  const rest =
    left === 0
      ? []
      : [`    %% ${mermaidText(table.title)}: ${plural(left, '… and {0} column more', '… and {0} columns more')}`];
  const alias =
    table.words === '' || table.words === asDevHasIt
      ? []
      : [`    %% ${mermaidText(table.title)}: ${mermaidText(table.words)}`];
  return [...alias, ...rest, `    ${name} {`, ...columns.map((column) => attribute(column, table)), '    }'];
}
function attribute(column: DiagramColumn, table: DiagramTable): string {
  const keys = [column.inPrimaryKey && 'PK', column.inForeignKey && 'FK'].filter(Boolean).join(', ');
  const whole = column.mark === 'same' && (table.mark === 'added' || table.mark === 'dropped') ? table : column;
  const [type, name] = [mermaidWord(column.type), mermaidWord(column.name)];
  const words = [signs[whole.mark], name === column.name ? '' : column.name, whole.words].filter(Boolean).join(' ');
  return `        ${[type, name, keys, words === '' ? '' : quoted(words)].filter(Boolean).join(' ')}`;
}
/** A type or a name without quotes: letters, digits, `_`, brackets. */
function mermaidWord(name: string): string {
  const fit = name.replace(/[^A-Za-z0-9_[\]()]+/g, '_');
  return /^[A-Za-z_]/.test(fit) ? fit : `_${fit}`;
}
const quoted = (name: string): string => `"${mermaidText(name)}"`;
const mermaidText = (name: string): string => visibleLine(name).replace(/["<>#;%`\\{}]/g, '_');
