/** The options of a sequence: what PostgreSQL adds to those that are written (`init_params` in commands/sequence.c). */
import { present } from '../text/present';
import type { Identity, SequenceOptions } from './schema';

export type SequenceType = 'smallint' | 'integer' | 'bigint';
/** `reset`: NO MINVALUE, NO MAXVALUE. */
export interface SequenceChange extends SequenceOptions {
  readonly reset?: readonly ('minValue' | 'maxValue')[];
  /** RESTART WITH: no option that stays. */
  readonly restart?: string;
}
type Complete = Required<SequenceOptions>;

/** The least and the greatest value of a sequence of the type (PostgreSQL documentation, CREATE SEQUENCE). */
export const sequenceLimits: Readonly<Record<SequenceType, readonly [least: string, greatest: string]>> = {
  smallint: ['-32768', '32767'],
  integer: ['-2147483648', '2147483647'],
  bigint: ['-9223372036854775808', '9223372036854775807'],
};
/** A column's type as the one of its sequence; bigint for what no sequence can have. */
export function sequenceType(name: string): SequenceType {
  return Object.hasOwn(sequenceLimits, name) ? (name as SequenceType) : 'bigint';
}
function bounds(type: SequenceType, increment: string): Pick<Complete, 'minValue' | 'maxValue'> {
  const [least, greatest] = sequenceLimits[type];
  return increment.startsWith('-') ? { minValue: least, maxValue: '-1' } : { minValue: '1', maxValue: greatest };
}

/** Every option. `type`: of the identity column; a sequence of its own is bigint where it says nothing. */
export function completeSequence(options: SequenceOptions, type: SequenceType = 'bigint'): Complete {
  const own = options.type ?? type;
  const increment = options.increment ?? '1';
  const standard = bounds(own, increment);
  const minValue = options.minValue ?? standard.minValue;
  const maxValue = options.maxValue ?? standard.maxValue;
  const start = options.start ?? (increment.startsWith('-') ? maxValue : minValue);
  return {
    type: own,
    increment,
    minValue,
    maxValue,
    start,
    cache: options.cache ?? '1',
    cycle: options.cycle ?? false,
  };
}
/** Only what is not PostgreSQL's own choice. */
export function ownOptions(options: SequenceOptions, type: SequenceType = 'bigint'): SequenceOptions {
  const all = completeSequence(options, type);
  const standard = bounds(all.type, all.increment);
  const start = all.increment.startsWith('-') ? all.maxValue : all.minValue;
  return present({
    type: all.type !== type ? all.type : undefined,
    start: all.start !== start ? all.start : undefined,
    increment: all.increment !== '1' ? all.increment : undefined,
    minValue: all.minValue !== standard.minValue ? all.minValue : undefined,
    maxValue: all.maxValue !== standard.maxValue ? all.maxValue : undefined,
    cache: all.cache !== '1' ? all.cache : undefined,
    cycle: all.cycle || undefined,
  });
}
/** What `init_params` refuses of them, where their type is one that a sequence can have. */
export function sequenceProblem(options: SequenceOptions, type: SequenceType = 'bigint'): string | undefined {
  const all = completeSequence(options, type);
  if (!Object.hasOwn(sequenceLimits, all.type)) return 'sequence type must be smallint, integer, or bigint';
  const [least, greatest] = sequenceLimits[all.type].map(BigInt) as [bigint, bigint];
  const [minimum, maximum, start] = [all.minValue, all.maxValue, all.start].map(BigInt) as [bigint, bigint, bigint];
  if (BigInt(all.increment) === 0n) return 'INCREMENT must not be zero';
  const outside = (value: bigint): boolean => value < least || value > greatest;
  if (outside(maximum)) return `MAXVALUE (${maximum}) is out of range for sequence data type ${all.type}`;
  if (outside(minimum)) return `MINVALUE (${minimum}) is out of range for sequence data type ${all.type}`;
  if (minimum >= maximum) return `MINVALUE (${minimum}) must be less than MAXVALUE (${maximum})`;
  if (start < minimum) return `START value (${start}) cannot be less than MINVALUE (${minimum})`;
  return start > maximum ? `START value (${start}) cannot be greater than MAXVALUE (${maximum})` : undefined;
}
/** RESTART WITH, of ALTER. */
export function restartProblem(options: SequenceOptions, restart: string): string | undefined {
  const { minValue, maxValue } = completeSequence(options);
  if (BigInt(restart) < BigInt(minValue))
    return `RESTART value (${restart}) cannot be less than MINVALUE (${minValue})`;
  return BigInt(restart) > BigInt(maxValue)
    ? `RESTART value (${restart}) cannot be greater than MAXVALUE (${maxValue})`
    : undefined;
}
/** After ALTER: the start remains, and a limit follows the type only where it was the type's own. */
export function changedSequence(
  options: SequenceOptions,
  { reset = [], restart, ...change }: SequenceChange,
  type: SequenceType = 'bigint',
  nextType = type,
): SequenceOptions {
  const before = completeSequence(options, type);
  const own = change.type ?? (nextType === type ? before.type : nextType);
  const standard = bounds(own, change.increment ?? before.increment);
  const [least, greatest] = sequenceLimits[before.type];
  const isOther = own !== before.type;
  // The type's own limits become those of the other type, whichever way it counts.
  const [nextLeast, nextGreatest] = sequenceLimits[own] ?? sequenceLimits.bigint;
  const kept = {
    ...before,
    ...present({
      minValue: reset.includes('minValue')
        ? standard.minValue
        : isOther && before.minValue === least
          ? nextLeast
          : undefined,
      maxValue: reset.includes('maxValue')
        ? standard.maxValue
        : isOther && before.maxValue === greatest
          ? nextGreatest
          : undefined,
    }),
  };
  return ownOptions({ ...kept, ...change, type: own }, nextType);
}
/** After ALTER of it, or of its column's type, which it follows. */
export function changedIdentity(identity: Identity, change: SequenceChange, before: string, after = before): Identity {
  const sequence = changedSequence(identity.sequence, change, sequenceType(before), sequenceType(after));
  return { ...identity, sequence };
}
