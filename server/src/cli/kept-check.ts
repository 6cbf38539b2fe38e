/** What `check` came to, kept in the user's own cache folder: nothing is checked again while nothing has changed. */
import type { KeptTexts } from '../dev/kept-texts';
import { ownBuild } from '../dev/own-build';
import type { DevSchema } from '../model/dev';
import { schemaMaps } from '../model/kinds';
import { fingerprintOf } from '../text/fingerprint';
import type { Answered } from './recorded-files';
import type { FileReport } from './report-data';
import type { OpenedSession, SessionOptions } from './session';

/** What does not pay. */
const keptBounds = { tables: 5_000, findings: 2_000 };

interface KeptReports {
  readonly answers: readonly Answered[];
  readonly files: readonly (Omit<FileReport, 'text'> & { readonly file: string })[];
}
interface KeptCheck {
  /** The reports of the files, in their order, if they are what a check would find now. */
  load(): Promise<readonly FileReport[] | undefined>;
  save(reports: readonly FileReport[]): void;
}

interface CheckToKeep {
  readonly session: OpenedSession;
  readonly files: readonly string[];
  readonly options: Pick<SessionOptions, 'schemas' | 'privileges'>;
}
/** `files`: absolute paths, in the order of the reports. Undefined: nothing is kept. */
export function keptCheck(
  kept: KeptTexts | undefined,
  { session, files, options }: CheckToKeep,
): KeptCheck | undefined {
  const { workspace, settings, root, recorded, shown } = session;
  const { dev, devProblem } = workspace;
  if (!kept || (dev && dev.schema.tables.size > keptBounds.tables)) return undefined;
  const around = keyText([options.schemas, options.privileges, root, devProblem]);
  const about = [ownBuild(), keyText(settings), around, ...(dev ? devParts(dev) : [])];
  session.folds.begin([fingerprintOf(about)]);
  const name = fingerprintOf([...about, keyText([files, files.map(shown)])]);
  return {
    async load() {
      const found = decodeReports(kept.load(name));
      const texts = found && (await recorded.same(found.answers));
      if (!found || !texts) return undefined;
      const reports = found.files.map(({ file, ...report }) => ({ ...report, text: texts.get(file) }));
      return reports.every((report): report is FileReport => report.text !== undefined) ? reports : undefined;
    },
    save(reports) {
      const { answers } = recorded;
      const findings = reports.reduce((sum, one) => sum + one.findings.length, 0);
      if (!answers || findings > keptBounds.findings || reports.length !== files.length) return;
      const bare = reports.map(({ text: _text, ...report }, at) => ({ ...report, file: files[at]! }));
      kept.save(name, JSON.stringify({ answers, files: bare } satisfies KeptReports));
    },
  };
}
/** All of it but when it was read. */
function devParts({ schema, label, fingerprint, applied }: DevSchema): string[] {
  const maps: readonly string[] = schemaMaps;
  const plain = Object.entries(schema).filter(([part]) => !maps.includes(part));
  return [
    ...schemaMaps.map((map) => JSON.stringify([...schema[map]])),
    JSON.stringify([plain, label, fingerprint, applied]),
  ];
}
const keyText = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => (each instanceof Map || each instanceof Set ? [...each] : each)) ?? '';
/** `KeptTexts` gives what was saved, or nothing. */
function decodeReports(text: string | undefined): KeptReports | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as KeptReports);
}
