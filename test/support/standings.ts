/** A folder's files folded beside a dev made from SQL: where each stands, and what is said. */
import { detectConvention } from '../../server/src/conventions/conventions';
import { foldHistory } from '../../server/src/fold/history';
import { defaultStyle } from '../../server/src/generate/style';
import { check } from '../../server/src/rules/check';
import { parseDocument } from '../../server/src/sql/document/document';
import { devOf } from './fake-dev';

export type Files = Readonly<Record<string, string>>;
/** Where each stands, all messages, and what is not known. */
export async function folded(files: Files, devSql: string) {
  const paths = Object.keys(files);
  const convention = detectConvention({ folder: '/m', paths, read: (path) => files[path] })!;
  const documents = convention.files.map(({ path }) => parseDocument(`file:///m/${path}`, 1, files[path]!));
  const dev = await devOf(devSql);
  const history = foldHistory({ convention, files: documents, dev });
  const results = documents.map(({ uri }) =>
    check({ history, uri, dev, settings: { rules: {}, style: defaultStyle } }),
  );
  const messages = results.flatMap(({ findings }) => findings.map(({ message }) => message));
  const open = results.flatMap(({ notKnown }) => notKnown.map(({ reason }) => reason));
  return { standings: history.files.map(({ standing, because }) => `${standing}: ${because}`), messages, open };
}
export const standings = async (files: Files, devSql: string) => (await folded(files, devSql)).standings;
