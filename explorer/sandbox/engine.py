"""One release in a DuckDB of its own that can read its files and nothing else, and one statement's answer from it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa

# Loaded now, for its own sake: casts load it when they first need it, and a worker can open no file by then.
import pyarrow.compute

from explorer.core.errors import Trouble
from explorer.releases import asof
from explorer.sandbox import faults, gate, limits, pivots, protocol

KEPT = frozenset(
    {
        *("BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"),
        *("FLOAT", "DOUBLE", "DATE", "VARCHAR", "TIMESTAMP"),
    }
)
TIME_ZONE = "Asia/Shanghai"  # today is China's
PLACE = frozenset({"line", "column"})
LARGE, EXACT, MOMENTS = frozenset({"HUGEINT", "UBIGINT"}), ("DECIMAL", "UHUGEINT"), "TIMESTAMP_"


class Engine:
    """A release behind lock and key. Its tables are views; the settings can no longer be changed by anybody."""

    def __init__(self, folder: Path, until: dt.date, seconds: float = limits.SECONDS) -> None:
        """Open the release in ``folder``, which knows until ``until``; a statement may take ``seconds``."""
        self.folder, self.until, self.day = folder, until, until
        self.files = {file.stem: str(file) for file in sorted(folder.glob("*.parquet"))}
        self.tables = frozenset(self.files)
        self.connection = duckdb.connect(config={"errors_as_json": True})
        self.parser = duckdb.connect(config={"errors_as_json": True})
        for name, value in (
            ("threads", limits.THREADS),
            ("memory_limit", limits.MEMORY),
            ("temp_directory", ""),
            ("enable_progress_bar", False),
            ("global TimeZone", TIME_ZONE),
            ("max_execution_time", int(max(seconds - limits.SPARE, seconds / 2) * 1000)),
            ("max_expression_depth", 250),
            ("pivot_limit", 1000),
            ("python_enable_replacements", False),
            ("autoinstall_known_extensions", False),
            ("autoload_known_extensions", False),
            ("allow_community_extensions", False),
        ):
            self._set(name, value)
        self._views()
        self._set("allowed_paths", list(self.files.values()))
        self._set("enable_external_access", False)
        self._set("lock_configuration", True)

    def answer(self, text: str, day: dt.date) -> tuple[pa.Table, tuple[str, ...], bool]:
        """Return the answer to one statement on the tables as of ``day``, the tables read, and whether rows were cut.

        At most ROWS rows, with columns of plain types only (see ``plain``). Raises Trouble when the gate refuses it
        or the database does.
        """
        admitted = self._admitted(text, day)
        table, more = self.run(admitted.text, day, text, *admitted.added)
        return table, admitted.tables, more

    def run(self, text: str, day: dt.date, asked_for: str = "", *added: faults.Added) -> tuple[pa.Table, bool]:
        """Run a text that was let through: see ``answer``. ``added``: what was put into the text that was asked for."""
        self._on(day)
        cursor = self.connection.cursor()
        try:
            asked = cursor.sql(text)
            if asked is None:
                raise Trouble("sandbox_not_a_question")
            if len(asked.columns) > limits.COLUMNS:
                raise Trouble("sandbox_too_wide", count=len(asked.columns), most=limits.COLUMNS)
            first = asked.limit(limits.ROWS + 1)  # which also tells columns of one name apart
            found = _bounded(first.select(*plain(first)).to_arrow_reader(2048))
        except duckdb.Error as fault:
            raise self._placed(fault, text, asked_for or text, *added) from fault
        except OSError as fault:  # what goes wrong after the first rows comes through Arrow, which calls it so
            raise fault if faults.grave(fault) or fault.errno else faults.of(fault, asked_for or text) from fault
        finally:
            cursor.close()
        return self._dated(_small(found.slice(0, limits.ROWS))), found.num_rows > limits.ROWS

    def _set(self, name: str, value: object) -> None:
        """Change a setting, by its name in our own code and a value that is bound."""
        self.connection.execute(f"set {name} = $value", {"value": value})

    def _on(self, day: dt.date) -> None:
        if (wanted := min(day, self.until)) != self.day:
            self.day = wanted
            self._views()

    def _views(self) -> None:
        for name, file in self.files.items():
            rows = self.connection.table_function("read_parquet", [file])
            asof.on(rows, name, self.day, self.until).create_view(name, replace=True)

    def _dated(self, table: pa.Table) -> pa.Table:
        """Return the table with days and moments as texts in columns where some lie beyond the years 1 to 9999."""
        for place, name in enumerate(table.schema.names):
            if not protocol.on_calendar(table.column(place)):
                beyond = self.connection.from_arrow(table.select([place]))
                texts = beyond.select(duckdb.ColumnExpression(name).cast("VARCHAR").alias(name)).to_arrow_table()
                table = table.set_column(place, name, texts.column(0))
        return table

    def _admitted(self, text: str, day: dt.date) -> gate.Admitted:
        """Return the statement as the gate lets it through; a PIVOT that names no values gets those there are."""
        try:
            return gate.admit(text, self.tables, self.parser)
        except Trouble as fault:
            asked = pivots.unnamed(text.rstrip().rstrip(";")) if fault.key == "sandbox_pivot" else None
            if asked is None:
                raise
        try:
            again = self._named(text.rstrip().rstrip(";"), asked, day)
            admitted = gate.admit(again.text, self.tables, self.parser)
        except Trouble as fault:  # its places are those of a text that nobody wrote
            raise Trouble(fault.key, **{k: v for k, v in fault.values.items() if k not in PLACE}) from fault
        return replace(admitted, added=(*admitted.added, again.added))

    def _named(self, text: str, asked: pivots.Values, day: dt.date) -> pivots.Written:
        """Return a PIVOT with the values that its own question finds, which passes the gate by itself."""
        found, _ = self.run(gate.admit(asked.question, self.tables, self.parser).text, day)
        values = [value for value in found.column(0).to_pylist() if value is not None]
        if not 0 < len(values) <= limits.CROSSED:
            raise Trouble("sandbox_pivot_many", most=limits.CROSSED)
        return pivots.named(text, asked, values)

    def _placed(self, fault: duckdb.Error, text: str, asked_for: str, *added: faults.Added) -> duckdb.Error | Trouble:
        """Return the fault with its place: a relation does not tell where, a plan of the same text does."""
        if faults.grave(fault):
            return fault
        if isinstance(fault, duckdb.ConversionException):
            return faults.of(fault, asked_for, ((0, self._ahead()),), *added)
        if not isinstance(fault, (duckdb.BinderException, duckdb.CatalogException)):
            return faults.of(fault, asked_for, *added)
        try:
            self.connection.cursor().execute(faults.TAKEN_BACK + text)
        except duckdb.Error as again:
            return faults.of(again, asked_for, ((0, len(faults.TAKEN_BACK)),), *added)
        return faults.of(fault, asked_for, *added)

    def _ahead(self) -> int:
        """Return how many bytes a relation sets before a text when it is run, by a fault whose place is known."""
        probe = "select 'x'::int"
        cursor = self.connection.cursor()
        try:
            cursor.sql(probe).limit(1).fetchall()
        except duckdb.Error as fault:
            return faults.position(fault) - probe.index("::")
        finally:
            cursor.close()
        return 0


def plain(asked: duckdb.DuckDBPyRelation) -> Iterator[duckdb.Expression]:
    """Yield every column as a type that any reader knows: what is none of KEPT becomes a number or a text."""
    for name, kind in zip(asked.columns, map(str, asked.types), strict=True):
        column = duckdb.ColumnExpression(name)
        if kind in KEPT or kind in LARGE:
            yield column
        elif kind.startswith(EXACT):
            yield column.cast("DOUBLE").alias(name)
        elif kind.startswith(MOMENTS):
            yield column.cast("TIMESTAMP").alias(name)
        else:
            yield column.cast("VARCHAR").alias(name)


def _bounded(batches: pa.RecordBatchReader) -> pa.Table:
    """Return what is read, as long as it is not too large to be sent."""
    found, size = [], 0
    for batch in batches:
        size += batch.nbytes
        if size > limits.ANSWER:
            raise Trouble("sandbox_too_large", most=limits.ANSWER // 2**20)
        found.append(batch)
    return pa.Table.from_batches(found, batches.schema)


def _small(table: pa.Table) -> pa.Table:
    """Return the table with whole numbers of 64 bits where they fit, else with fractions: sums are wider than rows."""
    for place, kind in enumerate(table.schema.types):
        if pa.types.is_decimal(kind) or pa.types.is_uint64(kind):
            column = table.column(place)
            try:
                smaller = column.cast(pa.int64())
            except pa.ArrowInvalid:
                smaller = column.cast(pa.float64(), safe=False)
            table = table.set_column(place, table.schema.names[place], smaller)
    return table
