/** Operators, casts, operator classes, text search, conversions and transforms: one query. */
import { present } from '../../text/present';
import { numberOf, orNull, select, textOf } from '../select';
import { otherPart } from './other-part';
import { inSchemas, type QueryTarget } from './sql';

/** Objects that need nothing but a statement, which is put together here; `designation` is what ALTER and COMMENT say. */
function definedQuery(target: QueryTarget) {
  const parts = [
    operators(target),
    castsSql,
    families(target),
    operatorClasses(target),
    textSearch(target),
    conversions(target),
    transforms,
    extensionDependencies,
  ];
  return select(
    {
      classId: numberOf('d.class'),
      oid: numberOf('d.oid'),
      kind: textOf('d.kind'),
      schema: orNull(textOf('d.schema')),
      name: textOf('d.name'),
      designation: orNull(textOf('d.designation')),
      definition: textOf('d.definition'),
      owner: orNull(textOf('d.owner')),
    },
    `FROM (${parts.join('\nUNION ALL')}) AS d ORDER BY d.class, d.schema, d.name`,
  );
}
export const defined = otherPart(
  'operators, casts and text search configurations',
  definedQuery,
  ({ classId, oid, kind, schema, name, designation, definition, owner }) => ({
    classId,
    oid,
    kind,
    name,
    definition,
    ...present({ schema: schema ?? undefined, designation: designation ?? undefined, owner: owner ?? undefined }),
  }),
);
const qualifiedSql = (schema: string, name: string): string =>
  `pg_catalog.quote_ident(${schema}) || '.' || pg_catalog.quote_ident(${name})`;
const ownerSql = (column: string): string => `pg_catalog.pg_get_userbyid(${column})::text`;

function operators(target: QueryTarget): string {
  const left = `CASE WHEN o.oprleft = 0 THEN 'NONE' ELSE pg_catalog.format_type(o.oprleft, NULL) END`;
  const right = `CASE WHEN o.oprright = 0 THEN 'NONE' ELSE pg_catalog.format_type(o.oprright, NULL) END`;
  const operator = (other: string): string =>
    `(SELECT 'OPERATOR(' || pg_catalog.quote_ident(x.nspname) || '.' || r.oprname || ')' FROM pg_catalog.pg_operator r JOIN pg_catalog.pg_namespace x ON x.oid = r.oprnamespace WHERE r.oid = ${other})`;
  return `
SELECT 2617 AS class, o.oid, 'OPERATOR' AS kind, n.nspname::text AS schema, o.oprname || ' (' || ${left} || ', ' || ${right} || ')' AS name,
       'OPERATOR ' || pg_catalog.quote_ident(n.nspname) || '.' || o.oprname || ' (' || ${left} || ', ' || ${right} || ')' AS designation,
       'CREATE OPERATOR ' || pg_catalog.quote_ident(n.nspname) || '.' || o.oprname || ' (' || pg_catalog.concat_ws(', ',
         'FUNCTION = ' || o.oprcode::text, CASE WHEN o.oprleft <> 0 THEN 'LEFTARG = ' || ${left} END,
         CASE WHEN o.oprright <> 0 THEN 'RIGHTARG = ' || ${right} END, 'COMMUTATOR = ' || ${operator('o.oprcom')},
         'NEGATOR = ' || ${operator('o.oprnegate')}, CASE WHEN o.oprrest <> 0 THEN 'RESTRICT = ' || o.oprrest::text END,
         CASE WHEN o.oprjoin <> 0 THEN 'JOIN = ' || o.oprjoin::text END, CASE WHEN o.oprcanmerge THEN 'MERGES' END,
         CASE WHEN o.oprcanhash THEN 'HASHES' END) || ')' AS definition, ${ownerSql('o.oprowner')} AS owner
  FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
 WHERE ${inSchemas('o.oprnamespace', target)} AND o.oprcode <> 0`;
}
const castTypes = `pg_catalog.format_type(c.castsource, NULL) || ' AS ' || pg_catalog.format_type(c.casttarget, NULL)`;
const castsSql = `
SELECT 2605, c.oid, 'CAST', NULL, ${castTypes}, 'CAST (' || ${castTypes} || ')',
       'CREATE CAST (' || ${castTypes} || ') ' || CASE c.castmethod WHEN 'b' THEN 'WITHOUT FUNCTION' WHEN 'i' THEN 'WITH INOUT'
         ELSE 'WITH FUNCTION ' || c.castfunc::regprocedure::text END
         || CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END, NULL
  FROM pg_catalog.pg_cast c WHERE c.oid >= 16384
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 2605 AND d.objid = c.oid AND d.deptype = 'i')`;

/** Members of a family or class, by what they depend on: \`a\`utomatically on a family, \`i\`nternally on a class. */
function membersSql(classId: number, oid: string, dependency: 'a' | 'i', purpose: boolean): string {
  const of = (catalog: string, alias: string): string =>
    `JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.${catalog}'::regclass AND d.objid = ${alias}.oid
      AND d.refclassid = ${classId} AND d.refobjid = ${oid} AND d.deptype = '${dependency}'`;
  const types = (left: string, right: string): string =>
    `' (' || pg_catalog.format_type(${left}, NULL) || ', ' || pg_catalog.format_type(${right}, NULL) || ')'`;
  const order = `CASE WHEN m.amoppurpose = 'o' THEN ' FOR ORDER BY ' || (SELECT pg_catalog.quote_ident(x.nspname) || '.' || pg_catalog.quote_ident(f.opfname)
      FROM pg_catalog.pg_opfamily f JOIN pg_catalog.pg_namespace x ON x.oid = f.opfnamespace WHERE f.oid = m.amopsortfamily) ELSE '' END`;
  return `pg_catalog.concat_ws(', ',
      (SELECT pg_catalog.string_agg('OPERATOR ' || m.amopstrategy || ' ' || m.amopopr::regoperator::text || ${purpose ? order : "''"}, ', ' ORDER BY m.amopstrategy, m.amopopr)
         FROM pg_catalog.pg_amop m ${of('pg_amop', 'm')}),
      (SELECT pg_catalog.string_agg('FUNCTION ' || p.amprocnum || ${types('p.amproclefttype', 'p.amprocrighttype')} || ' ' || p.amproc::regprocedure::text, ', ' ORDER BY p.amprocnum, p.amproclefttype, p.amprocrighttype)
         FROM pg_catalog.pg_amproc p ${of('pg_amproc', 'p')}))`;
}
function families(target: QueryTarget): string {
  const name = `${qualifiedSql('n.nspname', 'f.opfname')} || ' USING ' || pg_catalog.quote_ident(a.amname)`;
  return `
SELECT 2753, f.oid, 'OPERATOR FAMILY', n.nspname::text, f.opfname || ' ' || a.amname, 'OPERATOR FAMILY ' || ${name},
       'CREATE OPERATOR FAMILY ' || ${name} || coalesce(';\nALTER OPERATOR FAMILY ' || ${name} || ' ADD ' || nullif(${membersSql(2753, 'f.oid', 'a', true)}, ''), ''),
       ${ownerSql('f.opfowner')}
  FROM pg_catalog.pg_opfamily f JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace
  JOIN pg_catalog.pg_am a ON a.oid = f.opfmethod WHERE ${inSchemas('f.opfnamespace', target)}`;
}
function operatorClasses(target: QueryTarget): string {
  const name = `${qualifiedSql('n.nspname', 'c.opcname')} || ' USING ' || pg_catalog.quote_ident(a.amname)`;
  return `
SELECT 2616, c.oid, 'OPERATOR CLASS', n.nspname::text, c.opcname || ' ' || a.amname, 'OPERATOR CLASS ' || ${name},
       'CREATE OPERATOR CLASS ' || ${qualifiedSql('n.nspname', 'c.opcname')} || CASE WHEN c.opcdefault THEN ' DEFAULT' ELSE '' END
         || ' FOR TYPE ' || pg_catalog.format_type(c.opcintype, NULL) || ' USING ' || pg_catalog.quote_ident(a.amname)
         || ' FAMILY ' || ${qualifiedSql('fn.nspname', 'f.opfname')} || ' AS ' || pg_catalog.concat_ws(', ',
              CASE WHEN c.opckeytype <> 0 THEN 'STORAGE ' || pg_catalog.format_type(c.opckeytype, NULL) END,
              coalesce(nullif(${membersSql(2616, 'c.oid', 'i', true)}, ''),
                CASE WHEN c.opckeytype = 0 THEN 'STORAGE ' || pg_catalog.format_type(c.opcintype, NULL) END)), ${ownerSql('c.opcowner')}
  FROM pg_catalog.pg_opclass c JOIN pg_catalog.pg_namespace n ON n.oid = c.opcnamespace
  JOIN pg_catalog.pg_am a ON a.oid = c.opcmethod
  JOIN pg_catalog.pg_opfamily f ON f.oid = c.opcfamily JOIN pg_catalog.pg_namespace fn ON fn.oid = f.opfnamespace
 WHERE ${inSchemas('c.opcnamespace', target)}`;
}
function textSearch(target: QueryTarget): string {
  const one = (kind: string, name: string): string => `'TEXT SEARCH ${kind} ' || ${qualifiedSql('n.nspname', name)}`;
  const given = (word: string, column: string): string =>
    `CASE WHEN ${column} <> 0 THEN '${word} = ' || ${column}::regproc::text END`;
  return `
SELECT 3601, p.oid, 'TEXT SEARCH PARSER', n.nspname::text, p.prsname::text, ${one('PARSER', 'p.prsname')},
       'CREATE ' || ${one('PARSER', 'p.prsname')} || ' (' || pg_catalog.concat_ws(', ', ${given('START', 'p.prsstart')}, ${given('GETTOKEN', 'p.prstoken')},
         ${given('END', 'p.prsend')}, ${given('HEADLINE', 'p.prsheadline')}, ${given('LEXTYPES', 'p.prslextype')}) || ')', NULL
  FROM pg_catalog.pg_ts_parser p JOIN pg_catalog.pg_namespace n ON n.oid = p.prsnamespace WHERE ${inSchemas('p.prsnamespace', target)}
UNION ALL
SELECT 3764, t.oid, 'TEXT SEARCH TEMPLATE', n.nspname::text, t.tmplname::text, ${one('TEMPLATE', 't.tmplname')},
       'CREATE ' || ${one('TEMPLATE', 't.tmplname')} || ' (' || pg_catalog.concat_ws(', ', ${given('INIT', 't.tmplinit')}, ${given('LEXIZE', 't.tmpllexize')}) || ')', NULL
  FROM pg_catalog.pg_ts_template t JOIN pg_catalog.pg_namespace n ON n.oid = t.tmplnamespace WHERE ${inSchemas('t.tmplnamespace', target)}
UNION ALL
SELECT 3600, d.oid, 'TEXT SEARCH DICTIONARY', n.nspname::text, d.dictname::text, ${one('DICTIONARY', 'd.dictname')},
       'CREATE ' || ${one('DICTIONARY', 'd.dictname')} || ' (' || pg_catalog.concat_ws(', ', 'TEMPLATE = ' || ${qualifiedSql('tn.nspname', 't.tmplname')}, d.dictinitoption) || ')',
       ${ownerSql('d.dictowner')}
  FROM pg_catalog.pg_ts_dict d JOIN pg_catalog.pg_namespace n ON n.oid = d.dictnamespace
  JOIN pg_catalog.pg_ts_template t ON t.oid = d.dicttemplate JOIN pg_catalog.pg_namespace tn ON tn.oid = t.tmplnamespace
 WHERE ${inSchemas('d.dictnamespace', target)}
UNION ALL
SELECT 3602, c.oid, 'TEXT SEARCH CONFIGURATION', n.nspname::text, c.cfgname::text, ${one('CONFIGURATION', 'c.cfgname')},
       'CREATE ' || ${one('CONFIGURATION', 'c.cfgname')} || ' (PARSER = ' || ${qualifiedSql('pn.nspname', 'p.prsname')} || ')' || coalesce((
         SELECT pg_catalog.string_agg(';\nALTER ' || ${one('CONFIGURATION', 'c.cfgname')} || ' ADD MAPPING FOR ' || pg_catalog.quote_ident(tokens.alias) || ' WITH ' || tokens.dictionaries, '' ORDER BY tokens.tokid)
           FROM (SELECT k.tokid, k.alias, pg_catalog.string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno) AS dictionaries
                   FROM pg_catalog.pg_ts_config_map m JOIN pg_catalog.ts_token_type(c.cfgparser) k ON k.tokid = m.maptokentype
                  WHERE m.mapcfg = c.oid GROUP BY 1, 2) AS tokens), ''), ${ownerSql('c.cfgowner')}
  FROM pg_catalog.pg_ts_config c JOIN pg_catalog.pg_namespace n ON n.oid = c.cfgnamespace
  JOIN pg_catalog.pg_ts_parser p ON p.oid = c.cfgparser JOIN pg_catalog.pg_namespace pn ON pn.oid = p.prsnamespace
 WHERE ${inSchemas('c.cfgnamespace', target)}`;
}
function conversions(target: QueryTarget): string {
  return `
SELECT 2607, c.oid, 'CONVERSION', n.nspname::text, c.conname::text, 'CONVERSION ' || ${qualifiedSql('n.nspname', 'c.conname')},
       'CREATE ' || CASE WHEN c.condefault THEN 'DEFAULT ' ELSE '' END || 'CONVERSION ' || ${qualifiedSql('n.nspname', 'c.conname')} || ' FOR '
         || pg_catalog.quote_literal(pg_catalog.pg_encoding_to_char(c.conforencoding)) || ' TO '
         || pg_catalog.quote_literal(pg_catalog.pg_encoding_to_char(c.contoencoding)) || ' FROM ' || c.conproc::text, ${ownerSql('c.conowner')}
  FROM pg_catalog.pg_conversion c JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace WHERE ${inSchemas('c.connamespace', target)}`;
}
const transformFor = `'TRANSFORM FOR ' || pg_catalog.format_type(t.trftype, NULL) || ' LANGUAGE ' || pg_catalog.quote_ident(l.lanname)`;
const transforms = `
SELECT 3576, t.oid, 'TRANSFORM', NULL, pg_catalog.format_type(t.trftype, NULL) || ' ' || l.lanname, ${transformFor},
       'CREATE ' || ${transformFor} || ' (' || pg_catalog.concat_ws(', ',
         CASE WHEN t.trffromsql <> 0 THEN 'FROM SQL WITH FUNCTION ' || t.trffromsql::regprocedure::text END,
         CASE WHEN t.trftosql <> 0 THEN 'TO SQL WITH FUNCTION ' || t.trftosql::regprocedure::text END) || ')', NULL
  FROM pg_catalog.pg_transform t JOIN pg_catalog.pg_language l ON l.oid = t.trflang WHERE t.oid >= 16384`;
/** What goes when an extension goes. */
const extensionDependencies = `
SELECT 3079, d.objid, 'EXTENSION DEPENDENCY', NULL, o.type || ' ' || o.identity || ' ' || e.extname, NULL,
       'ALTER ' || pg_catalog.upper(o.type) || ' ' || o.identity || ' DEPENDS ON EXTENSION ' || pg_catalog.quote_ident(e.extname), NULL
  FROM pg_catalog.pg_depend d
  JOIN pg_catalog.pg_extension e ON d.refclassid = 'pg_catalog.pg_extension'::regclass AND e.oid = d.refobjid
 CROSS JOIN pg_catalog.pg_identify_object(d.classid, d.objid, 0) o
 WHERE d.deptype = 'x'`;
