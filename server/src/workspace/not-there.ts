/**
 * What settings name that is not there. A name that nothing has turns off what it was to choose, and every file would
 * look as if nothing were wrong with it: so it is said.
 */
import { globPattern, isChosen } from '../dev/introspect/namespaces';
import type { DevSourceConfig, SchemaChoice } from '../dev/source';
import type { DevSchema } from '../model/dev';
import type { Schema } from '../model/schema';
import { unknowns } from '../model/unknown';
import type { SettingProblem } from '../settings/table';
import { chained, t } from '../text/l10n';
import { quoteIdentifier } from '../text/names';
import { nearest } from '../text/nearest-name';
import { joinPath, relativeTo } from './files';

/** `roots`: the folders that a written folder can be relative to; it is in order when it is in one of them. */
export function foldersNotThere(
  written: readonly string[],
  roots: readonly string[],
  isFolder: (path: string) => boolean,
): SettingProblem[] {
  const key = 'migrations.folders';
  const [root] = roots;
  if (root === undefined) return [];
  return written.flatMap((folder) => {
    const there = roots.map((one) => [one, joinPath(one, folder)] as const).filter(([, path]) => isFolder(path));
    if (there.some(([one, path]) => path === one || relativeTo(one, path) !== undefined)) return [];
    const message =
      there.length > 0
        ? t(
            'devschema.{0}: {1} is outside of {2}, so that no migration in it is read as one. Keep the settings in a folder above both.',
            key,
            folder,
            root,
          )
        : t('devschema.{0}: there is no folder {1} in {2}, so that no migration in it is read.', key, folder, root);
    return [{ key, message }];
  });
}

/** A workspace, as far as it matters here. */
interface Chosen {
  readonly settings: { readonly schemas?: SchemaChoice };
  readonly dev: DevSchema | undefined;
  readonly devConfig: Pick<DevSourceConfig, 'kind'> | undefined;
}
interface SchemaDoubts {
  readonly messages: readonly string[];
  /** Not one schema of dev is read, so that nothing is compared. */
  readonly isNothingRead: boolean;
}
/** What `devschema.schemas` chooses in vain; undefined: nothing is chosen, or there is no dev. */
export function schemaDoubts({ settings, dev, devConfig }: Chosen): SchemaDoubts | undefined {
  const [choice, kind] = [settings.schemas, devConfig?.kind];
  if (!choice || !dev) return undefined;
  const known = doubtsOf.get(dev);
  if (known?.choice === choice && known.kind === kind) return known.doubts;
  const doubts = kind === 'database' ? doubtsOfDatabase(choice, dev) : doubtsOfWhole(choice, dev);
  doubtsOf.set(dev, { choice, kind, doubts });
  return doubts;
}
/** Thousands of tenants' schemas may be there, and every status asks. */
const doubtsOf = new WeakMap<
  DevSchema,
  { readonly choice: SchemaChoice; readonly kind: string | undefined; readonly doubts: SchemaDoubts }
>();

function doubtsOfDatabase(choice: SchemaChoice, { schema }: DevSchema): SchemaDoubts {
  const messages = namedInVain(choice, schema);
  const isNothingRead = ![...schema.namespaces.keys()].some((name) => isChosen(choice, name));
  if (isNothingRead) messages.push(t('devschema.schemas leaves every schema of dev out, so that nothing is compared.'));
  return { messages, isNothingRead };
}
/** A snapshot and SQL are read as they are. */
function doubtsOfWhole(choice: SchemaChoice, { schema, label }: DevSchema): SchemaDoubts {
  const messages = namedInVain(choice, schema);
  const isCut = unknowns(schema).contents.size > 0;
  if (!isCut && [...schema.namespaces.keys()].some((name) => !isChosen(choice, name)))
    messages.push(
      t('devschema.schemas chooses what is read of a database: {0} is compared with all its schemas.', label),
    );
  return { messages, isNothingRead: false };
}
function namedInVain({ include, exclude }: SchemaChoice, { namespaces }: Schema): string[] {
  const names = [...namespaces.keys()];
  const saidOf = (key: 'include' | 'exclude', written: string): string => {
    const what = t('devschema.schemas.{0}: dev has no schema {1}.', key, quoteIdentifier(written));
    const near = nearest(written, names);
    return near === undefined ? what : chained([what, t('Did you mean {0}?', quoteIdentifier(near))], ' ');
  };
  const inVain = (patterns: readonly string[]) =>
    patterns.filter((one) => {
      const pattern = globPattern(one);
      return !names.some((name) => pattern.test(name));
    });
  // Of a pattern of what is left out nobody expects that every dev has such schemas.
  const plain = exclude.filter((one) => !/[*?]/.test(one));
  return [
    ...inVain(include).map((one) => saidOf('include', one)),
    ...inVain(plain).map((one) => saidOf('exclude', one)),
  ];
}
