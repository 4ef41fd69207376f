// driftcheck completion: what a shell asks while somebody types. The shells' scripts only ask; what is possible is known here.

import type { Command } from "commander";
import { UsageError } from "../errors.ts";
import { amongKnown } from "../input/nearest.ts";
import type { Finish, Streams } from "./command.ts";
import { lastIds } from "./last-ids.ts";

/** What is printed goes into a list of candidates as it is: no shell reads a name from a database as its own language. */
const scripts: Readonly<Record<string, string>> = {
  bash: `_driftcheck() {
  local line="\${COMP_LINE:0:COMP_POINT}" words colon candidate
  read -ra words <<<"$line"
  [[ "$line" == *" " ]] && words+=("")
  local cur="\${words[\${#words[@]}-1]}"
  COMPREPLY=()
  # Bash completes what stands after the last colon.
  colon="\${cur%"\${cur##*:}"}"
  while IFS= read -r candidate; do
    COMPREPLY+=("$(printf %q "\${candidate#"$colon"}")")
  done < <(driftcheck __words -- "\${words[@]:1}" 2>/dev/null)
}
complete -o default -F _driftcheck driftcheck
`,
  zsh: `#compdef driftcheck
_driftcheck() {
  local -a candidates
  candidates=("\${(@f)$(driftcheck __words -- "\${(@)words[2,$CURRENT]}" 2>/dev/null)}")
  candidates=("\${(@)candidates:#}")
  if (( $#candidates )); then compadd -- "\${candidates[@]}"; else _files; fi
}
compdef _driftcheck driftcheck
`,
  fish: `function __driftcheck_words
  driftcheck __words -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null
end
complete -c driftcheck -a '(__driftcheck_words)'
`,
};

const shells = Object.keys(scripts);

export function addCompletion(program: Command, streams: Streams, _finish: Finish): void {
  program
    .command("completion")
    .summary("print a script that completes words in a shell")
    .description(
      "Prints a script for a shell, which then completes commands, options and the ids of the last report in the folder:\n" +
        '  bash   eval "$(driftcheck completion bash)"     in ~/.bashrc\n' +
        '  zsh    eval "$(driftcheck completion zsh)"      in ~/.zshrc, after compinit\n' +
        "  fish   driftcheck completion fish | source      in ~/.config/fish/config.fish",
    )
    .argument("<shell>", shells.join(", "))
    .action((shell: string) => {
      const script = scripts[shell];
      if (script === undefined)
        throw new UsageError(`completion ${shell}: the shell is unknown.${amongKnown(shell, shells)}`);
      streams.out(script);
    });
  program
    .command("__words", { hidden: true })
    .argument("[words...]")
    .action(async (words: readonly string[]) => {
      const last = words.at(-1) ?? "";
      const possible = (await candidates(program, words.slice(0, -1), last)).filter((each) => each.startsWith(last));
      streams.out(possible.map((each) => `${each}\n`).join(""));
    });
}

/** What may stand after these words. Nothing where it is a file, which the shell knows. */
async function candidates(program: Command, before: readonly string[], last: string): Promise<readonly string[]> {
  const named = program.commands.find((each) => before.includes(each.name()) && !isHidden(each));
  const command = named ?? program.commands.find((each) => each.name() === "check") ?? program;
  const option = command.options.find(({ long }) => long === before.at(-1));
  if (option?.required) return choicesOf(option.description);
  if (last.startsWith("-"))
    return command
      .createHelp()
      .visibleOptions(command)
      .flatMap(({ long }) => long ?? []);
  if (named === undefined) return program.commands.filter((each) => !isHidden(each)).map((each) => each.name());
  if (named.name() === "explain") return lastIds();
  return named.name() === "completion" ? shells : named.commands.map((each) => each.name());
}

const isHidden = (command: Command) => command.name().startsWith("__");

/** As `--help` tells them. */
function choicesOf(description: string): readonly string[] {
  const [, listed] = /\(choices: ([^)]*)\)/.exec(description) ?? [];
  return listed?.split(", ") ?? [];
}
