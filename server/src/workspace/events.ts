/** What the workspace tells whoever listens. */

import type { DevStatus } from '../protocol';

/** `edit`: the client changed the text of one of them itself. */
type Cause = 'edit' | 'other';

export abstract class WorkspaceEvents {
  readonly #onStatus: ((status: DevStatus) => void)[] = [];
  readonly #onAffected: ((uris: readonly string[], cause: Cause) => void)[] = [];
  readonly #onClosed: ((uri: string, clientUri: string) => void)[] = [];
  readonly #onChanged: ((uris: readonly string[]) => void)[] = [];
  abstract get status(): DevStatus;

  onStatus(listener: (status: DevStatus) => void): void {
    this.#onStatus.push(listener);
  }
  /** Answers about these open files may differ now. */
  onFilesAffected(listener: (uris: readonly string[], cause: Cause) => void): void {
    this.#onAffected.push(listener);
  }
  /** Files on disk are others than before. */
  onFilesChanged(listener: (uris: readonly string[]) => void): void {
    this.#onChanged.push(listener);
  }
  onClosed(listener: (uri: string, clientUri: string) => void): void {
    this.#onClosed.push(listener);
  }

  protected tellStatus(): void {
    for (const listener of this.#onStatus) listener(this.status);
  }
  protected affect(uris: readonly string[], cause: Cause): void {
    if (uris.length > 0) for (const listener of this.#onAffected) listener(uris, cause);
  }
  protected tellChanged(uris: readonly string[]): void {
    for (const listener of this.#onChanged) listener(uris);
  }
  protected tellClosed(uri: string, clientUri: string): void {
    for (const listener of this.#onClosed) listener(uri, clientUri);
  }
}
