# Sourced by ./bliss and benchmarks/run: finds Java, builds what is older than its sources. POSIX sh.
# Expects $root (the folder of sources, or an installed one) and $name (who speaks).
# shellcheck shell=sh disable=SC2154

java_release=25

say() {
    printf '%s: %s\n' "$name" "$1" >&2
}

die() {
    say "$2"
    exit "$1"
}

# The folder of a script, whatever symbolic links lead to it.
folder_of() {
    script=$1
    while [ -L "$script" ]; do
        target=$(readlink "$script")
        case $target in
            /*) script=$target ;;
            *) script=$(dirname "$script")/$target ;;
        esac
    done
    (CDPATH='' cd "$(dirname "$script")" && pwd -P)
}

# Whether $1 is the home of a Java that is new enough. Its release file says so without starting it.
is_java() {
    [ -x "$1/bin/java" ] || return 1
    if [ -r "$1/release" ]; then
        version=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$1/release")
    else
        version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
    fi
    [ "${version:-0}" -ge "$java_release" ] 2>/dev/null
}

# Sets java_home.
find_java() {
    if [ -n "${BLISS_JAVA_HOME:-}" ]; then
        java_home=$BLISS_JAVA_HOME
        is_java "$java_home" || die 2 "BLISS_JAVA_HOME is $java_home, but no Java $java_release or newer is there"
        return
    fi
    on_path=$(command -v java || :)
    [ -z "$on_path" ] || on_path=$(dirname "$(folder_of "$on_path")")
    for java_home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/* "${HOME:-}"/.sdkman/candidates/java/* \
        "${HOME:-}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [ -n "$java_home" ] && is_java "$java_home"; then
            return
        fi
    done
    die 2 "needs Java $java_release or newer and found none in JAVA_HOME, on the path or in /usr/lib/jvm, /opt, \
~/.sdkman: install one (https://adoptium.net) or set BLISS_JAVA_HOME to its folder"
}

# Whether the built folder $1 lacks something or a source is newer. Folders count too: theirs is the time of a deletion.
is_old() {
    [ -f "$1/built" ] || return 0
    newer=$(cd "$root" && find pom.xml bliss config/launch.sh ./*/pom.xml ./*/src/main -newer "$1/built" -print 2>/dev/null |
        head -n 1)
    [ -n "$newer" ]
}

# Builds module $1 into its target/bliss, unless that is newer than every source.
build() {
    module=$1
    built=$root/$module/target/bliss
    is_old "$built" || return 0
    command -v mvn >/dev/null || die 1 "must be built and Maven (mvn) is not on the path: install Maven 3.8 or newer"
    mkdir -p "$root/$module/target" || die 1 "cannot write to $root/$module/target"
    if command -v flock >/dev/null; then
        # All modules share their neighbours' target folders, so there is one lock. Java does not inherit it.
        (
            flock -n 9 || say "waiting for another build"
            flock 9
            build_locked
        ) 9>"$(lock_file)" || exit 1
    else
        (build_alone) || exit 1
    fi
}

lock_file() {
    mkdir -p "$root/app/target" && printf '%s' "$root/app/target/build.lock"
}

# Without flock (macOS) a folder is the lock, and the process named in it tells whether it still counts.
build_alone() {
    lock=$(lock_file).d
    seconds=0
    until mkdir "$lock" 2>/dev/null; do
        owner=$(cat "$lock/pid" 2>/dev/null || :)
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
            rm -rf "$lock"
        elif [ "$seconds" -ge 900 ]; then
            die 1 "another build has not ended for 15 minutes: if there is none, delete $lock"
        else
            [ "$seconds" -ne 0 ] || say "waiting for another build"
            sleep 1
            seconds=$((seconds + 1))
        fi
    done
    trap 'rm -rf "$lock"' EXIT
    trap 'exit 1' HUP INT TERM
    echo $$ >"$lock/pid"
    build_locked
}

build_locked() {
    # Somebody else may have built it while we waited.
    is_old "$built" || return 0
    say "building (first start or sources changed)..."
    log=$root/$module/target/build.log
    draft=$root/$module/target/bliss.$$
    # What is left of an interrupted build; libraries of other versions would be taken along.
    rm -rf "$root/$module/target"/bliss.[0-9]* "$root"/*/target/bliss-lib
    mkdir -p "$draft/config"
    # Made first: what changes from here on is newer.
    touch "$draft/built"
    # Maven needs a compiler of that release; if ours is a mere runtime, its toolchains plugin looks for one.
    [ ! -x "$java_home/bin/javac" ] || export JAVA_HOME="$java_home"
    (cd "$root" && mvn -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip -Dcheckstyle.skip -pl "$module" -am \
        package dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=target/bliss-lib) \
        >"$log" 2>&1 </dev/null || die 1 "the build failed; see $log"
    # After a change of version there are several.
    # shellcheck disable=SC2012 # our own names, without blanks
    jar=$(ls -t "$root/$module/target/bliss4j-$module"-*.jar | head -n 1)
    { mv "$root/$module/target/bliss-lib" "$draft/lib" && cp "$jar" "$draft/bliss.jar" &&
        cp "$root/bliss" "$draft/bliss" && cp "$root/config/launch.sh" "$draft/config/" &&
        rm -rf "$built" "$root"/*/target/bliss-lib && mv "$draft" "$built"; } || die 1 "cannot write to $built"
}

# Sets aot_options: the cache of loaded and linked classes of the built folder $1, if there is one for just these jars and this
# Java. If not and $2 is "make", one is made in the background, for the next start; what was made for this folder before goes then.
use_aot_cache() {
    caches=${BLISS_HOME:-${HOME:?is not set: set BLISS_HOME}/.local/state/bliss4j}/aot
    aot_folder=$(printf '%s' "$1" | cksum | cut -d ' ' -f 1)
    # ls -L: the time and the size of the jar itself, as Java checks them, too
    aot_state=$({ cat "$java_home/release"; ls -lnL "$1/bliss.jar" "$1"/lib/*.jar; } 2>/dev/null | cksum | cut -d ' ' -f 1)
    aot_cache=$caches/$aot_folder-$aot_state.aot
    aot_options=
    if [ -f "$aot_cache" ]; then
        aot_options="-XX:AOTCache=$aot_cache -Xlog:aot*=off -Xlog:cds*=off"
    elif [ "$2" = make ] && [ -z "${BLISS_NO_AOT:-}" ]; then
        # In a session of its own, so that Ctrl-C in the terminal does not reach it.
        detached=
        ! command -v setsid >/dev/null || detached=setsid
        mkdir -p "$caches" && BLISS_NO_AOT=1 $detached nice -n 19 "$1/bliss" --make-aot-cache "$aot_cache" \
            >"$caches/making.log" 2>&1 </dev/null &
    fi
}

# Makes the cache $2 of the built folder $1 by a first session of a user of nothing: his home, his Redis and his data are in a
# folder that is deleted.
make_aot_cache() {
    aot_installed=$1
    aot_target=$2
    lock=$2.lock
    if ! mkdir "$lock" 2>/dev/null; then
        kill -0 "$(cat "$lock/pid" 2>/dev/null)" 2>/dev/null && return # somebody else makes it
        rm -rf "$lock" && mkdir "$lock"
    fi
    echo $$ >"$lock/pid"
    place=$(mktemp -d)
    trap 'BLISS_HOME=$place/state BLISS_CONFIG= XDG_CONFIG_HOME=$place/config "$aot_installed/bliss" redis stop || :
        rm -rf "$place" "$lock" "$aot_target.new"*' EXIT
    mkdir "$place/config"
    BLISS_HOME=$place/state XDG_CONFIG_HOME=$place/config BLISS_CONFIG='' \
        BLISS_JAVA_OPTIONS="-XX:AOTCacheOutput=$2.new -Djava.io.tmpdir=$place" \
        "$1/bliss" -s test_session <<SESSION
SCAN_SAVING.base_path = '$place/data'
ascan(roby, 0, 1, 2, 0.01, diode)
[node.name for node in get_node('test_session').iterator.walk(wait=False)]
SCANS[-1].get_data()
exit()
SESSION
    [ -f "$2.new" ] && mv "$2.new" "$2" || return
    for old in "${2%-*}"-*.aot; do
        [ "$old" = "$2" ] || rm -f "$old"
    done
}

# Becomes main class $2 of the built folder $1 with the remaining arguments.
run_java() {
    folder=$1
    main=$2
    shift 2
    [ -f "$folder/bliss.jar" ] || die 1 "$folder/bliss.jar is missing: this installation is not whole"
    case $folder in *:*) die 1 "cannot run from $folder: Java's class path forbids ':' in a folder's name" ;; esac
    state=${BLISS_HOME:-${HOME:?is not set: set BLISS_HOME}/.local/state/bliss4j}
    # Ours first and in a fixed order, so that a session that goes on while a new one is built has opened them all.
    class_path=$folder/bliss.jar
    for jar in "$folder"/lib/bliss4j-*.jar "$folder"/lib/*.jar; do
        case :$class_path: in *":$jar:"*) ;; *) class_path=$class_path:$jar ;; esac
    done
    # The JVM chooses collector and compilers: others start 0.1 s sooner at best (measured); long scans need C2 and G1.
    # shellcheck disable=SC2086 # several options in one variable
    exec "$java_home/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
        "-Dorg.bytedeco.javacpp.cachedir=$state/javacpp" ${aot_options:-} ${BLISS_JAVA_OPTIONS:-} -cp "$class_path" "$main" "$@"
}
