/** A file beside dev's facts in it, and two schemas beside each other. */
import { commands, type Disposable, l10n, Uri, window, workspace } from 'vscode';
import { type DevClient, languages } from './client';
import { ShownTexts } from './shown-texts';
import { pickSource, type Source } from './sources';
import { tell } from './text';

export class DevDefinitions implements Disposable {
  readonly #shown = new ShownTexts('devschema-dev');
  constructor(readonly client: DevClient) {}

  /** The file at the address, or the active one. */
  async compareFile(address?: string): Promise<void> {
    const given = address === undefined ? undefined : await workspace.openTextDocument(Uri.parse(address));
    const document = given ?? window.activeTextEditor?.document;
    if (!document || !languages.includes(document.languageId))
      throw new Error(l10n.t('open an SQL file to compare it with dev'));
    const { text } = await this.client.request('devschema/fileAsDev', { uri: document.uri.toString() });
    const name = workspace.asRelativePath(document.uri);
    if (text === document.getText()) {
      tell(l10n.t('{0} says nothing of dev’s objects otherwise than dev has it.', name));
      return;
    }
    const right = this.#shown.set(document.uri.path.replace(/(\.sql)?$/i, '.sql'), text);
    await commands.executeCommand('vscode.diff', document.uri, right, `${name} ↔ dev`);
  }

  /** Asks for the two where they are not given. */
  async compareSchemas(left?: Source, right?: Source): Promise<void> {
    const first = left ?? (await pickSource(this.client, l10n.t('Compare Schemas: from')));
    const second = first && (right ?? (await pickSource(this.client, l10n.t('Compare Schemas: to'))));
    if (!first || !second) return;
    const [a, b] = await this.client.request('devschema/schemas', { sources: [first, second] });
    const shown = [a!, b!].map(({ sql }, at) => this.#shown.set(`/schema ${at + 1}.sql`, sql));
    await commands.executeCommand('vscode.diff', ...shown, `${a!.label} ↔ ${b!.label}`);
  }

  dispose(): void {
    this.#shown.dispose();
  }
}
