package bliss4j.client;

import bliss4j.data.DataStore;
import bliss4j.data.ScanDirectory;
import bliss4j.data.StoreContract;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.LeakCheck;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Scans that are in Redis, that Redis has the end of, and that Redis has let go: all answer alike. */
class ArchivedStoreContractIT {
    @ExtendWith(LeakCheck.class)
    abstract static class Saved extends StoreContract {
        @TempDir
        private Path folder;

        private SavedTree tree;

        @BeforeEach
        void open() {
            tree = new SavedTree(folder);
        }

        @AfterEach
        void close() {
            tree.close();
        }

        @Override
        protected DataStore store() {
            return letGo(tree);
        }

        /** Lets Redis forget what it may, and gives the store. */
        abstract DataStore letGo(SavedTree tree);

        @Override
        protected Optional<Path> file(ScanDirectory directory) {
            return Optional.of(tree.file(directory));
        }

        @Override
        protected ScanPublisher start(ScanDescription scan) {
            return tree.start(scan);
        }
    }

    @Nested
    class AllInRedis extends Saved {
        @Override
        DataStore letGo(SavedTree tree) {
            return tree.store();
        }
    }

    @Nested
    class HalfTrimmed extends Saved {
        @Override
        DataStore letGo(SavedTree tree) {
            tree.trim();
            return tree.store();
        }
    }

    @Nested
    class AllExpired extends Saved {
        @Override
        DataStore letGo(SavedTree tree) {
            tree.expire();
            return tree.store().archive();
        }
    }
}
