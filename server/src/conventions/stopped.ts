/** Why a tool runs nothing of a file that has not run, as its own table in a database says. */
import type { AppliedMigrations } from '../model/dev';
import { t } from '../text/l10n';
import { toolNamed } from '.';
import { type Convention, migrationOf } from './convention';

interface Stopped {
  /** `unless`: a flag of its command may let it. */
  readonly unless: boolean;
  readonly reason: string;
}
export function stoppedBy(convention: Convention, uri: string, all: readonly AppliedMigrations[]): Stopped | undefined {
  const tool = toolNamed(convention.id);
  const applied = all.find((one) => one.tool === convention.id);
  const file = migrationOf(convention, uri);
  if (!tool || !applied || !file) return undefined;
  const failed = tool.stopsAtFailure ? applied.entries.find((entry) => entry.failed) : undefined;
  if (failed)
    return { unless: false, reason: t('{0} runs nothing while its table has {1} as failed', tool.name, failed.id) };
  const late = tool.behind?.({ file, applied, listing: convention.listing });
  return late === undefined
    ? undefined
    : {
        unless: true,
        reason: t(
          '{0} has run {1} already, and takes nothing that comes before it unless it is told to',
          tool.name,
          late,
        ),
      };
}
