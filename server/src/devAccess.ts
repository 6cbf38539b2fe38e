/** The doors to dev as the editor's server and the command line open them, from settings and the environment. */
import { openCache } from './dev/cache';
import { resolveSource } from './dev/configure';
import { openSource } from './dev/open';
import { readDevFiles } from './devFiles';
import { defaultSettings, type Settings } from './settings';
import type { DevAccess } from './workspace';
import type { FileSystem } from './workspace/files';

export interface DevSurroundings {
  readonly files: FileSystem;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where last good schemas are kept; absent: nowhere. */
  readonly storage?: string;
  /** What is said to have named dev; `devschema.connection` when absent. */
  readonly from?: string;
  readonly password?: (connection: string) => Promise<string | undefined>;
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
      return resolveSource({
        connection,
        folders,
        env: around.env,
        connectTimeoutMs,
        statementTimeoutMs,
        ...(around.from !== undefined && { from: around.from }),
      });
    },
    open: (config) =>
      openSource(config, {
        log: around.log,
        readSql: (paths) => readDevFiles(paths, around.files, latest.folders[0] ?? '', latest.settings.migrations),
        ...(around.password && { password: around.password }),
      }),
    cached: async (config) => cache?.load(config),
    keep: async (config, dev) => cache?.save(config, dev),
  };
}
