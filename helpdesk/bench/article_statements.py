"""The SQL of the floor for articles: the vocabulary, and the best texts by the product's own ranking."""

from helpdesk.bench.statements import sql
from knowledge.search.ranked import BRANCH, STATEMENT, WEIGHTS

MOST_TITLED, MOST_FITTING = 100, 200

KNOWN = sql("""
    SELECT word, sum(articles)::int AS texts FROM {Word}
    WHERE workspace_id = %s AND word = ANY(%s) AND articles > 0 GROUP BY word
""")
VISIBLE = sql("SELECT id, visibility FROM {Article} WHERE workspace_id = %s AND state = 'published'")
BEST = STATEMENT.format(
    asked="%s::tsquery AS q0, %s::tsquery AS q1, %s::tsquery AS t0",
    branches=" UNION ".join([BRANCH.format(number=0), BRANCH.format(number=1)]),
    total="least(2 * r0, 1.5)",
    covered="(r0 > 0)::int",
    languages="WHEN 'en' THEN 1",
    visible=VISIBLE,
    ranks=f"ts_rank('{WEIGHTS}', entry.document, t0) AS r0",
)
