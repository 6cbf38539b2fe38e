/** `devschema diff`: the ordered script from one schema to another. */
import { checkout, revisionOf } from '../host/git-revision';
import type { DevSchema } from '../model/dev';
import type { Schema } from '../model/schema';
import { likelyRenames } from '../plan/likely-renames';
import { plan } from '../plan/plan';
import { RenameError, withRenames } from '../plan/rename';
import { planScript } from '../plan/script';
import { defaultSettings } from '../settings';
import { asOnServerOf } from '../verify/between-servers';
import { type PlanProof, provePlan } from '../verify/prove-plan';
import { type Common, type DiffCommand, UsageError } from './arguments';
import { planInJson, planInWords } from './diff-report';
import { devFailure, openSession, type Terminal } from './session';
import { withoutLeftOut } from './without-left-out';
import { writeFiles } from './write-migration';

type DiffOptions = DiffCommand & Pick<Common, 'workspace' | 'allowHosts' | 'schemas'>;

/** 0: equal. 1: different. 2: not known, not read, or not proved where a proof was asked for. @throws UsageError */
export async function diff(terminal: Terminal, options: DiffOptions): Promise<0 | 1 | 2> {
  const { from, to: read } = await readBoth(terminal, options);
  const { style, migrations } = defaultSettings;
  const start = renamedSchema(from, options);
  const to = { ...read, schema: await asOnServerOf(start.schema, read.schema, { signal: terminal.signal }) };
  const { online, owners, privileges, output, name, prove } = options;
  const planned = { style, online, owners, privileges };
  if (output !== undefined) {
    const wanted = { folder: output, name, from, to, options: planned, renames: options.renames, migrations };
    return writeFiles(terminal, { ...wanted, prove });
  }
  const made = plan(start.schema, to.schema, { ...planned, first: start.steps });
  const proof = prove ? await proofOf(terminal, from, to, made) : undefined;
  const shown = { from: from.label, to: to.label, safe: options.safe, ...(proof && { proof }) };
  if (options.format === 'sql') terminal.out(planScript(made, options));
  else terminal.out(options.format === 'json' ? planInJson(made, shown) : planInWords(made, shown));
  for (const note of options.format === 'sql' ? made.notes : []) terminal.err(`${note}.`);
  if (options.format !== 'json')
    for (const { rename, from: old, to: now } of likelyRenames(start.schema, to.schema).slice(0, MOST_OFFERED))
      terminal.err(`Was ${old} renamed to ${now}? Then say --rename ${quoted(rename)}`);
  for (const reason of made.notKnown) terminal.err(`Not known: ${reason}`);
  if (proof && options.format === 'sql') terminal.err(proof.said);
  if (made.notKnown.length > 0 || (proof && proof.outcome !== 'proved')) return 2;
  return made.steps.length + made.notes.length > 0 ? 1 : 0;
}
/** Schemas may well be on one side alone: what is chosen in vain is said when neither has it. */
async function readBoth(
  terminal: Terminal,
  options: DiffOptions,
): Promise<{ readonly from: DevSchema; readonly to: DevSchema }> {
  const first = new Map<string, boolean>();
  const from = await readSource({ ...terminal, doubted: (...doubt) => first.set(...doubt) }, options.from, options);
  const doubted: Terminal['doubted'] = (message, isNothingRead) => {
    const before = first.get(message);
    if (before !== undefined) terminal.doubted?.(message, before && isNothingRead);
  };
  return { from, to: await readSource({ ...terminal, doubted }, options.to, options) };
}
const MOST_OFFERED = 5;
/** As a shell takes it. */
const quoted = (word: string): string => (/^[\w.=]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
function renamedSchema(from: DevSchema, { renames }: DiffOptions) {
  try {
    return withRenames(from.schema, renames);
  } catch (error) {
    throw error instanceof RenameError ? new UsageError(error.message) : error;
  }
}
function proofOf(
  terminal: Terminal,
  from: DevSchema,
  to: DevSchema,
  made: ReturnType<typeof plan>,
): Promise<PlanProof> {
  return provePlan(from.schema, to.schema, made, {
    signal: terminal.signal,
    progress: (message, done, total) => terminal.progress(total > 0 ? `Proving: ${message} ${done}/${total}` : ''),
  }).finally(() => terminal.progress(''));
}

/** What a SOURCE is now, `REV:PATH` too. @throws UsageError where it is not read */
export async function readSource(
  terminal: Terminal,
  written: string,
  options: Pick<DiffOptions, 'workspace' | 'allowHosts' | 'schemas'>,
): Promise<DevSchema> {
  const revision = revisionOf(terminal.cwd, written);
  const revised = revision && (await checkout(terminal, ...revision));
  // What was checked out lies in a folder of nobody's.
  const shown = (text: string): string => (revised ? text.replaceAll(revised.path, written) : text);
  try {
    const { workspace, allowHosts, schemas } = options;
    const told = { ...terminal, progress: (line: string) => terminal.progress(shown(line)) };
    const session = await openSession(told, {
      // What is made anew keeps what is granted on it.
      ...{ targets: [], dev: revised ? revised.path : written, privileges: true },
      ...(workspace !== undefined && { workspace }),
      ...(allowHosts && { allowHosts }),
      ...(schemas && { schemas }),
    });
    try {
      const { dev, status } = session.workspace;
      if (dev && status.state === 'ready')
        return { ...dev, ...(revised && { label: written }), schema: toldAs(withoutLeftOut(dev.schema), shown) };
      throw new UsageError(`${written}: ${shown(devFailure(session, terminal.env))}`);
    } finally {
      await session.workspace.dispose();
    }
  } finally {
    revised?.dispose();
  }
}
function toldAs(schema: Schema, shown: (text: string) => string): Schema {
  return { ...schema, unknown: schema.unknown.map((one) => ({ ...one, reason: shown(one.reason) })) };
}
