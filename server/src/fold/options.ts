import { creationSchema } from '../model/resolve';
import type { QualifiedName } from '../text/names';
import type { Draft } from './draft';

/** Later settings of one name replace earlier ones. */
export function mergeOptions(old: readonly string[] | undefined, set: readonly string[]): readonly string[] {
  const nameOf = (option: string): string => option.split('=')[0]!.trim();
  const names = set.map(nameOf);
  return [...(old ?? []).filter((option) => !names.includes(nameOf(option))), ...set];
}
/** The key of `schema.others`: kinds without a schema have the plain name. */
export function otherKey(draft: Draft, what: string, name: QualifiedName): string {
  return `${what.toLowerCase()}\0${name.schema ?? creationSchema(draft.schema) ?? ''}\0${name.name}`;
}
