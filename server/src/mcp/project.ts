/** The project and its dev for as long as an assistant asks: opened once, looked at again before each answer. */

import { devFailure, type Session, type Terminal } from '../cli/session';
import { readTarget } from '../cli/verify';
import { isSqlDevFile } from '../dev/source';
import type { DevSchema } from '../model/dev';
import { joinPath, relativeTo, uriOfPath } from '../workspace/files';
import type { TargetDatabase } from '../workspace/host';
import type { FileView } from '../workspace/snapshot';
import type { Workspace } from '../workspace/workspace';

import { ToolError } from './answer';

/** By workspace and file: the last call about it that is not answered yet. */
const calls = new WeakMap<Workspace, Map<string, Promise<unknown>>>();

/** Assistants ask for several things at once, and each may put another text in a file's place. */
function inTurn<T>(workspace: Workspace, uri: string, work: () => Promise<T>): Promise<T> {
  const waiting = calls.get(workspace) ?? new Map<string, Promise<unknown>>();
  calls.set(workspace, waiting);
  const answer = (waiting.get(uri) ?? Promise.resolve()).then(work);
  const done = answer
    .catch(() => {})
    .finally(() => {
      if (waiting.get(uri) === done) waiting.delete(uri);
    });
  waiting.set(uri, done);
  return answer;
}

export class Project {
  #session: Promise<Session> | undefined;

  constructor(
    readonly terminal: Terminal,
    readonly open: () => Promise<Session>,
    /** What the assistant is to say to the person when dev cannot be read. */
    readonly howToConnect: string,
  ) {}

  /** The same, for one call that whoever asked may call off. */
  until(signal: AbortSignal): Project {
    const both = AbortSignal.any([this.terminal.signal, signal]);
    return new Project({ ...this.terminal, signal: both }, () => this.session(), this.howToConnect);
  }

  session(): Promise<Session> {
    this.#session ??= this.open().catch((error: unknown) => {
      this.#session = undefined;
      throw error;
    });
    return this.#session;
  }

  /** Dev as it is now. @throws ToolError that says why it cannot be read */
  async dev(): Promise<DevSchema> {
    const session = await this.session();
    const status = await session.workspace.refresh();
    const { dev } = session.workspace;
    if (dev && status.state === 'ready') return dev;
    throw new ToolError(`${devFailure(session, this.terminal.env)} ${this.howToConnect}`);
  }

  /**
   * A file of the project: as it is on the disk, or with `text` in its place. `work` gets what is known of it.
   * @throws ToolError for a path outside of the project, and for a file that is no SQL or cannot be read
   */
  async view<T>(path: string, text: string | undefined, work: (view: FileView) => Promise<T>): Promise<T> {
    const { root, workspace } = await this.session();
    if (path.trim() === '')
      throw new ToolError('path is empty. Name a file of the project, relative to it, or give sql alone.');
    const full = joinPath(root, path);
    if (relativeTo(root, full) === undefined)
      throw new ToolError(`${path} is outside of the project ${root}. Name a file inside of it, relative to it.`);
    // What a parser says of another file quotes it, and .env or a key is nothing for an assistant.
    if (!isSqlDevFile(path))
      throw new ToolError(`${path} is no SQL file (.sql, .psql, .pgsql, .ddl). Name a migration.`);
    const uri = uriOfPath(full);
    return inTurn(workspace, uri, async () => {
      if (text !== undefined && workspace.snapshot().openUris.includes(uri))
        throw new ToolError(`${path} is open in the editor. Leave sql out to look at the text that stands there.`);
      if (text !== undefined) workspace.opened(uri, 1, text);
      else workspace.filesChanged([{ path: full, what: 'changed' }]);
      try {
        await workspace.ready(uri);
        await workspace.tell(uri);
        const view = workspace.snapshot().file(uri);
        const problem = view ? view.document.unreadable : workspace.whyUnread(uri);
        if (problem !== undefined)
          throw new ToolError(`${path}: ${problem.replace(/[.]$/, '')}. Give the text itself as sql, or another path.`);
        return await work(view!);
      } finally {
        if (text !== undefined) workspace.closed(uri);
      }
    });
  }

  /** What files are run on instead of dev; undefined where neither the start nor a setting names one. */
  async target(): Promise<TargetDatabase | undefined> {
    const session = await this.session();
    return session.settings.target === undefined ? undefined : readTarget(this.terminal, session);
  }

  async dispose(): Promise<void> {
    await (await this.#session)?.workspace.dispose();
  }
}
