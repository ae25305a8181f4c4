package bliss4j.redis;

import java.util.List;
import org.awaitility.Awaitility;

/** What may happen to Redis during a scan. Each publishes some points meanwhile and leaves Redis as good as new. */
enum RedisTrouble {
    KILLED_AND_EMPTY {
        @Override
        void happen(TroubledScan scan) {
            scan.redis().kill();
            scan.publish(SOME);
            scan.awaitTrouble("cannot be reached");
            scan.redis().restart(true);
        }
    },
    KILLED_WITH_ITS_DATA {
        @Override
        void happen(TroubledScan scan) {
            scan.redis().save();
            scan.redis().kill();
            scan.publish(SOME);
            scan.awaitTrouble("cannot be reached");
            scan.redis().restart(false);
        }
    },
    KILLED_WITH_OLDER_DATA {
        @Override
        void happen(TroubledScan scan) {
            scan.redis().save();
            scan.publish(SOME);
            awaitPublished(scan);
            scan.redis().kill();
            scan.publish(SOME);
            scan.awaitTrouble("cannot be reached");
            scan.redis().restart(false);
        }
    },
    EMPTIED {
        @Override
        void happen(TroubledScan scan) {
            scan.redis().command("FLUSHALL");
            scan.publish(SOME);
        }
    },
    CONNECTIONS_CUT {
        @Override
        void happen(TroubledScan scan) {
            scan.redis().command("CLIENT KILL TYPE normal");
            scan.publish(SOME);
        }
    },
    PAUSED {
        @Override
        void happen(TroubledScan scan) {
            scan.redis().pause();
            scan.publish(SOME);
            scan.awaitTrouble("Read timed out");
            scan.redis().resume();
        }
    },
    CUT_WITHOUT_A_WORD {
        @Override
        void happen(TroubledScan scan) {
            scan.relay().goDead();
            scan.publish(SOME);
            scan.awaitTrouble("Read timed out");
            scan.relay().heal();
        }
    },
    MEMORY_FULL {
        @Override
        void happen(TroubledScan scan) {
            scan.redis().command("CONFIG SET maxmemory 1mb");
            scan.publish(SOME);
            scan.awaitTrouble("OOM command not allowed");
            scan.redis().command("CONFIG SET maxmemory 512mb");
        }
    },
    SLOW {
        @Override
        void happen(TroubledScan scan) {
            scan.relay().delay(200);
            scan.publish(SOME);
            scan.awaitTrouble("slower than the scan");
            scan.relay().delay(0);
        }
    };

    static final int SOME = 300;

    abstract void happen(TroubledScan scan);

    private static void awaitPublished(TroubledScan scan) {
        String key = scan.scan().description().channels().getFirst().node().dbName();
        try (LiveTree tree = new LiveTree(scan.redis().url())) {
            Awaitility.await()
                    .until(() ->
                            tree.store().lengths(List.of(tree.channel(key))).equals(List.of((long) scan.points())));
        }
    }
}
