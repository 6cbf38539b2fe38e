/** What ends or begins a transaction is told from what only looks so, and from what a held transaction would change. */
import { expect, test } from 'vitest';
import { fitsOneTransaction, isTransactionControl } from '../../server/src/dev/embedded/session-statements';

test.each(
  "BEGIN|begin work;|BEGIN ISOLATION LEVEL SERIALIZABLE|-- a\nSTART TRANSACTION READ ONLY|COMMIT|commit and chain|END;|END /* of it */ WORK|ABORT|ROLLBACK TO a|SAVEPOINT a|RELEASE a|COMMIT PREPARED 'a'".split(
    '|',
  ),
)('%s controls a transaction', (text) => expect(isTransactionControl(text)).toBe(true));

test.each(
  "start_time TABLE a ADD b int|END IF|END $$|COMMIT a|begin_x|BEGIN TABLE a|STARTS|ROLLBACKS|COMMENT ON TABLE a IS 'b'".split(
    '|',
  ),
)('%s controls none', (text) => expect(isTransactionControl(text)).toBe(false));

test('a file fits one transaction where its own is around all of it and has no modes', () => {
  const inside = 'CREATE TABLE a ()';
  expect(fitsOneTransaction(['BEGIN', inside, 'COMMIT;'])).toBe(true);
  expect(fitsOneTransaction([inside, 'END IF', inside])).toBe(true);
  expect(fitsOneTransaction(['BEGIN READ ONLY', inside, 'COMMIT'])).toBe(false);
  expect(fitsOneTransaction([inside, "COMMIT PREPARED 'a'"])).toBe(false);
  expect(fitsOneTransaction([inside, 'COMMIT', inside])).toBe(false);
});
