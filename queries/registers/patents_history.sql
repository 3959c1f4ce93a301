-- title               = { zh = "本件专利的事项", en = "What happened to this patent" }
-- columns.happened_on = { zh = "日期", en = "Day" }
-- columns.event       = { zh = "事项", en = "Event" }
-- columns.project_no  = { zh = "项目号", en = "Project" }
-- columns.amount      = { zh = "金额（万元）", en = "Amount (10,000 yuan)" }
-- columns.office      = { zh = "受理局", en = "Office" }
-- columns.evidence    = { zh = "依据", en = "Evidence" }

with conditions as (
    select application_no, 'strategic_since' as event, strategic_since as happened_on from high_value_patents
    union all
    select application_no, 'overseas_since', overseas_since from high_value_patents
    union all
    select application_no, 'long_lived_since', long_lived_since from high_value_patents
    union all
    select application_no, 'pledged_since', pledged_since from high_value_patents
    union all
    select application_no, 'awarded_since', awarded_since from high_value_patents
)
-- One row per event of the patent and per condition of high value it began to meet, the oldest first.
select happened_on, kind as event, project_no, amount, office, evidence
from patent_events
where
    application_no = $record
    and happened_on <= $as_of
    and ($evidence = 'all' or evidence = 'published' or evidence = $evidence)
union all
select conditions.happened_on, event, null, null, null, patents.evidence
from conditions
join patents using (application_no)
where
    application_no = $record
    and conditions.happened_on <= $as_of
    and ($evidence = 'all' or patents.evidence = 'published' or patents.evidence = $evidence)
order by happened_on, event
