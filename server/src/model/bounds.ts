/** How much PostgreSQL takes at most, and so how much is read. */

/** Entries of a target list: MaxTupleAttributeNumber. */
export const MAX_TARGETS = 1664;
/** Columns of a table, a view too: MaxHeapAttributeNumber. */
export const MAX_COLUMNS = 1600;
