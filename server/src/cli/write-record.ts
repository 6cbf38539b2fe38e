/** `devschema report --record`: what a sign-off leaves in the repository. */
import { decodeText, readRegular, sizeLimits } from '../files/reading';
import { userName } from '../host/git';
import type { Checklist } from '../report/checklist';
import { historyFile, historyWith, stampFor } from '../report/record';
import { applyEdits } from '../rules/fix-all';
import { joinPath, pathOfUri } from '../workspace/files';
import { UsageError } from './arguments';
import type { Opened } from './check';
import type { Terminal } from './session';
import { writeText } from './write-text';

/** The history, and the stamps of what is proved. @throws UsageError where they cannot be written */
export async function record(
  terminal: Terminal,
  { session, views, report }: Opened,
  made: Checklist,
  backup: string | undefined,
): Promise<void> {
  const path = joinPath(session.root, historyFile);
  const there = readRegular(path, { limit: sizeLimits.sql, within: [session.root] });
  if ('problem' in there && !there.missing) throw new UsageError(`${historyFile} ${there.problem}`);
  const who = await userName({ cwd: session.root, env: terminal.env, signal: terminal.signal });
  const text = historyWith('bytes' in there ? decodeText(there.bytes) : undefined, { checklist: made, who, backup });
  writeText(path, text);
  terminal.err(`${session.shown(path)} has the outcome.`);
  for (const view of views) {
    const shown = report.pathOf(view.document.uri);
    const edit = stampFor(view, made, session.workspace.dev!);
    if (typeof edit === 'string') terminal.err(`${shown}: ${edit}.`);
    else {
      writeText(pathOfUri(view.document.uri)!, applyEdits(view.document.text, [edit]));
      terminal.err(`${shown} has a stamp.`);
    }
  }
}
