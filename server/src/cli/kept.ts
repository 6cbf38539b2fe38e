/** What the command line keeps, in the user's own cache folder, where there is one. */
import { isAbsolute } from 'node:path';
import { type KeptTexts, keptTexts } from '../dev/kept-texts';
import { ObservedFacts } from '../verify/observations';
import { KeptFolds } from './kept-folds';

export type { KeptFolds, ObservedFacts };

type CacheVariables = Readonly<Record<string, string | undefined>>;

/** What running has told of histories. */
export const observedFacts = (env: CacheVariables): ObservedFacts => new ObservedFacts(undefined, keptIn(env, 'told'));
/** What folds of histories came to. */
export const keptFolds = (env: CacheVariables): KeptFolds => new KeptFolds(keptIn(env, 'folded'));
/** What `check` came to. */
export const keptChecks = (env: CacheVariables): KeptTexts | undefined => keptIn(env, 'found');

function keptIn({ LOCALAPPDATA, XDG_CACHE_HOME, HOME }: CacheVariables, what: string): KeptTexts | undefined {
  const own = HOME === undefined ? undefined : `${HOME}/${process.platform === 'darwin' ? 'Library/Caches' : '.cache'}`;
  const cache = process.platform === 'win32' ? LOCALAPPDATA : (XDG_CACHE_HOME ?? own);
  return cache !== undefined && isAbsolute(cache) ? keptTexts(`${cache}/devschema/${what}`) : undefined;
}
