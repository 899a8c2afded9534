-- The list of who waits is read from its longest wait on. Those for whom nothing is late have no day, and stood first in
-- the index: a list of a large service passed them all before it came to anybody. Now they are not in it.
drop index person_summary_late;
create index person_summary_late on person_summary (late_respected, late_since, person_id) where late_since is not null;
