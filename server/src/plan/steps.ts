/** Statements with what a person wants to know of each. */
import type { Schema } from '../model/schema';
import { pushTo } from '../text/lists';
import type { Statement } from './alteration';
import { type Change, type Changes, isMade } from './changes';
import { nodeId } from './graph';
import { Locks } from './locks';
import { online } from './online';
import { RELIED, RENAMED, type Step } from './step';
import { nounOf, reasonFor } from './step-reason';
import type { Side } from './unit';

interface Pending {
  readonly node: string;
  readonly change: Change | undefined;
  readonly statement: Statement;
  readonly needs: readonly string[];
}
export class Steps {
  readonly #pending: Pending[] = [];
  /** What those need that come with their table or with the one above, and have no statement. */
  readonly #silent = new Map<string, readonly string[]>();
  constructor(
    readonly changes: Changes,
    readonly before: Side,
    readonly after: Schema,
    readonly isOnline: boolean,
  ) {}

  /** `needs`: nodes before it. */
  add(node: string, change: Change | undefined, statements: readonly Statement[], needs: readonly string[]): void {
    if (statements.length === 0 && isMade(change) && node === nodeId('make', change?.id ?? ''))
      this.#silent.set(node, needs);
    for (const statement of statements) {
      const forms = this.isOnline && change ? online(statement, change, this.before) : [statement];
      for (const form of forms) this.#pending.push({ node, change, statement: form, needs });
    }
  }
  /** With what stands behind those that have no statement. */
  #said(needs: readonly string[]): Set<string> {
    const all = new Set(needs);
    for (const need of all) for (const one of this.#silent.get(need) ?? []) all.add(one);
    return all;
  }
  /** `renames` come before all; `first`: what the others rely on. */
  all(renames: readonly string[], first: readonly string[], styled: (sql: string) => string): Step[] {
    if (this.#pending.length + renames.length === 0) return [];
    const numbers = new Map<string, number[]>();
    const bodies = this.#pending.some(({ statement }) =>
      /^CREATE (?:OR REPLACE )?(?:FUNCTION|PROCEDURE)/.test(statement.sql),
    );
    const relied = first.filter((sql) => bodies || !sql.includes('check_function_bodies'));
    const before = [...relied, ...renames];
    const start = before.length + 1;
    for (const [at, { node }] of this.#pending.entries()) pushTo(numbers, node, start + at);
    const locks = new Locks(this.before, this.after);
    const settings = before.map(
      (sql, at): Step => ({
        number: at + 1,
        sql: styled(sql),
        object: '',
        why: at < relied.length ? RELIED : RENAMED,
        needs: [],
        ...locks.of(sql),
        transaction: 'any',
      }),
    );
    const name = (id: string): string | undefined => {
      const change = this.changes.get(id);
      const item = (change?.from ?? change?.to)?.item;
      return item && nounOf(item);
    };
    const steps = this.#pending.map(({ node, change, statement, needs }, at): Step => {
      const { sql, loses, fails, transaction = 'any' } = statement;
      const own = (numbers.get(node) ?? []).filter((one) => one < start + at);
      const earlier = [...[...this.#said(needs)].flatMap((need) => numbers.get(need) ?? []), ...own].sort(
        (a, b) => a - b,
      );
      return {
        ...{
          number: start + at,
          sql: styled(sql),
          object: change ? nounOf((change.to ?? change.from)!.item) : '',
          why: change ? reasonFor(change, name) : 'privileges differ',
          needs: earlier,
        },
        ...{ ...locks.of(sql), transaction },
        ...(loses !== undefined && { loses }),
        ...(fails !== undefined && { fails }),
      };
    });
    return [...settings, ...steps];
  }
}
