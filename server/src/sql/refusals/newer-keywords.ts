/** Words that are key words to the newest parser alone: an older server reads them as names (documentation, Appendix C). */
import { t } from '../../text/l10n';
import { tokenize } from '../../text/lexer';
import { parse } from '../parse';

/** The major version since which they are no names of functions, parameters or types (`pg_get_keywords()`, catcode other than U). */
const since = new Map<string, number>([
  ...['json_array', 'json_arrayagg', 'json_object', 'json_objectagg', 'system_user'].map((word) => [word, 16] as const),
  ...['json', 'json_exists', 'json_query', 'json_scalar', 'json_serialize', 'json_table', 'json_value'].map(
    (word) => [word, 17] as const,
  ),
  ['merge_action', 17],
]);
const anyWord = new RegExp(String.raw`\b(?:${[...since.keys()].join('|')})\b`, 'i');

/** Of a statement with a syntax error: why a server of this version (`server_version_num`; 0: not known) may take it. */
export function takenBefore(serverVersion: number, text: string): string | undefined {
  const major = Math.floor(serverVersion / 10_000);
  if (major === 0 || !anyWord.test(text)) return undefined;
  const words = tokenize(text).filter((one) => (since.get(one.text.toLowerCase()) ?? 0) > major);
  const [first] = words;
  if (!first) return undefined;
  let quoted = '';
  let at = 0;
  for (const { text: word, start, end } of words) {
    quoted += `${text.slice(at, start)}"${word.toLowerCase()}"`;
    at = end;
  }
  if (parse(quoted + text.slice(at)).status !== 'ok') return undefined;
  return t(
    '{0} is a key word since PostgreSQL {1}, and a name to this server, which has {2}',
    first.text,
    since.get(first.text.toLowerCase())!,
    major,
  );
}
