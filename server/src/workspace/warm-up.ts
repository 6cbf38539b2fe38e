/**
 * V8 compiles a function well only once it has run often, so the first file of a fresh server takes four times as long
 * to read as the second. A sample of what migrations are made of is read while nobody waits.
 */
import type { FoldedHistory } from '../fold/folded';
import { foldingHistory } from '../fold/history';
import type { DevSchema } from '../model/dev';
import type { Steps } from '../model/steps';
import { checking } from '../rules/check';
import { defaultSettings } from '../settings';
import { parseDocument, parsingDocument } from '../sql/document/document';
import { whileIdle } from './slices';

/** Files of one sample, on a dev that has nearly the same; then files of many: what grows with a file is other code. */
const SHORT = 24;
const LONG = 6;
const SAMPLES = 50;

const uri = 'sample:/migration.sql';
/** Names of its own each time, or what was read before would be known. */
const sample = (n: string): string => `CREATE TABLE w${n} (
  id bigserial PRIMARY KEY, "name" varchar(40) NOT NULL DEFAULT '', at timestamptz DEFAULT now(), kind text[],
  price numeric(10,2) CHECK (price > 0), data jsonb DEFAULT '{}'::jsonb, day date, key uuid NOT NULL DEFAULT gen_random_uuid(),
  parent bigint REFERENCES w${n} (id) ON DELETE CASCADE, state integer NOT NULL DEFAULT 0, CONSTRAINT u${n} UNIQUE (name, at)
);
CREATE INDEX w${n}_at ON w${n} (at DESC) WHERE price IS NOT NULL;
ALTER TABLE w${n} ADD COLUMN more integer NOT NULL DEFAULT 0;
ALTER TABLE w${n} ALTER COLUMN more TYPE bigint, ADD CONSTRAINT c${n} CHECK (more >= 0);
COMMENT ON COLUMN w${n}.more IS 'more';
INSERT INTO w${n} (name, at) VALUES ('a', now());
UPDATE w${n} SET name = 'b' WHERE id = 1;
CREATE VIEW v${n} AS SELECT w.id, w.name FROM w${n} w WHERE w.price > 1;
CREATE TABLE IF NOT EXISTS w${n} (id bigint, nam text, at timestamptz);
`;

/** From texts to their findings. */
function* readings(): Steps<void> {
  for (let n = 0; n < SHORT; n++) yield* readShort(n);
  for (let n = 0; n < LONG; n++) yield* readLong(n);
}
function* readShort(n: number): Steps<void> {
  const text = sample(`${n}`);
  const { end } = yield* folding(n, text.replace('varchar', 'char'), undefined);
  const schema = { ...end, serverVersion: 150000, unknown: [] };
  const dev = { schema, readAt: 0, label: '', fingerprint: '', applied: [] };
  yield* checking({ history: yield* folding(n, text, dev), uri, dev, settings: defaultSettings });
}
function* folding(n: number, text: string, dev: DevSchema | undefined): Steps<FoldedHistory> {
  return yield* foldingHistory({ convention: undefined, files: [yield* parsingDocument(uri, n, text)], dev });
}
function* readLong(n: number): Steps<void> {
  let document = parseDocument(uri, 0, '');
  for (let at = 0; at < SAMPLES; at++) {
    document = parseDocument(uri, at, `${document.text}${sample(`${n}_${at}`)}`, { previous: document });
    yield;
  }
  const history = yield* foldingHistory({ convention: undefined, files: [document], dev: undefined });
  yield* checking({ history, uri, dev: undefined, settings: defaultSettings });
}

let isBegun = false;
/** Once a process. `isIdle`: nothing was asked for this many milliseconds. PostgreSQL's parser must have been loaded. */
export function warmUp(isIdle: (ms: number) => boolean): void {
  if (isBegun) return;
  isBegun = true;
  whileIdle(readings(), { isIdle });
}
