"""What a statement may cost: lengths, rows, bytes, seconds. One place, so that page, gate and tests agree."""

TEXT = 20_000  # bytes of a statement
NODES = 5_000  # nodes of its tree
NESTED = 100  # brackets inside one another: DuckDB's parser takes all memory for thousands that are never closed
ROWS, COLUMNS = 10_000, 200  # of an answer
CROSSED = 100  # values of a PIVOT that names none
ANSWER = 24 * 2**20  # bytes of an answer
HEADER = 2**16  # bytes of what is said about it
SECONDS = 10.0  # of a statement, after which its process is killed
SPARE = 1.0  # seconds that the database is given less, so that what it can stop by itself costs no process
STARTING = 30.0  # seconds in which a process must be ready
WAITING = 8  # statements that wait while all processes are busy
PATIENCE = 20.0  # seconds that each of them waits
WORKERS, THREADS = 2, 2
MEMORY = "512MB"  # of the database
MOST = 1280 * 2**20  # bytes of a process, after which it is ended: the database does not count what functions build
DATA = 3 * 2**30  # bytes that the kernel gives to a process, threads and reserves included, should nobody look
RESIDENT = 700 * 2**20  # bytes after which a process is replaced when it has answered
