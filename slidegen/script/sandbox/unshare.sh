# The walls of a sandbox, built in a mount namespace of its own: FOLDER UID:GID N HIDDEN... N KEPT... N WRITTEN... WORDS...
# Nothing is left of them when the last process is gone.
set -eu
folder=$1 who=$2
shift 2
mount --make-rprivate /
mount --bind "$folder" "$folder"

hidden=$1; shift
while [ "$hidden" -gt 0 ]; do
  if [ -d "$1" ]; then mount -t tmpfs -o mode=700 hidden "$1"; else mount --bind /dev/null "$1"; fi
  hidden=$((hidden - 1)); shift
done

# Devices that harm nobody; terminals of its own.
dev=$folder/dev
mount -t tmpfs -o mode=755 dev "$dev"
for name in null zero full random urandom tty; do
  : >"$dev/$name"
  mount --bind "/dev/$name" "$dev/$name"
done
mkdir "$dev/pts" "$dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$dev/pts"
mount -t tmpfs -o mode=1777 shm "$dev/shm"
ln -s pts/ptmx "$dev/ptmx"
ln -s /proc/self/fd "$dev/fd"
ln -s fd/0 "$dev/stdin"; ln -s fd/1 "$dev/stdout"; ln -s fd/2 "$dev/stderr"

# What is read although it stands in /tmp, which is the run's own.
see() { # PATH: there, in what becomes /tmp
  at=$folder/tmp/${1#/tmp/}
  mkdir -p "$at"
  mount --rbind "$1" "$at"
}
kept=$1; shift
while [ "$kept" -gt 0 ]; do see "$1"; kept=$((kept - 1)); shift; done

# What is written to. The words behind stay in "$@" until all is built.
written=$1; shift
each_written() { # COMMAND of one path
  left=$written command=$1; shift
  for path; do
    [ "$left" -gt 0 ] || return 0
    "$command" "$path"
    left=$((left - 1))
  done
}
bind() { mount --rbind "$1" "$1"; }
say() { printf '%s\n' "$1"; }
each_written bind "$@"
own=$(each_written say "$@")

# All else is read-only, with the flags that it has.
while read -r _ _ _ _ point flags _; do
  point=$(printf '%b' "$point")
  case $point in /proc | /proc/* | /dev | /dev/* | "$folder"/dev | "$folder"/dev/*) continue ;; esac
  case "
$own
" in *"
$point
"*) continue ;; esac
  mount -o "remount,bind,ro,${flags#r?,}" "$point" 2>/dev/null || mount -o remount,bind,ro "$point" 2>/dev/null || {
    [ "$point" != / ] || { echo "the root cannot be made read-only" >&2; exit 1; }
  }
done </proc/self/mountinfo
for name in sys sysrq-trigger irq bus; do
  [ ! -e "/proc/$name" ] || { mount --bind "/proc/$name" "/proc/$name" && mount -o remount,bind,ro "/proc/$name"; }
done

case $folder in /tmp/*) see "$folder" ;; esac
mount --rbind "$folder/tmp" /tmp
mount --rbind "$dev" /dev
ip link set lo up 2>/dev/null || ifconfig lo up 2>/dev/null || true
cd "$PWD" || exit 1
shift "$written"
exec unshare --user --map-user="${who%:*}" --map-group="${who#*:}" --mount -- "$@"
