"""bliss4j: experiments that are published live and saved to HDF5."""
