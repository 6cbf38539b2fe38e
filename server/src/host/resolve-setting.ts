/** A schema that a setting names, as what is opened for it. */
import { resolveSource, StrangeHost } from '../dev/connect/configure';
import type { Sayer } from '../dev/connect/provenance';
import { type DevSourceConfig, DevSourceError, type HostQuestion } from '../dev/source';
import { leadsOut } from '../files/reading';
import type { Settings } from '../settings';
import { t } from '../text/l10n';
import { present } from '../text/present';

export interface SaidWhere {
  readonly from?: string | undefined;
  readonly by?: Sayer | undefined;
}

interface SettingSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly allowedHosts?: readonly string[];
  readonly keepsInside?: boolean;
  readonly allowHost?: (question: HostQuestion) => Promise<boolean>;
}
/** The same for dev, for target and for the scratch server: whoever is asked is asked once. */
export async function resolved(
  around: SettingSurroundings,
  connection: Settings['connection'],
  settings: Settings,
  folders: readonly string[],
  { from, by }: SaidWhere,
): Promise<DevSourceConfig | undefined> {
  const { connectTimeoutMs, statementTimeoutMs, schemas } = settings;
  const { env, allowedHosts = [] } = around;
  const told = present({ from, by, schemas });
  const common = { connection, folders, env, connectTimeoutMs, statementTimeoutMs, ...told };
  try {
    const config = resolveSource({ ...common, allowedHosts });
    if (around.keepsInside && by === 'repository') requireInside(config, folders);
    return config;
  } catch (error) {
    if (!(error instanceof StrangeHost) || !(await around.allowHost?.(error))) throw error;
    return resolveSource({ ...common, allowedHosts: [...allowedHosts, ...error.hosts.split(',')] });
  }
}

/** What a repository names is to be its own: others see what is said of it, on the command line and by an assistant. */
function requireInside(config: DevSourceConfig | undefined, [root]: readonly string[]): void {
  if (root === undefined || !config || config.kind === 'database') return;
  const paths = config.kind === 'snapshot' ? [config.path] : config.paths;
  if (!paths.some((path) => leadsOut(root, path))) return;
  throw new DevSourceError(
    t(
      '{0} names {1}, which is outside of the repository, and a repository names only its own files',
      config.from,
      config.label,
    ),
    'configuration',
    { advice: t('Where it is yours, --dev and --target say so.') },
  );
}
