# A private PostgreSQL for the tests: its own data folder, reachable by a socket only we can open, gone afterwards.
# Sourced by ./test after steps.sh and packages.sh.

POSTGRES_HOME=""

# PostgreSQL refuses to run as root, so root borrows the account Debian's package made.
as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

start_postgres() {
    local tools
    tools=$(postgres_tools)
    if [ -z "$tools" ]; then
        echo "PostgreSQL's initdb was not found." >&2
        return 1
    fi
    POSTGRES_HOME=$(mktemp -d /tmp/waymark-postgres.XXXXXX)
    if [ "$(id -u)" -eq 0 ]; then chown postgres "$POSTGRES_HOME"; fi
    # The C collation sorts as SQLite does, so both databases list people in one order.
    quietly as_postgres "$tools/initdb" --pgdata="$POSTGRES_HOME/data" --username=waymark --auth=trust \
        --encoding=UTF8 --locale=C --no-sync || return 1
    # Nothing here outlives the run, so nothing waits for the disk.
    as_postgres tee -a "$POSTGRES_HOME/data/postgresql.conf" >/dev/null <<CONF
listen_addresses = ''
unix_socket_directories = '$POSTGRES_HOME'
unix_socket_permissions = 0700
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 300
shared_buffers = 128MB
timezone = 'UTC'
log_min_messages = warning
CONF
    quietly as_postgres "$tools/pg_ctl" --pgdata="$POSTGRES_HOME/data" --log="$POSTGRES_HOME/log" --wait --timeout=60 start || {
        cat "$POSTGRES_HOME/log" 2>/dev/null
        return 1
    }
    as_postgres "$tools/psql" --quiet --no-psqlrc --host="$POSTGRES_HOME" --username=waymark --dbname=postgres \
        --command="create database waymark_tests template template0 lc_collate 'C' lc_ctype 'C'" || return 1
    # The socket's folder stands where the host would, with its slashes written as %2F.
    WAYMARK_TEST_POSTGRES="postgres://waymark@${POSTGRES_HOME//\//%2F}/waymark_tests"
    export WAYMARK_TEST_POSTGRES
    say "  PostgreSQL $("$tools/postgres" --version | grep -oE '[0-9]+\.[0-9]+' | head -n 1) answers at $WAYMARK_TEST_POSTGRES"
}

stop_postgres() {
    unset WAYMARK_TEST_POSTGRES
    if [ -z "$POSTGRES_HOME" ]; then return 0; fi
    as_postgres "$(postgres_tools)/pg_ctl" --pgdata="$POSTGRES_HOME/data" --mode=immediate --silent stop >/dev/null 2>&1 || true
    rm -rf "$POSTGRES_HOME"
    POSTGRES_HOME=""
}
