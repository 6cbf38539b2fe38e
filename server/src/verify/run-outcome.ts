/** What is gathered while a file runs, and what it comes to. */
import { asideFor, asidesOf } from '../compare/difference';
import type { Standing } from '../fold/folded';
import type { Schema } from '../model/schema';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { t } from '../text/l10n';
import type { Doubts } from './doubts';
import type { Proof } from './proof';
import { isGuarded } from './read-back';
import type { Removal } from './removals';
import type { Refusal, Unproved, VerifiedFile } from './result';
import { whyNotStanding } from './standing-alike';

export interface Run {
  readonly document: SqlDocument;
  readonly standing: Standing;
  readonly removals: readonly Removal[];
  readonly doubts: Doubts;
  readonly refusals: Refusal[];
  readonly notKnown: Unproved[];
  readonly skipped: Statement[];
  readonly guarded: Statement[];
  /** Schemas and extensions that it makes and dev has: they are left there, as there is nothing in them that it could make otherwise. */
  readonly stood: string[];
  ran: number;
  /** One that is not only about the transaction or the session. */
  hasRun: boolean;
  /** What ran it ended in it: by a crash, its time or its memory. */
  isBroken: boolean;
}
/** `doubt`: why it does not mean that dev's server takes it. */
export function took(run: Run, statement: Statement, doubt: string | undefined): void {
  if (isGuarded(statement)) run.guarded.push(statement);
  if (doubt !== undefined) return void run.notKnown.push({ range: statement.range, reason: doubt });
  run.ran++;
  const { ops } = statement.parsed;
  run.hasRun ||= ops.some(({ op }) => op !== 'transaction' && op !== 'none' && op !== 'set search path');
}
/** Whether the statement is refused because dev has the schema or the extension that it makes, which is noted. */
export function leavesStanding(run: Run, { parsed, range }: Statement, message: string, dev: Schema): boolean {
  const stands = run.standing === 'loose' && /^((?:schema|extension) "[^"]*") already exists$/.exec(message);
  const [making] = parsed.ops;
  if (!stands || (making?.op !== 'create schema' && making?.op !== 'create extension')) return false;
  const reason = whyNotStanding(making, dev);
  if (reason !== undefined) run.notKnown.push({ range, reason });
  else {
    run.stood.push(stands[1]!);
    run.ran++;
  }
  return true;
}

/** Of what follows a refusal, though it may run: a tool would not come to it. */
export const AFTER_REFUSAL = t('a statement before it is refused');

export function verified(run: Run, proof: Proof | undefined, base: string, isHeld: boolean): VerifiedFile {
  const { document, ran, refusals } = run;
  const isLoose = run.standing === 'loose';
  const differences = proof?.differences ?? [];
  const others = proof?.others ?? [];
  const equal = new Set(proof?.equal.map(({ range }) => range));
  const notKnown = [...run.notKnown.filter(({ range }) => !equal.has(range)), ...(proof?.undecided ?? [])];
  const outcome =
    refusals.length > 0
      ? 'refused'
      : others.length > 0 || !differences.every((one) => asideFor(one, isLoose))
        ? 'differs'
        : notKnown.length > 0
          ? 'not known'
          : 'proved';
  const isUnproved =
    outcome === 'not known' &&
    (run.isBroken || (!run.hasRun && equal.size === 0 && notKnown.some(({ reason }) => reason !== AFTER_REFUSAL)));
  const held = {
    ...(isHeld && { isHeld }),
    ...(proof?.changes && { changes: true as const }),
    aside: [...new Set([...asidesOf(differences, isLoose), ...(proof?.asides ?? [])])],
  };
  return {
    document,
    outcome,
    base,
    ...held,
    ran: ran + equal.size,
    isUnproved,
    refusals,
    differences,
    others,
    notKnown,
  };
}
/** `wasToRun`: it has not run, and what stands before it keeps it from being run here. */
export function passedOverFile(document: SqlDocument, reason: string, wasToRun = false): VerifiedFile {
  const places = document.statements.map(({ range }) => ({ range, reason }));
  const notKnown = places.length > 0 ? places : [{ range: { start: 0, end: document.text.length }, reason }];
  return {
    document,
    outcome: 'not known',
    ran: 0,
    isUnproved: wasToRun,
    refusals: [],
    differences: [],
    others: [],
    notKnown,
  };
}
