/** What a fold takes over from one of another text, or judged otherwise, is what it would have come to by itself. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type FileFold, foldFile } from '../../server/src/fold/fold-file';
import type { Standing } from '../../server/src/fold/folded';
import { PMap } from '../../server/src/model/persistent-map';
import { catalogue } from '../../server/src/rules';
import type { RuleExample } from '../../server/src/rules/rule';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { exampleDev, uri } from './support';

beforeAll(() => loadParser());

const standings: readonly Standing[] = ['loose', 'applied', 'pending'];
const entries = (_: string, value: unknown) =>
  value instanceof PMap ? [...value].sort(([a], [b]) => (a < b ? -1 : 1)) : value;
const outcome = ({ conflicts, end }: FileFold) => JSON.stringify({ conflicts, end }, entries);

/** Of the example as it is and fixed: what each comes to after each, under each judgement. */
async function differing(example: RuleExample): Promise<string[]> {
  const { schema } = await exampleDev(example);
  const texts = [example.file, example.fixed ?? ''];
  const documents = texts.map((text) => parseDocument(uri, 1, text));
  const all = documents.flatMap((document) => standings.map((standing) => foldFile(document, standing, '', schema)));
  return all.flatMap((fresh) =>
    all.flatMap((known) => {
      const after = foldFile(fresh.document, fresh.standing, '', schema, [known]);
      return outcome(after) === outcome(fresh)
        ? []
        : [`${fresh.standing} after ${known.standing}: ${fresh.document.text}`];
    }),
  );
}

describe('a fold taken over', () => {
  it.each(catalogue.map((rule) => [rule.code, rule] as const))('is the same in the examples of %s', async (_, rule) => {
    for (const example of rule.examples) expect(await differing(example)).toEqual([]);
  });
  it('is all of it where nothing depends on how the file is judged', async () => {
    const { schema } = await exampleDev({ dev: 'CREATE TABLE t (id int);', file: '' } as RuleExample);
    const document = parseDocument(uri, 1, 'CREATE TABLE u (id int REFERENCES t (id));\nALTER TABLE u ADD n int;');
    const loose = foldFile(document, 'loose', '', schema);
    expect(foldFile(document, 'pending', '', schema, [loose]).steps).toBe(loose.steps);
  });
});
