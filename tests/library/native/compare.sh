#!/bin/sh
# Runs the library's fixtures with the library and with glibc, and compares output and exit code.
# usage: compare.sh OUT LIBRARY
out=$1
library=$2
fixtures=$(cd "$(dirname "$0")/../../fixtures/c/run/library" && pwd)
bad=0
mkdir -p "$out/ours" "$out/theirs"
for source in "$fixtures"/*.c; do
    name=$(basename "$source" .c)
    arguments=$(sed -n 's|^//@ args: ||p' "$source")
    sed -n 's|^//@ stdin: \{0,1\}||p' "$source" | awk '{ if (sub(/\\c$/, "")) printf "%s", $0; else print }' > "$out/stdin"
    gcc -std=gnu17 -w -O0 -fno-builtin "$source" -o "$out/theirs/program" -lm || exit 1
    gcc -std=gnu17 -w -nostdinc -I"$library/include" -O0 -ffreestanding -fno-builtin -fno-stack-protector -c "$source" -o "$out/program.o" || { bad=$((bad + 1)); continue; }
    objcopy --redefine-sym main=__crabwalk_main "$out/program.o"
    gcc -nostdlib -static -o "$out/ours/program" "$out/begin.o" "$out/program.o" "$out/libcw.a" || { bad=$((bad + 1)); continue; }
    rm -rf "$out/run" && mkdir "$out/run"
    (cd "$out/run" && ../theirs/program $arguments < ../stdin > ../theirs.out 2> ../theirs.err; echo "exit $?" > ../theirs.exit)
    rm -rf "$out/run" && mkdir "$out/run"
    (cd "$out/run" && ../ours/program $arguments < ../stdin > ../ours.out 2> ../ours.err; echo "exit $?" > ../ours.exit)
    if ! cmp -s "$out/ours.out" "$out/theirs.out" || ! cmp -s "$out/ours.exit" "$out/theirs.exit" || { ! grep -q '^//@ not-gcc' "$source" && ! cmp -s "$out/ours.err" "$out/theirs.err"; }; then
        echo "DIFFERS $name"
        diff "$out/theirs.out" "$out/ours.out" | head -${LINES_SHOWN:-6}
        diff "$out/theirs.exit" "$out/ours.exit"
        diff "$out/theirs.err" "$out/ours.err" | head -6
        bad=$((bad + 1))
    fi
    if [ -n "$BLESS" ]; then cp "$out/theirs.out" "${source%.c}.stdout"; fi
done
echo "$bad programs differ"
[ "$bad" = 0 ]
