/** Dev as it was read: the schema, when, from where, and which migrations the project's tool says have run. */
import { majorOf } from '../text/versions';
import type { Schema } from './schema';

/** The tool's own table of applied migrations, when dev has one. */
export interface AppliedMigrations {
  readonly tool: string;
  /** `schema.table` it was read from. */
  readonly table: string;
  /** As the tool names them: versions, folder names, hashes. In the order they ran. */
  readonly entries: readonly {
    readonly id: string;
    readonly name?: string;
    readonly checksum?: string;
    readonly failed?: boolean;
  }[];
}

export interface DevSchema {
  readonly schema: Schema;
  /** Epoch milliseconds. */
  readonly readAt: number;
  readonly label: string;
  /** Equal as long as nothing changed: the catalogs' xmin hash, or a file's content hash. */
  readonly fingerprint: string;
  readonly applied: readonly AppliedMigrations[];
}

/** `150018` → `15.18`, as `server_version` has it. */
export function versionText(version: number): string {
  return `${majorOf(version)}.${version % 10000}`;
}
