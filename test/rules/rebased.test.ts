/** An edit of an early file is carried through those after it: what comes out is what a fresh fold comes to. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { detectConvention } from '../../server/src/conventions/conventions';
import type { FoldedFile, FoldedHistory } from '../../server/src/fold/folded';
import { foldHistory } from '../../server/src/fold/history';
import type { DevSchema } from '../../server/src/model/dev';
import { PMap } from '../../server/src/model/persistent-map';
import { catalogue } from '../../server/src/rules';
import { parseDocument } from '../../server/src/sql/document/document';
import type { SqlDocument } from '../../server/src/sql/document/statement';
import { loadParser } from '../../server/src/sql/parse';
import { made } from '../postgres/fold/made';

beforeAll(() => loadParser());

const entries = (_: string, value: unknown) =>
  value instanceof PMap ? [...value].sort(([a], [b]) => (a < b ? -1 : 1)) : value;
const outcome = (file: FoldedFile) =>
  JSON.stringify(
    {
      standing: [file.standing, file.because],
      conflicts: file.conflicts,
      before: file.before(0),
      schemas: file.document.statements.map((_, at) => file.after(at)),
    },
    entries,
  );
/** The text of what was last made of a history's files, one after the other. */
const outcomes = ({ files, end }: FoldedHistory) => [...files.map(outcome), JSON.stringify(end, entries)];

/** Texts that make, change and drop the same few names. */
const texts = [
  ...catalogue.flatMap(({ examples }) => examples.flatMap(({ dev, file, fixed }) => [dev, file, fixed ?? ''])),
  ...Object.values(made).flatMap((script) => (typeof script === 'string' ? [script] : [])),
].filter((text) => text.trim() !== '');

const FILES = 14;
const names = Array.from({ length: FILES }, (_, at) => `${String(at + 1).padStart(4, '0')}_step.sql`);
const convention = detectConvention({ folder: '/m', paths: names, read: () => '' }, undefined)!;
const parsed = (at: number, text: string, previous?: SqlDocument) =>
  parseDocument(`file:///m/${names[at]}`, 1, text, previous ? { previous } : {});
const fold = (files: readonly SqlDocument[], dev: DevSchema | undefined, previous?: FoldedHistory) =>
  foldHistory({ convention, files, dev }, previous);
/** What the first of the files make. */
function devOf(files: readonly SqlDocument[]): DevSchema {
  const { end } = fold(files.slice(0, FILES / 2), undefined);
  const schema = { ...end, serverVersion: 150018, unknown: [] };
  return { schema, readAt: 0, label: 'dev', fingerprint: '', applied: [] };
}

const text = fc.nat(texts.length - 1).map((at) => texts[at]!);
const edit = fc.record({ at: fc.nat(FILES - 1), text, how: fc.constantFrom('replace', 'append', 'prepend', 'empty') });

describe('an edit of a history', () => {
  it('comes to what the same files come to at once', () => {
    fc.assert(
      fc.property(
        fc.array(text, { minLength: FILES, maxLength: FILES }),
        fc.array(edit, { maxLength: 5 }),
        fc.boolean(),
        (first, edits, hasDev) => {
          let documents = first.map((each, at) => parsed(at, each));
          const dev = hasDev ? devOf(documents) : undefined;
          let history = fold(documents, dev);
          for (const { at, text: other, how } of edits) {
            const before = documents[at]!;
            const now = {
              replace: other,
              append: `${before.text}\n${other}`,
              prepend: `${other}\n${before.text}`,
              empty: '',
            };
            documents = documents.with(at, parsed(at, now[how], before));
            history = fold(documents, dev, history);
            expect(outcomes(history)).toEqual(outcomes(fold(documents, dev)));
          }
        },
      ),
      { numRuns: Number(process.env.REBASED_RUNS ?? 40), seed: Number(process.env.REBASED_SEED ?? 8) },
    );
  });
});
