-- title = { zh = "先看几行：专利明细", en = "A first look: rows of the patent register" }

from patents
limit 20
