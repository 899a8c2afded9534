# Telling the person at the keyboard what is happening, and how long it has taken.
# Sourced by ./run and ./test; needs bash.

STARTED_AT=$SECONDS
STEP_NOW="the start"
STEP_NAMES=()
STEP_RESULTS=()
STEP_SECONDS=()

elapsed() { echo $((SECONDS - STARTED_AT)); }

say() { printf '[%4d s] %s\n' "$(elapsed)" "$*"; }

# step "What it is" command...: runs the command, its output shown as it comes, and remembers how it ended.
step() {
    local name=$1 began=$SECONDS code=0
    shift
    STEP_NOW=$name
    say "$name ..."
    "$@" || code=$?
    remember "$name" "$code" "$((SECONDS - began))"
    return "$code"
}

remember() {
    STEP_NAMES+=("$1")
    STEP_SECONDS+=("$3")
    if [ "$2" -eq 0 ]; then
        STEP_RESULTS+=("ok")
        say "$1: done in $3 s"
    else
        STEP_RESULTS+=("FAILED")
        say "$1: FAILED after $3 s (exit $2)"
    fi
}

# quietly command...: keeps the output in a file, shows it only if the command fails, and says every ten seconds
# that it is still working.
quietly() {
    local log code=0 waited=0
    log=$(mktemp)
    "$@" >"$log" 2>&1 </dev/null &
    local child=$!
    while kill -0 "$child" 2>/dev/null; do
        sleep 1
        waited=$((waited + 1))
        if [ $((waited % 10)) -eq 0 ]; then say "  still working: $*" | cut -c 1-100; fi
    done
    wait "$child" || code=$?
    if [ "$code" -ne 0 ]; then
        echo "--- output of: $*"
        cat "$log"
        echo "---"
    fi
    rm -f "$log"
    return "$code"
}

summary() {
    local i
    echo
    echo "Summary"
    for i in "${!STEP_NAMES[@]}"; do
        printf '  %-6s %5d s  %s\n' "${STEP_RESULTS[$i]}" "${STEP_SECONDS[$i]}" "${STEP_NAMES[$i]}"
    done
    printf '  %-6s %5d s\n' "total" "$(elapsed)"
}
