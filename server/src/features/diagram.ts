/** The requests of protocol.ts that answer diagrams: of the open migration, a table or a schema. */
import { type DiagramInput, diagramOf } from '../diagram/diagram';
import { diagramMermaid } from '../diagram/mermaid';
import type { Diagram, DiagramTable } from '../diagram/model';
import { diagramStyle, diagramSvg } from '../diagram/svg';
import type { Origins } from '../model/schema';
import type { DiagramPage, DiagramSubject, DiagramTablePlaces, FilePlace } from '../protocol';
import { fileDiagram, statementsByTable } from '../report/file-diagram';
import { said, t } from '../text/l10n';
import { displayName, keyOf } from '../text/names';
import { present } from '../text/present';
import type { FileView, Snapshot } from '../workspace/snapshot';
import type { Workspace } from '../workspace/workspace';
import { linesOf } from './convert';
import { toLocation } from './definition';
import { documentUri } from './dev-document';
import { answer, type Feature } from './feature';
import { shownAnswer } from './shown';

export const diagram: Feature = {
  capabilities: () => ({}),
  register(context) {
    const { workspaces } = context;
    const asked = (uri: string | undefined) => (uri === undefined ? workspaces.atHand : workspaces.of(uri));
    answer(context, 'devschema/diagram', async (subject) => {
      const workspace = asked(subject.uri);
      return shownAnswer(pageOf(await drawn(workspace, subject), workspace));
    });
    answer(context, 'devschema/diagramText', async ({ form, ...subject }) => {
      const { diagram: made, title } = await drawn(asked(subject.uri), subject);
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
  if (isOfFile && !view) throw new Error(t('Open the migration that the diagram is to show.'));
  const dev = snapshot.dev?.schema;
  const ofFile = view && fileDiagram(view, dev);
  if (!ofFile && !dev)
    throw new Error(t('There is no dev to show: {0}.', snapshot.devProblem ?? t('it has not been read yet')));
  const whole = ofFile ?? { here: undefined, dev, touched: [], isApplied: false };
  const input: DiagramInput = { ...whole, about: isOfFile ? { tables: whole.touched } : about };
  return { diagram: diagramOf(input), title: titleOf(subject, snapshot), snapshot, view, input };
}
function titleOf({ table, schema, uri }: DiagramSubject, { dev }: Snapshot): string {
  if (table) return displayName(table, dev?.schema.searchPath);
  if (schema !== undefined) return t('schema {0}', schema);
  return decodeURIComponent(uri?.split('/').at(-1) ?? 'diagram').replace(/^untitled:/, '');
}

function pageOf({ diagram: made, title, snapshot, view, input }: Drawn, workspace: Workspace): DiagramPage {
  const statements = view && statementsByTable(view);
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
    const address = input.dev?.tables.has(key) ? documentUri('table', table, snapshot.folder) : undefined;
    const about = (statements?.get(key) ?? []).map((range) => ({
      uri: workspace.clientUri(view!.document.uri),
      range: linesOf(view!.document).range(range),
    }));
    return {
      ...{ id: table.id, label: table.title, statements: about, columns },
      ...present({ made: placeOf(here?.origins), address }),
    };
  };
  return {
    ...{
      title,
      svg: diagramSvg(made, { title: said(title), alone: false }),
      style: diagramStyle,
      notes: [...made.notes],
    },
    tables: made.tables.map(placesOf),
  };
}
