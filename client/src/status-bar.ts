/** Where dev stands: which it is, how old what is known of it is, and what is wrong. */
import { type Disposable, l10n, MarkdownString, StatusBarAlignment, ThemeColor, window, workspace } from 'vscode';
import type { DevStatus } from '../../server/src/protocol';
import { escapeText } from '../../server/src/text/markdown';
import { type DevClient, languages } from './client';
import { asText, plural } from './text';

const MINUTE = 60_000;
/** Milliseconds within which another reading of the same dev is not shown: what stands beside the item would jump. */
const UNSEEN = 1000;

export class StatusBar implements Disposable {
  readonly #item = window.createStatusBarItem('devschema.status', StatusBarAlignment.Right, 90);
  readonly #parts: Disposable[];
  /** When the change that was told last happened, by the folder whose dev it is. */
  readonly #told = new Map<string | undefined, number>();
  /** Served last, and since when it is read again. */
  #before: DevStatus | undefined;
  #readingSince: number | undefined;

  constructor(readonly client: DevClient) {
    this.#item.name = 'DevSchema';
    this.#item.command = 'devschema.showMenu';
    const timer = setInterval(() => this.#show(), MINUTE / 2);
    this.#parts = [
      this.#item,
      client.onDidChangeStatus((status) => {
        this.#show();
        this.#tellChange(status);
      }),
      window.onDidChangeActiveTextEditor(() => this.#show()),
      { dispose: () => clearInterval(timer) },
    ];
    this.#show();
    this.#item.show();
  }

  /** Once, quietly, by name. */
  #tellChange({ change, folder }: DevStatus): void {
    if (!change || change.at === this.#told.get(folder)) return;
    this.#told.set(folder, change.at);
    window.setStatusBarMessage(`$(database) ${asText(l10n.t('dev changed: {0}', change.what))}`, 15_000);
  }

  /** Of a dev that is read again for a moment only, as it was served before. */
  get #status(): DevStatus {
    const { status } = this.client;
    if (status.state !== 'reading') [this.#before, this.#readingSince] = [status, undefined];
    else if (this.#before?.state === 'ready' && this.#before.label === status.label) {
      if (this.#readingSince === undefined) setTimeout(() => this.#show(), UNSEEN);
      this.#readingSince ??= Date.now();
      if (Date.now() - this.#readingSince < UNSEEN) return this.#before;
    }
    return status;
  }

  dispose(): void {
    for (const part of this.#parts) part.dispose();
  }

  #show(): void {
    const status = this.#status;
    const active = window.activeTextEditor?.document;
    const ran = status.runs?.find(({ uri }) => uri === active?.uri.toString());
    const isCell =
      active !== undefined && active.uri.scheme === 'vscode-notebook-cell' && languages.includes(active.languageId);
    const run = isCell ? l10n.t('cells of notebooks are not read') : ran?.message;
    const outcome = isCell ? l10n.t('notebook not read') : ran && outcomeName(ran.outcome);
    this.#item.text = [textOf(status), outcome].filter(Boolean).join(' · ');
    this.#item.tooltip = tooltipOf(status, run);
    this.#item.accessibilityInformation = {
      label: `DevSchema: ${[describeStatus(status).replace(/[.]$/, ''), run && asText(run)].filter(Boolean).join('. ')}`,
    };
    const wrong = status.state === 'stale' || status.state === 'failed' || (status.doubts?.length ?? 0) > 0;
    this.#item.backgroundColor = wrong ? new ThemeColor('statusBarItem.warningBackground') : undefined;
  }
}

function outcomeName(outcome: NonNullable<DevStatus['runs']>[number]['outcome']): string {
  switch (outcome) {
    case 'proved':
      return l10n.t('proved');
    case 'refused':
      return l10n.t('refused');
    case 'differs':
      return l10n.t('differs');
    case 'not known':
      return l10n.t('not known');
  }
}

const icons: Readonly<Record<DevStatus['state'], string>> = {
  none: '$(database)',
  untrusted: '$(shield)',
  reading: '$(sync~spin)',
  ready: '$(database)',
  stale: '$(warning)',
  failed: '$(error)',
};

function textOf(status: DevStatus): string {
  const icon = icons[status.state];
  const { progress } = status;
  const label = asText(status.label ?? 'dev');
  switch (status.state) {
    case 'none':
      return `${icon} ${l10n.t('No dev schema')}`;
    case 'untrusted':
      return `${icon} ${l10n.t('Dev schema not read')}`;
    case 'failed':
      return `${icon} ${l10n.t('{0}: not read', label)}`;
    case 'reading':
      return `${icon} ${label}${progress && progress.total > 0 ? ` ${percent(progress)}` : ''}`;
    case 'stale':
      return `${icon} ${[label, tablesInWords(status), staleSince(status)].filter(Boolean).join(' · ')}`;
    default:
      return `${status.doubts?.length ? icons.stale : icon} ${[label, tablesInWords(status), ageOf(status.checkedAt ?? status.readAt)].filter(Boolean).join(' · ')}`;
  }
}
const percent = ({ done, total }: { done: number; total: number }) => `${Math.floor((100 * done) / total)} %`;

function tablesInWords({ tables }: DevStatus): string | undefined {
  return tables === undefined ? undefined : plural(tables, '{0} table', '{0} tables');
}

/** Of a dev that does not answer nothing is of now. */
function staleSince({ checkedAt, readAt }: DevStatus): string | undefined {
  const at = checkedAt ?? readAt;
  return at === undefined ? undefined : l10n.t('as of {0} ago', shortAge(at));
}
/** `40 s`, `12 min`. */
function shortAge(at: number, now = Date.now()): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  return seconds < 90 ? l10n.t('{0} s', seconds) : (ageOf(at, now) ?? '');
}
/** `now`, `12 min`, `2 h`, `3 d`. */
function ageOf(readAt: number | undefined, now = Date.now()): string | undefined {
  if (readAt === undefined) return undefined;
  const minutes = Math.floor((now - readAt) / MINUTE);
  if (minutes < 1) return l10n.t('now');
  if (minutes < 60) return l10n.t('{0} min', minutes);
  return minutes < 48 * 60
    ? l10n.t('{0} h', Math.floor(minutes / 60))
    : l10n.t('{0} d', Math.floor(minutes / (24 * 60)));
}

/** Read a while ago, and found to be the same since: that is as good as read now. */
function checkedOf({ readAt, checkedAt }: DevStatus, now = Date.now()): string | undefined {
  if (readAt === undefined || checkedAt === undefined || checkedAt <= readAt) return undefined;
  return `, ${l10n.t('unchanged, looked at {0} ago', shortAge(checkedAt, now))}`;
}

/** One sentence for a menu's head and for a screen reader. */
export function describeStatus(status: DevStatus): string {
  const about = [status.label, tablesInWords(status)].filter(Boolean).join(', ');
  const age = ageOf(status.readAt);
  const justNow = age === l10n.t('now');
  const read = age === undefined ? '' : `, ${justNow ? l10n.t('read just now') : l10n.t('read {0} ago', age)}`;
  const checked = checkedOf(status);
  switch (status.state) {
    case 'none':
      return l10n.t('No dev database is chosen, so only the syntax of files is read.');
    case 'untrusted':
      return l10n.t('The workspace is not trusted, so nothing connects and nothing runs.');
    case 'reading':
      return [l10n.t('Reading {0}', status.label ?? 'dev'), ...(status.progress ? [status.progress.message] : [])].join(
        ': ',
      );
    case 'failed':
      return l10n.t('Not known against dev: {0}', status.problem ?? l10n.t('it could not be read'));
    case 'stale':
      return `${about}${read}. ${status.problem ?? l10n.t('Dev could not be read again.')}`;
    default:
      return status.doubts ? [`${about}${checked ?? read}.`, ...status.doubts].join(' ') : `${about}${checked ?? read}`;
  }
}

const links = (...pairs: [string, string][]) => pairs.map(([text, id]) => `[${text}](command:${id})`).join(' · ');

/** Names from a database are escaped, so that they cannot become Markdown. */
function tooltipOf(status: DevStatus, run: string | undefined): MarkdownString {
  const tooltip = new MarkdownString('', true);
  tooltip.isTrusted = {
    enabledCommands: [
      'devschema.refresh',
      'devschema.chooseConnection',
      'devschema.generate',
      'devschema.showDevChanges',
      'devschema.showLog',
      'devschema.enterPassword',
      'devschema.restart',
      'workbench.trust.manage',
    ],
  };
  tooltip.appendMarkdown(`**DevSchema**\n\n${escapeText(describeStatus(status))}`);
  const lines = [
    run && l10n.t('This file: {0}', run),
    status.serverVersion && `PostgreSQL ${status.serverVersion}`,
    status.change && l10n.t('Dev changed: {0}', status.change.what),
    status.from && l10n.t('Chosen by {0}', status.from),
    status.folder && l10n.t('For the files in {0}', workspace.asRelativePath(status.folder)),
    status.migrations,
    status.unknown && plural(status.unknown, '{0} fact of dev could not be read', '{0} facts of dev could not be read'),
  ];
  for (const line of lines) if (line) tooltip.appendMarkdown(`\n\n${escapeText(line)}`);
  return tooltip.appendMarkdown(`\n\n${linksOf(status)}`);
}

function linksOf({ state, label, asks }: DevStatus): string {
  const choose: [string, string] = [l10n.t('Choose Connection'), 'devschema.chooseConnection'];
  const log: [string, string] = [l10n.t('Show Log'), 'devschema.showLog'];
  if (state === 'untrusted') return links([l10n.t('Manage Workspace Trust'), 'workbench.trust.manage'], log);
  if (state === 'none') return links(choose, log);
  if (state === 'failed' && label === undefined)
    return links(choose, [l10n.t('Restart Server'), 'devschema.restart'], log);
  if (asks) return links([l10n.t('Enter Password'), 'devschema.enterPassword'], choose, log);
  return links(
    [l10n.t('Refresh'), 'devschema.refresh'],
    [l10n.t('Changes in Dev'), 'devschema.showDevChanges'],
    choose,
    [l10n.t('Generate CREATE TABLE'), 'devschema.generate'],
    log,
  );
}
