/** The requests of protocol.ts that answer diagrams: of the open migration, a table or a schema. */
import { type DiagramInput, diagramOf } from '../diagram/diagram';
import { diagramMermaid } from '../diagram/mermaid';
import type { Diagram, DiagramTable } from '../diagram/model';
import { diagramStyle, diagramSvg } from '../diagram/svg';
import type { Origins } from '../model/schema';
import type { DiagramPage, DiagramSubject, DiagramTablePlaces, FilePlace } from '../protocol';
import { touchedTables } from '../rules/touched-tables';
import { displayName, keyOf } from '../text/names';
import { present } from '../text/present';
import type { FileView, Snapshot } from '../workspace/snapshot';
import type { Workspace } from '../workspace/workspace';
import { linesOf } from './convert';
import { toLocation } from './definition';
import { documentUri } from './dev-document';
import { answer, type Feature } from './feature';
import { shown } from './shown';

export const diagram: Feature = {
  capabilities: () => ({}),
  register(context) {
    const { workspace } = context;
    answer(context, 'devschema/diagram', async (subject) => shown(pageOf(await drawn(workspace, subject), workspace)));
    answer(context, 'devschema/diagramText', async ({ form, ...subject }) => {
      const { diagram: made, title } = await drawn(workspace, subject);
      return { text: form === 'svg' ? diagramSvg(made, { title, alone: true }) : diagramMermaid(made) };
    });
  },
};

interface Drawn {
  readonly diagram: Diagram;
  readonly title: string;
  readonly snapshot: Snapshot;
  readonly view: FileView | undefined;
  readonly input: DiagramInput;
}
/** @throws Error that says what is not there */
async function drawn(workspace: Workspace, subject: DiagramSubject): Promise<Drawn> {
  await workspace.ready(subject.uri);
  const snapshot = workspace.snapshot();
  const view = subject.uri === undefined ? undefined : snapshot.file(subject.uri);
  const about = subject.table ? { tables: [keyOf(subject.table)] } : { schema: subject.schema ?? '' };
  const isOfFile = !subject.table && subject.schema === undefined;
  if (isOfFile && !view) throw new Error('Open the migration that the diagram is to show.');
  const ofFile = view && fileSides(view);
  const dev = snapshot.dev?.schema;
  if (!ofFile && !dev)
    throw new Error(`There is no dev to show: ${snapshot.devProblem ?? 'it has not been read yet'}.`);
  const touched = ofFile?.touched ?? [];
  const input: DiagramInput = {
    ...{ here: ofFile?.here, dev, touched, isApplied: ofFile?.isApplied ?? false },
    about: isOfFile ? { tables: touched } : about,
  };
  return { diagram: diagramOf(input), title: titleOf(subject, snapshot), snapshot, view, input };
}
/** What the file makes of the schema: at its own end, or at that of all that has run. */
function fileSides({ folded, document, history }: FileView) {
  const last = document.statements.length - 1;
  const isApplied = folded.standing === 'applied';
  const here = isApplied ? history.end : last < 0 ? undefined : folded.after(last);
  return here && { here, isApplied, touched: touchedTables(document, folded) };
}
function titleOf({ table, schema, uri }: DiagramSubject, { dev }: Snapshot): string {
  if (table) return displayName(table, dev?.schema.searchPath);
  if (schema !== undefined) return `schema ${schema}`;
  return decodeURIComponent(uri?.split('/').at(-1) ?? 'diagram');
}

function pageOf({ diagram: made, title, snapshot, view, input }: Drawn, workspace: Workspace): DiagramPage {
  const statements = view ? statementsByTable(view) : new Map<string, FilePlace[]>();
  const placeOf = (origins: Origins | undefined): FilePlace | undefined => {
    const origin = origins?.self ?? origins?.name;
    const found = origin && view ? toLocation(snapshot, view, origin) : undefined;
    return found && { ...found, uri: workspace.clientUri(found.uri) };
  };
  const placesOf = (table: DiagramTable): DiagramTablePlaces => {
    const key = keyOf(table);
    const here = input.here?.tables.get(key);
    const columns = (here?.columns ?? []).flatMap(({ name, origins }) => {
      const at = placeOf(origins);
      return at ? [{ name, made: at }] : [];
    });
    const address = input.dev?.tables.has(key) ? documentUri('table', table) : undefined;
    const about = (statements.get(key) ?? []).map((one) => ({ ...one, uri: workspace.clientUri(one.uri) }));
    return {
      ...{ id: table.id, label: table.title, statements: about, columns },
      ...present({ made: placeOf(here?.origins), address }),
    };
  };
  return {
    ...{ title, svg: diagramSvg(made, { title, alone: false }), style: diagramStyle, notes: [...made.notes] },
    tables: made.tables.map(placesOf),
  };
}
function statementsByTable({ document, folded }: FileView): Map<string, FilePlace[]> {
  const lines = linesOf(document);
  const places = new Map<string, FilePlace[]>();
  for (const statement of document.statements)
    for (const key of touchedTables({ ...document, statements: [statement] }, folded))
      places.set(key, [...(places.get(key) ?? []), { uri: document.uri, range: lines.range(statement.range) }]);
  return places;
}
