/** What a shell needs to complete the command line's words, made of the same tables that parse them. */
import { type CommandName, commandNames, type Shell, shells, wordsOf } from './commands';
import { cliOptions, type Option, type OptionWords } from './options';

export function completions(shell: Shell): string {
  return { bash, zsh, fish }[shell]();
}

const wordsOfOption = (option: Option): OptionWords => cliOptions[option];
const takenBy = (name: CommandName): readonly Option[] => [...wordsOf(name).takes, 'help'];
const isPath = ({ value }: OptionWords): boolean => value === 'FILE' || value === 'DIR' || value === 'SOURCE';
/** In single quotes, as all three shells read them. */
const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** For bash 3.2 and later: macOS has no newer one. */
function bash(): string {
  const cases = commandNames.map((name) => {
    const { formats, words } = wordsOf(name);
    const named = takenBy(name).map((option) => `--${option}`);
    const more = words === 'shells' ? shells : [];
    return `    ${name}) words="${[...named, ...more].join(' ')}" formats="${formats?.join(' ') ?? ''}" ;;`;
  });
  const paths = Object.entries<OptionWords>(cliOptions).filter(([, one]) => isPath(one));
  const others = Object.entries<OptionWords>(cliOptions).filter(
    ([name, one]) => one.type === 'string' && !isPath(one) && name !== 'format',
  );
  const either = (entries: readonly (readonly [string, OptionWords])[]) =>
    entries.map(([name]) => `--${name}`).join('|');
  return `_devschema() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words="" formats=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${[...commandNames, '--help', '--version'].join(' ')}" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    *) return ;;
  esac
  case "$before" in
    --format) COMPREPLY=($(compgen -W "$formats" -- "$word")); return ;;
    ${either(paths)}) COMPREPLY=($(compgen -f -- "$word")); return ;;
    ${either(others)}) return ;;
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$word")) ;;
    *) case "\${COMP_WORDS[1]}" in
      ${namesWith('shells')}) COMPREPLY=($(compgen -W "$words" -- "$word")) ;;
      ${namesWith('paths')}) COMPREPLY=($(compgen -f -- "$word")) ;;
    esac ;;
  esac
}
complete -o filenames -F _devschema devschema
`;
}
const namesWith = (words: string): string => commandNames.filter((name) => wordsOf(name).words === words).join('|');

function zsh(): string {
  const escaped = (text: string) => text.replace(/[[\]:]/g, '\\$&');
  const commands = commandNames.map((name) => shellQuoted(`${name}:${escaped(wordsOf(name).about[0]!)}`));
  const cases = commandNames.map((name) => {
    const { formats, words } = wordsOf(name);
    const specs = takenBy(name).map((option) => {
      const one = wordsOfOption(option);
      const after =
        option === 'format' ? `format:(${formats?.join(' ')})` : `${one.value}:${isPath(one) ? '_files' : ''}`;
      return shellQuoted(
        `${one.multiple ? '*' : ''}--${option}[${escaped(one.about)}]${one.type === 'string' ? `:${after}` : ''}`,
      );
    });
    // Where there is nothing to offer, nothing is said: it would keep zsh from completing options.
    const offered: Partial<Record<typeof words, string>> = {
      paths: `'*:file:_files'`,
      shells: `'1:shell:(${shells.join(' ')})'`,
    };
    return `    ${name}) _arguments ${[...specs, offered[words] ?? []].flat().join(' ')} ;;`;
  });
  return `#compdef devschema
_devschema() {
  if (( CURRENT == 2 )); then
    local -a commands=(${commands.join(' ')})
    _describe command commands
    return
  fi
  local command=\${words[2]}
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
if [ "$funcstack[1]" = "_devschema" ]; then _devschema "$@"; else compdef _devschema devschema; fi
`;
}

function fish(): string {
  const lines = ['complete -c devschema -f'];
  for (const name of commandNames) {
    const { about, formats, words } = wordsOf(name);
    lines.push(`complete -c devschema -n __fish_use_subcommand -a ${name} -d ${inFish(about[0]!)}`);
    const within = `complete -c devschema -n '__fish_seen_subcommand_from ${name}'`;
    if (words === 'paths') lines.push(`${within} -F`);
    if (words === 'shells') lines.push(`${within} -a '${shells.join(' ')}'`);
    for (const option of takenBy(name)) {
      const one = wordsOfOption(option);
      const value = option === 'format' ? ` -x -a '${formats?.join(' ')}'` : isPath(one) ? ' -r -F' : ' -x';
      lines.push(`${within} -l ${option}${one.type === 'string' ? value : ''} -d ${inFish(one.about)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
const inFish = (text: string): string => `'${text.replace(/['\\]/g, '\\$&')}'`;
