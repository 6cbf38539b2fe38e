/** A difference in what either schema does not know for sure is no difference but undecided; what agrees stays the same. */

import { noun, t } from '../text/l10n';
import { displayName, quoteIdentifier } from '../text/names';
import type { SchemaPair } from './definitions';
import type { Comparison, Difference, Undecided } from './difference';
import { type KnownParts, unknownEverywhere, unknownObject, unknownParts } from './unknowns';

export function settle(comparison: Comparison, schemas: SchemaPair): Comparison {
  if (schemas.file.unknown.length + schemas.dev.unknown.length === 0) return comparison;
  const everywhere = unknownEverywhere(schemas.file) ?? unknownEverywhere(schemas.dev);
  const differences: Difference[] = [];
  const undecided: Undecided[] = [...comparison.undecided];
  for (const difference of comparison.differences) {
    const reason = everywhere ?? reasonOf(difference, schemas);
    const known = reason === undefined ? difference : undefined;
    if (known?.what === 'missing columns') differences.push(...knownColumns(known, schemas, undecided));
    else if (known) differences.push(known);
    else undecided.push({ object: objectOf(difference, schemas), reason: reason!, origin: difference.origin });
  }
  return { differences, undecided };
}

type MissingColumns = Extract<Difference, { what: 'missing columns' }>;
function knownColumns(difference: MissingColumns, schemas: SchemaPair, undecided: Undecided[]): Difference[] {
  const { table, origin } = difference;
  const parts = unknownParts([schemas.file, schemas.dev], table.schema, table.name);
  const columns = difference.columns.filter(({ name }) => {
    const reason = parts.part('column', name);
    const object = `column ${quoteIdentifier(name)} of ${displayName(table, schemas.dev.searchPath)}`;
    if (reason !== undefined) undecided.push({ object, reason, origin });
    return reason === undefined;
  });
  return columns.length === 0 ? [] : [{ ...difference, columns }];
}

/** Why the difference is undecided, if it is. */
function reasonOf(difference: Difference, { file, dev }: SchemaPair): string | undefined {
  const of = (object: { readonly schema: string; readonly name: string }) =>
    unknownParts([file, dev], object.schema, object.name);
  switch (difference.what) {
    case 'table':
      return of(difference.file).existence;
    case 'object':
    case 'definition':
      return reasonOfObject(difference, { file, dev });
    case 'enum values':
      return of(difference.file).all;
    case 'missing columns':
      return of(difference.table).all;
    case 'extra column':
    case 'column':
      return of(difference.table).part('column', difference.column.name);
    case 'column order':
      return of(difference.table).part('column');
    case 'constraint':
    case 'index':
      return reasonOfPart(difference, of);
    case 'distribution':
      return of(difference.table).all;
    case 'comment':
      return undefined;
  }
}
/** Whole objects; what is not known of a table's part is asked where it is compared. */
function reasonOfObject(
  difference: Extract<Difference, { what: 'object' | 'definition' }>,
  { file, dev }: SchemaPair,
): string | undefined {
  const { kind, schema, name, on = name } = difference;
  if (kind === 'function' || kind === 'procedure') return unknownObject([file, dev], 'routine', schema, name);
  const parts = unknownParts([file, dev], schema, on);
  return difference.what === 'object' ? parts.existence : parts.all;
}
/** Under another name, or on one side only, it may be what was dropped or renamed; under its own it is what it was. */
function reasonOfPart(
  difference: Extract<Difference, { what: 'constraint' | 'index' }>,
  of: (object: { readonly schema: string; readonly name: string }) => KnownParts,
): string | undefined {
  const { what, table } = difference;
  const isThere = difference.differs === 'definition' && difference.file?.name === difference.dev?.name;
  for (const side of [difference.file, difference.dev]) {
    if (!side) continue;
    const parts = of(table);
    const own = what === 'index' ? of({ schema: table.schema, name: side.name }) : undefined;
    const gone = isThere ? undefined : (own?.existence ?? parts.existenceOf(what, side.name));
    const reason = own?.all ?? parts.part(what, side.name) ?? gone;
    if (reason !== undefined) return reason;
  }
  return undefined;
}
function objectOf(difference: Difference, { dev }: SchemaPair): string {
  const shown = (object: { readonly schema: string; readonly name: string }) => displayName(object, dev.searchPath);
  switch (difference.what) {
    case 'table':
    case 'enum values':
      return shown(difference.file);
    case 'object':
    case 'definition':
      return difference.on === undefined
        ? shown(difference)
        : t(
            '{0} {1} of {2}',
            noun(difference.kind),
            quoteIdentifier(difference.name),
            shown({ schema: difference.schema, name: difference.on }),
          );
    case 'missing columns':
    case 'column order':
      return t('columns of {0}', shown(difference.table));
    case 'extra column':
    case 'column':
      return t('column {0} of {1}', quoteIdentifier(difference.column.name), shown(difference.table));
    case 'constraint':
    case 'index':
      return t(
        '{0} {1} of {2}',
        noun(difference.what),
        quoteIdentifier((difference.file ?? difference.dev)!.name),
        shown(difference.table),
      );
    case 'distribution':
      return t('the distribution of {0}', shown(difference.table));
    case 'comment':
      return difference.object;
  }
}
