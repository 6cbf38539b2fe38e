/** What running has told of histories, as the command line keeps it. */
import { isAbsolute } from 'node:path';
import { keptTexts } from '../dev/kept-texts';
import { ObservedFacts } from '../verify/observations';

/** What running has told stays in the user's own cache folder, where there is one. */
export function observedFacts({
  LOCALAPPDATA,
  XDG_CACHE_HOME,
  HOME,
}: Readonly<Record<string, string | undefined>>): ObservedFacts {
  const own = HOME === undefined ? undefined : `${HOME}/${process.platform === 'darwin' ? 'Library/Caches' : '.cache'}`;
  const cache = process.platform === 'win32' ? LOCALAPPDATA : (XDG_CACHE_HOME ?? own);
  const isUsable = cache !== undefined && isAbsolute(cache);
  return new ObservedFacts(undefined, isUsable ? keptTexts(`${cache}/devschema/told`) : undefined);
}
