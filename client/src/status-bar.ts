/** Where dev stands: which it is, how old what is known of it is, and what is wrong. */
import { type Disposable, MarkdownString, StatusBarAlignment, ThemeColor, window } from 'vscode';
import type { DevStatus } from '../../server/src/protocol';
import type { DevClient } from './client';
import { asText } from './text';

const MINUTE = 60_000;

export class StatusBar implements Disposable {
  readonly #item = window.createStatusBarItem('devschema.status', StatusBarAlignment.Right, 90);
  readonly #parts: Disposable[];
  /** When the change that was told last happened. */
  #told: number | undefined;

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
  #tellChange({ change }: DevStatus): void {
    if (!change || change.at === this.#told) return;
    this.#told = change.at;
    window.setStatusBarMessage(`$(database) ${asText(`dev changed: ${change.what}`)}`, 15_000);
  }

  dispose(): void {
    for (const part of this.#parts) part.dispose();
  }

  #show(): void {
    const { status } = this.client;
    const active = window.activeTextEditor?.document.uri.toString();
    const run = status.runs?.find(({ uri }) => uri === active)?.message;
    this.#item.text = run === undefined ? textOf(status) : `${textOf(status)} · ${outcomeOf(run)}`;
    this.#item.tooltip = tooltipOf(status, run);
    this.#item.accessibilityInformation = {
      label: `DevSchema: ${[describeStatus(status), run && asText(run)].filter(Boolean).join('. ')}`,
    };
    const wrong = status.state === 'stale' || status.state === 'failed';
    this.#item.backgroundColor = wrong ? new ThemeColor('statusBarItem.warningBackground') : undefined;
  }
}

/** `proved`, of `proved on PostgreSQL 18.3: runs, equals dev, rows aside`. */
function outcomeOf(run: string): string {
  return /^(?:proved|not known|refused|differs)/.exec(run)?.[0] ?? 'read';
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
      return `${icon} No dev schema`;
    case 'untrusted':
      return `${icon} Dev schema not read`;
    case 'failed':
      return `${icon} ${label}: not read`;
    case 'reading':
      return `${icon} ${label}${progress && progress.total > 0 ? ` ${percent(progress)}` : ''}`;
    default:
      return `${icon} ${[label, tablesInWords(status), ageOf(status.checkedAt ?? status.readAt)].filter(Boolean).join(' · ')}`;
  }
}
const percent = ({ done, total }: { done: number; total: number }) => `${Math.floor((100 * done) / total)} %`;

function tablesInWords({ tables }: DevStatus): string | undefined {
  return tables === undefined ? undefined : `${tables} ${tables === 1 ? 'table' : 'tables'}`;
}

/** `now`, `12 min`, `2 h`, `3 d`. */
function ageOf(readAt: number | undefined, now = Date.now()): string | undefined {
  if (readAt === undefined) return undefined;
  const minutes = Math.floor((now - readAt) / MINUTE);
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / (24 * 60))} d`;
}

/** Read a while ago, and found to be the same since: that is as good as read now. */
function checkedOf({ readAt, checkedAt }: DevStatus, now = Date.now()): string | undefined {
  if (readAt === undefined || checkedAt === undefined || checkedAt <= readAt) return undefined;
  const seconds = Math.max(0, Math.round((now - checkedAt) / 1000));
  return `, unchanged, looked at ${seconds < 90 ? `${seconds} s` : ageOf(checkedAt, now)} ago`;
}

/** One sentence for a menu's head and for a screen reader. */
export function describeStatus(status: DevStatus): string {
  const about = [status.label, tablesInWords(status)].filter(Boolean).join(', ');
  const age = ageOf(status.readAt);
  const read = age === undefined ? '' : age === 'now' ? ', read just now' : `, read ${age} ago`;
  const checked = checkedOf(status);
  switch (status.state) {
    case 'none':
      return 'No dev database is chosen, so only the syntax of files is read.';
    case 'untrusted':
      return 'The workspace is not trusted, so nothing connects and nothing runs.';
    case 'reading':
      return `Reading ${status.label ?? 'dev'}${status.progress ? `: ${status.progress.message}` : ''}`;
    case 'failed':
      return `Not known against dev: ${status.problem ?? 'it could not be read'}`;
    case 'stale':
      return `${about}${read}. ${status.problem ?? 'Dev could not be read again.'}`;
    default:
      return `${about}${checked ?? read}`;
  }
}

const links = (...pairs: [string, string][]) => pairs.map(([text, id]) => `[${text}](command:${id})`).join(' · ');

/** Names from a database are appended as text, so that they cannot become Markdown. */
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
  tooltip.appendMarkdown('**DevSchema**\n\n').appendText(describeStatus(status));
  const lines = [
    run && `This file: ${run}`,
    status.serverVersion && `PostgreSQL ${status.serverVersion}`,
    status.change && `Dev changed: ${status.change.what}`,
    status.from && `Chosen by ${status.from}`,
    status.migrations,
    status.unknown && `${status.unknown} ${status.unknown === 1 ? 'fact' : 'facts'} of dev could not be read`,
  ];
  for (const line of lines) if (line) tooltip.appendMarkdown('\n\n').appendText(line);
  return tooltip.appendMarkdown(`\n\n${linksOf(status)}`);
}

function linksOf({ state, label, asks }: DevStatus): string {
  const choose: [string, string] = ['Choose Connection', 'devschema.chooseConnection'];
  const log: [string, string] = ['Show Log', 'devschema.showLog'];
  if (state === 'untrusted') return links(['Manage Workspace Trust', 'workbench.trust.manage'], log);
  if (state === 'none') return links(choose, log);
  if (state === 'failed' && label === undefined) return links(choose, ['Restart Server', 'devschema.restart'], log);
  if (asks) return links(['Enter Password', 'devschema.enterPassword'], choose, log);
  const changes: [string, string] = ['Changes in Dev', 'devschema.showDevChanges'];
  return links(['Refresh', 'devschema.refresh'], changes, choose, ['Generate CREATE TABLE', 'devschema.generate'], log);
}
