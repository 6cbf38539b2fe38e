/** What is read and run beside dev and the open files: other schemas, every history, scratch servers. */
import type { Convention } from '../conventions/convention';
import { limitRuns } from '../dev/embedded/limits';
import type { DevSourceConfig } from '../dev/source';
import type { DevSchema } from '../model/dev';
import type { ConnectionCandidate } from '../protocol';
import { t } from '../text/l10n';
import { present } from '../text/present';
import type { DevAccess, WorkspaceConfiguration, WorkspaceHost } from './host';
import type { Trees } from './tree';

interface BesideDoors {
  readonly access: DevAccess;
  readonly host: WorkspaceHost;
  readonly trees: Trees;
  configuration(): WorkspaceConfiguration;
  /** Which dev it is. */
  dev(): DevSourceConfig | undefined;
}
export class OtherSources {
  #target: Promise<DevSchema> | undefined;
  constructor(readonly doors: BesideDoors) {}

  /** The settings are new: they say what a run may take, and which target is. */
  configured(): void {
    this.forgetTarget();
    limitRuns(this.doors.configuration().settings.runLimits);
  }
  /** Absolute paths of the workspace folders. */
  get folders(): readonly string[] {
    return this.doors.configuration().folders;
  }
  /** Every history in them that is judged here. */
  async histories(): Promise<readonly Convention[]> {
    const { owns } = this.doors.configuration();
    return (await this.doors.trees.histories()).filter(({ folder }) => owns?.(`${folder}/x`) ?? true);
  }
  /** What could be dev. None in an untrusted workspace: its files are not looked into. */
  async connectionCandidates(): Promise<ConnectionCandidate[]> {
    const { settings, folders, trusted } = this.doors.configuration();
    return trusted ? [...((await this.doors.access.candidates?.(settings, folders)) ?? [])] : [];
  }
  /** Another schema than dev: target, or what `DevAccess.read` takes. @throws Error that says why it cannot be read */
  async read(wanted: 'target' | { readonly source: string }): Promise<DevSchema> {
    const { access, host } = this.doors;
    const { settings, folders, trusted } = this.doors.configuration();
    if (!trusted || !access.read) throw new Error(t('The workspace is not trusted, so nothing is read.'));
    const working = host.reading(wanted === 'target' ? 'target' : wanted.source);
    try {
      if (wanted !== 'target') return await access.read(wanted.source, settings, folders, working.report);
      const target = await access.readTarget?.({ progress: working.report });
      if (!target) throw new Error(t('No target is set (devschema.target).'));
      return target.dev;
    } finally {
      working.done();
    }
  }
  /** Whether anything may be read. */
  get mayRead(): boolean {
    return this.doors.configuration().trusted;
  }
  /** Target as it was read last. @throws Error that says why it cannot be read */
  target(): Promise<DevSchema> {
    const reading = this.#target ?? this.read('target');
    this.#target = reading;
    reading.catch(() => this.forgetTarget());
    return reading;
  }
  /** It is read anew when it is asked for. */
  forgetTarget(): void {
    this.#target = undefined;
  }
  /** What migrations are run in beside open files; undefined: nothing is to be run. @throws DevSourceError */
  async runner() {
    const { settings, trusted } = this.doors.configuration();
    if (!trusted || settings.run === 'off') return undefined;
    return present({ server: await this.scratchServer(), script: this.doors.host.scratch?.options.script });
  }
  /** What migrations run in instead of the embedded PostgreSQL; `alone`: databases besides dev that are never it. */
  async scratchServer(
    alone: Parameters<NonNullable<DevAccess['scratchServer']>>[2] = [],
  ): ReturnType<NonNullable<DevAccess['scratchServer']>> {
    const { settings, folders } = this.doors.configuration();
    const dev = this.doors.dev();
    return this.doors.access.scratchServer?.(settings, folders, dev ? [dev, ...alone] : alone);
  }
}
