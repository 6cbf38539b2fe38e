/** Roles belong to a server and not to a dump: the scratch makes those that a statement names, so that it can go on. */
import { showsRole } from '../model/roles';
import type { Schema } from '../model/schema';
import { wordPattern } from '../text/text';

/** The first role a statement names that nothing of dev shows to be there. `made`: those the scratch made for statements. */
export function roleNotKnown(text: string, made: readonly string[], dev: Schema): string | undefined {
  return made.find((role) => wordPattern(role).test(text) && !showsRole(dev, role));
}
