/** Which files run together, and what is reported of each once it has run. */
import { toldStanding } from '../fold/folded';
import type { DevSchema } from '../model/dev';
import { groupsOf } from '../report/runs';
import type { VerifyResult } from '../verify/result';
import { pathOfUri } from '../workspace/files';
import { findingsOfRun } from '../workspace/run-findings';
import type { FileView } from '../workspace/snapshot';
import { UsageError } from './arguments';
import type { Opened } from './check';
import type { FileReport } from './report-data';
import type { Session } from './session';

export function groupsToRun(views: Opened['views'], target: DevSchema | undefined): FileView[][] {
  const all = groupsOf(views, target);
  if (target && all.length > 1) throw new UsageError('with --target, the files have to be of one history');
  return all;
}

export function verifiedReport(
  view: FileView,
  verified: VerifyResult,
  session: Session,
  target: DevSchema | undefined,
): FileReport {
  const { document, folded, convention, history } = view;
  const own = verified.files.find((file) => file.document.uri === document.uri);
  const path = session.shown(pathOfUri(document.uri) ?? document.uri);
  const { dev, settings } = session.workspace;
  const { rules, style } = settings;
  const input = { history, uri: document.uri, dev, settings: { rules, style } };
  const checked = own ? findingsOfRun(input, own) : { findings: [], notKnown: [] };
  // On target, a statement in its file is not what another is to be like.
  const findings = target ? checked.findings.map((one) => ({ ...one, fixes: [] })) : [...checked.findings];
  return {
    path,
    text: document.text,
    statements: document.statements.length,
    syntaxOnly: document.statements.filter(({ runs }) => !runs).length,
    ...(convention && toldStanding(folded)),
    findings: findings.sort((a, b) => a.range.start - b.range.start),
    notKnown: [...(own?.notKnown ?? []), ...checked.notKnown],
    verdict: {
      outcome: own?.outcome ?? 'not known',
      ...(own?.base !== undefined && { base: own.base, version: verified.version }),
      ...(own?.isUnproved && { isUnproved: true }),
      ...(own?.refusals.length && own.refusals.every(({ isTooNew }) => isTooNew) && { isTooNew: true }),
    },
  };
}
