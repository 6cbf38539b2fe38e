/** A workspace with what it runs migrations in. */
import { keptTexts } from '../dev/kept-texts';
import { t } from '../text/l10n';
import { ObservedFacts } from '../verify/observations';
import { WarmScratch } from '../verify/warm';
import type { FileSystem } from './files';
import type { DevAccess, DevEvents, WorkspaceHost } from './host';
import { Workspace } from './workspace';

interface WorkspaceParts {
  readonly files: FileSystem;
  readonly access: DevAccess;
  readonly log: WorkspaceHost['log'];
  /** Long work has begun. */
  readonly working: (what: string, cancel?: () => void) => ReturnType<DevEvents['reading']>;
  /** How the scratch PostgreSQL is started; absent: nothing is run. */
  readonly scratch: { readonly script?: string; readonly idleMs?: number } | undefined;
  /** Where what costs time is kept; absent: nowhere. */
  readonly storage: string | undefined;
}
export function openWorkspace({ files, access, log, working, scratch, storage }: WorkspaceParts): Workspace {
  return new Workspace(files, access, {
    log,
    reading: (label, cancel) => working(t('reading {0}', label), cancel),
    scratch:
      scratch &&
      new WarmScratch({
        ...scratch,
        bases: storage === undefined ? undefined : `${storage}/bases`,
        starting: () => working(t('starting PostgreSQL')),
        lasts: true,
      }),
    tells:
      scratch && new ObservedFacts(scratch.script, storage === undefined ? undefined : keptTexts(`${storage}/told`)),
  });
}
