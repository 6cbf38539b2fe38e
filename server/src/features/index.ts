/** The list of features, and the one guard around their handlers. */
import { setImmediate } from 'node:timers/promises';
import {
  type CancellationToken,
  type ClientCapabilities,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import { said } from '../text/l10n';
import { visible } from '../text/shown';
import type { Snapshot } from '../workspace/snapshot';
import type { Workspaces } from '../workspace/workspaces';
import { beforehand } from './beforehand';
import { checkAll } from './check-all';
import { codeActions } from './code-actions';
import { codeLens } from './code-lens';
import { completion } from './completion/completion';
import { definition } from './definition';
import { diagnostics } from './diagnostics';
import { diagram } from './diagram';
import type { Feature, FeatureAnswer, FeatureContext } from './feature';
import { folding } from './folding';
import { hover } from './hover';
import { inlayHints } from './inlay-hints';
import { migrations } from './migrations';
import { references } from './references';
import { report } from './report';
import { requests } from './requests';
import { semanticTokens } from './semantic-tokens';
import { shownAnswer } from './shown';
import { signatureHelp } from './signature-help';
import { symbols } from './symbols';
import { workspaceSymbols } from './workspace-symbols';

const features: readonly Feature[] = [
  diagnostics,
  codeActions,
  hover,
  completion,
  codeLens,
  symbols,
  definition,
  references,
  signatureHelp,
  folding,
  semanticTokens,
  inlayHints,
  workspaceSymbols,
  requests,
  checkAll,
  migrations,
  report,
  diagram,
  beforehand,
];

export function capabilitiesOf(client: ClientCapabilities): ServerCapabilities {
  return Object.assign({}, ...features.map((feature) => feature.capabilities(client)));
}

/** `isOver`: the client has said that it shuts the server down; what is asked after that is refused, as the protocol says. */
export function registerFeatures(
  connection: Connection,
  workspaces: Workspaces,
  client: ClientCapabilities,
  isOver: () => boolean,
): void {
  const log = (message: string) => connection.console.error(visible(message));
  const context: FeatureContext = {
    connection,
    workspaces,
    client,
    log,
    guard: (name, fallback, answer, ready) => {
      const handle = guardAnswer({ workspaces, log, ready }, name, fallback, answer);
      return async (params, token) => {
        if (isOver()) throw shutDown();
        return handle(params, token);
      };
    },
    guardAsync: (name, handle) => async (params, token) => {
      if (isOver()) throw shutDown();
      const wrong = wrongPlace(params);
      if (wrong !== undefined) throw new ResponseError(ErrorCodes.InvalidParams, `${name}: ${wrong}`);
      try {
        return await handle(params, token);
      } catch (error) {
        if (error instanceof TypeError) {
          log(`${name}: ${detail(error)}`);
          const why = 'what is asked lacks something, or it is a fault of DevSchema. The log has the details.';
          throw new ResponseError(ErrorCodes.InvalidParams, `${name} cannot be answered: ${why}`);
        }
        // The person who asked is told; nothing is broken.
        const message = error instanceof Error ? error.message : String(error);
        connection.console.info(visible(`${name}: ${message}`));
        throw new ResponseError(LSPErrorCodes.RequestFailed, visible(said(message)));
      }
    },
  };
  for (const feature of features) feature.register(context);
}

const shutDown = () => new ResponseError(ErrorCodes.InvalidRequest, 'The server has been shut down.');

interface GuardFacts extends Pick<FeatureContext, 'workspaces' | 'log'> {
  readonly ready: ((uri: string) => Promise<Snapshot | undefined>) | undefined;
}
function guardAnswer<P, R extends object | null>(
  { workspaces, log, ready }: GuardFacts,
  name: string,
  fallback: R | ((error: unknown) => R),
  answer: FeatureAnswer<P, R>,
): (params: P, token: CancellationToken) => Promise<R> {
  return async (params, token) => {
    const wrong = wrongPlace(params);
    if (wrong !== undefined) throw new ResponseError(ErrorCodes.InvalidParams, `${name}: ${wrong}`);
    try {
      const uri = uriOf(params);
      const workspace = uri === undefined ? workspaces.atHand : workspaces.of(uri);
      const soon = await (ready && uri !== undefined ? ready(uri) : workspace.ready(uri));
      // A cancellation that has arrived, or a newer text, goes before the work.
      await setImmediate();
      if (!token.isCancellationRequested) return shownAnswer(answer(soon ?? workspace.snapshot(), params));
    } catch (error) {
      log(`${name}: ${detail(error)}`);
      return typeof fallback === 'function' ? fallback(error) : fallback;
    }
    throw new ResponseError(LSPErrorCodes.RequestCancelled, `${name} was cancelled`);
  };
}

/** `line` and `character` are whole numbers from 0; what else a client sends is its mistake, and it is told. */
function wrongPlace(params: unknown): string | undefined {
  const { position, range } = (params ?? {}) as { position?: unknown; range?: { start?: unknown; end?: unknown } };
  const named = { position, 'start of range': range?.start, 'end of range': range?.end };
  for (const [what, place] of Object.entries(named)) {
    if (place === undefined) continue;
    const { line, character } = (place ?? {}) as { line?: unknown; character?: unknown };
    for (const [key, value] of Object.entries({ line, character }))
      if (!Number.isInteger(value) || (value as number) < 0)
        return `the ${key} of the ${what} is ${visible(String(value)).slice(0, 40)}, not a whole number from 0`;
  }
  return undefined;
}
function uriOf(params: unknown): string | undefined {
  return (params as { textDocument?: { uri?: string } } | null)?.textDocument?.uri;
}
function detail(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
