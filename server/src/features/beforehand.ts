/** What the first answers about a large dev would wait for, made once dev has been read and while nothing is asked. */
import { lookup } from '../generate/lookup';
import type { Schema } from '../model/schema';
import { makingLookups } from '../model/secondary-index';
import type { Steps } from '../model/steps';
import { whileIdle } from '../workspace/slices';
import { makingByColumn } from './completion/usual';
import type { Feature } from './feature';
import { makingAllRelations, makingSorted } from './lookup';

/** First what the most is made for; no step is long, since a request that comes meanwhile waits for one. */
export function* preparingAnswers(schema: Schema): Steps<void> {
  yield* lookup(schema).making();
  yield* makingLookups(schema);
  yield* makingAllRelations(schema);
  yield* makingSorted(schema.tables);
  yield* makingSorted(schema.indexes);
  yield* makingSorted(schema.sequences);
  yield* makingByColumn(schema);
}
/** Whenever dev is another: that of the file that a person looks at. */
export const beforehand: Feature = {
  capabilities: () => ({}),
  register({ workspaces }) {
    let last: Schema | undefined;
    workspaces.onStatus(() => {
      const workspace = workspaces.atHand;
      const schema = workspace.dev?.schema;
      if (!schema || schema === last) return;
      last = schema;
      const isStale = () => workspace.dev?.schema !== schema;
      whileIdle(preparingAnswers(schema), { isIdle: workspace.isIdle, isStale });
    });
  },
};
