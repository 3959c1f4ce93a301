-- title = { zh = "每一列的概况：商标", en = "Every column at a glance: trademarks" }

-- SUMMARIZE counts, and gives the smallest and largest value of each column.
summarize trademarks
