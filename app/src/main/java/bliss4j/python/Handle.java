package bliss4j.python;

/** What a face keeps of its Java object: Python can hold it, but do nothing with it. */
record Handle(Object object) {}
