"""Files of our own that are more than a picture: what kind they are, told from their bytes, and how they go out.

In: an upload (`checking`), or a request for a document (`views`). Out: a sentence that refuses it, or its bytes:
video and audio in stretches, as players ask for them (`stretches`), anything else as a download.
"""
