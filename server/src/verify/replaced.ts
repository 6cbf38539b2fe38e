/** What a file drops or renames itself, so that what it makes in that place is to be another. */
import type { Difference } from '../compare/difference';
import { taken } from '../fold/taken-away';
import { schemasFor } from '../model/resolve';
import type { Schema } from '../model/schema';
import type { SqlDocument } from '../sql/document/statement';
import { keyOf, qualifiedKey } from '../text/names';
import type { Removal } from './removals';

/** By its key in `Schema`; a part by its table's. */
interface Subject {
  readonly key: string;
  readonly part?: { readonly kind: string; readonly name: string };
}
/** `schema`: where the file finds what it takes away. */
export class Replaced {
  readonly #gone: ReadonlySet<string>;
  constructor(document: SqlDocument, schema: Schema) {
    this.#gone = new Set(
      taken(document).flatMap(({ name, part }) =>
        schemasFor(schema, name).map((one) => idOf({ key: qualifiedKey(one, name.name), ...(part && { part }) })),
      ),
    );
  }
  removal({ what, key, part }: Removal): boolean {
    return this.#has(part === undefined || what === 'index' ? { key } : { key, part: { kind: what, name: part } });
  }
  difference(one: Difference): boolean {
    const subject = subjectOf(one);
    return subject !== undefined && this.#has(subject);
  }
  /** A part goes with its table. */
  #has(subject: Subject): boolean {
    return this.#gone.has(idOf(subject)) || (subject.part !== undefined && this.#gone.has(idOf({ key: subject.key })));
  }
}
const idOf = ({ key, part }: Subject): string => (part ? `${key}\0${part.kind}\0${part.name}` : key);
function subjectOf(one: Difference): Subject | undefined {
  switch (one.what) {
    case 'constraint':
      return one.dev && { key: keyOf(one.devTable), part: { kind: 'constraint', name: one.dev.name } };
    case 'index':
      return one.dev && { key: keyOf(one.dev) };
    case 'column':
    case 'extra column':
      return { key: keyOf(one.devTable), part: { kind: 'column', name: one.column.name } };
    case 'enum values':
      return { key: keyOf(one.dev) };
    case 'missing columns':
    case 'column order':
      return { key: keyOf(one.devTable) };
    case 'object':
      return { key: keyOf(one) };
    default:
      return undefined;
  }
}
