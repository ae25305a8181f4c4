"""Part of bliss4j."""
