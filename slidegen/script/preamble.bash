set +e +u
self=$(basename "$0") start=$PWD mode=run yes='' keep='' from='' to='' only='' allowed=' '
names=() values=() begun='' ended='' blocked='' passed=0 failed=0 skipped=0 told=()

usage() {
  echo "usage: bash $self [--list | --dry-run] [--yes] [--keep-going] [--from ID] [--to ID] [--only ID]"
  echo "                  [--set NAME=VALUE]... [--set-raw NAME=VALUE]... [--allow NAME]...      IDs may be cut short: section/slide"
}

refuse() {
  printf '%s: %s\n' "$self" "$1" >&2
  exit 2
}

is_data() { # whether a shell would take "$1" for a text, and read nothing into it
  case $1 in
    *[\;\&\|\<\>\(\)\$\`\"\'\\\*\?\{\}\[\]\#\!\~]* | *$'\n'*) return 1 ;;
  esac
}

give() { # NAME=VALUE, as text or (raw) as what a shell reads
  case $1 in *?=*) ;; *) refuse "--set takes NAME=VALUE, not '$1'" ;; esac
  [ -n "$2" ] || is_data "${1#*=}" || refuse "the value of ${1%%=*} would be read by the shell: --set-raw gives it so"
  names+=("${1%%=*}")
  values+=("${1#*=}")
}

while [ $# -gt 0 ]; do
  case $1 in
    --from | --to | --only | --allow | --set | --set-raw) [ $# -gt 1 ] || refuse "$1 takes a word behind it" ;;
  esac
  case $1 in
    --list) mode=list ;;
    --dry-run) mode=dry ;;
    --yes) yes=1 ;;
    --keep-going) keep=1 ;;
    --from) from=$2; shift ;;
    --to) to=$2; shift ;;
    --only) only=$2; shift ;;
    --allow) allowed="$allowed$2 "; shift ;;
    --set) give "$2" ''; shift ;;
    --set-raw) give "$2" raw; shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done

ask() { # nothing runs before someone has said yes, with this in view
  echo "On $(uname -n) as $(id -un) in $PWD, Kubernetes context: $(kubectl config current-context 2>/dev/null || echo none)"
  [ -z "$yes" ] || return 0
  [ -t 0 ] || refuse "say --yes to run these commands here"
  read -r -p "Run the exercises here? [y/N] " answer </dev/tty
  case $answer in [yY]*) ;; *) exit 2 ;; esac
}

is_at() { [ "$2" = "$1" ] || [ "${2#"$1"/}" != "$2" ]; }

is_chosen() { # by --only, --from and --to
  [ -z "$only" ] || is_at "$only" "$1" || return 1
  if [ -n "$from" ] && [ -z "$begun" ]; then is_at "$from" "$1" || return 1; fi
  begun=1
  if [ -n "$to" ]; then
    if is_at "$to" "$1"; then ended=1; elif [ -n "$ended" ]; then return 1; fi
  fi
}

is_there() { # whether a step of this script is called "$1"
  local sg_word sg_id sg_rest
  while read -r sg_word sg_id sg_rest; do
    if [ "$sg_word" = step ] && is_at "$1" "$sg_id"; then return 0; fi
  done <"$0"
  return 1
}

for wanted in "$from" "$to" "$only"; do
  [ -z "$wanted" ] || is_there "$wanted" || refuse "no step is called $wanted: --list shows their names"
done
[ "$mode" != run ] || ask

filled() { # "$1" with the values that were given, in sg_text
  local sg_at
  sg_text=$1
  for ((sg_at = 0; sg_at < ${#names[@]}; sg_at++)); do
    put_in "\`${names[sg_at]}\`" "${values[sg_at]}"
    put_in "${names[sg_at]}" "${values[sg_at]}"
  done
}

put_in() { # WORD VALUE: for each WORD in sg_text that is neither part of another nor a variable
  local sg_rest=$sg_text sg_before
  sg_text=''
  while [ "${sg_rest#*"$1"}" != "$sg_rest" ]; do
    sg_before=$sg_text${sg_rest%%"$1"*}
    sg_rest=${sg_rest#*"$1"}
    sg_text=$sg_before$1
    case $sg_before in *[A-Za-z0-9_\$-] | *'${') continue ;; esac
    case $sg_rest in [A-Za-z0-9_-]*) continue ;; esac
    sg_text=$sg_before$2
  done
  sg_text=$sg_text$sg_rest
}

# ---- the shell of the steps. It is a process of its own: what they do to it (`set -e`, `exit`, `exec`, traps,
# variables and functions of any name) happens to no line of this script.
folder='' shell='' status=0
again='' # whether commands are traced, or trapped

open_shell() {
  if [ -z "$folder" ]; then
    folder=$(mktemp -d) || refuse "there is no room for a file"
    trap 'rm -rf "$folder"' EXIT
    mkfifo "$folder/orders" "$folder/answers"
    shell_of_steps >"$folder/shell"
  fi
  (trap - INT QUIT; exec "${BASH:-bash}" "$folder/shell" "$folder") &
  shell=$!
  exec 248>"$folder/orders" 249<"$folder/answers"
}

close_shell() { # its own status
  [ -n "$shell" ] || return 0
  exec 248>&- 249<&-
  wait "$shell"
  status=$? shell=''
  return "$status"
}

tell() { # KIND TEXT: the shell of the steps runs it; how that ended
  [ -n "$shell" ] || open_shell
  printf '%s\n' "$2" >"$folder/step"
  (echo "$1" >&248) 2>/dev/null
  if read -r status again <&249; then return "$status"; fi
  close_shell
  again=''
  echo "   its shell ended with status $status: what follows has a new one"
  case $2 in exit | logout) return 0 ;; esac # with the status of what stood before
  return "$status"
}

shell_of_steps() { # the program of that shell; of its names those with sg_ are its own
  cat <<'SHELL'
exec 248<"$1/orders" 249>"$1/answers"
sg_folder=$1 sg_back='' sg_left=0
shift
sg_save() { # FILE TEXT
  mkdir -p "$(dirname "$1")" && printf '%s\n' "$2" >|"$1"
}

sg_capture() { # TEXT
  ({ eval "$sg_back"; } >/dev/null 2>&1; eval "$1") >|"$sg_folder/value" </dev/null
}

sg_for_a_while() { # "$1" until it prints "$2", for "$3" seconds at the most; then ^C
  local sg_log sg_pid sg_round sg_status=1
  sg_log=$(mktemp)
  set -m
  ({ eval "$sg_back"; } >/dev/null 2>&1; eval "$1") >|"$sg_log" 2>&1 </dev/null &
  sg_pid=$!
  set +m
  for ((sg_round = 0; sg_round < $3 * 5; sg_round++)); do
    if [ -n "$2" ] && grep -qF -- "$2" "$sg_log"; then sg_status=0; break; fi
    kill -0 "$sg_pid" 2>/dev/null || break
    sleep 0.2
  done
  if kill -0 "$sg_pid" 2>/dev/null; then
    [ -n "$2" ] || sg_status=0
    kill -INT -- "-$sg_pid" 2>/dev/null || :
    sleep 0.3
    kill -TERM -- "-$sg_pid" 2>/dev/null || :
    wait "$sg_pid" 2>/dev/null || :
  else
    wait "$sg_pid" && [ -z "$2" ] && sg_status=0
  fi
  head -c 20000 "$sg_log"
  rm -f "$sg_log"
  return "$sg_status"
}

while sg_s='' sg_kind='' && builtin read -r sg_kind <&248 && [[ -n $sg_kind ]]; do
  # An ERR trap speaks of what failed in this file, and not of the file, too.
  [ -z "$(builtin trap -p ERR)" ] || builtin printf '(( (sg_s = $?) || 1 )) >/dev/null 2>&1\n' >>"$sg_folder/step"
  if [ "$sg_left" = 0 ]; then
    . "$sg_folder/step" </dev/null 248<&- 249>&-
  else
    (builtin exit "$sg_left"; exit "$sg_left") >/dev/null 2>&1 || . "$sg_folder/step" </dev/null 248<&- 249>&-
  fi
  { # what traces commands, or traps them, is meant for those of the steps
    sg_left=${sg_s:-$?}
    if [ "$sg_kind" = step ]; then
      sg_back=$(builtin trap -p DEBUG)
      case $- in *x*) sg_back=$sg_back$'\n''set -x' ;; esac
      case $- in *v*) sg_back=$sg_back$'\n''set -v' ;; esac
      builtin trap - DEBUG
      builtin set +xv
      case $-,$(builtin trap -p ERR) in *e*, | *,?*) ;; *) sg_back=${sg_back:+$sg_back$'\n'"(builtin exit $sg_left; exit $sg_left)"} ;; esac
    fi
  } >/dev/null 2>&1
  builtin echo "$sg_left ${sg_back:+again}" >&249
done
SHELL
}

run() { # TEXT LINES: its commands one at a time, each of so many lines; the first that fails counts
  local sg_rest=$1 sg_count sg_line sg_text sg_command
  for sg_count in $2; do
    sg_command=''
    while [ "$sg_count" -gt 0 ]; do
      sg_line=${sg_rest%%$'\n'*}
      sg_rest=${sg_rest#"$sg_line"}
      sg_rest=${sg_rest#$'\n'}
      sg_command=$sg_command${sg_command:+$'\n'}$sg_line
      sg_count=$((sg_count - 1))
    done
    filled "$sg_command"
    [ -z "$again" ] || sg_text="{ eval \"\$sg_back\"; } >/dev/null 2>&1; $sg_text"
    tell step "$sg_text" || return
  done
}

named() { # NAME VALUE: a variable of the steps, where it is called as one
  case $1 in [0-9]* | *[!A-Za-z0-9_]*) ;; *) tell own "$1=$(printf %q "$2")" ;; esac
}

own() { # WORD...: a function of the shell of the steps
  tell own "$(printf '%q ' "$@")"
}

section() { # ID TITLE: where a section starts, so does the shell
  blocked=''
  [ -z "$shell" ] || own builtin cd -- "$start"
  [ "$mode" = list ] || { printf '\n## '; shown "$2"; }
}

shown() { # "$1" without what would steer a terminal: controls, the C1 set, marks that turn text around
  printf '%s\n' "$1" | LC_ALL=C tr -d '\000-\010\013-\037\177' |
    LC_ALL=C sed $'s/\302[\200-\237]/?/g; s/\342\200[\216\217\252-\256]/?/g; s/\342\201[\246-\251]/?/g'
}

skip() {
  skipped=$((skipped + 1))
  printf '   skipped: %s\n' "$1"
}

end_of_step() { # STATUS FAILS ID PLACE
  case $2,$1 in
    no,0 | yes,[1-9]* | maybe,*) passed=$((passed + 1)); return ;;
    yes,0) echo "   passed, but is meant to fail" ;;
    *) echo "   failed with status $1" ;;
  esac
  failed=$((failed + 1))
  told+=("$3 ($4)")
  [ -n "$keep" ] || blocked=$3
}

step() { # ID PLACE CLASS [OPTION=VALUE]...; what to do on standard input
  local sg_id=$1 sg_place=$2 sg_class=$3 sg_whole sg_text sg_at sg_why='' sg_until='' sg_seconds=5 sg_fails=no sg_target=''
  local sg_needs=() sg_value='' sg_lines='' sg_pause=''
  sg_whole=$(cat)
  shift 3
  for sg_at in "$@"; do
    case $sg_at in
      why=*) sg_why=${sg_at#*=} ;;
      until=*) sg_until=${sg_at#*=} ;;
      seconds=*) sg_seconds=${sg_at#*=} ;;
      fails=*) sg_fails=${sg_at#*=} ;;
      target=*) sg_target=${sg_at#*=} ;;
      needs=*) sg_needs+=("${sg_at#*=}") ;;
      lines=*) sg_lines=${sg_at#*=} ;;
      pause=*) sg_pause=${sg_at#*=} ;;
    esac
  done
  is_chosen "$sg_id" || return 0
  if [ "$mode" = list ]; then printf '%-12s %s  %s\n' "$sg_class" "$sg_id" "$sg_place"; return; fi
  filled "$sg_whole"
  printf '\n-- %s (%s)\n' "$sg_id" "$sg_place"
  shown "$sg_text"
  if [ -n "$blocked" ]; then skip "blocked by $blocked"; return; fi
  for sg_at in "${sg_needs[@]}"; do
    case " ${names[*]} $allowed" in *" $sg_at "*) ;; *) skip "${sg_why:-nothing gave $sg_at}"; return ;; esac
  done
  case $sg_class in placeholder | dangerous) sg_class=plain ;; esac
  case $sg_class in interactive | unknown | excluded) skip "$sg_why"; return ;; esac
  if [ "$mode" = dry ]; then return; fi
  case $sg_class in
    open) echo "   a page to look at" ;;
    save) own sg_save "$sg_target" "$sg_text" ;;
    capture) # an empty answer is none: who needs it is skipped
      own sg_capture "$sg_text" && sg_value=$(cat "$folder/value")
      [ -n "$sg_value" ] && is_data "$sg_value" && names+=("$sg_target") && values+=("$sg_value") && named "$sg_target" "$sg_value"
      ;;
    blocking | scripted) own sg_for_a_while "$sg_text" "$sg_until" "$sg_seconds" ;;
    *) run "$sg_whole" "$sg_lines" ;;
  esac
  end_of_step "$?" "$sg_fails" "$sg_id" "$sg_place"
  [ -z "$sg_pause" ] || sleep "$sg_pause"
}

summary() {
  [ "$mode" = run ] || exit 0
  close_shell
  printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  if [ "$failed" -gt 0 ]; then printf 'failed: %s\n' "${told[@]}"; exit 1; fi
  if [ "$passed" -eq 0 ]; then exit 5; fi
}
