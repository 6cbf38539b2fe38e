/** Which part of a drawing is seen, in the drawing's own units. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** Of the page, in its pixels. */
type Room = Pick<Box, 'width' | 'height'>;

/** All of it, in the middle, not larger than it was drawn for. */
export function allOf(whole: Box, { width, height }: Room): Box {
  const by = Math.min(width / whole.width, height / whole.height, 1.25) || 1;
  return within({ ...whole, width: width / by, height: height / by }, whole);
}
/** Its beginning, at a number of pixels to a unit. */
export const beginningOf = (whole: Box, { width, height }: Room, by: number): Box =>
  within({ ...whole, width: width / by, height: height / by }, whole);
/** No empty room beside what is cut off: what fits stands in the middle. */
export function within(seen: Box, whole: Box): Box {
  return {
    ...seen,
    x: startWithin({ at: seen.x, size: seen.width }, { at: whole.x, size: whole.width }),
    y: startWithin({ at: seen.y, size: seen.height }, { at: whole.y, size: whole.height }),
  };
}
/** As little as is needed is moved; to the middle where it was not seen at all, of what is larger the beginning. */
export function revealing(box: Box, seen: Box): Box {
  return {
    ...seen,
    x: startRevealing({ at: box.x, size: box.width }, { at: seen.x, size: seen.width }),
    y: startRevealing({ at: box.y, size: box.height }, { at: seen.y, size: seen.height }),
  };
}

/** One of the two directions of a box. */
interface Span {
  readonly at: number;
  readonly size: number;
}
function startWithin(seen: Span, whole: Span): number {
  if (whole.size <= seen.size) return whole.at + (whole.size - seen.size) / 2;
  return Math.min(Math.max(seen.at, whole.at), whole.at + whole.size - seen.size);
}
function startRevealing({ at, size }: Span, seen: Span): number {
  const [end, endOfSeen] = [at + size, seen.at + seen.size];
  if (at >= seen.at && end <= endOfSeen) return seen.at;
  if (size > seen.size) return at;
  if (at >= endOfSeen || end <= seen.at) return at + (size - seen.size) / 2;
  return at < seen.at ? at : end - seen.size;
}
