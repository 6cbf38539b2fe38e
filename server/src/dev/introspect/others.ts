/** Objects that are printed as they stand: servers, wrappers, languages, publications and the rest, an entry a kind. */
import { idOfOther, otherKey } from '../../model/other-kinds';
import type { OtherObject } from '../../model/schema';
import { quoteIdentifier, quoteLiteral } from '../../text/names';
import { present } from '../../text/present';
import { numberOf, orNull, type RowOf, select, textOf, textsOf } from '../select';
import { type Catalog, commentOf, type DependsOn, extensionOf, objectId } from './catalog';
import { defined } from './defined';
import { servers, wrappers } from './foreign-data';
import { designated, type OtherFacts, type OtherRow, otherPart } from './other-part';
import { catalogPrivileges, defaultPrivileges } from './privileges';
import { publications } from './publications';
import { acl, catalog, type QueryTarget } from './sql';
import { userMappings } from './user-mappings';

/** Those of extensions too, for their privileges. */
function languagesQuery(target: QueryTarget) {
  const given = (what: string, column: string): string =>
    `CASE WHEN ${column} <> 0 THEN ' ${what} ' || ${column}::regproc::text ELSE '' END`;
  return select(
    {
      oid: numberOf('l.oid'),
      name: textOf('l.lanname::text'),
      definition:
        textOf(`'CREATE ' || CASE WHEN l.lanpltrusted THEN 'TRUSTED ' ELSE '' END || 'LANGUAGE ' || pg_catalog.quote_ident(l.lanname)
         || ${given('HANDLER', 'l.lanplcallfoid')} || ${given('INLINE', 'l.laninline')} || ${given('VALIDATOR', 'l.lanvalidator')}`),
      owner: textOf('pg_catalog.pg_get_userbyid(l.lanowner)::text'),
      privileges: orNull(textsOf(acl('l.lanacl', `'l'`, 'l.lanowner', target, 'pg_language', 'l.oid'))),
    },
    'FROM pg_catalog.pg_language l WHERE l.lanispl ORDER BY l.lanname',
  );
}
const languages = otherPart('languages', languagesQuery, (row) => ({
  ...designated('LANGUAGE', catalog.language, row),
  definition: row.definition,
  owner: row.owner,
  ...present({ privileges: row.privileges ?? undefined }),
}));

const accessMethodsQuery = select(
  {
    oid: numberOf('a.oid'),
    name: textOf('a.amname::text'),
    type: textOf('a.amtype::text'),
    handler: textOf('a.amhandler::regproc::text'),
  },
  'FROM pg_catalog.pg_am a WHERE a.oid >= 16384 ORDER BY a.amname',
);
const accessMethods = otherPart(
  'access methods',
  () => accessMethodsQuery,
  (row) => ({
    ...designated('ACCESS METHOD', catalog.accessMethod, row),
    definition: `CREATE ACCESS METHOD ${quoteIdentifier(row.name)} TYPE ${row.type === 't' ? 'TABLE' : 'INDEX'} HANDLER ${row.handler}`,
  }),
);

const eventTriggersQuery = select(
  {
    oid: numberOf('e.oid'),
    name: textOf('e.evtname::text'),
    event: textOf('e.evtevent::text'),
    tags: orNull(textsOf('e.evttags')),
    routine: textOf('e.evtfoid::regproc::text'),
    state: textOf('e.evtenabled::text'),
    owner: textOf('pg_catalog.pg_get_userbyid(e.evtowner)::text'),
  },
  'FROM pg_catalog.pg_event_trigger e ORDER BY e.evtname',
);
const eventStates: Readonly<Record<string, string>> = {
  D: 'DISABLE',
  R: 'ENABLE REPLICA',
  A: 'ENABLE ALWAYS',
};
function eventTrigger({ name, event, tags, routine, state }: RowOf<typeof eventTriggersQuery>): string {
  const when = tags === null ? '' : `\n    WHEN TAG IN (${tags.map(quoteLiteral).join(', ')})`;
  const create = `CREATE EVENT TRIGGER ${quoteIdentifier(name)} ON ${event}${when}\n    EXECUTE FUNCTION ${routine}()`;
  const set = eventStates[state];
  return set === undefined ? create : `${create};\nALTER EVENT TRIGGER ${quoteIdentifier(name)} ${set}`;
}
const eventTriggers = otherPart(
  'event triggers',
  () => eventTriggersQuery,
  (row) => ({
    ...designated('EVENT TRIGGER', catalog.eventTrigger, row),
    definition: eventTrigger(row),
    owner: row.owner,
  }),
);

/** In the order in which they are kept. */
export const otherParts = {
  wrappers,
  servers,
  userMappings,
  languages,
  accessMethods,
  eventTriggers,
  publications,
  defined,
  defaultPrivileges,
  catalogPrivileges,
} as const;

type OtherRows = { readonly [Name in keyof typeof otherParts]: readonly OtherRow[] };
/** Also says what each is called in dependency lists; `from` has all relations by now. */
export function readOthers(from: Catalog, rows: OtherRows): OtherFacts[] {
  const names = Object.keys(otherParts) as (keyof OtherRows)[];
  const facts = names.flatMap((name) => rows[name].map((of) => of(from)));
  for (const one of facts)
    if (one.classId !== undefined && one.oid !== undefined)
      from.otherKeys.set(objectId(one.classId, one.oid), idOfOther(one));
  return facts;
}
export function buildOthers(from: Catalog, all: readonly OtherFacts[], dependsOn: DependsOn): [string, OtherObject][] {
  return all.map((one) => {
    const { classId, oid, ...facts } = one;
    const rest =
      classId === undefined || oid === undefined
        ? {}
        : { ...commentOf(from, classId, oid), ...extensionOf(from, classId, oid), ...dependsOn(classId, oid) };
    return [otherKey(one.kind, one), { ...facts, ...rest }];
  });
}
