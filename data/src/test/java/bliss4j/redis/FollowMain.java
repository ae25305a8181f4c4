package bliss4j.redis;

import bliss4j.data.Diary;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;

/** Follows {@code test_session} until a scan has ended and prints what it was told as one line. */
final class FollowMain {
    private FollowMain() {}

    /** @param arguments the address of Redis */
    public static void main(String[] arguments) {
        try (LiveTree tree = new LiveTree(arguments[0]);
                Follower follower = tree.follow(NodeFilter.all())) {
            System.out.println("following");
            System.out.println("told " + new Diary().untilEnds(follower, 1).digest());
        }
    }
}
