/** What is said of a fact: where it was last set, and that it is not known. */

import type { PartKind } from './kinds';

/**
 * Where in the migrations a fact was last set. `start` and `end` are UTF-16 offsets **relative to the statement's own
 * start**, so that an edit above the statement does not move them. Facts read from a database have no origin.
 */
export interface Origin {
  /** The document's URI. */
  readonly uri: string;
  /** The statement's index within its document. */
  readonly statement: number;
  readonly start: number;
  readonly end: number;
}

/** The parts of an object that a statement sets separately; each may have an origin of its own. */
export type Fact =
  | 'self'
  | 'name'
  | 'type'
  | 'notNull'
  | 'default'
  | 'identity'
  | 'generated'
  | 'collation'
  | 'comment';
/**
 * `self`: the name (or the whole, where there is none); `definition` of a constraint or index: what it says, such as
 * its columns or its expression; `distribution` of a table: how Citus spreads its rows; `rename`: where it got another name;
 * `passedOver` of a table: IF NOT EXISTS, which may have passed over another of its name.
 */
export type Origins = Readonly<Partial<Record<Fact | 'definition' | 'distribution' | 'rename' | 'passedOver', Origin>>>;

/**
 * What is not known of an object. Of a table or view one of its parts, or without a name all of a kind. `existence`: it may
 * have been dropped or renamed, and is as it was if it is there. `absence`, of a whole schema: only what is *not* in it is
 * unknown (a loose file without dev). `contents`, of a namespace: it is there, and what it holds was not to be read. As
 * text: what introspection could not read, in words.
 */
export type UnknownFact =
  | { readonly only: 'existence' | 'absence' | 'contents' }
  | { readonly part: PartKind | 'index'; readonly name?: string; readonly only?: 'existence' }
  | string;
/** A fact that could not be found out: by introspection (a privilege, a version) or by the fold (a DO block). */
export interface Unknown {
  /** What is unknown, as a key: `objectKey(...)`, or `'*'` for the whole schema. */
  readonly object: string;
  /** Absent: everything about the object, its existence included. */
  readonly fact?: UnknownFact;
  /** A sentence for a person. */
  readonly reason: string;
}
