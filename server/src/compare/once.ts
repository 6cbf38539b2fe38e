/** A comparison of two schemas that several ask for. */
import type { Schema } from '../model/schema';
import type { Steps } from '../model/steps';
import { comparingSchemas } from './diff';
import type { Comparison } from './difference';

const comparisons = new WeakMap<Schema, WeakMap<Schema, Comparison>>();
/** As `comparingSchemas`; worked out once for the same two schemas. */
export function* comparingOnce(file: Schema, dev: Schema): Steps<Comparison> {
  const byDev = comparisons.get(file) ?? new WeakMap<Schema, Comparison>();
  comparisons.set(file, byDev);
  const comparison = byDev.get(dev) ?? (yield* comparingSchemas(file, dev));
  byDev.set(dev, comparison);
  return comparison;
}
