# place.sh NAME [JOURNAL [IDEAS]]: the repository, the journal and the ideas that are given for a session, in this folder
set -e
from="$RECORDED/read/$1"
git init -q -b main
git config core.autocrlf false
git config user.name Ada
git config user.email ada@example.org
git config commit.gpgsign false
git fast-import --quiet < "$from/repository.txt"
git reset -q --hard
cp "$from/journal.jsonl" "${2:-autoresearch.results.jsonl}"
[ ! -f "$from/ideas.md" ] || cp "$from/ideas.md" "${3:-autoresearch.ideas.md}"
