/** A history as the check has it after running what reading cannot know. */
import type { FoldedHistory } from '../../server/src/fold/folded';
import { foldHistory } from '../../server/src/fold/history';
import { ObservedFacts } from '../../server/src/verify/observations';
import { embeddedScript } from '../support/postgres-embedded';

const tells = new ObservedFacts(await embeddedScript());

export async function observedFold(input: Parameters<typeof foldHistory>[0]): Promise<FoldedHistory> {
  const read = foldHistory({ ...input, tells });
  if (!read.files.some(({ isOpen }) => isOpen)) return read;
  const told = await tells.tell(read, {});
  return told ? foldHistory({ ...input, tells }, read) : read;
}
