/** The doors to dev as the editor's server and the command line open them, from settings and the environment. */

import { toolTables } from '../conventions';
import { openCache } from '../dev/cache';
import type { Sayer } from '../dev/connect/provenance';
import { isSameDatabase, isSameServer, scratchServer } from '../dev/connect/scratch-database';
import { openSource } from '../dev/open';
import {
  type AskPassword,
  type DevSourceConfig,
  DevSourceError,
  type HostQuestion,
  type ReadProgress,
} from '../dev/source';
import type { DevSchema } from '../model/dev';
import { defaultSettings, type Settings } from '../settings';
import { t } from '../text/l10n';
import { present } from '../text/present';
import type { FileSystem } from '../workspace/files';
import type { DevAccess, TargetDatabase } from '../workspace/host';
import { type CommandQuestion, sqlDoors } from './dev-command';
import { checkout, revisionOf } from './git-revision';
import { projectFile } from './project-file';
import { resolved, type SaidWhere } from './resolve-setting';
import { signOffDoors } from './sign-off';

/** The settings. */
const SCRATCH = 'devschema.verify.scratch';
const TARGET = 'devschema.target';
interface Latest {
  readonly settings: Settings;
  readonly folders: readonly string[];
}
interface DevSurroundings {
  readonly files: FileSystem;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where last good schemas are kept; absent: nowhere. */
  readonly storage?: string;
  /** What is said to have named dev; `devschema.connection` when absent. */
  readonly from?: string;
  /** Who wrote the setting: the user when absent. */
  readonly by?: Sayer;
  /** The same of the scratch server; `devschema.verify.scratch`, and who wrote that of dev, when absent. */
  readonly scratch?: SaidWhere;
  /** The same of target; `devschema.target` when absent. */
  readonly target?: SaidWhere;
  /** Hosts that the user has allowed secrets to go to, whoever names them. */
  readonly allowedHosts?: readonly string[];
  /** What the repository names has to be in it: what is said of it is shown to others. */
  readonly keepsInside?: boolean;
  /** GRANTs are read too. */
  readonly privileges?: boolean;
  readonly password?: AskPassword;
  /** Asked before a secret goes to a host that the repository names, and before its migrations run there. */
  readonly allowHost?: (question: HostQuestion) => Promise<boolean>;
  /** Asked before a command runs whose output is dev. Absent: none does. */
  readonly allowCommand?: (question: CommandQuestion) => Promise<boolean>;
  log(message: string): void;
  /** What a person should read where no log is shown; `log` when absent. */
  say?(message: string): void;
}

export function devAccess(around: DevSurroundings): DevAccess {
  const cache = around.storage === undefined ? undefined : openCache(around.storage, around.log);
  let latest: Latest = { settings: defaultSettings, folders: [] };
  const outside = present({ password: around.password, allowHost: around.allowHost });
  const open = (config: DevSourceConfig) =>
    openSource(config, {
      log: around.log,
      folders: latest.folders,
      toolTables,
      ...(around.privileges && { privileges: true }),
      ...sqlDoors(around, latest),
      ...outside,
    });
  const access: DevAccess = {
    async resolve(settings, folders) {
      latest = { settings, folders };
      return resolved(around, settings.connection, settings, folders, saidOf('connection', settings, around));
    },
    scratchServer: scratchDoor(around, outside),
    ...signOffDoors(around.env),
    readTarget: (options) => readTarget(around, latest, open, options),
    open,
    read: (written, settings, folders, progress) => readOther(around, access, { written, settings, folders, progress }),
    async test(connection, settings, folders) {
      // What is edited may be what the repository says.
      const said = { from: t('the connection'), by: around.by };
      const config = await resolved(around, connection, settings, folders, said);
      if (!config) throw new DevSourceError(t('this is no schema'), 'configuration');
      const source = access.open(config);
      await source.probe({}).finally(() => source.dispose());
      return config.label;
    },
    cached: async (config) => cache?.load(config),
    keep: async (config, dev) => cache?.save(config, dev),
  };
  return access;
}

function scratchDoor(
  around: DevSurroundings,
  outside: Parameters<typeof scratchServer>[1],
): NonNullable<DevAccess['scratchServer']> {
  const notToRunOn = scratchConsent(around);
  let said = '';
  const sayOnce = (message: string, say = around.log): void => {
    if (said !== message) say(message);
    said = message;
  };
  return async (settings, folders, alone) => {
    if (settings.scratch === undefined) return undefined;
    const words = saidOf('verify.scratch', settings, { from: SCRATCH, by: around.by, ...around.scratch });
    const config = await resolved(around, settings.scratch, settings, folders, words);
    const refused = await notToRunOn(config, words);
    if (refused !== undefined) {
      sayOnce(refused, around.say);
      return undefined;
    }
    const { server, note } = scratchBeside(config, alone, words.from ?? SCRATCH, outside);
    if (note === undefined) return server;
    sayOnce(note);
    return { ...server, note };
  };
}
/** Why the repository's server is not the scratch: nobody has said that it may be, or not in this session. */
function scratchConsent({ allowHost }: DevSurroundings) {
  const answers = new Map<string, Promise<boolean>>();
  return async (config: DevSourceConfig | undefined, words: SaidWhere): Promise<string | undefined> => {
    if (words.by !== 'repository' || config?.kind !== 'database') return undefined;
    const { from: namedBy = SCRATCH } = words;
    const hosts = config.connection.host ?? 'localhost';
    const key = `${namedBy} ${hosts}`;
    const answer = answers.get(key) ?? allowHost?.({ hosts, namedBy }) ?? Promise.resolve(false);
    answers.set(key, answer);
    if (await answer) return undefined;
    return t(
      'Migrations are run in the embedded PostgreSQL: {0} names {1}, and a repository does not say where its SQL runs. Where it is yours, --scratch says so.',
      namedBy,
      hosts,
    );
  };
}

/** Another schema than dev: a SOURCE, or `REV:PATH`. @throws DevSourceError */
async function readOther(
  around: DevSurroundings,
  access: Pick<DevAccess, 'open'>,
  { written, settings, folders, progress }: Other,
): Promise<DevSchema> {
  const place = { cwd: folders[0] ?? '/', env: around.env };
  const revision = revisionOf(place.cwd, written);
  const revised = revision && (await checkout(place, ...revision));
  try {
    const said = { from: t('what was chosen'), by: 'user' } as const;
    const config = await resolved(around, revised?.path ?? written, settings, folders, said);
    if (!config) throw new DevSourceError(t('{0} is no schema', written), 'configuration');
    const source = access.open(config);
    const read = await source.read({ progress }).finally(() => source.dispose());
    return revised ? { ...read, label: written } : read;
  } finally {
    revised?.dispose();
  }
}
interface Other {
  readonly written: string;
  readonly settings: Settings;
  readonly folders: readonly string[];
  readonly progress: ReadProgress;
}

async function readTarget(
  around: DevSurroundings,
  { settings, folders }: Latest,
  open: DevAccess['open'],
  options: Parameters<NonNullable<DevAccess['readTarget']>>[0],
): Promise<TargetDatabase | undefined> {
  if (settings.target === undefined) return undefined;
  const words = saidOf('target', settings, { from: TARGET, by: around.by, ...around.target });
  const config = await resolved(around, settings.target, settings, folders, words);
  if (!config) return undefined;
  const source = open(config);
  try {
    const { measure } = source;
    return { dev: await source.read(options), config, ...present({ measure }) };
  } finally {
    await source.dispose();
  }
}

/** What the project's own file says is the repository's word, unless the command line has said something else. */
function saidOf(key: string, { fromProject }: Settings, { from, by }: SaidWhere): SaidWhere {
  return fromProject?.has(key) && !from?.startsWith('--')
    ? { from: `${key} in ${projectFile}`, by: 'repository' }
    : { from, by };
}
/** The server that was named, where it is none that only may be read. @throws DevSourceError */
function scratchBeside(
  config: DevSourceConfig | undefined,
  alone: readonly DevSourceConfig[],
  from: string,
  outside: Parameters<typeof scratchServer>[1],
): { readonly server: ReturnType<typeof scratchServer>; readonly note?: string } {
  if (config?.kind !== 'database')
    throw new DevSourceError(t('{0} is no PostgreSQL server', from), 'configuration', {
      advice: t('It is a URL, such as postgresql://me@localhost/postgres.'),
    });
  const others = alone.flatMap((one) => (one.kind === 'database' ? [one.connection] : []));
  if (others.some((one) => isSameDatabase(one, config.connection)))
    throw new DevSourceError(t('{0} is {1}, which migrations are never run in', from, config.label), 'configuration', {
      advice: t('Name another database of a server, such as postgres: one is made there for each run.'),
    });
  const server = scratchServer(config.connection, outside);
  if (!others.some((one) => isSameServer(one, config.connection))) return { server };
  const note = t('Migrations are run in a database made for it on {0}, the server that dev is on.', server.name);
  return { server, note };
}
