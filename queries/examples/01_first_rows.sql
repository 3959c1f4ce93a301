-- title = { zh = "先看几行：专利登记簿", en = "A first look: rows of the patent register" }

from patents
limit 20
