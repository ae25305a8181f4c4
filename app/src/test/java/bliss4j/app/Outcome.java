package bliss4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What came of one run of the command. */
record Outcome(int status, String output, String errors) {
    List<String> lines() {
        return output.lines().toList();
    }

    /** It worked, and neither it nor Java had anything to say about it. */
    Outcome succeeded() {
        assertThat(errors).isEmpty();
        assertThat(status).isZero();
        return this;
    }

    /** It failed as bad input should: one line that begins with who speaks, no stack trace, this status. */
    String refusal(int expectedStatus) {
        assertThat(errors.lines().toList()).as("lines on stderr").hasSize(1);
        assertThat(status).isEqualTo(expectedStatus);
        assertThat(output).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(errors).startsWith("bliss: ").doesNotContain("Exception");
        return errors.strip();
    }
}
