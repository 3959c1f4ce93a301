-- @ reading files
select * from '/etc/passwd'

select * from "/etc/passwd"

from '{release}/patents.parquet'

from read_csv('/etc/passwd', sep = '|')

from read_csv_auto('/etc/passwd')

from read_parquet('{release}/areas.parquet')

from parquet_scan('{release}/areas.parquet')

from read_text('/etc/passwd')

from read_blob('/proc/self/environ')

from read_json('/etc/hosts')

from read_ndjson_objects('/etc/hosts')

from read_json_objects_auto('/etc/hosts')

from glob('/*')

from glob('{release}/../*')

select content from read_text('/proc/self/cmdline')

from sniff_csv('/etc/passwd')

from parquet_metadata('{release}/areas.parquet')

from parquet_schema('{release}/areas.parquet')

from parquet_kv_metadata('{release}/areas.parquet')

from parquet_file_metadata('{release}/areas.parquet')

select (select content from read_text('/etc/passwd')) as stolen from areas

select * from areas where name_zh in (select content from read_text('/etc/passwd'))

with a as (from read_text('/etc/passwd')) from a

from areas union all by name (from read_csv('/etc/passwd'))

select * from areas, lateral (from read_text('/etc/passwd'))

from read_duckdb('/tmp/x.db')

from '/etc/passwd' as areas

from 's3://bucket/x.parquet'

from 'https://example.cn/x.csv'

from read_csv('http://127.0.0.1:1/x.csv')

select * from '*.parquet'

from (from '/etc/*')

from '/etc/passwd' select *

from read_blob('/proc/self/maps')

select * from areas positional join '/etc/passwd'

select list_aggr([content], 'first') from read_text('/etc/passwd')

-- @ path tricks
from '{release}/../../CURRENT'

from './areas.parquet'

from 'file:///etc/passwd'

from '../../../../etc/passwd'

from areas."parquet"

from main."areas.parquet"

from 'areas.parquet'

with "/etc/passwd" as (select 1) from (select 2), "/etc/passwd"

from (with "x.csv" as (select 1) from "x.csv"), 'x.csv'

from '/dev/zero'

from '/proc/self/fd/0'

from read_text(['/etc/passwd', '/etc/hosts'])

from '/etc/passwd%00.parquet'

from memory.main.areas

from temp.areas

from system.information_schema.tables

from ｐａｔｅｎｔｓ

from "areas "

from "patents."

with recursive t(n) using key (n) as (select 1 union all select n + 1 from recurring.areas) from t

select * from areas at (version => 1)

-- @ writing files
copy areas to '{outside}/stolen.csv'

copy (select 1) to '{release}/areas.parquet' (use_tmp_file false)

copy (select 1) to '{release}/areas.parquet'

copy (select 1) to '{release}/manifest.json' (format csv, use_tmp_file false)

copy areas to '{release}/patents.parquet' (format parquet, use_tmp_file false, overwrite_or_ignore true)

copy areas to '{outside}' (format parquet, partition_by (level))

copy areas to '/dev/stdout'

copy areas from '/etc/passwd'

with x as (copy (select 1) to '{outside}/cte.csv') from x

with x as (copy (select 1) to '{release}/areas.parquet' (use_tmp_file false)) from x

with x as materialized (copy areas to '{outside}/cte2.csv' (format csv)) select * from x

select * from (with x as (copy (select 1) to '{outside}/cte3.csv') from x)

export database '{outside}'

import database '{outside}'

attach '{outside}/new.db'

attach '{outside}/new.db' as other

attach ':memory:' as other

create table other as select 1

create or replace view areas as select 1

create temp table areas as select 1

insert into areas values ('x', 'x', 'x', 'x', 'x')

update areas set name_zh = 'x'

delete from areas

drop view areas

alter view areas rename to arenas

truncate areas

with x as (insert into areas values ('x') returning *) from x

with x as (update areas set area = 'x' returning *) from x

with x as (delete from areas returning *) from x

merge into areas using periods on true when matched then delete

checkpoint

force checkpoint

vacuum

from checkpoint()

from force_checkpoint()

from copy_database('memory', 'x')

from write_log('x')

select write_log('x', level := 'error')

merge into areas using periods on true when not matched then insert values ('x') returning *

with m as (merge into areas using periods on true when matched then delete returning *) from m

select $a$x$a$; copy areas to '{outside}/dollar.csv'

attach if not exists '{outside}/y.db' (type sqlite)

detach memory

-- @ settings
set threads = 64

set memory_limit = '100GB'

set enable_external_access = true

set lock_configuration = false

reset lock_configuration

set global temp_directory = '{outside}'

set allowed_paths = ['/etc/passwd']

set variable x = 1

pragma threads = 64

pragma database_list

pragma enable_profiling

call pragma_version()

select current_setting('allowed_paths')

select getvariable('x')

from duckdb_settings()

from duckdb_secrets()

from duckdb_settings

from duckdb_views()

from duckdb_logs

from pragma_database_size()

from duckdb_variables()

from information_schema.tables

from pg_catalog.pg_class

from pg_class

from sqlite_master

with a as (from duckdb_settings), duckdb_settings as (select 1) from a

select getenv('HOME')

create secret s (type s3)

use memory

set search_path = 'x'

select set_config('threads', '64', false)

select getvariable('allowed_paths')

from which_secret('s3://x', 's3')

from duckdb_databases()

from duckdb_columns()

from duckdb_functions()

from duckdb_temporary_files()

from duckdb_memory()

from duckdb_log_contexts()

from duckdb_external_file_cache()

from duckdb_connections()

from duckdb_optimizers()

from duckdb_prepared_statements()

from pragma_platform()

from pragma_version()

select current_setting('temp_directory')

select current_database(), current_schemas(true)

select current_query(), txid_current()

select version()

pragma table_info('areas')

call duckdb_settings()

select in_search_path('x', 'y')

use memory.main

-- @ extensions
install httpfs

load httpfs

force install spatial from community

load '{outside}/evil.duckdb_extension'

update extensions

from duckdb_extensions()

install evil from 'http://127.0.0.1:1'

-- @ several statements
select 1; select 2

select 1; copy areas to '{outside}/second.csv'

select 1;; drop view areas

select 1) limit 1; copy areas to '{outside}/third.csv'; select * from (select 1

select 1 -- ; select 2
; set threads = 64

begin; select 1; commit

prepare p as select 1

execute p

deallocate p

explain analyze select 1

explain copy areas to '{outside}/explained.csv'

begin

explain pivot areas on level using count(*)

pivot 'x.csv' on a using count(*)

pivot areas on getenv(level) using count(*)

pivot (from read_text('/etc/passwd')) on content using count(*)

pivot areas on lower(getenv(level)) using count(*) order by 1

with a as (copy areas to '{outside}/pivot.csv') pivot a on level using count(*)

pivot areas on level using count(*); copy areas to '{outside}/pivot2.csv'

pivot areas on level) from areas; copy areas to '{outside}/pivot3.csv'; select (1 using count(*)

pivot areas on level in ('city') using count(*) order by (select content from read_text('/etc/passwd'))

execute p(1)

prepare p as from areas

/* /* nested */ select 1

-- @ shadowing and text run as SQL
create macro lower(x) as 'x'

create or replace temp macro count(x) as 0

create function f(x) as x

from query('from read_text(''/etc/passwd'')')

from query_table('areas')

from json_execute_serialized_sql(json_serialize_sql('select 1'))

select json_serialize_sql('select 1')

select json_deserialize_sql('{{}}')

select system.main.getenv('HOME')

create type t as enum (select 1)

create sequence s

select nextval('s')

select $1

select ?

from seq_scan('areas')

from arrow_scan(0, 0, 0)

from pandas_scan(0)

from python_map_function()

from query('select 42')

from query_table(['areas', 'periods'])

select apply([1], lambda x: getenv('HOME'))

-- @ hidden in parts of a select
select 1::struct(x json)

select 1::json[]

select 1::map(varchar, variant)

select json '{{}}'

select variant '1'

select 1::struct(x struct(y variant))[]

select cast('x' as geometry)

select cast('a' as enum('a','b'))

select 1::union(a int, b json)

select * from areas where exists (from duckdb_settings())

select (from duckdb_settings() limit 1)

select [x for x in (select content from read_text('/etc/passwd'))]

select * from areas order by (select 1 from read_csv('x'))

select count(*) filter (where exists (from read_csv('x'))) from areas

select sum(1) over (order by (select 1 from glob('*'))) from areas

select * from areas limit (select count(*) from read_csv('x'))

select * from areas qualify (select true from read_csv('x'))

pivot areas on level in ('a') using count(*) group by (select 1 from read_csv('x'))

from areas pivot (count(*) for level in (select 1 from read_csv('x')))

select * from (values ((select content from read_text('x'))))

select case when (select true from read_csv('x')) then 1 end

select unnest((select list(content) from read_text('x')))

select list_transform([1], lambda x: (select 1 from read_csv('y')))

summarize (from read_csv('x'))

describe (from read_csv('x'))

summarize read_csv('x')

summarize 'x.csv'

describe 'x.csv'

describe table 'x.csv'

from areas join read_csv('x') on true

from areas asof join 'x.csv' b using (area)

select * from areas, (from 'x.csv')

select * replace ((select 1 from read_csv('x')) as area) from areas

select columns(lambda c: c in (select content from read_text('x'))) from areas

select * from areas group by grouping sets ((select 1 from read_csv('x')))

select max(area order by (select 1 from read_csv('x'))) from areas

select distinct on ((select 1 from read_csv('x'))) area from areas

from areas tablesample ((select 1 from read_csv('x')))

with recursive t as (select 1 union all (from read_csv('x'))) from t

select current_user, current_schema, session_user

select area.read_text() from areas

select '\'; copy areas to ''x'' --'

select columns(lambda c: getenv('HOME') is null) from areas

select list_reduce([1, 2], lambda x, y: nextval('s'))

select 1 where 5 in (select size from read_blob('/etc/passwd'))

-- @ waiting and states
select pg_sleep(60)

select sleep_ms(60000)

select setseed(0.5)

from repeat_row(1, num_rows = 1000000000)

from test_all_types()

from test_vector_types(null::int)

-- @ crashes
select (repeat('[', 20000) || repeat(']', 20000))::json::variant

select '[1]'::variant

select [1]::variant::varchar from areas

select try_cast('1' as variant)

select '{{}}'::json

select json('[' || repeat('[', 100000))

select x'ff'::blob::varchar

select 'POINT(0 0)'::geometry

select factorial(1000000000)

-- @ bombs of memory
select lpad('x', 2000000000, 'y')

select rpad('x', 2000000000, 'y') from areas

select repeat('x', 4000000000)

select repeat(repeat('x', 100000), 100000)

select printf('%2000000000d', 1)

select format('{{:>2000000000}}', 'x')

select string_agg(repeat(holder, 100000), ',') from patents

select list(a) from range(400000000) t(a)

select levenshtein(repeat('a', 300000), repeat('b', 300000))

select damerau_levenshtein(repeat('a', 100000), repeat('b', 100000))

select list_transform(range(2000000000), lambda x: x + 1)

select unnest(range(1000000000))

select range(10000000000)

select regexp_replace(repeat('a', 100000000), 'a', 'bbbbbbbbbbbbbbbbbbbbbbbb', 'g')

select histogram(a * random()) from range(100000000) t(a)

select array_agg(repeat('x', 1000000)) from range(100000)

with recursive t(a) as (select 'x' union all select a || a from t) select length(a) from t

select reduce(range(60), lambda a, b: a || a, ['x'])

with recursive t(n, m) using key (n) as (select 1, 'x' union all select n + 1, m || m from t) from t

select repeat('x', 1000000) from range(10000)

select strftime(date '2024-01-01', repeat('%A', 50000000))

-- @ bombs of time
select count(*) from range(10000000) a, range(10000000) b where (a.range * b.range) % 7 = 3

select count(*) from patents a, patents b, patents c, range(100000), range(100000) d where a.title < d.range::text

select sum(a.range + b.range + c.range) from range(100000) a, range(100000) b, range(100000) c

with recursive t(n) as (select 1 union all select n + 1 from t) select max(n) from t

select max(sin(range) * cos(range)) from range(100000000000)

select count(distinct hash(range)) from range(100000000000)

select count(*) from range(1000000) a, range(1000000) b where jaccard(a.range::text, b.range::text) > 0.5

select regexp_matches(repeat('a', 1000000), '(a|aa|aaa)*(a|aa|aaa)*(a|aa|aaa)*b') from range(100000)

select factorial(range % 20) from range(10000000000) order by random() limit 1

select array_sort(range(100000000, 0, -1))

with recursive t(n, m) using key (n) as (select 1, 1 union all select n, m + 1 from t) from t

select regexp_split_to_array(repeat('a,', 50000000), ',')
