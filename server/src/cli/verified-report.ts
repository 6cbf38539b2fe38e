/** Which files run together, and what is reported of each once it has run. */
import { toldStanding } from '../fold/folded';
import type { DevSchema } from '../model/dev';
import { groupsOf } from '../report/runs';
import { soundlyFixed } from '../rules/fix-all';
import { majorOf } from '../text/versions';
import type { VerifyResult } from '../verify/result';
import { pathOfUri } from '../workspace/files';
import { findingsOfRun, withRun } from '../workspace/run-findings';
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
  { target, isChecked }: { readonly target: DevSchema | undefined; readonly isChecked: boolean },
): FileReport {
  const { document, folded, convention, history } = view;
  const own = verified.files.find((file) => file.document.uri === document.uri);
  const path = session.shown(pathOfUri(document.uri) ?? document.uri);
  const { dev, settings } = session.workspace;
  const { rules, style } = settings;
  const input = { history, uri: document.uri, dev, settings: { rules, style } };
  const checked = own ? findingsOfRun(input, own) : { findings: [], notKnown: [] };
  // On target, a statement in its file is not what another is to be like.
  const told = target ? checked.findings.map((one) => ({ ...one, fixes: [] })) : checked.findings;
  const ran = { findings: told, notKnown: [...(own?.notKnown ?? []), ...checked.notKnown] };
  const findings = soundlyFixed(document.text, view.result, (text) => view.resultOf(text));
  const all = isChecked ? withRun({ ...view.result, findings }, ran, input, `PostgreSQL ${verified.version}`) : ran;
  return {
    path,
    text: document.text,
    statements: document.statements.length,
    syntaxOnly: document.statements.filter(({ runs }) => !runs).length,
    ...(convention && toldStanding(folded)),
    findings: [...all.findings].sort((a, b) => a.range.start - b.range.start),
    notKnown: all.notKnown,
    verdict: {
      outcome: own?.outcome ?? 'not known',
      ...(own?.base !== undefined && { base: own.base, version: verified.version }),
      ...(own?.changes && { changes: true }),
      ...(own?.aside?.length && { aside: own.aside }),
      ...(own?.isUnproved && { isUnproved: true }),
      ...(own?.refusals.length && own.refusals.every(({ isTooNew }) => isTooNew) && { isTooNew: true }),
    },
  };
}
/** What of a newer server is told of an older dev is all that is listed, and lists end. */
export function olderNote({ schema }: DevSchema, version: string): string | undefined {
  const [devs, own] = [majorOf(schema.serverVersion), Number.parseInt(version, 10)];
  if (devs === 0 || devs >= own) return undefined;
  return `Dev is PostgreSQL ${devs}, and the files ran on ${version}: what ${devs} lacks is told as far as it is known. --scratch with a server of ${devs} runs them there.`;
}
