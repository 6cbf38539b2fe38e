/** What files of a history have made so far: what one makes again, after another dropped it, is not new. */

interface AskedFact {
  readonly fact: string;
  readonly isNew: boolean;
}
/** What files have made so far, in their order. */
export class MadeFacts {
  readonly #facts = new Set<string>();
  readonly #inOrder: string[] = [];
  readonly #asked: AskedFact[] = [];
  /** Whether it is new; it is not from now on. */
  isNew(fact: string): boolean {
    const { size } = this.#facts;
    const isNew = this.#facts.add(fact).size > size;
    if (isNew) this.#inOrder.push(fact);
    this.#asked.push({ fact, isNew });
    return isNew;
  }
  /** What was asked since this was asked last. */
  takeAsked(): readonly AskedFact[] {
    return this.#asked.splice(0);
  }
  /** Whether the same is new as then; if it is not, nothing has been asked. */
  areSame(asked: readonly AskedFact[]): boolean {
    const { size } = this;
    const isSame = asked.every(({ fact, isNew }) => this.isNew(fact) === isNew);
    if (!isSame) this.back(size);
    this.#asked.length = 0;
    return isSame;
  }
  get size(): number {
    return this.#inOrder.length;
  }
  /** In their order. */
  get facts(): readonly string[] {
    return this.#inOrder;
  }
  static of(facts: readonly string[]): MadeFacts {
    const made = new MadeFacts();
    for (const fact of facts) made.isNew(fact);
    made.#asked.length = 0;
    return made;
  }
  /** What was made after there were this many is forgotten. */
  back(size: number): void {
    for (const fact of this.#inOrder.splice(size)) this.#facts.delete(fact);
  }
}
