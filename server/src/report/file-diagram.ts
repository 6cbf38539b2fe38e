/** What a file makes of the schema beside dev, for a diagram; and that diagram in the Markdown of a pull request. */
import { type DiagramInput, diagramOf } from '../diagram/diagram';
import { diagramMermaid } from '../diagram/mermaid';
import type { Schema } from '../model/schema';
import { skippedTables, withSkipped } from '../rules/skipped-tables';
import { touchedTables } from '../rules/touched-tables';
import { escapeInline, fenced } from '../text/markdown';
import { withoutCommands } from '../text/shown';
import type { TextRange } from '../text/text';
import type { FileView } from '../workspace/snapshot';

type ReadFile = Pick<FileView, 'document' | 'folded' | 'history'>;

/** At its own end, or at that of all that has run; undefined: it has no statement. */
export function fileDiagram(
  { folded, document, history }: ReadFile,
  dev: Schema | undefined,
): (DiagramInput & { readonly here: Schema }) | undefined {
  const last = document.statements.length - 1;
  const isApplied = folded.standing === 'applied';
  const end = isApplied ? history.end : last < 0 ? undefined : folded.after(last);
  if (!end) return undefined;
  const here = dev ? withSkipped(end, skippedTables(folded, history, dev)) : end;
  const touched = touchedTables(document, folded);
  return { here, dev, touched, about: { tables: touched }, isApplied };
}

/** Where in the file each table is touched, by its key in `Schema.tables`. */
export function statementsByTable({ document, folded }: ReadFile): ReadonlyMap<string, readonly TextRange[]> {
  const places = new Map<string, TextRange[]>();
  for (const statement of document.statements)
    for (const key of touchedTables({ ...document, statements: [statement] }, folded))
      places.set(key, [...(places.get(key) ?? []), statement.range]);
  return places;
}

/** More tables than these are no picture that helps. */
const MOST_DRAWN = 25;
/** Of each file that touches tables, as pull requests draw it. */
export function diagramsInMarkdown(
  views: readonly ReadFile[],
  dev: Schema | undefined,
  shown: (uri: string) => string,
): string {
  const drawn = views.flatMap((view) => {
    const input = fileDiagram(view, dev);
    const diagram = input && diagramOf(input);
    if (!diagram || diagram.tables.length === 0 || diagram.tables.length > MOST_DRAWN) return [];
    const title = `## Diagram of ${escapeInline(shown(view.document.uri))}`;
    return [`\n${title}\n\n${fenced(diagramMermaid(diagram).trimEnd(), 'mermaid')}\n`];
  });
  return withoutCommands(drawn.join(''));
}
