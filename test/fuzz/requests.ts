/** Every request over the protocol, at any place of any text: an answer in time, within the text, and no handler that failed. */
import type { Diagnostic } from 'vscode-languageserver/node';
import { startClient, type TestClient, type TestFile } from '../support/client';
import { FakeDev } from '../support/fake-dev';
import { damaged, devSql, edit } from './material';
import { Failure, hold, MOST_MS, type Subject } from './subject';

let client: TestClient;
let number = 0;

/** @throws Failure when it takes too much processor time, or is not answered at all. */
async function answered<T>(what: string, file: TestFile, ask: () => Promise<T>): Promise<T> {
  const before = process.cpuUsage();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const never = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Failure(`${what} is not answered`, file.text)), 60_000);
  });
  const answer = await Promise.race([ask(), never]).finally(() => clearTimeout(timer));
  const { user, system } = process.cpuUsage(before);
  if ((user + system) / 1000 > 2 * MOST_MS)
    throw new Failure(`${what} took ${Math.round((user + system) / 1000)} ms`, file.text);
  return answer;
}
function inside(file: TestFile, { start, end }: Diagnostic['range']): boolean {
  const lines = file.text.split(/\r\n|\n|\r/);
  const within = ({ line, character }: { line: number; character: number }) =>
    line < lines.length && character <= lines[line]!.length;
  return within(start) && within(end);
}

export const requests: Subject = {
  name: 'requests',
  counts: 'requests',
  async open() {
    client = await startClient({ dev: await FakeDev.of(devSql) });
    await client.settled();
    return undefined;
  },
  async round(random) {
    const file = await client.open(damaged(random, 5), `/project/draft${number++}.sql`);
    let asked = 0;
    for (let left = 3; left > 0; left--) {
      for (const { range } of await answered('diagnostics', file, () => file.diagnostics()))
        hold(inside(file, range), 'a diagnostic outside the text', file.text);
      for (let place = 4; place > 0; place--) {
        const offset = random.below(file.text.length + 1);
        await answered('hover', file, () => file.hover(offset));
        await answered('completion', file, () => file.completions(offset));
        await answered('definition', file, () => file.definitions(offset));
      }
      const range = { start: file.position(0), end: file.position(file.text.length) };
      for (const { edit: change } of await answered('code actions', file, () => file.actions({ range })))
        for (const { range: place } of change?.changes?.[file.uri] ?? [])
          hold(inside(file, place), 'an edit outside the text', file.text);
      await answered('code lenses', file, () => file.lenses());
      for (const symbol of await answered('symbols', file, () => file.symbols()))
        hold(inside(file, symbol.range), 'a symbol outside the text', file.text);
      asked += 16;
      const { start, end, text } = edit(random, file.text);
      await file.replace(start, end, text);
    }
    await file.close();
    const [failed] = client.received.errors.splice(0);
    if (failed !== undefined) throw new Failure(`a handler failed: ${failed}`, file.text);
    return asked;
  },
  close: () => client.stop(),
};
