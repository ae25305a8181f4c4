package bliss4j.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bliss4j.testing.LeakCheck;
import bliss4j.testing.PrivateRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Beacon's protocol byte by byte, and the relay in front of a Redis that wants a password. */
@ExtendWith(LeakCheck.class)
final class BeaconIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int LIMIT_MS = 30_000;

    private static PrivateRedis redis;

    private final List<Socket> sockets = new ArrayList<>();
    private Beacon beacon;

    @BeforeAll
    static void start() {
        redis = PrivateRedis.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    private static RedisDoor door(String password) {
        return new RedisDoor(redis.address().host(), redis.port(), Optional.empty(), Optional.of(password));
    }

    @BeforeEach
    void open() {
        beacon = Beacon.open(0, door(redis.address().password()));
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        beacon.close();
    }

    private Socket connect(String address) throws IOException {
        String[] parts = address.split(":");
        Socket socket = new Socket(parts[0], Integer.parseInt(parts[1]));
        socket.setSoTimeout(LIMIT_MS);
        sockets.add(socket);
        return socket;
    }

    private static Message ask(Socket client, int type, String text) throws IOException {
        client.getOutputStream().write(new Message(type, text).toBytes());
        return Message.read(client.getInputStream()).orElseThrow();
    }

    /** Sends a line to Redis through the relay and gives the first line of the reply. */
    private static String send(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        return line(client);
    }

    private static String line(Socket client) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = client.getInputStream().read();
        while (next >= 0 && next != '\n') {
            line.append((char) next);
            next = client.getInputStream().read();
        }
        return line.toString().strip();
    }

    private static long clientsOfRedis() {
        return redis.command("CLIENT LIST")
                .lines()
                .filter(line -> line.contains("id="))
                .count();
    }

    @Test
    void saysWhereRedisIsInAsManyQuestionsAsOneLikes() throws IOException {
        Socket client = connect(beacon.address());

        assertThat(ask(client, 100, "somehost")).isEqualTo(new Message(102, ""));
        assertThat(ask(client, 110, "1|plot:42")).isEqualTo(new Message(112, "1|plot:42"));
        assertThat(ask(client, 30, "")).isEqualTo(new Message(31, beacon.redisAddress()));
        assertThat(ask(client, 32, "7|"))
                .isEqualTo(new Message(34, "7|" + beacon.redisAddress().replace(':', '|')));
        assertThat(ask(client, 50, "8|beamline.yml")).isEqualTo(new Message(51, "8|bliss4j hands out no files"));
        assertThat(ask(client, 30, "")).isEqualTo(new Message(31, beacon.redisAddress()));
    }

    @Test
    void aMessageIsTwoLittleEndianIntsAndText() {
        assertThat(new Message(34, "7|h|1").toBytes())
                .containsExactly(34, 0, 0, 0, 5, 0, 0, 0, '7', '|', 'h', '|', '1');
    }

    @Test
    void aQuestionMayComeInPieces() throws IOException {
        Socket client = connect(beacon.address());
        for (byte each : new Message(32, "12|").toBytes()) {
            client.getOutputStream().write(each);
        }

        assertThat(Message.read(client.getInputStream()).orElseThrow().key()).isEqualTo("12");
    }

    @Test
    void whatCannotBeAnsweredEndsTheConnectionAndNoOther() throws IOException {
        Socket other = connect(beacon.address());
        for (byte[] bytes : List.of(
                new Message(4711, "x").toBytes(),
                new byte[] {30, 0, 0, 0, -1, -1, -1, 127},
                new byte[] {30, 0, 0, 0, -1, -1, -1, -1},
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII))) {
            Socket client = connect(beacon.address());
            client.getOutputStream().write(bytes);
            assertThat(ends(client)).isTrue();
        }

        assertThat(ask(other, 30, "").type()).isEqualTo(31);
    }

    /** Whether the other side closes; with bytes it did not read that is a reset. */
    private static boolean ends(Socket client) throws IOException {
        try {
            return client.getInputStream().read() < 0;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    @Test
    void whoKnowsNoPasswordIsLetInToBothDatabases() throws IOException {
        try (Socket direct = new Socket(redis.address().host(), redis.port())) {
            assertThat(send(direct, "PING")).startsWith("-NOAUTH");
        }
        Socket client = connect(beacon.redisAddress());

        assertThat(send(client, "PING")).isEqualTo("+PONG");
        assertThat(send(client, "SELECT 1")).isEqualTo("+OK");
        assertThat(send(client, "SET here 1")).isEqualTo("+OK");
        assertThat(send(connect(beacon.redisAddress()), "EXISTS here")).isEqualTo(":0");
    }

    @Test
    void bytesPassUnchangedBothWaysHoweverMany() throws IOException {
        Socket client = connect(beacon.redisAddress());
        byte[] value = new byte[8 << 20];
        new java.util.Random(1).nextBytes(value);
        String head = "*3\r\n$3\r\nSET\r\n$3\r\nbig\r\n$" + value.length + "\r\n";
        client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().write(value);
        client.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(line(client)).isEqualTo("+OK");

        assertThat(send(client, "GET big")).isEqualTo("$" + value.length);
        assertThat(client.getInputStream().readNBytes(value.length)).isEqualTo(value);
    }

    @Test
    void repliesStillComeToWhoHasSaidAllItHasToSay() throws IOException {
        Socket client = connect(beacon.redisAddress());
        client.getOutputStream().write("ECHO first\r\nPING\r\n".getBytes(StandardCharsets.US_ASCII));
        client.shutdownOutput();

        String all = new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(all).isEqualTo("$5\r\nfirst\r\n+PONG\r\n");
    }

    @Test
    void aClientThatGoesWhileItWaitsLeavesNothingInRedis() throws IOException {
        long before = clientsOfRedis();
        Socket client = connect(beacon.redisAddress());
        client.getOutputStream().write("XREAD BLOCK 0 STREAMS none $\r\n".getBytes(StandardCharsets.US_ASCII));
        await().atMost(LIMIT).until(() -> redis.command("CLIENT LIST").contains("cmd=xread"));

        client.close();

        await().atMost(LIMIT).until(() -> clientsOfRedis() == before);
    }

    @Test
    void closingEndsAWaitAtOnceAndBothPorts() throws IOException {
        Socket client = connect(beacon.redisAddress());
        client.getOutputStream().write("BLPOP none 0\r\n".getBytes(StandardCharsets.US_ASCII));
        await().atMost(LIMIT).until(() -> redis.command("CLIENT LIST").contains("cmd=blpop"));

        beacon.close();

        assertThat(ends(client)).isTrue();
        await().atMost(LIMIT).until(() -> !redis.command("CLIENT LIST").contains("cmd=blpop"));
        assertThatThrownBy(() -> connect(beacon.address())).isInstanceOf(java.net.ConnectException.class);
        assertThatThrownBy(() -> connect(beacon.redisAddress())).isInstanceOf(java.net.ConnectException.class);
    }

    @Test
    void aWrongPasswordIsSaidAsRedisSaysErrors() throws IOException {
        try (Beacon wrong = Beacon.open(0, door("not this one"))) {
            assertThat(line(connect(wrong.redisAddress())))
                    .startsWith("-ERR Redis at redis://127.0.0.1:" + redis.port()
                            + " cannot be used: it does not let us in: WRONGPASS")
                    .doesNotContain("not this one");
        }
    }

    @Test
    void aRedisThatIsAwayIsSaidSoAndUsedAgainWhenItIsBack() throws IOException {
        redis.kill();
        assertThat(line(connect(beacon.redisAddress())))
                .startsWith("-ERR Redis at redis://127.0.0.1:" + redis.port() + " cannot be used: ");

        redis.restart(true);

        assertThat(send(connect(beacon.redisAddress()), "PING")).isEqualTo("+PONG");
    }

    @Test
    void thereMayBeOnlySoManyAtATime() throws IOException {
        List<Socket> many = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            many.add(connect(beacon.redisAddress()));
            assertThat(send(many.getLast(), "PING")).isEqualTo("+PONG");
        }
        assertThat(line(connect(beacon.redisAddress()))).startsWith("-ERR max number of clients reached");

        many.getFirst().close();

        await().atMost(LIMIT)
                .ignoreException(java.net.SocketException.class)
                .until(() -> send(connect(beacon.redisAddress()), "PING").equals("+PONG"));
    }

    @Test
    void aPortThatIsTakenIsOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> Beacon.open(port, door("x")).close())
                    .isInstanceOf(BeaconException.class)
                    .hasMessageStartingWith("port " + port + " cannot be listened on: ")
                    .hasMessageEndingWith("; name another one: --port N");
        }
    }

    @Test
    void nobodyElsesMachineCanConnect() throws IOException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
        int port = Integer.parseInt(beacon.redisAddress().split(":")[1]);

        assertThat(beacon.address()).startsWith("127.0.0.1:");
        for (InetAddress address : others) {
            assertThatThrownBy(() -> new Socket(address, port).close()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void theDoorDoesNotPrintThePassword() {
        assertThat(door("secret").toString()).isEqualTo("redis://127.0.0.1:" + redis.port());
    }
}
