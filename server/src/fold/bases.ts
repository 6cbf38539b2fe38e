/** The schema that the first file of a history starts from, and what that hangs on. */
import type { Convention } from '../conventions/convention';
import { withOwnTable } from '../conventions/own-tables';
import type { DevSchema } from '../model/dev';
import type { Schema } from '../model/schema';
import type { SqlDocument } from '../sql/document/statement';
import { baseFromDev, sameNames, withoutDev } from './base';
import { madeByFiles, searchPaths } from './document-facts';
import { sharing } from './rebase';
import { withTakenAway } from './without-baseline';

export interface Bases {
  readonly names: ReadonlySet<string>;
  readonly paths: readonly string[];
  /** Dev without what the files make. */
  readonly others: Schema;
  readonly base: Schema;
}
/** Of a file that stands alone. */
export function looseBases(dev: DevSchema | undefined, known: Schema | undefined): Bases {
  const base = known ?? dev?.schema ?? withoutDev();
  return { names: new Set<string>(), paths: [], others: base, base };
}
/** What the first file starts from: the same object as last time, while it is the same. */
export function basesOf(
  { dev, files }: { readonly dev: DevSchema | undefined; readonly files: readonly SqlDocument[] },
  convention: Convention,
  old: Bases | undefined,
): Bases {
  const names = madeByFiles(files);
  const paths = searchPaths(files);
  if (!dev) {
    const base = old?.base ?? withoutDev();
    return { names, paths, others: base, base };
  }
  const isSame = old && sameNames(old.names, names) && old.paths.join('\0') === paths.join('\0');
  const made = isSame ? old.others : baseFromDev(dev, names, paths);
  const others = old ? sharing(made, old.others) : made;
  const base = withOwnTable(withTakenAway(others, files, names, dev), convention.id);
  return { names, paths, others, base: old ? sharing(base, old.base) : base };
}
/** What the first file that has not run starts from. */
export const pendingStart = (dev: DevSchema, convention: Convention): Schema => withOwnTable(dev.schema, convention.id);
