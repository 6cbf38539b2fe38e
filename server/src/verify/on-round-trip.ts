/** A way there and back in a scratch server of its own. */
import { DevSourceError } from '../dev/source';
import type { FileToRun } from './file-run';
import { RoundTrip } from './round-trip';
import { Scratch, type ScratchOptions } from './scratch';

/** A journey in a scratch of its own, which ends with it. @throws DevSourceError that is no cancelling is what `failed` says. */
export async function onRoundTrip<T>(
  { base, texts, ...options }: ScratchOptions,
  work: (roundTrip: RoundTrip) => Promise<T>,
  failed: (reason: string) => T,
  send?: (scratch: Scratch, file: FileToRun) => Promise<string | undefined>,
): Promise<T> {
  const scratch = new Scratch({ base, texts, ...options });
  try {
    return await work(new RoundTrip(scratch, send && ((file) => send(scratch, file))));
  } catch (error) {
    if (!(error instanceof DevSourceError) || error.code === 'cancelled') throw error;
    return failed(error.message);
  } finally {
    await scratch.close();
  }
}
