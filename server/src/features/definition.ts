/** From a name to the statement of the migrations that made it, or to dev's own text where only dev has it. */

import type { DefinitionParams, Location } from 'vscode-languageserver/node';
import type { Origin, Origins } from '../model/schema';
import type { FileView, Snapshot } from '../workspace/snapshot';

import { linesOf } from './convert';
import { devLocation, showsDocuments } from './dev-document';
import type { Feature } from './feature';
import { isColumn, relationsOf } from './lookup';
import { columnOf, type Mention, mentionAt } from './mention';

export const definition: Feature = {
  capabilities: () => ({ definitionProvider: true }),
  register: ({ connection, guard, workspaces, client }) =>
    connection.onDefinition(
      guard(
        'definition',
        [],
        (snapshot, params: DefinitionParams) =>
          definitionsAt(snapshot, params, showsDocuments(client)).map((one) => ({
            ...one,
            uri: workspaces.clientUri(one.uri),
          })),
        workspaces.soon,
      ),
    ),
};

function definitionsAt(snapshot: Snapshot, { textDocument, position }: DefinitionParams, ofDev: boolean): Location[] {
  const view = snapshot.openFile(textDocument.uri);
  const mention = view && mentionAt(snapshot, view, linesOf(view.document).offset(position));
  if (!view || !mention) return [];
  const made = definitionOrigins(view, mention).flatMap((origin) => toLocation(snapshot, view, origin) ?? []);
  return made.length > 0 || !ofDev ? made : [devLocation(snapshot, mention)].filter((one) => one !== undefined);
}

export function definitionOrigins(view: FileView, mention: Mention): Origin[] {
  // The whole history, for what a later file makes too; what it dropped again stands in the schema at the statement. What
  // files have made that ran in dev is dev's own to those that have not.
  const { pendingEnd, end } = view.history;
  const first = (...objects: readonly ({ readonly origins?: Origins } | undefined)[]): Origin[] =>
    objects.map((one) => made(one?.origins)).find((origins) => origins.length > 0) ?? [];
  const made = (origins: Origins | undefined): Origin[] => {
    const origin = origins?.self ?? origins?.name;
    return origin ? [origin] : [];
  };
  switch (mention.kind) {
    case 'relation': {
      const { name, file } = mention.relation;
      return first(relationsOf(pendingEnd, name) ?? file, file, relationsOf(end, name));
    }
    case 'column':
      return mention.relations.flatMap(({ name, file }) => {
        const columns = [relationsOf(pendingEnd, name), file, relationsOf(end, name)].map((one) => {
          const column = columnOf(one, mention.name);
          return isColumn(column) ? column : undefined;
        });
        return first(...columns);
      });
    case 'routine':
      return mention.file.flatMap(({ origins }) => made(origins));
    default:
      return made(mention.file?.origins);
  }
}

/** Where the statement that an origin names stands now. */
export function toLocation(snapshot: Snapshot, view: FileView, origin: Origin): Location | undefined {
  const document = origin.uri === view.document.uri ? view.document : snapshot.document(origin.uri);
  const start = document?.statements[origin.statement]?.range.start;
  if (!document || start === undefined) return undefined;
  const range = linesOf(document).range({ start: start + origin.start, end: start + origin.end });
  return { uri: origin.uri, range };
}
