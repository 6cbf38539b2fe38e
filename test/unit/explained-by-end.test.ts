/** What is kept of a file that has run is enough: its statements are not read again to see how the files stand to dev. */
import { expect, test } from 'vitest';
import { explainingStand, type Stand } from '../../server/src/fold/explained-by-end';
import { type FileFold, foldFile } from '../../server/src/fold/fold-file';
import { emptySchema } from '../../server/src/model/schema';
import { atOnce } from '../../server/src/model/steps';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';

test('no conflicts of files that have run are asked for', async () => {
  await loadParser();
  const [a, b] = ['a', 'b'].map((name) => parseDocument(`${name}.sql`, 1, `CREATE TABLE ${name} (id int);`));
  const first = foldFile(a!, 'applied', '', { ...emptySchema(), searchPath: ['public'] });
  const second = foldFile(b!, 'applied', '', first.end);
  const dev = second.end;
  const unasked = (fold: FileFold): FileFold =>
    Object.create(fold, {
      conflicts: {
        get() {
          throw new Error(`${fold.document.uri} was read again`);
        },
      },
      standing: { value: 'applied' },
    }) as FileFold;
  const applied = { standing: 'applied', because: '' } as const;
  const pending = { standing: 'pending', because: '' } as const;
  const inferred: Stand = {
    judged: [applied, pending],
    folds: [unasked(first), foldFile(b!, 'pending', '', dev)],
    end: first.end,
  };
  const both: Stand = { judged: [applied, applied], folds: [unasked(first), unasked(second)], end: dev };
  const found = atOnce(
    explainingStand([first, second], inferred, dev, function* () {
      yield;
      return both;
    }),
  );
  expect(found).toBe(both);
});
