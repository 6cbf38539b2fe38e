/** What running has told of a chain of files, kept as JSON by what it was told of. */
import { buildOf } from '../dev/embedded/embedded';
import type { KeptTexts } from '../dev/kept-texts';
import { ownBuild } from '../dev/own-build';
import { decodeMember, isMapName } from '../dev/schema-json';
import type { Observed } from '../fold/observed';
import { fingerprintOf } from '../text/fingerprint';

type KeptChange = Observed['changes'][number];

/** By the keys of their statements. `of`: the chain, and how it is read; `script`: as `ObservedFacts` has it. */
export function keptObservations(kept: KeptTexts | undefined, script: string | undefined, of: readonly string[]) {
  const name = kept && nameOf(script, of);
  return {
    load: () => (name === undefined ? undefined : decodeObserved(kept?.load(name) ?? '')),
    save(told: ReadonlyMap<string, Observed>): void {
      if (name === undefined) return;
      kept?.save(name, encodeObserved(told));
      const [first] = told.keys();
      if (first !== undefined) kept?.save(nameOf(script, ['from', first]), JSON.stringify(name));
    },
  };
}
/** All that the newest chain has told whose first was this statement: known before a fold knows which chain to ask for. */
export function keptSince(
  kept: KeptTexts,
  script: string | undefined,
  statement: string,
): ReadonlyMap<string, Observed> | undefined {
  const name = /^"([0-9a-f]+)"$/.exec(kept.load(nameOf(script, ['from', statement])) ?? '')?.[1];
  return name === undefined ? undefined : decodeObserved(kept.load(name) ?? '');
}
const nameOf = (script: string | undefined, of: readonly string[]): string =>
  fingerprintOf([ownBuild(), buildOf(script), ...of]);

function encodeObserved(told: ReadonlyMap<string, Observed>): string {
  const facts = [...told].map(([key, { changes, varying, circumstance }]) => ({
    key,
    changes: changes.map((one) => ({ ...one, varies: varying.has(one) || undefined })),
    circumstance,
  }));
  return JSON.stringify({ told: facts });
}
/** Undefined where the text is nothing that was written here. */
function decodeObserved(text: string): Map<string, Observed> | undefined {
  try {
    const { told } = JSON.parse(text) as { readonly told: readonly Record<string, unknown>[] };
    return new Map(told.map((one) => [decodeText(one.key), observedOf(one)]));
  } catch {
    return undefined;
  }
}
function observedOf({ changes, circumstance }: Record<string, unknown>): Observed {
  const all = (changes as readonly Record<string, unknown>[]).map(decodeChange);
  const varying = new Set(all.flatMap(({ change, varies }) => (varies ? [change] : [])));
  const told = { changes: all.map(({ change }) => change), varying };
  return circumstance === undefined ? told : { ...told, circumstance: decodeText(circumstance) };
}
function decodeChange({ map, key, before, after, varies }: Record<string, unknown>) {
  if (!isMapName(map)) throw new Error('no kind of object');
  const member = (value: unknown): unknown => (value === undefined ? undefined : decodeMember(map, value));
  const change: KeptChange = { map, key: decodeText(key), before: member(before), after: member(after) };
  return { change, varies: varies === true };
}
function decodeText(value: unknown): string {
  if (typeof value !== 'string') throw new Error('no text');
  return value;
}
