"""A stranger's SQL: read by one gate, run by processes of their own that may read a release and nothing else.

text → worker process → gate → locked DuckDB → Arrow bytes → page. No parser and no engine ever sees the text in the
process that serves the pages: one line can make either of them crash or eat the machine's memory.
"""
