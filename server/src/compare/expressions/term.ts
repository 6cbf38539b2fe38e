/** An expression, or a part of it, as it is compared. */
import type { NodeJson } from './nodes';
import type { CastType } from './types';

export interface Term {
  /** `node`: a construct that is compared part by part, without knowing what else would mean the same; `query`: one of these. */
  readonly kind:
    | 'constant'
    | 'column'
    | 'call'
    | 'operator'
    | 'and'
    | 'or'
    | 'any'
    | 'form'
    | 'array'
    | 'node'
    | 'query';
  /** The column, function or operator; for `form` the construct; for `node` its kind and what is no part. */
  readonly name: string;
  readonly schema?: string;
  readonly args: readonly Term[];
  /** Casts around it, the innermost first. */
  readonly casts: readonly (CastType | undefined)[];
  /** Of a constant; null is SQL's NULL. */
  readonly value?: string | null;
  /** Of a query's column: its type, where that is known. */
  readonly type?: CastType | undefined;
  readonly mayBeOther?: boolean;
  readonly written?: 'string' | 'number' | 'boolean' | 'null' | 'bits';
}

export function term(kind: Term['kind'], name: string, args: readonly Term[] = [], more: Partial<Term> = {}): Term {
  return { kind, name, args, casts: [], ...more };
}
export function cast(inner: Term, type: CastType | undefined): Term {
  return { ...inner, casts: [...inner.casts, type] };
}
export function constant(written: NonNullable<Term['written']>, value: string | null): Term {
  return term('constant', '', [], { written, value });
}

/** CURRENT_TIMESTAMP and its kin: the server keeps the spelling, the value is that of now(). */
export function readValueFunction(fields: NodeJson): Term {
  const now = term('call', 'now');
  const precision = typeof fields.typmod === 'number' && fields.typmod >= 0 ? { modifiers: String(fields.typmod) } : {};
  switch (
    String(fields.op)
      .replace(/^SVFOP_/, '')
      .replace(/_N$/, '')
  ) {
    case 'CURRENT_TIMESTAMP':
      return fields.op === 'SVFOP_CURRENT_TIMESTAMP'
        ? now
        : cast(now, { name: 'timestamp with time zone', ...precision });
    case 'LOCALTIMESTAMP':
      return cast(now, { name: 'timestamp without time zone', ...precision });
    case 'CURRENT_DATE':
      return cast(now, { name: 'date' });
    case 'CURRENT_TIME':
      return cast(now, { name: 'time with time zone', ...precision });
    case 'LOCALTIME':
      return cast(now, { name: 'time without time zone', ...precision });
    default:
      return term('form', String(fields.op) === 'SVFOP_USER' ? 'SVFOP_CURRENT_USER' : String(fields.op));
  }
}
