/** Connections that settings name, for dev and for target; and a look whether one can be reached, before it is used. */
import { l10n, type QuickPickItem, window, workspace } from 'vscode';
import type { DevClient } from './client';
import { splitPassword } from './connection-url';
import { asText } from './text';

interface NamedConnection {
  readonly name: string;
  /** A URL, a path or an object of fields, as `devschema.connection` takes them. */
  readonly setting: string | object;
  /** Without a password, for people. */
  readonly shown: string;
}

/**
 * By name; of the user, the workspace and the active file's folder together. `whose`: the user's own alone, where a host
 * is taken for the user's word.
 */
export function namedConnections(whose: 'all' | 'user' = 'all'): NamedConnection[] {
  const configuration = workspace.getConfiguration('devschema', window.activeTextEditor?.document.uri);
  const found: unknown =
    whose === 'all' ? configuration.get('connections') : configuration.inspect('connections')?.globalValue;
  const isObject = typeof found === 'object' && found !== null;
  const named = Object.entries(isObject ? found : {}).flatMap(([name, setting]) => asNamed(name, setting) ?? []);
  return named.sort((a, b) => (a.name < b.name ? -1 : 1));
}
function asNamed(name: string, setting: unknown): NamedConnection | undefined {
  if (typeof setting === 'string') return { name, setting, shown: splitPassword(setting).url };
  if (typeof setting !== 'object' || setting === null) return undefined;
  const { host = 'localhost', database = '' } = setting as { readonly host?: unknown; readonly database?: unknown };
  return { name, setting, shown: `${database} @ ${host}` };
}

/**
 * Whether it is to be used: a person may look first whether it answers, and give `another` password or change the rest
 * where it does not. Undefined: the person went back.
 */
export async function confirmed(
  client: DevClient,
  url: string,
  another: () => Promise<unknown>,
): Promise<'use' | 'edit' | undefined> {
  const use = { label: `$(check) ${l10n.t('Use It')}` };
  const test = { label: `$(plug) ${l10n.t('Test')}`, description: l10n.t('Connect once, and read nothing') };
  const password = { label: `$(key) ${l10n.t('Another Password…')}` };
  const edit = { label: `$(edit) ${l10n.t('Edit…')}` };
  for (let tested: TestOutcome | undefined; ; ) {
    const items = tested ? [tested.item, use, test, password, edit] : [use, test, edit];
    const title = l10n.t('Choose Connection');
    const chosen = await window.showQuickPick(items, { title, placeHolder: url, ignoreFocusOut: true });
    if (!chosen) return undefined;
    // Enter on what was answered goes on from there.
    const next = chosen !== tested?.item ? chosen : tested.answers ? use : edit;
    if (next === use || next === edit) return next === use ? 'use' : 'edit';
    if (next === password) await another();
    tested = await outcomeOf(client, url);
  }
}
interface TestOutcome {
  readonly answers: boolean;
  readonly item: QuickPickItem;
}
async function outcomeOf(client: DevClient, url: string): Promise<TestOutcome> {
  try {
    const { label } = await client.request('devschema/testConnection', { connection: url });
    return { answers: true, item: { label: `$(pass) ${asText(l10n.t('{0} answers', label))}` } };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    // The first sentence is what is wrong, the rest what can be done.
    const [, wrong = problem, said = ''] = /^(.*?[^.]\.) (.*)$/s.exec(problem) ?? [];
    // Here it is a row of this list that asks for it.
    const advice = said.replace(l10n.t('Enter Password'), l10n.t('Another Password…'));
    const item = { label: `$(error) ${asText(wrong)}`, ...(advice !== '' && { detail: asText(advice) }) };
    return { answers: false, item };
  }
}
