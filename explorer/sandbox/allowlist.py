"""What a statement may be made of, in the words of DuckDB's own tree. What is not named here is refused.

Left out on purpose: whatever reads files, settings, secrets, the environment or the catalogue, waits, writes a log,
keeps a state, runs a text as a statement, and the types JSON and VARIANT (a cast to VARIANT can end the process).
"""

AGGREGATES = """
    any_value approx_count_distinct approx_quantile approx_top_k arbitrary arg_max arg_max_null arg_min arg_min_null
    argmax argmin array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count count_if count_star countif
    covar_pop covar_samp entropy favg first fsum geomean geometric_mean group_concat grouping grouping_id histogram
    kahan_sum kurtosis kurtosis_pop last list listagg mad max max_by mean median min min_by mode product quantile
    quantile_cont quantile_disc regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy
    regr_syy sem skewness stddev stddev_pop stddev_samp string_agg sum sum_no_overflow sumkahan var_pop var_samp
    variance wavg weighted_avg
"""
WINDOWS = """
    cume_dist dense_rank fill first_value lag last_value lead nth_value ntile percent_rank rank rank_dense row_number
"""
NUMBERS = """
    + - * / // % ^ ** & | << >> ~ abs acos acosh add asin asinh atan atan2 atanh bar bit_count cbrt ceil ceiling cos
    cosh cot degrees divide even exp factorial fdiv floor fmod gamma gcd greatest greatest_common_divisor hash isfinite
    isinf isnan lcm least least_common_multiple lgamma ln log log10 log2 mod multiply nextafter pi pow power radians
    random round round_even roundbankers sign signbit sin sinh sqrt subtract tan tanh trunc xor
"""
TEXTS = """
    || ^@ ~~ !~~ ~~* !~~* ~~~ array_extract ascii bit_length char_length character_length chr concat concat_ws contains
    damerau_levenshtein editdist3 ends_with format formatreadabledecimalsize formatreadablesize format_bytes hamming
    hex ilike_escape instr jaccard jaro_similarity jaro_winkler_similarity lcase left left_grapheme len length
    length_grapheme levenshtein like_escape lower lpad ltrim md5 mismatches not_ilike_escape not_like_escape
    octet_length ord overlay position prefix printf regexp_escape regexp_extract regexp_extract_all regexp_full_match
    regexp_matches regexp_replace regexp_split_to_array repeat replace reverse right right_grapheme rpad rtrim sha1
    sha256 split split_part starts_with str_split str_split_regex string_split string_split_regex string_to_array
    strip_accents strlen strpos substr substring substring_grapheme suffix translate trim ucase unicode upper
    nfc_normalize
"""
DAYS = """
    age century current_date current_localtimestamp date_add date_diff date_part date_sub date_trunc datediff
    datepart datesub datetrunc day dayname dayofmonth dayofweek dayofyear days_in_month decade epoch epoch_ms era
    get_current_timestamp hour isodow isoyear julian last_day make_date make_time make_timestamp microsecond
    millennium millisecond minute month monthname now quarter second strftime strptime time_bucket timezone
    to_centuries to_days to_decades to_hours to_milliseconds to_minutes to_months to_quarters to_seconds
    to_timestamp to_weeks to_years today transaction_timestamp try_strptime week weekday weekofyear year yearweek
"""
LISTS = """
    && <-> <@ @> aggregate apply array_append array_apply array_cat array_concat array_contains array_distinct
    array_filter array_has array_has_all array_has_any array_indexof array_intersect array_length array_pop_back
    array_pop_front array_position array_prepend array_push_back array_push_front array_reduce array_reverse
    array_reverse_sort array_select array_slice array_sort array_to_string array_transform array_unique array_value
    array_where array_zip cardinality element_at element flatten filter generate_series generate_subscripts list_aggr
    list_aggregate list_any_value list_append list_apply list_avg list_cat list_concat list_contains list_count
    list_distinct list_element list_extract list_filter list_first list_grade_up list_has list_has_all list_has_any
    list_histogram list_indexof list_intersect list_last list_max list_median list_min list_mode list_pack
    list_position list_prepend list_product list_reduce list_reverse list_reverse_sort list_select list_slice list_sort
    list_stddev_pop list_stddev_samp list_string_agg list_sum list_transform list_unique list_value list_var_pop
    list_var_samp list_where list_zip map map_concat map_contains map_entries map_extract map_extract_value
    map_from_entries map_keys map_values range reduce row struct_concat struct_extract struct_extract_at struct_insert
    struct_keys struct_pack struct_values unnest unpivot_list
"""
OTHERS = "alias coalesce error if ifnull nullif typeof try columns constant_or_null equi_width_bins switch"
FUNCTIONS = frozenset(f"{AGGREGATES} {WINDOWS} {NUMBERS} {TEXTS} {DAYS} {LISTS} {OTHERS}".split())
TABLE_FUNCTIONS = frozenset({"unnest", "range", "generate_series"})

KINDS = """
    bool boolean logical tinyint int1 smallint int2 short integer int int4 signed bigint int8 long hugeint utinyint
    usmallint uinteger ubigint uhugeint float float4 real double float8 decimal dec numeric varchar text string char
    bpchar date time datetime timestamp timestamp_s timestamp_ms timestamp_us timestamp_ns timestamptz interval uuid
    list array struct row map
"""
ZONED = ("timestamp with time zone", "time with time zone", "timestamp without time zone")
TYPES = frozenset({*KINDS.split(), *ZONED})

QUERIES = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
PLACES = frozenset(
    {"BASE_TABLE", "SUBQUERY", "JOIN", "TABLE_FUNCTION", "EXPRESSION_LIST", "EMPTY", "PIVOT", "SHOW_REF"}
)
CHANGES = frozenset({"ORDER_MODIFIER", "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER", "DISTINCT_MODIFIER"})
ORDERS = frozenset({"ORDER_DEFAULT", "ASCENDING", "DESCENDING"})
EXPRESSIONS = frozenset(
    {
        *("STAR", "CONSTANT", "COLUMN_REF", "FUNCTION", "COMPARISON", "CONJUNCTION", "OPERATOR", "CASE", "CAST"),
        *("TYPE", "BETWEEN", "SUBQUERY", "WINDOW", "LAMBDA", "LAMBDA_REF", "POSITIONAL_REFERENCE", "COLLATE"),
    }
)
DESCRIPTIONS = frozenset({"SUMMARY", "DESCRIBE"})
