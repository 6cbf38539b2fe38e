/** Findings as diagnostics: pulled where the client can, pushed where not. Nothing stale is published. */

import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { isRecorded } from '../fold/folded';
import { ifNotExistsSkips } from '../rules/catalogue/if-not-exists-skips';
import { differenceRules } from '../rules/index';
import { pageAddress } from '../rules/page-address';
import type { Finding, NotKnown, Severity } from '../rules/rule';
import { t } from '../text/l10n';
import { pushTo } from '../text/lists';
import { present } from '../text/present';
import type { FileView, Snapshot } from '../workspace/snapshot';

import { ago } from './age';
import { showsStatus } from './client';
import { linesOf } from './convert';
import { countNotKnown } from './describe';
import type { Feature, FeatureContext } from './feature';
import { shownAnswer } from './shown';

const SOURCE = 'DevSchema';
/** Who says it: what PostgreSQL itself found bears its name. */
export const sourceOf = ({ by }: Finding): string => by ?? SOURCE;
/** What is not known is no rule's finding, so its code has no page. */
const NOT_KNOWN = 'not-known';

const diagnosticSeverities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export const diagnostics: Feature = {
  capabilities: (client) =>
    pulls(client)
      ? {
          diagnosticProvider: { identifier: 'devschema', interFileDependencies: true, workspaceDiagnostics: false },
        }
      : {},
  register: (context) => (pulls(context.client) ? registerPull(context) : registerPush(context)),
};

/** A client that pulls but cannot be told to pull again would show what is old. */
function pulls(client: FeatureContext['client']): boolean {
  return client.textDocument?.diagnostic !== undefined && client.workspace?.diagnostics?.refreshSupport === true;
}

function registerPull({ client, connection, workspaces, guard, log }: FeatureContext): void {
  const empty: DocumentDiagnosticReport = { kind: 'full', items: [] };
  const failed = (error: unknown): DocumentDiagnosticReport => shownAnswer({ kind: 'full', items: [failure(error)] });
  // That dev is being read is in the status for all to see: nothing is underlined that goes again by itself.
  const saidElsewhere = ({ status, dev, devProblem }: Snapshot) =>
    showsStatus(client) && status.state === 'reading' && !status.problem && !dev ? devProblem : undefined;
  connection.languages.diagnostics.on(
    guard(
      'diagnostics',
      failed,
      (snapshot, params: DocumentDiagnosticParams): DocumentDiagnosticReport => {
        const view = snapshot.file(params.textDocument.uri);
        if (!view) return empty;
        const resultId = resultIdOf(snapshot, view);
        if (resultId === params.previousResultId) return { kind: 'unchanged', resultId };
        return {
          kind: 'full',
          resultId,
          items: diagnosticsOf(snapshot, view, workspaces.clientUri, saidElsewhere(snapshot)),
        };
      },
      async (uri) => {
        await workspaces.of(uri).checked(uri);
        return undefined;
      },
    ),
  );
  const refresh = coalesced(() => {
    connection.languages.diagnostics.refresh().catch((error) => log(`diagnostics: ${error}`));
  });
  workspaces.onFilesAffected((_uris, cause) => {
    // The client pulls by itself what an edit touches.
    if (cause !== 'edit') refresh(0);
  });
}

function registerPush({ connection, workspaces, log }: FeatureContext): void {
  const waiting = new Set<string>();
  const published = new Set<string>();
  let cost = 0;
  const publish = async (uri: string) => {
    const workspace = workspaces.of(uri);
    await workspace.checked(uri);
    const started = performance.now();
    const snapshot = workspace.snapshot();
    // Closed meanwhile, or edited again: then the newer text has its own turn.
    const view = waiting.has(uri) ? undefined : snapshot.openFile(uri);
    if (!view) return;
    const items = shownAnswer(diagnosticsOf(snapshot, view, workspaces.clientUri));
    cost = performance.now() - started;
    published.add(uri);
    await connection.sendDiagnostics({
      uri: workspaces.clientUri(uri),
      version: view.version,
      diagnostics: items,
    });
  };
  const publishFailure = (uri: string, error: unknown) => {
    log(`diagnostics: ${error instanceof Error ? error.stack : error}`);
    const params = { uri: workspaces.clientUri(uri), diagnostics: shownAnswer([failure(error)]) };
    connection.sendDiagnostics(params).catch((reason) => log(`diagnostics: ${reason}`));
  };
  const run = coalesced(() => {
    const uris = [...waiting];
    waiting.clear();
    for (const uri of uris) publish(uri).catch((error) => publishFailure(uri, error));
  });
  workspaces.onFilesAffected((uris) => {
    for (const uri of uris) waiting.add(uri);
    // Typing waits for what a check costs, so that a large file is not read for every key; opening does not.
    run(uris.every((uri) => published.has(uri)) ? Math.min(cost * 2, 1000) : 0);
  });
  workspaces.onClosed((uri, clientUri) => {
    waiting.delete(uri);
    published.delete(uri);
    connection.sendDiagnostics({ uri: clientUri, diagnostics: [] }).catch((error) => log(`diagnostics: ${error}`));
  });
}

/** Calls that come before the action runs are one; each puts it off anew. */
function coalesced(action: () => void): (delay: number) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (delay) => {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  };
}

const ids = new WeakMap<object, string>();
let lastId = 0;
/** Equal as long as nothing changed that the items are made of. */
function resultIdOf(snapshot: Snapshot, view: FileView): string {
  const { result } = view;
  let id = ids.get(result);
  if (id === undefined) {
    id = String(++lastId);
    ids.set(result, id);
  }
  return `${id} ${staleness(snapshot) ?? ''}`;
}

/** @param saidElsewhere the reason for which something is not known that the client shows in another place */
export function diagnosticsOf(
  snapshot: Snapshot,
  view: FileView,
  clientUri: (uri: string) => string,
  saidElsewhere?: string,
): Diagnostic[] {
  const { findings, notKnown } = view.result;
  return [
    ...findings.map((finding) => toDiagnostic(snapshot, view, finding, clientUri)),
    ...notKnownDiagnostics(
      snapshot,
      view,
      notKnown.filter(({ reason }) => reason !== saidElsewhere),
    ),
  ];
}

function toDiagnostic(
  snapshot: Snapshot,
  view: FileView,
  finding: Finding,
  clientUri: (uri: string) => string,
): Diagnostic {
  const related = (finding.related ?? []).flatMap(({ uri, range, message }) => {
    const document = uri === view.document.uri ? view.document : snapshot.document(uri);
    if (!document) return [];
    return [{ location: { uri: clientUri(uri), range: linesOf(document).range(range) }, message }];
  });
  return {
    range: linesOf(view.document).range(finding.range),
    severity: diagnosticSeverities[finding.severity],
    code: finding.code,
    codeDescription: { href: pageAddress(finding.code) },
    source: sourceOf(finding),
    message: finding.message,
    ...present({
      tags: finding.tag && [finding.tag === 'unnecessary' ? DiagnosticTag.Unnecessary : DiagnosticTag.Deprecated],
      relatedInformation: related.length > 0 ? related : undefined,
      data: isDrift(view, finding) ? { drift: true } : isSkipped(view, finding) ? { skipped: true } : undefined,
    }),
  };
}

const differenceCodes = new Set([...differenceRules].map(({ code }) => code));
/** The migration has run, and dev is otherwise by now: our client offers to write what brings the files to dev. */
function isDrift({ folded }: FileView, { code, by }: Finding): boolean {
  return by === undefined && isRecorded(folded) && differenceCodes.has(code);
}
/** IF NOT EXISTS skips another table than dev has: our client offers to write what brings target to dev. */
function isSkipped({ document }: FileView, { code, by, statement }: Finding): boolean {
  if (by !== undefined || (code !== ifNotExistsSkips.code && !differenceCodes.has(code))) return false;
  const ops = statement === undefined ? [] : (document.statements[statement]?.parsed.ops ?? []);
  return ops.some((op) => op.op === 'create table' && op.ifNotExists && op.persistence !== 'temporary');
}

/** One hint for each reason, where it first applies: said, but no noise in the list of problems. */
function notKnownDiagnostics(snapshot: Snapshot, view: FileView, notKnown: readonly NotKnown[]): Diagnostic[] {
  const byReason = new Map<string, NotKnown[]>();
  for (const one of notKnown) {
    pushTo(byReason, one.reason, one);
  }
  const lines = linesOf(view.document);
  const hint = (range: NotKnown['range'], message: string): Diagnostic => ({
    range: lines.range(range),
    severity: DiagnosticSeverity.Hint,
    code: NOT_KNOWN,
    source: SOURCE,
    message,
  });
  const hints = [...byReason].map(([reason, same]) => {
    const why = sentence(reason);
    const message =
      same.length === 1 ? t('Not known: {0}', why) : t('Not known ({1}): {0}', why, countNotKnown(view.document, same));
    return hint(same[0]!.range, message);
  });
  const stale = staleness(snapshot);
  const start = view.document.statements[0];
  if (stale !== undefined && start) hints.unshift(hint(start.range, stale));
  return hints;
}

/** Nothing is known, which must not look like a file without findings. */
function failure(error: unknown): Diagnostic {
  const reason = error instanceof Error ? error.message : String(error);
  const start = { line: 0, character: 0 };
  return {
    range: { start, end: start },
    severity: DiagnosticSeverity.Warning,
    code: NOT_KNOWN,
    source: SOURCE,
    message: t('Not known: DevSchema failed ({0}). The log says where.', reason),
  };
}

/** Said of a file that is compared with a last good schema, since dev cannot be read now. */
function staleness(snapshot: Snapshot): string | undefined {
  if (!snapshot.dev || snapshot.devProblem === undefined) return undefined;
  return t('Not known: {0} Showing the schema read {1}.', sentence(snapshot.devProblem), ago(snapshot.dev.readAt));
}
const sentence = (text: string) => (/[.!?]$/.test(text) ? text : t('{0}.', text));
