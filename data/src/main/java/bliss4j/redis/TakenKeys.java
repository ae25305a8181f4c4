package bliss4j.redis;

import bliss4j.block.DataException;
import bliss4j.data.NodeIdentity;
import bliss4j.data.NodeName;
import bliss4j.publish.ScanDescription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/** Refuses nodes whose keys would be mixed up with those that are in Redis (ruling: forbidden names). Only reads. */
final class TakenKeys {
    private static final byte[] VERSION = Wire.utf8("version");

    private TakenKeys() {}

    /** Two keys of which one would be taken for a part of the other; {@code there} is the one that may be in Redis. */
    private record Pair(String part, String owner, String there) {}

    /** Refuses a scan any of whose nodes is there already, or would be mixed up with one that is. */
    static void refuse(Wire wire, ScanDescription scan) {
        refuseClashes(wire, scan.nodes());
        refuseTaken(wire, scan.ownNodes());
    }

    /** @throws DataException naming both nodes, if a node is there that one of these would be mixed up with */
    static void refuseClashes(Wire wire, Collection<NodeIdentity> nodes) {
        List<Pair> pairs = new ArrayList<>();
        for (NodeIdentity node : nodes) {
            String dbName = node.dbName();
            NodeName.owner(dbName).ifPresent(owner -> pairs.add(new Pair(dbName, owner, owner)));
            NodeName.SUFFIXES.forEach(suffix -> pairs.add(new Pair(dbName + suffix, dbName, dbName + suffix)));
        }
        pairs.forEach(pair -> wire.send(Command.HGET, Keys.node(pair.there()), VERSION));
        List<@Nullable Object> versions = wire.syncIgnoringOtherKinds();
        for (int i = 0; i < pairs.size(); i++) {
            if (versions.get(i) != null) {
                throw NodeName.clash(pairs.get(i).part(), pairs.get(i).owner());
            }
        }
    }

    /** @throws DataException naming the node, if one of these has keys already */
    private static void refuseTaken(Wire wire, Collection<NodeIdentity> fresh) {
        for (NodeIdentity node : fresh) {
            List<byte[]> keys = new ArrayList<>();
            keys.add(Keys.node(node.dbName()));
            NodeName.SUFFIXES.forEach(suffix -> keys.add(Wire.utf8(node.dbName() + suffix)));
            wire.send(Command.EXISTS, keys.toArray(byte[][]::new));
        }
        List<@Nullable Object> counts = wire.sync();
        int i = 0;
        for (NodeIdentity node : fresh) {
            if (!Long.valueOf(0).equals(counts.get(i++))) {
                throw new DataException("node '" + node.dbName() + "' cannot be made: it is in Redis already");
            }
        }
    }
}
