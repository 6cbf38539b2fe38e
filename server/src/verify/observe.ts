/**
 * Runs a chain of files in a scratch PostgreSQL and reads them at the same time: where a statement leaves open for
 * reading what it makes, the schema before and after it is what it made.
 */

import type { ApplyContext } from '../fold/conflict';
import { type Chain, changesBetween, type Observed, varyingIn } from '../fold/observed';
import { observedStep } from '../fold/observed-step';
import { endOfFile, type Session } from '../fold/session';
import type { Schema } from '../model/schema';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { present } from '../text/present';
import { circumstanceOf, hangsOnTime } from './circumstances';
import { notRun, whole } from './not-run';
import { readingDisagrees } from './reading-disagrees';
import type { Scratch } from './scratch';
import { Sender } from './sender';

interface ChainToTell {
  readonly base: Schema;
  /** As the fold reads its files. */
  readonly mode: ApplyContext['mode'];
}
/** Of statements in the order in which they ran. */
type ObserveStatement = (chain: Chain, document: SqlDocument, statement: Statement, told: Observed) => void;

/** `known`: what was told before of its files. */
export class ObservedChain {
  #chain: Chain;
  #schema: Schema;
  readonly #run: Observing;
  constructor(
    scratch: Scratch,
    { base, mode }: ChainToTell,
    readonly known: (chain: Chain, document: SqlDocument, statement: Statement) => Observed | undefined,
    readonly tell: ObserveStatement,
  ) {
    this.#chain = { base };
    this.#schema = base;
    this.#run = new Observing(scratch, mode);
  }
  /** The next of its files. A string: why what follows could not be told. @throws as `Scratch.run`. */
  async goOn(documents: readonly SqlDocument[]): Promise<string | undefined> {
    for (const document of documents) {
      const chain = this.#chain;
      const end = await this.#run.file(
        this.#schema,
        document,
        (statement) => this.known(chain, document, statement),
        (statement, told) => this.tell(chain, document, statement, told),
      );
      if (typeof end === 'string') return end;
      this.#schema = end;
      this.#chain = { base: chain.base, last: { document, before: chain } };
    }
    return undefined;
  }
}

class Observing {
  /** What the scratch has now, when that has been read and nothing has run since. */
  #now: Schema | undefined;
  constructor(
    readonly scratch: Scratch,
    readonly mode: ApplyContext['mode'],
  ) {}

  /** The schema after it, or why nothing after it can be told. */
  async file(
    start: Schema,
    document: SqlDocument,
    known: (statement: Statement) => Observed | undefined,
    tell: (statement: Statement, told: Observed) => void,
  ): Promise<Schema | string> {
    const context = { uri: document.uri, mode: this.mode };
    let session: Session = { schema: start };
    if (whole(document) !== undefined) return document.unreadable ?? start;
    const ends = endsByItself(document);
    const sender = new Sender(this.scratch, { document });
    for (const statement of document.statements) {
      if (!statement.runs) continue;
      // Each by itself: what it makes is told of it alone.
      if (!ends && statement.parsed.ops.some(({ op }) => op === 'transaction')) {
        session = observedStep(session, statement, context, known).session;
        continue;
      }
      let told: Observed | undefined;
      const step = observedStep(session, statement, context, known);
      if (step.open === 'open' && notRun(statement) === undefined && !sendsMore(statement)) {
        told = await this.#told(session.schema, statement, sender, !ends);
        if (told) tell(statement, told);
      } else if (notRun(statement) === undefined) await this.#send(statement, sender);
      session = told ? observedStep(session, statement, context, () => told).session : step.session;
    }
    await sender.end();
    // Most tools have one session for all files, so that what is temporary may be there still.
    const broken = await this.scratch.finish(false, true);
    if (broken !== undefined) return broken;
    return endOfFile(session.schema, start.searchPath);
  }

  async #told(read: Schema, statement: Statement, sender: Sender, alone: boolean): Promise<Observed | undefined> {
    const before = this.#now ?? (await this.scratch.schema());
    // What the scratch lacks, a statement may have looked for.
    if (readingDisagrees(read, before)) return void (await this.#send(statement, sender));
    const text = statement.parsed.filled?.text ?? statement.parsed.text;
    const onTime = hangsOnTime(text, read);
    const later = onTime && alone ? await this.scratch.tryOutLater(text) : undefined;
    if (!(await this.#send(statement, sender))) return undefined;
    const after = await this.scratch.schema();
    this.#now = after;
    const changes = changesBetween(before, after);
    const varying = !onTime
      ? new Set<never>()
      : later
        ? varyingIn(changes, changesBetween(before, later))
        : new Set(changes);
    const circumstance = circumstanceOf(text, read);
    return { changes, varying, ...present({ circumstance }) };
  }
  /** Whether PostgreSQL took it. */
  async #send(statement: Statement, sender: Sender): Promise<boolean> {
    this.#now = undefined;
    const { broken, failed } = await sender.send(statement);
    return broken === undefined && failed.length === 0;
  }
}

const sendsMore = ({ parsed }: Statement): boolean => parsed.ops.some((op) => op.op === 'unknown' && op.beside);
/** It undoes what it did, or parts of it: then its transactions are what it says. */
function endsByItself({ statements }: SqlDocument): boolean {
  return statements.some(({ parsed }) =>
    parsed.ops.some((op) => op.op === 'transaction' && op.what !== 'begin' && op.what !== 'commit'),
  );
}
