import { databaseSource } from './connect/database';
import { sqlSource } from './embedded/sql-source';
import { snapshotSource } from './snapshot';
import type { DevSource, DevSourceConfig, SourceOptions } from './source';

/** Opens nothing yet: connecting, reading and starting processes is for `read` and `probe`. */
export function openSource(config: DevSourceConfig, options: SourceOptions = {}): DevSource {
  switch (config.kind) {
    case 'database':
      return databaseSource(config, options);
    case 'snapshot':
      return snapshotSource(config, options.folders);
    case 'sql':
      return sqlSource(config, options);
  }
}
