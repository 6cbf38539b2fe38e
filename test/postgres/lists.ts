/**
 * `npm run lists`: what every PostgreSQL of the supported versions has by itself, read from servers and written as
 * `generated/*.ts` of server/src/model and server/src/text. One server of each version is started, asked and stopped.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { everyMajor, startServer } from '../support/postgres';

interface List {
  readonly file: string;
  readonly constant: string;
  /** What it is, for the head of the file. */
  readonly what: string;
  readonly sql: string;
  /** Only of the newest version: what older ones call otherwise is no part of it. */
  readonly newestOnly?: true;
  /** The query's second column says whether it holds of a name; listed is of what it holds wherever there is that name. */
  readonly everywhere?: true;
  /** What only some versions have is followed by those: `@14-`, `@-13`. Given what is one and the same in several. */
  readonly versioned?: (entry: string) => string;
}
const itself = (entry: string): string => entry;
/** A function by its types alone: what its arguments are called and what one says of it may change. */
const calledAlike = (entry: string): string => {
  const end = entry.lastIndexOf(')');
  const types = entry
    .slice(0, end)
    .replace(/,?>[^,]*/g, '')
    .replace(/([(,]\*?)[^(,=]*=([^,=]*)(=?)[^,]*/g, '$1$2$3');
  return `${types}${entry.slice(end).replace(/p$/, '')}`;
};
/** Functions of which something holds for every overload. */
const functionsThat = (file: string, constant: string, what: string, holds: string): List => ({
  file,
  constant,
  what: `Functions of pg_catalog of which every overload in every version ${what} (pg_proc)`,
  sql: `SELECT proname, pg_catalog.bool_and(${holds}) FROM pg_catalog.pg_proc
    WHERE pronamespace = 'pg_catalog'::pg_catalog.regnamespace GROUP BY proname`,
  everywhere: true,
});
/** A type without blanks. */
const typed = (oid: string): string => `pg_catalog.replace(pg_catalog.format_type(${oid}, NULL), ' ', '~')`;
/** What `schema.others` of the model calls a kind, and the name under which it keeps such an object. */
const catalogObjects: Readonly<Record<string, string>> = {
  LANGUAGE: 'SELECT lanname FROM pg_catalog.pg_language',
  'ACCESS METHOD': 'SELECT amname FROM pg_catalog.pg_am',
  CONVERSION: 'SELECT conname FROM pg_catalog.pg_conversion',
  EXTENSION: 'SELECT name FROM pg_catalog.pg_available_extensions',
  // Of the operating system and of ICU each server has its own.
  COLLATION: `SELECT collname FROM pg_catalog.pg_collation
    WHERE collprovider IN ('d', 'b') OR collname IN ('C', 'POSIX', 'ucs_basic', 'unicode')`,
  TABLESPACE: 'SELECT spcname FROM pg_catalog.pg_tablespace',
  'TEXT SEARCH PARSER': 'SELECT prsname FROM pg_catalog.pg_ts_parser',
  'TEXT SEARCH TEMPLATE': 'SELECT tmplname FROM pg_catalog.pg_ts_template',
  'TEXT SEARCH DICTIONARY': 'SELECT dictname FROM pg_catalog.pg_ts_dict',
  'TEXT SEARCH CONFIGURATION': 'SELECT cfgname FROM pg_catalog.pg_ts_config',
  'OPERATOR CLASS': `SELECT opcname || ' ' || amname FROM pg_catalog.pg_opclass JOIN pg_catalog.pg_am a ON a.oid = opcmethod`,
  'OPERATOR FAMILY': `SELECT opfname || ' ' || amname FROM pg_catalog.pg_opfamily JOIN pg_catalog.pg_am a ON a.oid = opfmethod`,
};
const keywords = (file: string, constant: string, code: string, what: string): List => ({
  file,
  constant,
  what: `${what} (pg_get_keywords() with catcode ${code})`,
  sql: `SELECT word FROM pg_catalog.pg_get_keywords() WHERE catcode = '${code}'`,
  newestOnly: true,
});
export const lists: readonly List[] = [
  {
    file: 'functions',
    constant: 'builtinFunctions',
    what: 'Functions of pg_catalog (pg_proc)',
    sql: `SELECT proname FROM pg_catalog.pg_proc WHERE pronamespace = 'pg_catalog'::pg_catalog.regnamespace`,
  },
  {
    file: 'operator-classes',
    constant: 'builtinOperatorClasses',
    what: 'Operator classes of pg_catalog (pg_opclass)',
    sql: 'SELECT opcname FROM pg_catalog.pg_opclass',
  },
  {
    file: 'parameters',
    constant: 'configurationParameters',
    what: "Configuration parameters (pg_settings), those of extensions, which have a dot, and Debian's own left out",
    sql: `SELECT pg_catalog.lower(name) FROM pg_catalog.pg_settings
      WHERE pg_catalog.strpos(name, '.') = 0 AND name <> 'extension_destdir'`,
  },
  {
    file: 'parameter-values',
    constant: 'parameterValues',
    what: 'What configuration parameters take: name:type, time and memory with a unit, or name=value, blanks as ~ (pg_settings)',
    sql: `SELECT pg_catalog.lower(name) || CASE WHEN vartype = 'enum' THEN '=' || pg_catalog.replace(value, ' ', '~')
        WHEN vartype = 'bool' THEN ':boolean' WHEN unit ~ 'B$' THEN ':memory' WHEN unit IS NOT NULL THEN ':time' ELSE ':number' END
      FROM pg_catalog.pg_settings LEFT JOIN LATERAL pg_catalog.unnest(enumvals) value ON true
      WHERE pg_catalog.strpos(name, '.') = 0 AND name <> 'extension_destdir' AND vartype <> 'string'`,
  },
  functionsThat('aggregates', 'aggregateFunctions', 'is an aggregate', `prokind = 'a'`),
  functionsThat('window-functions', 'windowFunctions', 'is a window function', `prokind = 'w'`),
  functionsThat('set-returning-functions', 'setReturningFunctions', 'returns a set', 'proretset'),
  functionsThat('changing-functions', 'changingFunctions', 'is stable or volatile', `provolatile <> 'i'`),
  {
    file: 'types',
    constant: 'builtinTypes',
    what: 'Base and range types that every version has, as format_type() has them, blanks as ~ (pg_type)',
    sql: `SELECT pg_catalog.replace(pg_catalog.format_type(oid, NULL), ' ', '~'), true FROM pg_catalog.pg_type
      WHERE typnamespace = 'pg_catalog'::pg_catalog.regnamespace AND typtype IN ('b', 'r') AND typcategory <> 'A'
        AND typname <> 'char' AND NOT pg_catalog.starts_with(typname, 'pg_')`,
    everywhere: true,
  },
  {
    file: 'assignment-casts',
    constant: 'assignmentCasts',
    what: 'Casts from:to that are made by assignment, blanks in names as ~ (pg_cast with castcontext i or a)',
    sql: `SELECT pg_catalog.replace(pg_catalog.format_type(castsource, NULL) || ':' || pg_catalog.format_type(casttarget, NULL), ' ', '~')
      FROM pg_catalog.pg_cast JOIN pg_catalog.pg_type s ON s.oid = castsource JOIN pg_catalog.pg_type t ON t.oid = casttarget
      WHERE castcontext IN ('i', 'a') AND castsource <> casttarget AND s.typtype = 'b' AND t.typtype = 'b'
        AND NOT pg_catalog.starts_with(s.typname, 'pg_') AND NOT pg_catalog.starts_with(t.typname, 'pg_')`,
  },
  {
    file: 'catalog-objects',
    constant: 'catalogObjects',
    what: 'Objects of pg_catalog by kind:name, blanks as ~, that no list of their own has (pg_language, pg_am and so on)',
    sql: Object.entries(catalogObjects)
      .map(([kind, sql]) => `SELECT pg_catalog.replace('${kind}:' || name, ' ', '~') FROM (${sql}) AS of_kind (name)`)
      .join(' UNION ALL '),
  },
  {
    file: 'operators',
    constant: 'builtinOperators',
    what: `Operators of pg_catalog as operator:left:right:result:volatility, NONE for no left side, the volatility as
 * provolatile has it and none for i, blanks as ~ (pg_operator)`,
    sql: `SELECT oprname || ':' || CASE WHEN oprleft = 0 THEN 'NONE' ELSE ${typed('oprleft')} END || ':' ||
        CASE WHEN oprright = 0 THEN 'NONE' ELSE ${typed('oprright')} END || ':' || ${typed('oprresult')} || ':' ||
        pg_catalog.replace(provolatile::text, 'i', '')
      FROM pg_catalog.pg_operator JOIN pg_catalog.pg_proc p ON p.oid = oprcode`,
    versioned: itself,
  },
  {
    file: 'casts',
    constant: 'builtinCasts',
    what: `Casts of pg_catalog as from:to:context:volatility, the context as castcontext has it, the volatility as provolatile
 * and none for i, blanks as ~ (pg_cast)`,
    sql: `SELECT ${typed('castsource')} || ':' || ${typed('casttarget')} || ':' || castcontext::text || ':' ||
        coalesce(pg_catalog.replace(provolatile::text, 'i', ''), '')
      FROM pg_catalog.pg_cast LEFT JOIN pg_catalog.pg_proc p ON p.oid = castfunc`,
    versioned: itself,
  },
  {
    file: 'callable-functions',
    constant: 'callableFunctions',
    what: `Functions of pg_catalog as name(arguments)result:flags, each argument as its type, name=type or name=type=default, after
 * it > for OUT and * for VARIADIC, types as pg_type.typname has them, blanks as ~; flags: a aggregate, o ordered-set
 * aggregate, w window function, s returns a set, t stable, v volatile, p one that people call. Names, defaults and p are
 * those of the newest version that has it. Left out are names whose every overload is called for by PostgreSQL itself
 * (pg_proc)`,
    sql: `WITH called AS (SELECT p.*, aggkind, proargtypes::oid[] && ARRAY['internal', 'cstring']::regtype[]::oid[]
          OR prorettype IN ('internal'::regtype, 'cstring'::regtype, 'trigger'::regtype, 'event_trigger'::regtype)
          OR pg_catalog.format_type(prorettype, NULL) ~ '_handler$'
          OR coalesce(about ~ '^(implementation of|internal conversion|less-equal)', false)
          OR proname ~ '^(binary_upgrade|pg_stat_get|RI_)' AS internal,
          about IS NOT NULL
          AND NOT about ~ '^(I/O|implementation of|internal|.*support|aggregate |window |.*(selectivity|statistics)|less-equal)'
          AND NOT proname ~ '^(pg_stat|pg_logical|pg_replication|pg_lsn|pg_ls|pg_get_(shmem|wal|backend)|pg_wal|binary_upgrade|RI_|has_)'
          AS people
        FROM pg_catalog.pg_proc p LEFT JOIN pg_catalog.pg_aggregate ON aggfnoid = p.oid,
          pg_catalog.obj_description(p.oid, 'pg_proc') AS about
        WHERE pronamespace = 'pg_catalog'::pg_catalog.regnamespace AND prokind <> 'p')
      SELECT pg_catalog.replace(proname || '(' || coalesce((SELECT pg_catalog.string_agg(
          CASE mode WHEN 'o' THEN '>' WHEN 'v' THEN '*' WHEN 'i' THEN '' ELSE mode END ||
          CASE WHEN name <> '' OR given IS NOT NULL THEN coalesce(name, '') || '=' ELSE '' END || typname ||
          coalesce('=' || given, ''), ',' ORDER BY at)
          FROM unnest(coalesce(proallargtypes, proargtypes::oid[]), proargmodes::text[], proargnames)
            WITH ORDINALITY AS listed (argument, written, name, at)
          JOIN pg_catalog.pg_type t ON t.oid = argument,
          coalesce(written, CASE WHEN provariadic <> 0 AND at = pronargs THEN 'v' ELSE 'i' END) AS mode,
          pg_catalog.pg_get_function_arg_default(c.oid, at::integer) AS given), '') ||
        ')' || (SELECT typname FROM pg_catalog.pg_type t WHERE t.oid = prorettype)
        || ':' || CASE WHEN aggkind <> 'n' THEN 'o' WHEN prokind <> 'f' THEN prokind::text ELSE '' END ||
        CASE WHEN proretset THEN 's' ELSE '' END || CASE provolatile WHEN 'i' THEN '' WHEN 's' THEN 't' ELSE 'v' END ||
        CASE WHEN people AND NOT internal THEN 'p' ELSE '' END, ' ', '~')
      FROM called c WHERE proname IN (SELECT proname FROM called GROUP BY proname HAVING NOT pg_catalog.bool_and(internal))`,
    versioned: calledAlike,
  },
  {
    file: 'class-types',
    constant: 'operatorClassTypes',
    what: `Operator classes of pg_catalog as method:class:type:d, d for the default of its type, blanks as ~ (pg_opclass)`,
    sql: `SELECT amname || ':' || opcname || ':' || ${typed('opcintype')} || ':' || CASE WHEN opcdefault THEN 'd' ELSE '' END
      FROM pg_catalog.pg_opclass JOIN pg_catalog.pg_am a ON a.oid = opcmethod`,
  },
  {
    file: 'catalog-types',
    constant: 'catalogTypes',
    what: 'Types of pg_catalog, of rows too, that begin with pg_ (pg_type)',
    sql: `SELECT typname FROM pg_catalog.pg_type WHERE typnamespace = 'pg_catalog'::pg_catalog.regnamespace AND typname ~ '^pg_'`,
  },
  {
    file: 'information-schema',
    constant: 'informationSchema',
    what: 'Tables and views of information_schema (pg_class)',
    sql: `SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = 'information_schema'::pg_catalog.regnamespace AND relkind IN ('r', 'v')`,
  },
  {
    file: 'type-facts',
    constant: 'typeFacts',
    what: `Types of pg_catalog as typname:category:flags, ! for the preferred one of its category, c for one that has a collation, i
 * and o where input and output are not immutable, >x for a range's subtype and a multirange's range (pg_type, pg_range)`,
    sql: `SELECT t.typname || ':' || typcategory::text || ':' || CASE WHEN typispreferred THEN '!' ELSE '' END ||
        CASE WHEN t.typcollation <> 0 THEN 'c' ELSE '' END ||
        CASE WHEN i.provolatile <> 'i' THEN 'i' ELSE '' END || CASE WHEN o.provolatile <> 'i' THEN 'o' ELSE '' END ||
        coalesce('>' || (SELECT s.typname FROM pg_catalog.pg_range r JOIN pg_catalog.pg_type s ON s.oid = rngsubtype
          WHERE rngtypid = t.oid), CASE WHEN t.typname ~ 'multirange$' THEN '>' || pg_catalog.replace(t.typname, 'multirange', 'range') END, '')
      FROM pg_catalog.pg_type t JOIN pg_catalog.pg_proc i ON i.oid = typinput JOIN pg_catalog.pg_proc o ON o.oid = typoutput
      WHERE t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace AND typtype IN ('b', 'r', 'm', 'p') AND typcategory <> 'A'
        AND t.typname !~ '^(pg_|_)' OR t.typname IN ('pg_lsn', 'pg_snapshot')`,
    newestOnly: true,
  },
  keywords('keywords-reserved', 'reserved', 'R', 'Reserved key words'),
  keywords('keywords-function-or-type', 'functionOrType', 'T', 'Reserved key words that a function or type may have'),
  keywords('keywords-column-name', 'columnName', 'C', 'Key words that no function and no type may have'),
  keywords('keywords-unreserved', 'unreserved', 'U', 'Key words that need no quotes anywhere'),
];

/** In the order of code points, so that it is the same wherever it is made. */
export const inOrder = (names: Iterable<string>): string[] => [...new Set(names)].sort((a, b) => (a < b ? -1 : 1));

/** Key words are wanted where nothing of the model is known. */
export const folderOf = (list: List): string =>
  path.resolve(list.file.startsWith('keywords') ? 'server/src/text/generated' : 'server/src/model/generated');

/** The text of a list's file. */
export function fileText(list: List, names: readonly string[]): string {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + name.length <= 118) lines[lines.length - 1] = `${last} ${name}`;
    else lines.push(`  ${name}`);
  }
  const versions = list.newestOnly
    ? `PostgreSQL ${everyMajor.at(-1)}`
    : `PostgreSQL ${everyMajor[0]} to ${everyMajor.at(-1)} together`;
  return `// Made by \`npm run lists\` from the servers: ${versions}.\n/** ${list.what}. */\nexport const ${list.constant} = \`\n${lines.join('\n')}\n\`;\n`;
}

/** Every list's names, of all versions together. */
export async function readLists(majors: readonly number[]): Promise<Map<List, string[]>> {
  const answers = new Map<List, unknown[][][]>(lists.map((list) => [list, []]));
  for (const major of majors) {
    const server = await startServer(major);
    try {
      const database = await server.createDatabase();
      for (const [list, versions] of answers)
        if (!list.newestOnly || major === majors.at(-1)) versions.push(await database.query(list.sql));
    } finally {
      await server.stop();
    }
  }
  return new Map([...answers].map(([list, versions]) => [list, namesOf(list, versions)]));
}
function namesOf(list: List, versions: readonly (readonly unknown[][])[]): string[] {
  if (list.versioned)
    return withVersions(
      versions.map((rows) => rows.map(([name]) => String(name))),
      list.versioned,
    );
  const rows = versions.flat();
  const names = rows.map(([name]) => String(name));
  if (!list.everywhere) return names;
  const not = new Set(rows.filter(([, holds]) => holds !== true && holds !== 't').map(([name]) => String(name)));
  // A type that only some versions have is a name that people may have given one of their own.
  const missing = (name: string) =>
    list.file === 'types' && names.filter((one) => one === name).length < versions.length;
  return names.filter((name) => !not.has(name) && !missing(name));
}

/** `versions` from the oldest to the newest; what all have is written alone, as the newest that has it says it. */
function withVersions(versions: readonly (readonly string[])[], alike: (entry: string) => string): string[] {
  const maps = versions.map((names) => new Map(names.map((name) => [alike(name), name])));
  return [...new Set(maps.flatMap((names) => [...names.keys()]))].map((key) => {
    const first = maps.findIndex((names) => names.has(key));
    const last = maps.findLastIndex((names) => names.has(key));
    const name = maps[last]!.get(key)!;
    if (first === 0 && last === maps.length - 1) return name;
    return `${name}@${first === 0 ? '' : everyMajor[first]}-${last === maps.length - 1 ? '' : everyMajor[last]}`;
  });
}

/** Writes the files. */
export async function writeLists(): Promise<void> {
  for (const [list, names] of await readLists(everyMajor)) {
    mkdirSync(folderOf(list), { recursive: true });
    writeFileSync(path.join(folderOf(list), `${list.file}.ts`), fileText(list, inOrder(names)));
    console.log(`${list.file}: ${new Set(names).size}`);
  }
}
