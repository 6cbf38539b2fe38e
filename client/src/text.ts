/** Texts for people: in their language, and what a database or a repository says where VS Code would make links or icons of it. */
import { l10n, window } from 'vscode';

/** `[text](link)` of a message and `$(icon)` of a label are shown as they stand. */
export function asText(text: string): string {
  return text.replace(/\]\(/g, '] (').replace(/\$\(/g, '$ (');
}

/** A text for one and a text for any other number, which is its `{0}`; `rest` are `{1}` and on. */
export function plural(number: number, one: string, many: string, ...rest: (string | number)[]): string {
  return l10n.t(number === 1 ? one : many, number, ...rest);
}

/** A notice that asks nothing. Without a button VS Code shows the first fifty letters or so of it. */
export function tell(
  text: string,
  show: 'showInformationMessage' | 'showWarningMessage' = 'showInformationMessage',
): void {
  void window[show](asText(text), l10n.t('OK'));
}
