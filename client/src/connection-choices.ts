/** What dev, or target, can be: named in the settings, found in the workspace, or told. */
import { FileType, l10n, type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from 'vscode';
import type { DevClient } from './client';
import { askFields } from './connection-form';
import { splitPassword } from './connection-url';
import { folderAtHand, settingsAtHand } from './folder-at-hand';
import { namedConnections } from './named-connections';
import { asText } from './text';

/** A value of `devschema.connection` and `devschema.target`. */
export type ConnectionSetting = string | object;
/** Of a URL that was typed, whose password may have to be asked for; `edit`: to be typed again; undefined: the person went back. */
export type Usable = (typed: string) => Promise<{ readonly url: string } | 'edit' | undefined>;
interface Asking {
  readonly client: DevClient;
  readonly key: 'connection' | 'target';
  /** The URL without its password, which is kept aside. */
  readonly keepPassword: (url: string) => string;
  readonly usable: Usable;
  /** What was chosen before in this workspace, without passwords; the latest first. */
  readonly usedBefore: readonly string[];
  /** A person has typed it, which is their word for it. */
  readonly allowCommand: (command: string) => Promise<void>;
}
interface ConnectionChoice extends QuickPickItem {
  /** The setting's value; undefined: the person went back. */
  readonly ask?: () => Promise<ConnectionSetting | undefined> | ConnectionSetting;
}

export async function askConnectionSetting(asking: Asking): Promise<ConnectionSetting | undefined> {
  const { client, key, keepPassword } = asking;
  const candidates = await client.request('devschema/connectionCandidates', null);
  const set = settingsAtHand(client.status).get(key);
  const described = (description: string | undefined, setting: unknown): string =>
    [description, ...(JSON.stringify(setting) === JSON.stringify(set) ? [l10n.t('in use')] : [])].join(' · ');
  const found = candidates.map(
    (one): ConnectionChoice => ({
      ...one,
      description: described(one.description, one.setting),
      ask: () => one.setting,
    }),
  );
  const named = namedConnections().map(
    ({ name, setting, shown }): ConnectionChoice => ({
      label: name,
      description: described(shown, typeof setting === 'string' ? splitPassword(setting).url : setting),
      ask: () => (typeof setting === 'string' ? keepPassword(setting) : setting),
    }),
  );
  const known = new Set<unknown>([set, ...candidates.map(({ setting }) => setting)]);
  const before = asking.usedBefore
    .filter((setting) => !known.has(setting))
    .map((setting): ConnectionChoice => ({ label: asText(setting), ask: () => keepPassword(setting) }));
  const offered = [
    ...withHead(l10n.t('Used before'), before),
    ...withHead(l10n.t('Named'), named),
    ...withHead(l10n.t('Found here'), found),
  ];
  const rest = others(asking);
  // Nothing is other where nothing stands before it.
  const groups = offered.length === 0 ? rest : [...offered, ...withHead(l10n.t('Other'), rest)];
  const isTarget = key === 'target';
  const chosen = await pickOrTyped(groups, typedChoice(asking), {
    title: isTarget ? l10n.t('Choose Target') : l10n.t('Choose Connection'),
    placeholder: isTarget
      ? l10n.t('Which database are migrations to run in? It is read, never written.')
      : l10n.t('Which schema is dev? A database is read, never written.'),
  });
  return chosen?.ask?.();
}

type Typed = (text: string) => Promise<ConnectionChoice | undefined>;
/** One of the choices, or what was typed, where that is a connection by itself. */
function pickOrTyped(
  choices: readonly ConnectionChoice[],
  typed: Typed,
  words: { readonly title: string; readonly placeholder: string },
): Promise<ConnectionChoice | undefined> {
  const pick = window.createQuickPick<ConnectionChoice>();
  Object.assign(pick, words, { items: choices, matchOnDescription: true });
  pick.onDidChangeValue(async (text) => {
    const own = await typed(text.trim());
    if (pick.value === text) pick.items = own ? [own, ...choices] : choices;
  });
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
/** A URL, or a file or folder that is there. */
const typedChoice =
  ({ client, key, usable }: Asking): Typed =>
  async (text) => {
    if (/^postgres(ql)?:\/\/./i.test(text))
      return {
        label: `$(link) ${splitPassword(text).url}`,
        description: l10n.t('A PostgreSQL database'),
        alwaysShow: true,
        ask: async () => {
          const answer = await usable(text);
          return answer === 'edit' ? askUsable((before) => askUrl(key, before), text, usable) : answer?.url;
        },
      };
    const folder = folderAtHand(client.status) ?? workspace.workspaceFolders?.[0]?.uri;
    if (!folder || text === '') return undefined;
    const uri = text.startsWith('/') ? folder.with({ path: text }) : Uri.joinPath(folder, text);
    const type = await workspace.fs.stat(uri).then(
      (stat) => stat.type,
      () => undefined,
    );
    const isFolder = type === FileType.Directory;
    if (type === undefined || !(isFolder || /\.(sql|json)$/i.test(text))) return undefined;
    const about = isFolder
      ? l10n.t('Migrations, run in an embedded PostgreSQL')
      : text.toLowerCase().endsWith('.json')
        ? l10n.t('Written by Save Schema Snapshot')
        : l10n.t('A schema dump, run in an embedded PostgreSQL');
    return {
      label: `$(${isFolder ? 'folder' : 'file'}) ${text}`,
      description: about,
      alwaysShow: true,
      ask: () => text,
    };
  };

function withHead(label: string, choices: ConnectionChoice[]): ConnectionChoice[] {
  return choices.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...choices];
}

function others({ client, key, usable, allowCommand }: Asking): ConnectionChoice[] {
  const set = settingsAtHand(client.status).get(key);
  const askPath = (options: Parameters<typeof window.showOpenDialog>[0]) => pathOf(client, options);
  return [
    {
      label: `$(database) ${l10n.t('Host, database, user…')}`,
      description: l10n.t('A PostgreSQL database, field by field'),
      ask: () => askUsable(askFields, set, usable),
    },
    {
      label: `$(link) ${l10n.t('Enter a URL…')}`,
      description: l10n.t('A PostgreSQL database'),
      ask: () => askUsable((before) => askUrl(key, before), set, usable),
    },
    {
      label: `$(json) ${l10n.t('Snapshot file…')}`,
      description: l10n.t('Written by Save Schema Snapshot'),
      ask: () => askPath({ canSelectFiles: true, filters: { [l10n.t('DevSchema snapshot')]: ['json'] } }),
    },
    {
      label: `$(file) ${l10n.t('SQL file…')}`,
      description: l10n.t('A schema dump, run in an embedded PostgreSQL'),
      ask: () => askPath({ canSelectFiles: true, filters: { SQL: ['sql'] } }),
    },
    {
      label: `$(folder) ${l10n.t('Folder of SQL files…')}`,
      description: l10n.t('Migrations, run in an embedded PostgreSQL'),
      ask: () => askPath({ canSelectFiles: false, canSelectFolders: true }),
    },
    {
      label: `$(terminal) ${l10n.t('Output of a command…')}`,
      description: l10n.t('SQL that a program prints, run in an embedded PostgreSQL'),
      ask: () => askCommand(set, allowCommand),
    },
    {
      label: `$(circle-slash) ${l10n.t('None')}`,
      description: key === 'target' ? l10n.t('Dev alone is known') : l10n.t('Check syntax only'),
      ask: () => '',
    },
  ];
}

/** Until it is to be used, or the person goes back; what was typed stands there to be changed. */
async function askUsable(
  ask: (set: unknown) => Promise<string | undefined>,
  set: unknown,
  usable: Usable,
): Promise<string | undefined> {
  for (let before = set; ; ) {
    const typed = await ask(before);
    const answer = typed === undefined ? undefined : await usable(typed);
    if (answer !== 'edit') return answer?.url;
    before = typed;
  }
}
async function askUrl(key: Asking['key'], set: unknown): Promise<string | undefined> {
  const typed = await window.showInputBox({
    title: key === 'target' ? l10n.t('URL of the target database') : l10n.t('URL of the dev database'),
    value: typeof set === 'string' && /^postgres(ql)?:/i.test(set) ? set : '',
    placeHolder: 'postgresql://user@localhost:5432/database',
    prompt: l10n.t('A password in it goes to the secret storage, not to the settings.'),
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^postgres(ql)?:\/\/./i.test(text.trim()) ? undefined : l10n.t('A URL that starts with postgresql://'),
  });
  return typed?.trim();
}

async function askCommand(
  set: unknown,
  allow: Asking['allowCommand'],
): Promise<{ readonly command: string } | undefined> {
  const { command: before } = Object(set) as { readonly command?: unknown };
  const typed = await window.showInputBox({
    title: l10n.t('A command that prints SQL'),
    value: typeof before === 'string' ? before : '',
    placeHolder: l10n.t('Such as {0}', 'pg_dump -s shop'),
    prompt: l10n.t('It runs in the folder of the project when dev is read, and is not run by itself anywhere else.'),
    ignoreFocusOut: true,
  });
  const command = typed?.trim();
  if (!command) return undefined;
  await allow(command);
  return { command };
}
/** Relative to the folder at hand where it lies in it, so that the setting can be shared. */
async function pathOf(
  client: DevClient,
  options: Parameters<typeof window.showOpenDialog>[0],
): Promise<string | undefined> {
  const folder = folderAtHand(client.status) ?? workspace.workspaceFolders?.[0]?.uri;
  const [chosen] = (await window.showOpenDialog({ ...options, ...(folder && { defaultUri: folder }) })) ?? [];
  if (!chosen) return undefined;
  const inside = folder && chosen.fsPath.startsWith(Uri.joinPath(folder, '/').fsPath);
  return inside ? workspace.asRelativePath(chosen, false) : chosen.fsPath;
}
