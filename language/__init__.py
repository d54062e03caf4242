"""The language of the reader: what a room says is a message, written in English and translated where it is shown."""
