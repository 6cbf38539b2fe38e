/** What a diagram is to show: what is given, the open migration, or what a person chooses. */
import { l10n, type QuickPickItem, window } from 'vscode';
import type { DiagramSubject, TreeObject } from '../../../server/src/protocol';
import { type DevClient, languages } from '../client';

interface Choice extends QuickPickItem {
  readonly about: DiagramSubject;
}

/** Undefined: the question was left unanswered. */
export async function chooseSubject(
  client: DevClient,
  given: DiagramSubject | TreeObject = {},
): Promise<DiagramSubject | undefined> {
  const { table, schema } = given;
  const uri = 'uri' in given ? given.uri : undefined;
  if (table) return { table };
  if (schema !== undefined) return { schema };
  if (uri !== undefined) return { uri };
  if (languages.includes(window.activeTextEditor?.document.languageId ?? '') && !('icon' in given)) return {};
  const chosen = await window.showQuickPick(await choices(client), { title: l10n.t('Show Diagram') });
  return chosen?.about;
}
async function choices(client: DevClient): Promise<Choice[]> {
  const tables = await client.request('devschema/tables', null);
  if (tables.length === 0) throw new Error(l10n.t('there is no table to show'));
  const schemas = [...new Set(tables.map(({ schema }) => schema))];
  return [
    ...schemas.map((schema) => ({ label: schema, description: l10n.t('all tables of the schema'), about: { schema } })),
    ...tables.map(({ schema, name }) => ({
      label: schemas.length > 1 ? `${schema}.${name}` : name,
      about: { table: { schema, name } },
    })),
  ];
}
