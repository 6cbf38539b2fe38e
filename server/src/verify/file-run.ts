/** One file run, statement by statement: what PostgreSQL refuses, what is not run, and what became of it. */

import type { FoldedHistory, Standing } from '../fold/folded';
import { foldHistory } from '../fold/history';
import type { DevSchema } from '../model/dev';
import type { Statement } from '../sql/document/statement';
import { t } from '../text/l10n';
import { present } from '../text/present';
import { Doubts } from './doubts';
import { namesMadeBy } from './made-names';
import { byPsql, notRun, ofToolTable, whole } from './not-run';
import { isDuplicate, lackedBy, mayHaveRun, notItsFault, type Refused, renamesStanding } from './outcome';
import { heldAgainstDev, standingAtStart } from './proof';
import { removalsFor, takingOut } from './removals';
import type { Unproved, VerifiedFile } from './result';
import { AFTER_REFUSAL, leavesStanding, passedOverFile, type Run, took, verified } from './run-outcome';
import type { Scratch } from './scratch';
import { type Failed, Sender, type SentFile } from './sender';
import { UnknownRows } from './unknown-rows';

export interface FileToRun extends SentFile {
  readonly standing: Standing;
  /** Its tool has all files that have not run in one transaction. */
  readonly isTogether?: boolean;
  /** Its tool has all of them in one session. */
  readonly isOneSession?: boolean;
  /** Why its tool runs nothing of it. */
  readonly refusedByTool?: string;
  /** … or may run nothing of it. */
  readonly doubted?: string;
  /** Why nobody can tell what it will run on. */
  readonly unread?: string;
  /** Of a loose file. */
  readonly neighbours?: FoldedHistory['neighbours'];
}
const byTool = ({ document, refusedByTool: reason, doubted = reason }: FileToRun): Unproved[] =>
  doubted === undefined ? [] : [{ range: { start: 0, end: document.text.length }, reason: doubted }];
/** Files run one after the other in a scratch server that is started and looks like the base. */
export class Verification {
  /** SQL that was refused: nothing after it can be proved. */
  readonly refused: Refused[] = [];
  /** SQL that could not be run here: what it would have made is lacked by what follows. */
  readonly #left: (Refused & { readonly reason: string })[] = [];
  readonly #lacking: Set<string>;
  readonly #rows: UnknownRows;
  /** Files that have run here, in dev's place. */
  #count = 0;
  constructor(
    readonly scratch: Scratch,
    readonly dev: DevSchema,
    readonly baseName: 'dev' | 'target',
  ) {
    this.#lacking = lackedBy(dev.schema, scratch.missing);
    this.#rows = new UnknownRows(dev.schema);
  }

  /** `goesOn`: the transaction that it is in is the next file's too. */
  async file(file: FileToRun, goesOn: boolean): Promise<VerifiedFile> {
    const { document, standing, unread } = file;
    const passed = this.#passedOver(file);
    if (passed !== undefined) return passedOverFile(document, passed, standing !== 'applied' && unread !== undefined);
    const loose =
      standing === 'loose' ? foldHistory({ convention: undefined, files: [document], dev: this.dev }) : undefined;
    const removals = loose ? removalsFor(loose.files[0]!, this.dev.schema) : [];
    const run: Run = {
      document,
      standing,
      removals,
      doubts: new Doubts(this.scratch, this.dev.schema, this.baseName, this.#lacking),
      refusals: [],
      notKnown: [],
      skipped: [],
      guarded: [],
      stood: [],
      ran: 0,
      ...{ hasRun: false, isBroken: false },
    };
    const before =
      standing === 'pending'
        ? await standingAtStart(this.scratch, this.dev.schema, document, this.#count === 0)
        : undefined;
    run.notKnown.push(...document.skipped.flatMap(byPsql), ...byTool(file));
    await this.#takeOut(run);
    const sender = new Sender(this.scratch, file);
    await sender.ahead();
    for (const statement of document.statements) await this.#statement(run, statement, sender);
    if (!goesOn) for (const failed of await sender.end()) this.#failed(run, failed);
    const broken = await this.scratch.finish(goesOn, file.isOneSession);
    if (broken !== undefined) {
      run.isBroken = true;
      // Nothing shows which of them it was, and what those after it said is worth nothing.
      run.ran = 0;
      run.hasRun = false;
      run.notKnown.push({ range: { start: 0, end: document.text.length }, reason: broken });
    }
    const proof =
      this.refused.length === 0 && broken === undefined
        ? await heldAgainstDev(this.scratch, this.dev.schema, {
            ...{ ...run, before, end: loose?.end },
            neighbours: file.neighbours,
          })
        : undefined;
    const without = [...removals.filter(({ sql }) => sql !== undefined).map(({ shown }) => shown), ...run.stood];
    const base = this.#base(without);
    this.#count++;
    return verified(run, proof, base, without.length > 0);
  }

  #passedOver({ document, standing, unread }: FileToRun): string | undefined {
    return standing === 'applied' ? t('it has run in {0} already', this.baseName) : (unread ?? whole(document));
  }
  #base(out: readonly string[]): string {
    const base = this.#count > 0 ? t('{0} after the pending files before it', this.baseName) : this.baseName;
    return out.length === 0 ? base : t('{0} without {1}', base, firstOf(out));
  }
  async #takeOut(run: Run): Promise<void> {
    const statements = takingOut(run.removals);
    if (statements.length > 0 && !(await this.scratch.runTogether(statements)))
      for (const sql of statements) await this.scratch.run(sql);
  }

  async #statement(run: Run, statement: Statement, sender: Sender): Promise<void> {
    const { range, runs } = statement;
    if (!runs) return;
    const reason = notRun(statement);
    if (reason !== undefined) {
      this.#left.push({ text: statement.parsed.text, ...present({ makes: namesMadeBy(statement) }), reason });
      this.#rows.after(statement.parsed.text, false);
      return void run.notKnown.push({ range, reason });
    }
    const { broken, failed, skips } = await sender.send(statement);
    run.isBroken ||= broken !== undefined;
    const doubt =
      run.doubts.of(statement, run.document, sender.isAroundKnown(statement)) ?? (await run.doubts.ofServer(statement));
    for (const one of failed) this.#failed(run, one);
    const isDone = broken === undefined && !failed.some((one) => one.statement === statement);
    this.#rows.after(statement.parsed.text, isDone);
    if (broken !== undefined) run.notKnown.push({ range, reason: broken });
    else if (skips !== undefined) {
      run.skipped.push(statement);
      run.notKnown.push({ range, reason: t('PostgreSQL skips it: {0}', skips) });
    } else if (failed.some((one) => one.statement === statement)) return;
    else if (this.refused.length > 0) run.notKnown.push({ range, reason: AFTER_REFUSAL });
    else if (!this.#tooNew(run, statement)) {
      took(run, statement, doubt);
    }
  }
  /** The scratch server took what the older one that the file is for refuses. */
  #tooNew(run: Run, statement: Statement): boolean {
    const found = run.doubts.tooNew(statement);
    if (found.length === 0) return false;
    run.refusals.push(...found);
    this.refused.push({ text: statement.parsed.text, makes: namesMadeBy(statement) });
    return true;
  }
  #failed(run: Run, failed: Failed): void {
    const { statement, text, failure, why } = failed;
    const { message } = failure;
    if (leavesStanding(run, statement, message, this.dev.schema)) return;
    if (statement.guard !== undefined) {
      const reason = `${statement.guard}: ${message}`;
      if (!isDuplicate(failure.code ?? ''))
        this.#left.push({ text, reason, ...present({ makes: namesMadeBy(statement) }) });
      return void run.notKnown.push({ range: statement.range, reason });
    }
    if (run.standing === 'loose' && mayHaveRun(statement, failure, run.removals.length, this.dev.schema)) {
      const reason = t('dev has no longer what it takes away, and the file may have run there: {0}', message);
      return void run.notKnown.push({ range: statement.range, reason });
    }
    const lacked = /^extension "([^"]*)" is not available$/.exec(message)?.[1];
    if (lacked !== undefined) this.#lacking.add(lacked);
    const reason =
      run.doubts.ofRefusal(failure) ??
      ofToolTable(failure) ??
      notItsFault(failure, {
        text,
        place: this.scratch.place,
        standing: run.standing,
        renamesStanding: renamesStanding(statement, this.dev.schema),
        inTransaction: why !== undefined,
        dev: this.dev.schema,
        missing: this.scratch.missing,
        left: this.#left,
        removals: run.removals,
        rows: this.#rows,
        lacking: this.#lacking,
        refused: this.refused,
      });
    if (reason !== undefined) {
      if (!isDuplicate(failure.code ?? ''))
        this.#left.push({ text, ...present({ makes: namesMadeBy(statement) }), reason });
      return void run.notKnown.push({ range: statement.range, reason });
    }
    run.refusals.push(run.doubts.refusal(failed));
    this.refused.push({ text, makes: namesMadeBy(statement) });
  }
}

/** More would not be read. */
const mostNamed = 8;
function firstOf(names: readonly string[]): string {
  if (names.length <= mostNamed) return names.join(', ');
  return t('{0} and {1} more', names.slice(0, mostNamed).join(', '), names.length - mostNamed);
}
