package bliss4j.pickle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text as Python encodes it in pickles: UTF-8 in which half a surrogate pair may stand alone, or escaped lines. */
final class PickleText {
    private PickleText() {}

    static byte[] encode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return encodeSurrogates(text);
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] encodeSurrogates(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() * 2);
        text.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                out.write(0xE0 | (c >> 12));
                out.write(0x80 | ((c >> 6) & 0x3F));
                out.write(0x80 | (c & 0x3F));
            } else {
                out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        });
        return out.toByteArray();
    }

    static String utf8(byte[] bytes, int from, int to) {
        if (isAscii(bytes, from, to)) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        StringBuilder text = new StringBuilder(to - from);
        int start = from;
        for (int i = from; i < to - 2; i++) {
            if (bytes[i] == (byte) 0xED && (bytes[i + 1] & 0xE0) == 0xA0 && (bytes[i + 2] & 0xC0) == 0x80) {
                strict(bytes, start, i, text);
                text.append((char) (0xD000 | ((bytes[i + 1] & 0x3F) << 6) | (bytes[i + 2] & 0x3F)));
                start = i + 3;
                i += 2;
            }
        }
        strict(bytes, start, to, text);
        return text.toString();
    }

    private static boolean isAscii(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static void strict(byte[] bytes, int from, int to, StringBuilder text) {
        try {
            text.append(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from)));
        } catch (CharacterCodingException e) {
            throw PickleException.malformed("text that is not UTF-8");
        }
    }

    /** A line of protocol 0: Latin-1, with all else as {@code \\u0041} or {@code \\U0001f600}. */
    static String unescape(String line) {
        if (line.indexOf('\\') < 0) {
            return line;
        }
        StringBuilder text = new StringBuilder(line.length());
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i++);
            if (c != '\\' || i == line.length()) {
                text.append(c);
                continue;
            }
            char kind = line.charAt(i++);
            if (kind == 'u' || kind == 'U') {
                int digits = kind == 'u' ? 4 : 8;
                text.appendCodePoint(codePoint(line, i, digits));
                i += digits;
            } else {
                text.append(c).append(kind);
            }
        }
        return text.toString();
    }

    private static int codePoint(String line, int at, int digits) {
        long code = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = i < line.length() ? Character.digit(line.charAt(i), 16) : -1;
            if (digit < 0) {
                throw PickleException.malformed("text with a broken escape");
            }
            code = (code << 4) | digit;
        }
        if (code > Character.MAX_CODE_POINT) {
            throw PickleException.malformed("text with a character beyond Unicode");
        }
        return (int) code;
    }
}
