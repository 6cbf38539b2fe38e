/** Ten migrations in ten styles, typed: nothing is found but in the statement at the cursor, and what is written is offered. */
import { afterEach, beforeAll, expect, it } from 'vitest';
import { linesOf } from '../../server/src/features/convert';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { casesOf, isAmongFirst, offeredAt, prefixesOf } from '../completion/cases';
import { writtenOn } from '../completion/histories';
import { startClient, type TestClient } from '../support/client';
import { devOf, FakeDev } from '../support/fake-dev';
import { before, migrations } from '../support/typed-migrations';

beforeAll(loadParser);
let client: TestClient | undefined;
afterEach(async () => {
  expect(client?.received.errors ?? []).toEqual([]);
  await client?.stop();
  client = undefined;
});

it.each(Object.entries(migrations))('%s: shows nothing of what has been typed to its end', async (_, text) => {
  client = await startClient({
    dev: await FakeDev.of(before),
    files: { '/project/migrations/001_base.sql': before, '/project/migrations/002_next.sql': '' },
  });
  await client.settled();
  const { statements } = parseDocument('file:///x.sql', 1, text);
  const ends = statements.map(({ range }) => (text[range.end] === ';' ? range.end + 1 : range.end));
  // What is shown at a pause is of such a text: after each word and sign.
  const pauses = [...text.matchAll(/\w+|\s+|\W/g)].map((one) => one.index + one[0].length);
  const file = await client.open('', '/project/migrations/002_next.sql');
  const found = new Set<string>();
  for (const end of pauses) {
    await file.edit(text.slice(0, end));
    const finished = ends.findLast((one) => one <= end) ?? 0;
    const lines = linesOf({ text: file.text });
    for (const one of await file.diagnostics())
      if (lines.offset(one.range.start) < finished) found.add(`${text.slice(end - 20, end)}|: ${file.show(one)}`);
  }
  expect([...found]).toEqual([]);
  expect(await file.diagnostics()).toEqual([]);
});

it('has the names that are written among the first three, after at least 95 of 100 prefixes', async () => {
  const counts = { right: 0, all: 0 };
  const missed: string[] = [];
  for (const text of Object.values(migrations)) {
    const history = await writtenOn(await devOf(before), { '001_base.sql': before }, '002_next.sql');
    for (const one of casesOf(history, history.uri, text))
      for (const { prefix, edited, offset } of prefixesOf(text, one)) {
        const isRight = isAmongFirst(offeredAt(history, history.uri, edited, offset), prefix, one.name);
        counts.all++;
        if (isRight) counts.right++;
        else missed.push(`${text.slice(Math.max(0, one.start - 30), one.start)}[${prefix}]${one.name}`);
      }
  }
  expect(counts.all).toBeGreaterThan(300);
  expect(counts.right / counts.all, `${counts.right} of ${counts.all}\n${missed.join('\n')}`).toBeGreaterThanOrEqual(
    0.95,
  );
});
