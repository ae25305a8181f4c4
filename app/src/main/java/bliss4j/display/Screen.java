package bliss4j.display;

/** Where text for people goes. Any thread. */
public interface Screen {
    /** Prints text that ends with a new line. */
    void print(String text);

    /** Shows one line below all that is printed, in place of the last such; an empty one takes it away. Not every screen can. */
    void status(String line);
}
