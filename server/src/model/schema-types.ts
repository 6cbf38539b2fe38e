/** Types that users make. */

import type { QualifiedName } from '../text/names';
import type { PMap } from './persistent-map';
import type { Origin, Origins } from './schema-facts';
import type { SqlType } from './types';

interface TypeBase {
  readonly schema: string;
  readonly name: string;
  readonly comment?: string;
  readonly owner?: string;
  readonly privileges?: readonly string[];
  readonly extension?: string;
  readonly dependsOn?: readonly string[];
  readonly origins?: Origins;
}
export interface EnumType extends TypeBase {
  readonly kind: 'enum';
  readonly values: readonly string[];
  /** Where each value came from, by value, in a fold. */
  readonly valueOrigins?: PMap<Origin>;
}
export interface CompositeType extends TypeBase {
  readonly kind: 'composite';
  readonly attributes: readonly {
    readonly name: string;
    readonly type: SqlType;
    readonly collation?: QualifiedName;
    readonly comment?: string;
  }[];
}
export interface DomainType extends TypeBase {
  readonly kind: 'domain';
  readonly base: SqlType;
  readonly notNull: boolean;
  readonly default?: string;
  readonly collation?: QualifiedName;
  readonly checks: readonly {
    readonly name: string;
    readonly expression: string;
    readonly notValid?: boolean;
    readonly comment?: string;
  }[];
  readonly notNullConstraintName?: string;
  readonly notNullConstraintComment?: string;
}
export interface RangeType extends TypeBase {
  readonly kind: 'range';
  readonly subtype: SqlType;
  readonly subtypeOpclass?: QualifiedName;
  readonly collation?: QualifiedName;
  readonly canonical?: QualifiedName;
  readonly subtypeDiff?: QualifiedName;
  readonly multirangeName?: QualifiedName;
}
/** A base type of an extension or C code, or the shell of one. */
export interface OtherType extends TypeBase {
  readonly kind: 'base';
  /** `CREATE TYPE …`; absent for members of extensions, and in a fold. */
  readonly definition?: string;
}
export type UserType = EnumType | CompositeType | DomainType | RangeType | OtherType;
