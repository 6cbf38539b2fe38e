/** What a language feature is, and what it is given. `index.ts` lists them and puts one guard around every handler. */

import type { CancellationToken, ClientCapabilities, Connection, ServerCapabilities } from 'vscode-languageserver/node';
import type { Requests } from '../protocol';
import type { Snapshot } from '../workspace/snapshot';
import type { Workspaces } from '../workspace/workspaces';

/** A handler is synchronous over one snapshot, so its answer is of one state. */
export type FeatureAnswer<P, R> = (snapshot: Snapshot, params: P) => R;

export interface FeatureContext {
  readonly connection: Connection;
  readonly workspaces: Workspaces;
  readonly client: ClientCapabilities;
  /**
   * A handler that never fails and honours cancellation: an error is logged and `fallback` answered, or what it makes of
   * the error. The file named in `textDocument` has been loaded when `answer` is asked.
   */
  guard<P, R extends object | null>(
    name: string,
    fallback: R | ((error: unknown) => R),
    answer: FeatureAnswer<P, R>,
    /**
     * What is waited for, and of what state is told then; without it, that the file and its history have been read.
     * `workspaces.soon`: what is asked anew at each place waits for no long work.
     */
    ready?: (uri: string) => Promise<Snapshot | undefined>,
  ): (params: P, token: CancellationToken) => Promise<R>;
  /** For handlers that wait for dev or the disk. Their error is answered as one, in words for people. */
  guardAsync<P, R>(
    name: string,
    handle: (params: P, token: CancellationToken) => Promise<R>,
  ): (params: P, token: CancellationToken) => Promise<R>;
  log(message: string): void;
}
export interface Feature {
  /** What is advertised stands beside what is done. */
  capabilities(client: ClientCapabilities): Partial<ServerCapabilities>;
  register(context: FeatureContext): void;
}
/** Answers a request of ours; it may wait for dev or the disk. */
export function answer<M extends keyof Requests>(
  { connection, guardAsync }: FeatureContext,
  method: M,
  handle: (params: Requests[M]['params'], token: CancellationToken) => Promise<Requests[M]['result']>,
): void {
  connection.onRequest<unknown, void>(method, guardAsync(method, handle));
}
