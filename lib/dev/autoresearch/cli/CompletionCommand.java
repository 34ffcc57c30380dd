package dev.autoresearch.cli;

import java.util.List;
import java.util.Locale;

final class CompletionCommand implements CliCommand {
    @Override
    public Usage usage() {
        return new Usage(
                "completion",
                "[bash | zsh]",
                1,
                "Print a completion script for bash or zsh.",
                "source <(autoresearch completion)",
                List.of());
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var shell = arguments.argument(0).orElse("bash").toLowerCase(Locale.ROOT);
        if (!shell.equals("bash") && !shell.equals("zsh")) throw arguments.usage("completion knows bash and zsh");
        if (shell.equals("zsh")) console.out().println("autoload -U +X bashcompinit && bashcompinit");
        console.out().print(script());
        return DONE;
    }

    private static String script() {
        var cases = new StringBuilder();
        for (var name : Cli.NAMES) {
            var words = new StringBuilder();
            for (var option : Cli.find(name).orElseThrow().usage().options())
                words.append("--").append(option.name()).append(' ');
            cases.append("      " + name + ") words=\"" + words.toString().strip() + "\" ;;\n");
        }
        return """
                _autoresearch() {
                  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command="" words="" i
                  for ((i = 1; i < COMP_CWORD; i++)); do
                    case ${COMP_WORDS[i]} in
                      -C|--cwd|--session) ((i += 1)) ;;
                      -*) ;;
                      *) command=${COMP_WORDS[i]}; break ;;
                    esac
                  done
                  case $command$previous in
                    init-d|init--direction) words="lower higher" ;;
                    log-s|log--status) words="keep discard crash checks_failed" ;;
                    *--layout) words="sdk openclaw pi" ;;
                    *-f|*--format) words="json csv tsv md html png" ;;
                    completioncompletion) words="bash zsh" ;;
                    ideasideas) words="add done" ;;
                    *--session) words=$(ls .autoresearch/sessions 2>/dev/null) ;;
                    *-C|*--cwd) COMPREPLY=($(compgen -d -- "$current")); return ;;
                    *-c|*--command|*-o|*--output) COMPREPLY=($(compgen -f -- "$current")); return ;;
                  esac
                  if [ -z "$words" ]; then
                    case $command in
                      "") words="%s" ;;
                %s    esac
                  fi
                  COMPREPLY=($(compgen -W "$words" -- "$current"))
                }
                complete -F _autoresearch autoresearch
                """.formatted(String.join(" ", Cli.NAMES), cases);
    }
}
