/** The same statements, each run as `verify` runs a migration: on the schema before it, in a scratch PostgreSQL. */
import type { DevSchema } from '../../server/src/model/dev';
import { parseDocument } from '../../server/src/sql/document/document';
import type { Statement } from '../../server/src/sql/document/statement';
import type { VerifiedFile } from '../../server/src/verify/result';
import { Scratch } from '../../server/src/verify/scratch';
import { verifyIn } from '../../server/src/verify/verify';
import { embeddedScript } from '../support/postgres-embedded';
import type { Answer, RecordedFile } from './refusals-record';

/** `silent`: it is shown as proved. */
type RunAnswer = 'refused' | 'not known' | 'silent';
export interface RunStatement {
  readonly statement: Statement;
  readonly answer: Answer;
  readonly run: RunAnswer;
  /** What was said in place of a refusal. */
  readonly reason: string | undefined;
}

/** What ends with ROLLBACK is left out: each statement is a file of its own here, and kept. */
export async function* runFile({ name, text, answers, start }: RecordedFile): AsyncGenerator<RunStatement> {
  const { statements } = parseDocument(`file:///${name}.sql`, 1, text);
  const dev: DevSchema = { schema: start, readAt: 0, label: 'dev', fingerprint: '', applied: [] };
  const texts = statements.map(({ parsed }) => parsed.text);
  const scratch = new Scratch({ base: start, texts, script: await embeddedScript(), timeoutMs: 60_000 });
  await scratch.start();
  try {
    let settings: string[] = [];
    for (const statement of statements) {
      const answer = answers[statement.index]!;
      const { ops, text: own } = statement.parsed;
      if (answer.code === 'left out' || ops.some(({ op }) => op === 'transaction')) continue;
      if (isUndone(statements, statement.index)) continue;
      if (answer.code === '' && /^\s*(?:re)?set\s/i.test(own)) {
        settings = /^\s*reset\s/i.test(own) ? [] : [...settings, own];
        continue;
      }
      const document = parseDocument('file:///one.sql', 1, [...settings, own].join(';\n'));
      const { files } = await verifyIn(scratch, { files: [{ document, standing: 'pending' }], base: dev });
      yield { statement, answer, ...answerOf(files[0]!) };
    }
  } finally {
    await scratch.close();
  }
}
function answerOf({ refusals, notKnown, differences, others }: VerifiedFile): Pick<RunStatement, 'run' | 'reason'> {
  if (refusals.length > 0) return { run: 'refused', reason: refusals[0]?.message };
  const [first] = notKnown;
  const isOpen = notKnown.length + differences.length + others.length > 0;
  return { run: isOpen ? 'not known' : 'silent', reason: first?.reason };
}
/** It is in a transaction that the file opens and rolls back, or in part of one. */
function isUndone(statements: readonly Statement[], at: number): boolean {
  const words = statements.map(({ parsed }) => parsed.ops.flatMap((op) => (op.op === 'transaction' ? op.what : []))[0]);
  const begin = words.lastIndexOf('begin', at);
  if (begin < 0) return false;
  const end = words.findIndex((word, index) => index > begin && (word === 'commit' || word === 'rollback'));
  if (end >= 0 && end < at) return false;
  return words
    .slice(begin, end < 0 ? undefined : end + 1)
    .some((word) => word === 'rollback' || word === 'rollback to');
}
