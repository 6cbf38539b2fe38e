/** The doors to dev as the editor's server and the command line open them, from settings and the environment. */

import { toolTables } from '../conventions';
import { openCache } from '../dev/cache';
import { resolveSource, StrangeHost } from '../dev/connect/configure';
import type { Sayer } from '../dev/connect/provenance';
import { openSource } from '../dev/open';
import type { HostQuestion } from '../dev/source';
import { defaultSettings, type Settings } from '../settings';
import { present } from '../text/present';
import type { DevAccess } from '../workspace/dev-access';
import type { FileSystem } from '../workspace/files';

import { readDevFiles } from './dev-files';

interface DevSurroundings {
  readonly files: FileSystem;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where last good schemas are kept; absent: nowhere. */
  readonly storage?: string;
  /** What is said to have named dev; `devschema.connection` when absent. */
  readonly from?: string;
  /** Who wrote the setting: the user when absent. */
  readonly by?: Sayer;
  /** Hosts that the user has allowed secrets to go to, whoever names them. */
  readonly allowedHosts?: readonly string[];
  /** GRANTs are read too. */
  readonly privileges?: boolean;
  readonly password?: (connection: string) => Promise<string | undefined>;
  /** Asked before a secret goes to a host that the repository names. */
  readonly allowHost?: (question: HostQuestion) => Promise<boolean>;
  log(message: string): void;
}

export function devAccess(around: DevSurroundings): DevAccess {
  const cache = around.storage === undefined ? undefined : openCache(around.storage, around.log);
  let latest: { readonly settings: Settings; readonly folders: readonly string[] } = {
    settings: defaultSettings,
    folders: [],
  };
  return {
    async resolve(settings, folders) {
      latest = { settings, folders };
      const { connection, connectTimeoutMs, statementTimeoutMs } = settings;
      const { env, from, by, allowedHosts = [] } = around;
      const resolve = (allowed: readonly string[]) =>
        resolveSource({
          connection,
          folders,
          env,
          connectTimeoutMs,
          statementTimeoutMs,
          allowedHosts: allowed,
          ...present({ from, by }),
        });
      try {
        return resolve(allowedHosts);
      } catch (error) {
        if (!(error instanceof StrangeHost) || !(await around.allowHost?.(error))) throw error;
        return resolve([...allowedHosts, ...error.hosts.split(',')]);
      }
    },
    open: (config) =>
      openSource(config, {
        log: around.log,
        folders: latest.folders,
        toolTables,
        ...(around.privileges && { privileges: true }),
        readSql: (paths) => readDevFiles(paths, around.files, latest.folders[0] ?? '', latest.settings.migrations),
        ...present({ password: around.password, allowHost: around.allowHost }),
      }),
    cached: async (config) => cache?.load(config),
    keep: async (config, dev) => cache?.save(config, dev),
  };
}
