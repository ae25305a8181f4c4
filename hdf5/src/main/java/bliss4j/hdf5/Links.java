package bliss4j.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bytedeco.hdf5.H5L_info2_t;
import org.bytedeco.hdf5.H5O_info2_t;
import org.bytedeco.hdf5.global.hdf5;

/** What the names of groups lead to; used under the lock. */
final class Links {
    /** What a name leads to when it leads to nothing. */
    static final int NOTHING = -1;

    private Links() {}

    static boolean exists(long file, Place name) {
        return name.ok(hdf5.H5Lexists(file, name.object(), hdf5.H5P_DEFAULT), "look for it") > 0;
    }

    /** HDF5's number of the kind of object that a name leads to; {@link #NOTHING} if it is not there or dangles. */
    static int leadsTo(long file, Place name) {
        if (!exists(file, name) || hdf5.H5Oexists_by_name(file, name.object(), hdf5.H5P_DEFAULT) <= 0) {
            return NOTHING;
        }
        try (H5O_info2_t info = new H5O_info2_t()) {
            int failed = hdf5.H5Oget_info_by_name3(file, name.object(), info, hdf5.H5O_INFO_BASIC, hdf5.H5P_DEFAULT);
            name.ok(failed, "ask what it is");
            return info.type();
        }
    }

    /** @throws Hdf5Exception if a name does not lead to an object of that kind */
    static void expect(long file, Place name, int kind) {
        int found = leadsTo(file, name);
        if (found != kind) {
            String reason = found == NOTHING
                    ? exists(file, name)
                            ? "it leads to " + target(file, name).orElse("nothing") + ", which is not there"
                            : "there is none"
                    : "it is " + kindName(found);
            throw name.failed("open " + kindName(kind), reason);
        }
    }

    private static String kindName(int kind) {
        return switch (kind) {
            case hdf5.H5O_TYPE_GROUP -> "a group";
            case hdf5.H5O_TYPE_DATASET -> "a dataset";
            default -> "a named type";
        };
    }

    static void replace(long file, Place name, Place other) {
        name.ok(hdf5.H5Ldelete(file, name.object(), hdf5.H5P_DEFAULT), "take its name away");
        int failed =
                hdf5.H5Lmove(file, other.object(), file, name.object(), AccessRules.linkCreation(), hdf5.H5P_DEFAULT);
        name.ok(failed, "give its name to " + other);
    }

    static void soft(long file, Place name, String target) {
        int failed = hdf5.H5Lcreate_soft(target, file, name.object(), AccessRules.linkCreation(), hdf5.H5P_DEFAULT);
        name.ok(failed, "link to " + target);
    }

    static void external(long file, Place name, String targetFile, String target) {
        int failed = hdf5.H5Lcreate_external(
                targetFile, target, file, name.object(), AccessRules.linkCreation(), hdf5.H5P_DEFAULT);
        name.ok(failed, "link to " + targetFile + "::" + target);
    }

    static Optional<String> target(long file, Place name) {
        try (H5L_info2_t info = new H5L_info2_t()) {
            name.ok(hdf5.H5Lget_info2(file, name.object(), info, hdf5.H5P_DEFAULT), "ask where it leads");
            return switch (info.type()) {
                case hdf5.H5L_TYPE_SOFT -> Optional.of(text(value(file, name, info), 0));
                case hdf5.H5L_TYPE_EXTERNAL -> Optional.of(external(value(file, name, info)));
                default -> Optional.empty();
            };
        }
    }

    private static byte[] value(long file, Place name, H5L_info2_t info) {
        byte[] value = new byte[Math.toIntExact(info.u_val_size())];
        Scratch scratch = Scratch.of(value.length);
        int failed = hdf5.H5Lget_val(file, name.object(), scratch.pointer(), value.length, hdf5.H5P_DEFAULT);
        name.ok(failed, "ask where it leads");
        scratch.bytes().get(0, value);
        return value;
    }

    /** A byte of flags, then the file's name and the path in it, each ended by a zero. */
    private static String external(byte[] value) {
        String file = text(value, 1);
        int fileBytes = file.getBytes(StandardCharsets.UTF_8).length;
        return file + "::" + text(value, 1 + fileBytes + 1);
    }

    private static String text(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}
