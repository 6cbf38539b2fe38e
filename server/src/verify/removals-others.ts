/** What a file makes and dev has of the kinds that are no relations: statistics, collations, publications, operators, …. */
import type { FoldedFile } from '../fold/folded';
import type { Collation, ExtendedStatistics, Origin, OtherObject, Schema } from '../model/schema';
import { keyOf, type ObjectName, quoteIdentifier, quoteQualified } from '../text/names';
import { ASIDE, nameAside } from './aside';

const maps = { statistics: 'statistics', collation: 'collations', other: 'others' } as const;
type OtherWhat = keyof typeof maps;

interface OtherRemoval extends Moved {
  readonly what: OtherWhat;
  readonly key: string;
  readonly origin: Origin;
}
/** `isMadeAnew`: by what it is and its key. Of one statement: what it makes has its place. */
export function otherRemovals(
  file: FoldedFile,
  statement: number,
  dev: Schema,
  isMadeAnew: (owner: string) => boolean,
): OtherRemoval[] {
  const [before, made] = [file.before(statement), file.after(statement)];
  return (Object.keys(maps) as OtherWhat[]).flatMap((what): OtherRemoval[] => {
    const map = maps[what];
    if (made[map] === before[map]) return [];
    return [...made[map]].flatMap(([key, { origins }]): OtherRemoval[] => {
      const origin = origins?.self;
      const there = dev[map].get(key);
      if (!there || !origin || origin.statement !== statement || origin.uri !== file.document.uri) return [];
      const stood = before[map].get(key);
      // Those of a table that is made anew, and casts of such a type, went with it.
      const went = !stood && (standsOn(there) ?? []).some(isMadeAnew);
      if (stood !== there && !went) return [];
      const moved = movedAside(what, there);
      return moved ? [{ what, key, shown: moved.shown, sql: moved.sql, origin }] : [];
    });
  });
}
const standsOn = (one: ExtendedStatistics | Collation | OtherObject): readonly string[] | undefined => {
  if ('table' in one) return [`table\0${keyOf({ schema: one.schema, ...one.table })}`];
  return 'dependsOn' in one ? one.dependsOn : undefined;
};
/** What files have made and dev has; with `at`, whatever both have, there. Nothing is taken out for it. */
export function othersMade(read: Schema, dev: Schema, at?: Origin) {
  return (Object.keys(maps) as OtherWhat[]).flatMap((what) =>
    [...read[maps[what]]].flatMap(([key, { origins }]) => {
      const there = dev[maps[what]].get(key);
      const origin = at ?? origins?.self;
      const moved = there && origin && movedAside(what, there);
      return moved ? [{ what, key, shown: moved.shown, sql: undefined, origin }] : [];
    }),
  );
}
interface Moved {
  readonly shown: string;
  readonly sql: string;
}
/** Undefined for what cannot be moved by itself: it stays, and that the file makes it is not known. */
function movedAside(what: OtherWhat, object: OtherObject | ObjectName): Moved | undefined {
  if ('kind' in object) return otherAside(object);
  const designation = `${what.toUpperCase()} ${quoteQualified(object, 'always')}`;
  return { shown: `${what} ${quoteQualified(object)}`, sql: `ALTER ${designation} SET SCHEMA ${ASIDE}` };
}
function otherAside({ kind, name, schema, designation, extension }: OtherObject): Moved | undefined {
  if (extension !== undefined || designation === undefined) return undefined;
  const shown =
    kind === 'CAST' || schema !== undefined
      ? designation.toLowerCase()
      : `${kind.toLowerCase()} ${quoteIdentifier(name)}`;
  switch (kind) {
    case 'OPERATOR':
    case 'TEXT SEARCH CONFIGURATION':
    case 'TEXT SEARCH DICTIONARY':
      return { shown, sql: `ALTER ${designation} SET SCHEMA ${ASIDE}` };
    case 'PUBLICATION':
    case 'SERVER':
    case 'FOREIGN DATA WRAPPER':
      return { shown, sql: `ALTER ${designation} RENAME TO ${nameAside(`${kind}\0${name}`)}` };
    case 'CAST':
    // One that stays would run.
    case 'EVENT TRIGGER':
      return { shown, sql: `DROP ${designation}` };
    default:
      return undefined;
  }
}
