package bliss4j.beacon;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Beacon says to its clients: where Redis is, and that there is nothing else. */
final class Answers implements Listener.Service {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private static final int REDIS_QUERY = 30;
    private static final int REDIS_ANSWER = 31;
    private static final int DATA_SERVER_QUERY = 32;
    private static final int DATA_SERVER_OK = 34;
    private static final int GET_FILE = 50;
    private static final int GET_FILE_FAILED = 51;
    private static final int GET_TREE = 86;
    private static final int GET_TREE_FAILED = 87;
    private static final int UDS_QUERY = 100;
    private static final int UDS_FAILED = 102;
    private static final int SET_NAME = 110;
    private static final int NAME_OK = 112;

    private final String host;
    private final int port;

    /** Names this as the address of Redis, for settings and for data; the host must not be {@code localhost}, which means a path. */
    Answers(String host, int port) {
        this.host = host;
        this.port = port;
    }

    @Override
    public void serve(Socket client) throws IOException {
        Optional<Message> question = Message.read(client.getInputStream());
        while (question.isPresent()) {
            Optional<Message> answer = answer(question.get());
            if (answer.isEmpty()) {
                LOG.info("a client asked for {}, which is not answered", question.get());
                return;
            }
            client.getOutputStream().write(answer.get().toBytes());
            question = Message.read(client.getInputStream());
        }
    }

    @Override
    public void refuse(Socket client) {
        LOG.warn("a client was refused: there are too many");
    }

    /** Empty for a question that clients of data do not ask: a closed connection is more than silence. */
    Optional<Message> answer(Message question) {
        return Optional.ofNullable(
                switch (question.type()) {
                    case REDIS_QUERY -> new Message(REDIS_ANSWER, host + ":" + port);
                    case DATA_SERVER_QUERY -> new Message(DATA_SERVER_OK, question.key() + "|" + host + "|" + port);
                    case GET_FILE -> new Message(GET_FILE_FAILED, question.key() + "|bliss4j hands out no files");
                    case GET_TREE -> new Message(GET_TREE_FAILED, question.key() + "|bliss4j hands out no files");
                    case UDS_QUERY -> new Message(UDS_FAILED, "");
                    case SET_NAME -> new Message(NAME_OK, question.text());
                    default -> null;
                });
    }
}
