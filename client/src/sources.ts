/** Which schema: dev, a folder of migrations, a file, a revision of git. */
import { l10n, type QuickPickItem, window } from 'vscode';
import type { Requests } from '../../server/src/protocol';
import type { DevClient } from './client';
import { hasTarget } from './folder-at-hand';
import { namedConnections } from './named-connections';
import { plural } from './text';

/** `source`: as the command line's SOURCE. */
export type Source = Requests['devschema/schemas']['params']['sources'][number];
interface SourceChoice extends QuickPickItem {
  readonly choose: () => Promise<Source | undefined> | Source;
}

/** Undefined: the question was left unanswered. */
export async function pickSource(client: DevClient, title: string): Promise<Source | undefined> {
  const folders = await client.request('devschema/migrationFolders', null);
  const choices: SourceChoice[] = [
    { label: 'dev', description: client.status.label ?? '', choose: () => 'dev' },
    ...(hasTarget(client.status)
      ? [{ label: 'target', description: 'devschema.target', choose: (): Source => 'target' }]
      : []),
    ...namedConnections('user').flatMap(({ name, setting, shown }): SourceChoice[] =>
      typeof setting === 'string' ? [{ label: name, description: shown, choose: () => ({ source: setting }) }] : [],
    ),
    ...folders.flatMap(({ folder, label, tool, files }): SourceChoice[] => [
      { label, description: `${tool}, ${plural(files, '{0} file', '{0} files')}`, choose: () => ({ source: folder }) },
      { label: l10n.t('{0} in another revision…', label), description: 'git', choose: () => askRevision(label) },
    ]),
    ...otherChoices(),
  ];
  const chosen = await window.showQuickPick(choices, { title });
  return chosen?.choose();
}
const otherChoices = (): readonly SourceChoice[] => [
  { label: l10n.t('Snapshot or SQL File…'), choose: askFile },
  { label: l10n.t('Connection…'), description: 'postgresql://user@host/database', choose: askConnection },
];

async function askRevision(folder: string): Promise<Source | undefined> {
  const revision = await window.showInputBox({ title: l10n.t('{0} in a revision of git', folder), value: 'main' });
  return revision ? { source: `${revision}:${folder}` } : undefined;
}
export async function askFile(): Promise<{ readonly source: string } | undefined> {
  const [file] = (await window.showOpenDialog({ filters: { [l10n.t('Schema')]: ['json', 'sql'] } })) ?? [];
  return file && { source: file.fsPath };
}
export async function askConnection(): Promise<{ readonly source: string } | undefined> {
  const source = await window.showInputBox({
    title: l10n.t('Another schema'),
    prompt: l10n.t('A connection, without its password'),
  });
  return source ? { source } : undefined;
}
