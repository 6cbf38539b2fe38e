/** What running has told of a chain of files ↔ JSON. */
import { decodeMember, isMapName } from '../dev/schema-json';
import type { Told } from '../fold/told';

type Change = Told['changes'][number];

/** `told`: by the keys of their statements. */
export function encodeTold(told: ReadonlyMap<string, Told>): string {
  const facts = [...told].map(([key, { changes, varying, circumstance }]) => ({
    key,
    changes: changes.map((one) => ({ ...one, varies: varying.has(one) || undefined })),
    circumstance,
  }));
  return JSON.stringify({ told: facts });
}
/** Undefined where the text is nothing that was written here. */
export function decodeTold(text: string): Map<string, Told> | undefined {
  try {
    const { told } = JSON.parse(text) as { readonly told: readonly Record<string, unknown>[] };
    return new Map(told.map((one) => [textOf(one.key), toldOf(one)]));
  } catch {
    return undefined;
  }
}
function toldOf({ changes, circumstance }: Record<string, unknown>): Told {
  const all = (changes as readonly Record<string, unknown>[]).map(changeOf);
  const varying = new Set(all.flatMap(({ change, varies }) => (varies ? [change] : [])));
  const told = { changes: all.map(({ change }) => change), varying };
  return circumstance === undefined ? told : { ...told, circumstance: textOf(circumstance) };
}
function changeOf({ map, key, before, after, varies }: Record<string, unknown>) {
  if (!isMapName(map)) throw new Error('no kind of object');
  const member = (value: unknown): unknown => (value === undefined ? undefined : decodeMember(map, value));
  const change: Change = { map, key: textOf(key), before: member(before), after: member(after) };
  return { change, varies: varies === true };
}
function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Error('no text');
  return value;
}
