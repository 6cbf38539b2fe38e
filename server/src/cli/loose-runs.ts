/** Files that stand alone, run without a start of the embedded PostgreSQL for each. */
import { DevSourceError, type ReadProgress } from '../dev/source';
import type { VerifyResult } from '../verify/result';
import type { VerifyInput } from '../verify/verify';
import { WarmScratch } from '../verify/warm';
import type { Terminal } from './session';

/** Files that stand alone, one after the other in one scratch PostgreSQL that goes back to dev's schema after each. */
export class LooseRuns {
  readonly #warm: WarmScratch;
  constructor(
    readonly options: Pick<VerifyInput, 'server'>,
    readonly terminal: Pick<Terminal, 'progress' | 'signal'>,
  ) {
    const report: ReadProgress = (message, done, total) => terminal.progress(`Verifying: ${message} ${done}/${total}`);
    this.#warm = new WarmScratch({ starting: () => ({ report, done() {} }) });
  }
  /** Undefined: it is to be run by itself, as what takes long is. @throws DevSourceError when cancelled */
  async run({ files, dev }: Pick<VerifyInput, 'files' | 'dev'>): Promise<VerifyResult | undefined> {
    if (files.some(({ standing }) => standing !== 'loose')) return undefined;
    try {
      return await this.#warm.run({ files, dev, ...this.options }, this.terminal.signal);
    } catch (error) {
      if (this.terminal.signal.aborted || !(error instanceof DevSourceError)) throw error;
      return undefined;
    }
  }
  close(): Promise<void> {
    return this.#warm.close();
  }
}
