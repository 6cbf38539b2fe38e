/** Collects what is found while one statement is analysed. */

import type { Volatility } from './signatures';

interface Problem {
  readonly message: string;
  /** libpg-query's: a byte of the statement. */
  readonly location: number | undefined;
  /** A name that is not there: others find those, too. */
  readonly isName?: true;
  /** It is not known whether it is so. */
  readonly isOpen?: true;
}
export class Report {
  readonly problems: Problem[] = [];
  /** What is not immutable, in the order of the text. */
  readonly changing: {
    readonly what: string;
    readonly volatility: Volatility;
    readonly location: number | undefined;
  }[] = [];

  add(message: string, location: number | undefined): undefined {
    if (this.problems.every((each) => each.message !== message || each.location !== location))
      this.problems.push({ message, location });
    return undefined;
  }
  tell(problem: Pick<Problem, 'message' | 'isOpen'>, location: number | undefined): void {
    this.problems.push({ ...problem, location });
  }
  name(message: string, location: number | undefined): void {
    this.problems.push({ message, location, isName: true });
  }
  uses(what: string, volatility: Volatility, location: number | undefined): void {
    if (volatility !== 'immutable') this.changing.push({ what, volatility, location });
  }
}
